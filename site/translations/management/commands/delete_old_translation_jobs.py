from datetime import timedelta

from django.core.management.base import BaseCommand
from django.utils import timezone

from translations.models import Job

DAYS = 90


class Command(BaseCommand):
    help = f"Deletes the reports and files of bulk work on translations after {DAYS} days. The worker does it daily."

    def handle(self, **options):
        for job in Job.objects.filter(created_at__lt=timezone.now() - timedelta(days=DAYS)):
            if job.file:
                job.file.delete(save=False)
            job.delete()

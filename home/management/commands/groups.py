from django.core.management.base import BaseCommand

from home.roles import ensure_all
from review.roles import ensure_workflows


class Command(BaseCommand):
    help = "Makes the groups of staff with the rights they need; what somebody added to them stays."

    def handle(self, **options):
        for group in ensure_all():
            self.stdout.write(f"{group.name}: {group.user_set.count()} members")
        for workflow in ensure_workflows():
            self.stdout.write(f"Workflow “{workflow.name}”")

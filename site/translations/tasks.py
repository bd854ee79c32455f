"""Slow work of the board, done by the background worker."""

from django_tasks import task


@task()
def run_job(job_id):
    """Do what somebody asked for many translations (``translations.jobs``)."""
    from translations import jobs
    from translations.models import Job

    job = Job.objects.select_related("user").filter(pk=job_id, finished_at=None).first()
    if job is not None:
        jobs.run(job)

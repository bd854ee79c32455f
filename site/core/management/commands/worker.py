import logging
import signal
import threading
import time

from django.apps import apps
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import close_old_connections, connections
from django.utils.module_loading import import_string
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from core.due import publish_due

logger = logging.getLogger("core.worker")

LOOK_EVERY = 1  # second
PUBLISH_EVERY = 60
FREQUENTLY = 5
TASKS_SECONDS = 20
TIDY_EVERY = 24 * 3600
LONGEST_PAUSE = 30


class Round(Worker):
    """Does tasks for some seconds, and finishes the one it is at: a long queue keeps no release from its hour."""

    def __init__(self, seconds, **options):
        super().__init__(**options)
        self.until = seconds and time.monotonic() + seconds

    def run_task(self, task):
        super().run_task(task)
        if self.until and time.monotonic() > self.until:
            self.running = False


class Command(BaseCommand):
    help = (
        "Does the background tasks, each minute publishes what is due, and writes to subscribers. "
        "SIGTERM stops it after the current task."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="Do what is waiting now, then end.")

    def handle(self, once, **options):
        self.stopping = threading.Event()
        self.tasks = None
        self.tasks_seconds = None if once else TASKS_SECONDS
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self.stop)
        duties = [
            [0, LOOK_EVERY, self.do_tasks],
            [0, PUBLISH_EVERY, self.publish],
            [0, TIDY_EVERY, self.tidy],
            *([0, FREQUENTLY, duty] for duty in self.frequent_duties()),
        ]
        failures = 0
        while not self.stopping.is_set():
            for duty in duties:
                due, every, work = duty
                if time.monotonic() < due or self.stopping.is_set():
                    continue
                duty[0] = time.monotonic() + every
                # One duty that fails, or a database that is away, keeps nobody from the others.
                try:
                    close_old_connections()
                    work()
                    failures = 0
                except Exception:
                    failures += 1
                    logger.exception("%s failed; trying again", work.__name__)
                    connections.close_all()
            if once:
                return
            self.stopping.wait(min(LOOK_EVERY * 2 ** min(failures, 6), LONGEST_PAUSE))

    def stop(self, number, frame):
        self.stopping.set()
        if self.tasks:
            self.tasks.running = False

    def do_tasks(self):
        # Asking for a task takes SQLite's write lock; asking whether there is one does not.
        if not DBTaskResult.objects.ready().filter(backend_name="default").exists():
            return
        self.tasks = Round(
            self.tasks_seconds,
            queue_names=["*"],
            excluded_queue_names=[],
            interval=LOOK_EVERY,
            batch=True,  # comes back when nothing is waiting
            max_tasks=None,
            backend_name="default",
            startup_delay=False,
            worker_id=f"museum-{time.time_ns():x}",
        )
        self.tasks.run()

    def frequent_duties(self):
        """Return what apps ask to be done every few seconds; each takes some seconds itself at most."""
        for app in apps.get_app_configs():
            yield from map(import_string, getattr(app, "frequent_duties", ()))

    def publish(self):
        publish_due()

    def tidy(self):
        call_command("prune_db_task_results", verbosity=0)
        call_command("clearsessions")
        for app in apps.get_app_configs():
            for name in getattr(app, "daily_commands", ()):
                call_command(name, verbosity=0)

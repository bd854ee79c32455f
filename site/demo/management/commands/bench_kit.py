"""Make one press kit of large pictures in a process of its own, and say what it took: called by ``bench``."""

import json
import pickle
import re
import resource
import sys
import time
from pathlib import Path

from django.core.management.base import BaseCommand

from press.kits.folders import Folder


def most_memory():
    """Return how many bytes of memory this process held at the most.

    Linux adds to ``getrusage`` what the process held that started this one, so the kernel's own mark is read there.
    """
    try:
        status = Path("/proc/self/status").read_text()
    except FileNotFoundError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) * 1024


class Command(BaseCommand):
    help = "Makes the kit of a dossier (a file of pickle) and prints seconds, bytes of memory and bytes of the ZIP."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("dossier", type=Path)

    def handle(self, *, dossier, **options):
        folder = Folder(pickle.loads(dossier.read_bytes()))
        begun = time.monotonic()
        folder.build()
        took = time.monotonic() - begun
        said = {"seconds": took, "memory": most_memory(), "size": folder.archive.stat().st_size}
        self.stdout.write(json.dumps(said))

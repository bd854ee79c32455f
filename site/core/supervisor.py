"""Runs several processes as one: if either ends, the others are stopped, and a signal stops them all.

A script of the standard library alone, so that the watching process stays small:
``python supervisor.py <command> … -- <command> …``
"""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time

PATIENCE = 35  # seconds; a little more than gunicorn gives its own workers


def main(arguments):
    """Run the commands until one of them ends or a signal comes. Return the exit status for the shell."""
    commands, current = [], []
    for argument in [*arguments, "--"]:
        if argument == "--":
            commands.append(current)
            current = []
        else:
            current.append(argument)

    stopping = []
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda number, frame: stopping.append(number))

    # In sessions of their own: Ctrl-C reaches only us, and each is asked to stop once, in our order.
    children = [
        subprocess.Popen(command, start_new_session=True, preexec_fn=_end_with(os.getpid()))
        for command in commands
    ]
    ended = None
    while not stopping and ended is None:
        time.sleep(0.2)
        ended = next((child for child in children if child.poll() is not None), None)

    first = 1 if stopping else 0  # any signal after this one finds somebody in a hurry
    if stopping:
        print("\nStopping: what has begun is finished first. Ctrl-C again stops at once.", flush=True)
    _stop(children, impatient=lambda: len(stopping) > first)
    if ended is None:
        return 0
    print(f"“{' '.join(ended.args[:4])} …” ended with status {ended.returncode}.", file=sys.stderr)
    return ended.returncode if ended.returncode > 0 else 1


def _end_with(parent):
    """Return what makes a child on Linux end with us, even when we are killed and can stop nobody."""

    def request():
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(1, signal.SIGTERM)  # PR_SET_PDEATHSIG
            if os.getppid() != parent:
                os.kill(os.getpid(), signal.SIGTERM)

    return request if sys.platform == "linux" else None


def _stop(children, impatient):
    for child in children:
        if child.poll() is None:
            child.terminate()
    deadline = time.monotonic() + PATIENCE
    while any(child.poll() is None for child in children):
        if impatient() or time.monotonic() > deadline:
            for child in children:
                child.kill()
        time.sleep(0.1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

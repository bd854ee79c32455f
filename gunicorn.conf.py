"""How gunicorn serves the site. Everything that differs between machines comes from the environment."""

import os
from pathlib import Path

host = os.environ.get("HOST") or "127.0.0.1"
bind = f"{f'[{host}]' if ':' in host else host}:{os.environ.get('PORT') or '8000'}"
pythonpath = str(Path(__file__).resolve().parent / "site")
wsgi_app = "config.wsgi:application"

# Threads wait for the database side by side; two processes use two cores.
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY") or 2)
threads = int(os.environ.get("WEB_THREADS") or 4)

timeout = 30
graceful_timeout = 30
keepalive = 5
# A process that leaks is replaced before anybody notices; not all at the same moment.
max_requests = 1200
max_requests_jitter = 50

# gunicorn 27 opens a control socket in the home folder: a door nobody here uses.
control_socket_disable = True
# The heartbeat file must not wait for a disk.
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None

accesslog = os.environ.get("ACCESS_LOG") or None  # “-” for standard output
errorlog = "-"
loglevel = os.environ.get("LOG_LEVEL") or "warning"

"""What ``make run`` uses: production's behaviour on an embedded database, without what needs https."""

import socket

from config.settings.base import *  # noqa: F403
from config.settings.base import INSTALLED_APPS, SITE_URL, VAR_DIR, env

SECRET_KEY = env.text("SECRET_KEY") or env.local_secret_key(VAR_DIR / "secret_key")
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", env.hostname(SITE_URL), *env.words("ALLOWED_HOSTS")]
if env.text("HOST") in {"0.0.0.0", "::"}:
    # Whoever serves on every address may be visited under any; what we send out is built from SITE_URL alone.
    ALLOWED_HOSTS += ["*"]
elif env.text("HOST"):
    ALLOWED_HOSTS += [env.text("HOST"), socket.gethostname()]

INSTALLED_APPS = ["demo", *INSTALLED_APPS]

EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"  # nothing leaves this machine
EMAIL_FILE_PATH = VAR_DIR / "mail"
DEFAULT_FROM_EMAIL = "museum@localhost"

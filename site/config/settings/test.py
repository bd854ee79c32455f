"""What the tests use: quick, alone, and deaf to whatever the machine's environment says."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path
from zlib import crc32

# One folder for each test process, gone when it ends: tests write nothing into the project.
SCRATCH = Path(tempfile.mkdtemp(prefix="museum-tests-")).resolve()
atexit.register(shutil.rmtree, SCRATCH, ignore_errors=True)
for folder in ("static", "private", "public"):
    (SCRATCH / folder).mkdir()

for name in (
    "SITE_URL", "HOST", "PORT", "REDIS_URL", "ALLOWED_HOSTS", "DEMO_PASSWORD", "ALERTS_PER_MINUTE", "ALERTS_FROM_EMAIL",
    "MACHINE_TRANSLATOR",
):  # fmt: skip
    os.environ.pop(name, None)
os.environ["ENV_FILE"] = ""  # a developer's .env changes no test
os.environ["VAR_DIR"] = str(SCRATCH)
if TEST_DATABASE_URL := os.environ.get("TEST_DATABASE_URL"):
    os.environ["DATABASE_URL"] = TEST_DATABASE_URL

from config.settings.base import *  # noqa: E402, F403
from config.settings.base import BASE_DIR, DATABASES, INSTALLED_APPS, STORAGES, WAGTAILSEARCH_BACKENDS  # noqa: E402

SECRET_KEY = "for the tests alone, and long enough that nothing complains about it"
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
INSTALLED_APPS = ["demo", *INSTALLED_APPS]

# Two checkouts on one machine may run their tests on the same server.
DATABASES["default"]["TEST"] = {"NAME": f"test_museum_{crc32(bytes(BASE_DIR)):08x}"}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
COUNTS_WRITTEN_EVERY = 0
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

# Static files straight from the source: no test needs collectstatic.
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True

# To index every page that a test makes takes a tenth of the time; tests that search ask for the fixture “searching”.
WAGTAILSEARCH_BACKENDS["default"]["AUTO_UPDATE"] = False

"""What gunicorn serves: ``config.wsgi:application``."""

import os
import sys
from pathlib import Path

SITE_DIR = Path(__file__).resolve().parent.parent
for folder in (SITE_DIR, SITE_DIR.parent):  # the mechanisms, then the sections beside site/
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
# A reader's request must not wait for ever; a migration or an import may take as long as it needs.
os.environ.setdefault("DATABASE_STATEMENT_TIMEOUT_MS", "15000")

from django.core.wsgi import get_wsgi_application  # noqa: E402 - the path and the environment come first

application = get_wsgi_application()

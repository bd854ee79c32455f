"""What every environment shares. Values here are safe; the other modules only loosen or require."""

import os
from pathlib import Path

from csp.constants import NONE, SELF

from config.settings import env, services

BASE_DIR = Path(__file__).resolve().parents[3]
SITE_DIR = BASE_DIR / "site"
env.load_file(os.environ.get("ENV_FILE", BASE_DIR / ".env"))
# Whatever the site writes is under this one folder.
VAR_DIR = Path(env.text("VAR_DIR", str(BASE_DIR / "var"))).resolve()

DEBUG = False
ALLOWED_HOSTS = []

# The one absolute address: feeds, sitemap, canonical links, e-mails and Wagtail's Site record all follow it.
SITE_URL = env.text("SITE_URL", env.served_url()).rstrip("/")

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
AUTH_USER_MODEL = "users.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "wagtail_localize",
    "wagtail_localize.locales",  # in the place of wagtail.locales
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.sitemaps",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "users.apps.WagtailUsersConfig",  # wagtail.users, with our views
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks_db",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.contrib.postgres",  # search on PostgreSQL; idle on SQLite
    # Ours last: core replaces a signal receiver that wagtail.contrib.redirects connects when it is ready.
    "users",
    "core",
    "partners",
    "press",
    "translations",
    "review",
    "wording",
    "desk",
    "collection",
    "events",
    "news",
    "home",
]

MIDDLEWARE = [
    "core.middleware.HeadMiddleware",
    "core.health.HealthMiddleware",  # early: a probe knows neither our host name nor https
    "django.middleware.security.SecurityMiddleware",
    "core.middleware.SecurityHeadersMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "core.uploads.UploadsMiddleware",  # before anything that opens a session, varies or asks the database
    "core.middleware.CompressionMiddleware",
    "press.numbers.CountingMiddleware",  # before what makes 304 of an answer: it tells the two apart
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "core.middleware.AdminMiddleware",  # after CSP in this list: it speaks to the response first
    "core.georgian.GeorgianMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "core.middleware.AtomicAdminMiddleware",  # last: it calls the view itself
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,  # compiled templates are kept by Django's cached loader
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# ---------------------------------------------------------------------------------------------------- data

DATABASES = {"default": env.database(env.text("DATABASE_URL"), embedded=VAR_DIR / "db.sqlite3")}
# Off on purpose: with SQLite's immediate transactions every reader would take the write lock.
# AtomicAdminMiddleware wraps what writes.
DATABASES["default"]["ATOMIC_REQUESTS"] = False

# Shared by all processes of the site, because publishing in one must be seen by all: Redis where there are several
# servers, files on a single one. Nothing is kept only here, and a cache that is away is a cache that is empty.
if REDIS_URL := env.text("REDIS_URL"):
    CACHES = {
        "default": {
            "BACKEND": "django_redis.cache.RedisCache",
            "LOCATION": REDIS_URL,
            "KEY_PREFIX": "museum",
            "OPTIONS": {"IGNORE_EXCEPTIONS": True, "SOCKET_CONNECT_TIMEOUT": 0.5, "SOCKET_TIMEOUT": 0.5},
        }
    }
    DJANGO_REDIS_LOG_IGNORED_EXCEPTIONS = True
else:
    CACHES = {"default": {"BACKEND": "core.file_cache.FileCache", "LOCATION": VAR_DIR / "cache"}}

# Seconds for which each process adds up downloads before it writes the sums; 0: only when told.
COUNTS_WRITTEN_EVERY = 60

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}  # `manage.py worker` does them

SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = False  # the admin's scripts read it
CSRF_COOKIE_AGE = None  # gone with the browser: a visitor who wrote to us once carries no mark for a year

# ---------------------------------------------------------------------------------------------------- languages

LANGUAGE_CODE = "az"
LANGUAGES = [("az", "Azərbaycanca"), ("en", "English"), ("ka", "ქართული"), ("tr", "Türkçe")]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
# What Wagtail's own catalogues lack in them stands in locale_upstream.
WAGTAILADMIN_PERMITTED_LANGUAGES = [
    ("en", "English"),
    ("az", "Azərbaycanca"),
    ("ka", "ქართული"),
    ("tr", "Türkçe"),
]
USE_I18N = WAGTAIL_I18N_ENABLED = True
LOCALE_PATHS = [
    SITE_DIR / "locale",  # our own words, collected by `make messages`
    SITE_DIR / "locale_upstream",  # words of Django and Wagtail that we correct or add, kept by hand
]
FORMAT_MODULE_PATH = "config.formats"
TIME_ZONE = "Asia/Baku"
USE_TZ = True
WAGTAIL_USER_TIME_ZONES = ["Asia/Baku", "Asia/Tbilisi", "Europe/Istanbul", "UTC"]

# A translation begins as a draft: otherwise Azerbaijani words would be public under /tr/ at once.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAILLOCALIZE_DISABLE_ON_DELETE = True
WAGTAILLOCALIZE_MACHINE_TRANSLATOR = services.machine_translator()  # None: the site works whole without

# ---------------------------------------------------------------------------------------------------- files

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_MAX_AGE = 3600  # names without a hash
WHITENOISE_IMMUTABLE_FILE_TEST = r"\.[0-9a-f]{12}\.[a-z0-9]+$"

# Originals and documents have no address of their own: what the public may see is a rendition, or goes through
# Wagtail's document view, which asks for permission.
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "private"
PUBLIC_MEDIA_ROOT = VAR_DIR / "public"
KITS_ROOT = VAR_DIR / "kits"  # press kits: made again from what is above whenever they are missing
STORAGES = {
    # As text: the storage goes into the background task that deletes a file, and tasks are JSON.
    "default": {"BACKEND": "core.storage.PrivateStorage", "OPTIONS": {"location": str(MEDIA_ROOT)}},
    "public": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(PUBLIC_MEDIA_ROOT), "base_url": MEDIA_URL},
    },
    "staticfiles": {"BACKEND": "core.storage.StaticStorage"},
}
FILE_UPLOAD_PERMISSIONS = 0o644
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 2**20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # an editor's form with many blocks is long

WAGTAILIMAGES_IMAGE_MODEL = "core.MuseumImage"
WAGTAILDOCS_DOCUMENT_MODEL = "core.MuseumDocument"
# Whose they are is asked wherever a file comes in.
WAGTAILIMAGES_IMAGE_FORM_BASE = "core.files.forms.ImageForm"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "core.files.forms.DocumentForm"
WAGTAILIMAGES_RENDITION_STORAGE = "public"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]  # no svg: it can carry scripts
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 15 * 2**20
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "pptx", "odt", "ods", "txt", "csv"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 2**20
WAGTAILDOCS_SERVE_METHOD = "serve_view"  # a private collection's file must not be reachable by address
WAGTAILDOCS_INLINE_CONTENT_TYPES = ["application/pdf"]

# ---------------------------------------------------------------------------------------------------- Wagtail

WAGTAIL_SITE_NAME = "Azərbaycan Milli İncəsənət Muzeyi"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_AUTOSAVE_INTERVAL = 10_000  # ms; every half second would flood the history with revisions
WAGTAILADMIN_GLOBAL_EDIT_LOCK = True
WAGTAIL_FINISH_WORKFLOW_ACTION = "core.moderation.publish_approved"
WAGTAILADMIN_UNSAFE_PAGE_DELETION_LIMIT = 10
WAGTAILREDIRECTS_AUTO_CREATE = True
WAGTAIL_REDIRECTS_FILE_STORAGE = "cache"
# Wagtail's database search; ours cleans what staff type first, which SQLite would take for operators.
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "core.search_backend"}}
if "postgresql" in DATABASES["default"]["ENGINE"]:
    # The server's default is often English, whose stemmer mangles our languages.
    WAGTAILSEARCH_BACKENDS["default"]["SEARCH_CONFIG"] = "simple"
TAGGIT_CASE_INSENSITIVE = True
# Whether the worker may ask other sites, politely, if the addresses that we link to are still there.
CHECK_EXTERNAL_LINKS = env.flag("CHECK_EXTERNAL_LINKS")
# Otherwise nothing is fetched from, or told to, anybody else.
WAGTAIL_FRONTEND_LOGIN_URL = "/admin/login/"  # one door for staff
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILEMBEDS_FINDERS = []  # films are our own block: the browser asks the provider, the server never does
# Wagtail keeps shared passwords in clear.
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}

# ---------------------------------------------------------------------------------------------------- e-mail alerts

ALERT_TOPICS = "config.alerts.TOPICS"  # as a name, because settings import nothing of ours
ALERTS_PER_MINUTE = env.number(
    "ALERTS_PER_MINUTE", 300
)  # letters, of one worker; 0: as fast as the server takes them
ALERTS_FROM_EMAIL = env.text("ALERTS_FROM_EMAIL")  # by default that of all letters

# ---------------------------------------------------------------------------------------------------- security

AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "/admin/login/"
WAGTAILADMIN_USER_LOGIN_FORM = "users.forms.SignInForm"
# Nobody types anybody else's password: a letter leads to where it is chosen, once and within these days.
WAGTAILUSERS_PASSWORD_ENABLED = False
PASSWORD_RESET_TIMEOUT = 3 * 24 * 3600
CSRF_FAILURE_VIEW = "core.views.form_refused"
BEHIND_PROXY = False  # whether X-Forwarded-For is a proxy's word, or anybody's
X_FRAME_OPTIONS = "DENY"  # Wagtail lifts it for its own previews
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
PERMISSIONS_POLICY = "camera=(), microphone=(), geolocation=(), payment=(), usb=()"

VIDEO_HOSTS = ["https://www.youtube-nocookie.com", "https://player.vimeo.com"]
# Public pages hold no inline script or style, so that no nonce is needed: a cached page would replay it.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "frame-src": VIDEO_HOSTS,
        "media-src": [SELF],
        "manifest-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
# Under /admin/ only, and not where passwords are typed: Wagtail's forms hold inline scripts (wagtail#1288), and a
# preview is a frame.
ADMIN_CONTENT_SECURITY_POLICY = {
    "script-src": [SELF, "'unsafe-inline'"],
    "style-src": [SELF, "'unsafe-inline'"],
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [SELF, *VIDEO_HOSTS],
    "worker-src": [SELF, "blob:"],
    "frame-ancestors": [SELF],
}

# ---------------------------------------------------------------------------------------------------- logs

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"format": "{levelname} {name}: {message}", "style": "{"},
        "json": {"()": "core.logs.JsonFormatter"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "core": {"level": "INFO"},
        "django.server": {"handlers": ["console"], "level": "INFO", "propagate": False},
        # An address that is not there, or one line for every scanner that tries somebody else's host name is noise.
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}

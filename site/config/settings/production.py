"""The public server. Refuses to start half-configured, and says everything that is missing at once."""

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from config.settings.base import *  # noqa: F403
from config.settings.base import CONTENT_SECURITY_POLICY, LOGGING, SITE_URL, env

SECRET_KEY = env.text("SECRET_KEY")
SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS")


def problems():
    """Return what keeps the site from starting: a list of lines, each naming a variable and what to put there."""
    found = []
    if not SECRET_KEY:
        found.append(
            "SECRET_KEY is not set. Put a random text of 50 characters or more there, and keep it secret."
        )
    elif len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 5 or SECRET_KEY.startswith("django-insecure"):
        found.append("SECRET_KEY is weak. Put a random text of 50 characters or more there.")
    if not ALLOWED_HOSTS:
        found.append("ALLOWED_HOSTS is not set. Put the host names of the site there, separated by commas.")
    elif any("*" in host for host in ALLOWED_HOSTS):
        found.append("ALLOWED_HOSTS holds a wildcard. Name each host.")
    address = urlsplit(SITE_URL)
    if not env.text("SITE_URL"):
        found.append("SITE_URL is not set. Put the public address there, such as https://museum.example.")
    elif address.scheme != "https" or not address.hostname:
        found.append(f"SITE_URL is {SITE_URL}. It must begin with https:// and name a host.")
    elif address.path or address.query or address.fragment:
        found.append(f"SITE_URL is {SITE_URL}. It must end after the host name.")
    elif ALLOWED_HOSTS and not any(
        host == address.hostname or (host.startswith(".") and f".{address.hostname}".endswith(host))
        for host in ALLOWED_HOSTS
    ):
        found.append(f"ALLOWED_HOSTS does not hold {address.hostname}, the host of SITE_URL. Add it.")
    if not env.text("DATABASE_URL"):
        found.append("DATABASE_URL is not set. Put postgres://user:password@host:5432/name there.")
    return found


if found := problems():
    raise ImproperlyConfigured(
        "The site is not fully configured:\n" + "\n".join(f"  - {line}" for line in found)
    )

SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^-/"]  # probes come by http
BEHIND_PROXY = env.flag("BEHIND_PROXY")
if BEHIND_PROXY:
    # Only where a proxy overwrites this header: anybody can send it.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = env.number("HSTS_SECONDS", 3600)  # an hour can be taken back; 63072000 cannot
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.flag("HSTS_SUBDOMAINS", True)
SECURE_HSTS_PRELOAD = env.flag("HSTS_PRELOAD", True)

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
# The prefix makes browsers refuse a cookie of this name from another host or without https.
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrftoken"
CONTENT_SECURITY_POLICY["DIRECTIVES"]["upgrade-insecure-requests"] = True

EMAIL_HOST = env.text("EMAIL_HOST", "localhost")
EMAIL_PORT = env.number("EMAIL_PORT", 25)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS")
EMAIL_USE_SSL = env.flag("EMAIL_USE_SSL")
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text("DEFAULT_FROM_EMAIL", f"no-reply@{urlsplit(SITE_URL).hostname}")

LOGGING["handlers"]["console"] |= {"formatter": "json", "stream": "ext://sys.stdout"}

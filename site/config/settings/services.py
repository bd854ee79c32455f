"""Services of others that the site may ask, chosen by the environment. None is needed."""

from importlib.util import find_spec

from django.core.exceptions import ImproperlyConfigured

from config.settings import env

_PACKAGE = "wagtail_localize.machine_translators"


def machine_translator():
    """Return ``WAGTAILLOCALIZE_MACHINE_TRANSLATOR`` as the environment wants it, or ``None`` for no machine.

    Raises:
        ImproperlyConfigured: if a service is chosen and not fully configured; the message says what is missing.
    """
    name = env.text("MACHINE_TRANSLATOR").lower()
    if not name:
        return None
    problems = []

    def needed(variable, what):
        value = env.text(variable)
        if not value:
            problems.append(f"{variable} is not set. Put {what} there.")
        return value

    seconds = env.number("MACHINE_TRANSLATOR_TIMEOUT", 20)
    if not 1 <= seconds <= 120:
        problems.append(f"MACHINE_TRANSLATOR_TIMEOUT is {seconds}. Put 1 to 120 seconds there.")
    if name == "deepl":
        translator = "deepl.DeepLTranslator"
        options = {"AUTH_KEY": needed("DEEPL_AUTH_KEY", "the key of the DeepL account"), "TIMEOUT": seconds}
    elif name == "google":
        translator = "google.GoogleCloudTranslator"
        options = {
            "PROJECT_ID": needed("GOOGLE_PROJECT_ID", "the id of the Google Cloud project"),
            "CREDENTIALS_PATH": needed("GOOGLE_CREDENTIALS", "the path of the service account's key file"),
        }
        if not _is_there("google.cloud.translate"):
            problems.append(
                "The package google-cloud-translate is not installed. Install wagtail-localize[google]."
            )
    elif name == "libretranslate":
        translator = "libretranslate.LibreTranslator"
        options = {
            "LIBRETRANSLATE_URL": needed("LIBRETRANSLATE_URL", "the address of the server").rstrip("/"),
            "API_KEY": env.text("LIBRETRANSLATE_API_KEY"),  # a server of one's own needs none
            "TIMEOUT": seconds,
        }
    else:
        problems.append(f"MACHINE_TRANSLATOR is {name}. Put deepl, google, libretranslate or nothing there.")
    if problems:
        raise ImproperlyConfigured(
            "Machine translation is not fully configured:\n" + "\n".join(f"  - {line}" for line in problems)
        )
    return {
        "CLASS": "core.translation.machine.Translator",
        "OPTIONS": {"CLASS": f"{_PACKAGE}.{translator}", "OPTIONS": options},
    }


def _is_there(module):
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False

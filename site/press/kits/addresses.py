"""Where kits are. Outsiders save these addresses: they depend on no slug."""


def kit_path(language, key):
    """Return the path of a kit's page for people."""
    return f"/{language}/kits/{key}/"


def file_path(language, key, name):
    """Return the path of a file of a kit: ``text.pdf``, ``kit.zip``, ``pictures/1-web.jpg``."""
    return f"/{language}/kits/{key}/{name}"

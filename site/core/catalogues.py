"""Interface words: compiling the catalogues without gettext, and telling whether they are complete."""

import io
import os
import re
import tempfile
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

# What a sentence is filled with: %(name)s, %s, {name}, {0}. A lost one is a crash or a hole in the sentence.
PLACEHOLDER = re.compile(r"%\([^)]+\)[#0\- +]*[\d.]*[a-zA-Z]|(?<!%)%[sdifr]|\{[^{}\s]*\}")


def read(path):
    """Return Babel's catalogue of a .po or .pot file. Raises PoFileError where the file is malformed."""
    with open(path, "rb") as file:
        text = file.read()
    # A template leaves the plural rule open, and Babel reads no rule that is open.
    return read_po(io.BytesIO(text.replace(b"nplurals=INTEGER; plural=EXPRESSION;", b"")), abort_invalid=True)


def compile_catalogues(folder):
    """Compile each ``<language>/LC_MESSAGES/*.po`` below ``folder`` that is newer than its .mo.

    Return the paths written. Fuzzy entries, which nobody has confirmed, are left out, as gettext does.
    """
    written = []
    for source in sorted(Path(folder).glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        # Written aside and then renamed: a process that starts meanwhile finds the old file or the new one, whole.
        handle, aside = tempfile.mkstemp(dir=target.parent, prefix=".mo-")
        with os.fdopen(handle, "wb") as file:
            write_mo(file, read(source))
        os.chmod(aside, 0o644)
        os.replace(aside, target)
        written.append(target)
    return written


def placeholders(text):
    """Return the placeholders of a text, sorted, each as often as it stands there."""
    return sorted(PLACEHOLDER.findall(text))


def problems(template, catalogue):
    """Return what a catalogue owes the template: a list of lines for people.

    Every message of the template must be there, translated, not fuzzy, with the same placeholders, and with a text
    for each plural form of the language.
    """
    found = []
    if catalogue.num_plurals != 2:
        found.append(f"Plural-Forms names {catalogue.num_plurals} forms; the languages of the site have two.")
    for message in template:
        if not message.id:
            continue
        plural = isinstance(message.id, tuple)
        words = message.id if plural else (message.id,)
        name = repr(words[0]) + (f" (in the context {message.context!r})" if message.context else "")
        entry = catalogue.get(words[0], message.context)
        if entry is None:
            found.append(f"{name} is missing.")
            continue
        texts = entry.string if isinstance(entry.string, tuple) else (entry.string,)
        if plural and len(texts) != catalogue.num_plurals:
            found.append(f"{name} has {len(texts)} of {catalogue.num_plurals} plural forms.")
        if not all(texts):
            found.append(f"{name} is not translated.")
        elif entry.fuzzy:
            found.append(f"{name} is fuzzy: somebody has to confirm it.")
        elif any(not _keeps_placeholders(words, text, index) for index, text in enumerate(texts)):
            found.append(f"{name} has other placeholders in its translation.")
    return found


def _keeps_placeholders(words, text, index):
    found = placeholders(text)
    if len(words) > 1 and index == 0:
        # The form for one may leave the number out: “one page”, or “a page”.
        return found == placeholders(words[0]) or len(found) == len(placeholders(words[1])) - 1
    return found == placeholders(words[-1])

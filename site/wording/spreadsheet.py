"""The glossary as a CSV file, out and in.

The file is UTF-8 with a byte order mark, so that spreadsheets read ə, ğ and ქ; commas or semicolons. A row is known by
its ``key``; a row without one is a new term. Terms that the file leaves out stay. Out and in again changes nothing.
"""

import csv
import hashlib
import io
from dataclasses import dataclass, field

from django.forms import modelform_factory
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from core.folding import fold
from wording.models import GlossaryEntry

COLUMNS = [
    "key", "part", "az", "az_also", "en", "en_also", "ka", "ka_also", "tr", "tr_also", "keep", "checked", "note",
]  # fmt: skip
_FLAGS = {"keep": False, "checked": True}
_YES = {"yes", "1", "true", "x", "hə", "bəli", "კი", "დიახ", "evet"}
_NO = {"no", "0", "false", "xeyr", "yox", "არა", "hayır"}
MAX_ROWS = 5000
MAX_BYTES = 1_000_000

RowForm = modelform_factory(GlossaryEntry, fields=COLUMNS)


class Unreadable(Exception):
    """The file as a whole cannot be read; ``str()`` says why, in the active language."""


@dataclass
class Row:
    """What a line of the file asks for.

    Attributes:
        line: number of the line in the file, the header being 1.
        entry: the ``GlossaryEntry``, new or changed, not saved.
        changes: ``[(column, before, after)]``; empty if there is nothing to do.
        errors: ``[(column, message)]``.
    """

    line: int
    entry: GlossaryEntry
    is_new: bool = False
    changes: list = field(default_factory=list)
    errors: list = field(default_factory=list)


@dataclass
class Plan:
    """What a file would do, computed before anything is done."""

    rows: list

    @property
    def errors(self):
        return [row for row in self.rows if row.errors]

    @property
    def new(self):
        return [row for row in self.rows if row.is_new and not row.errors]

    @property
    def changed(self):
        return [row for row in self.rows if not row.is_new and row.changes and not row.errors]

    @property
    def same(self):
        return sum(not row.is_new and not row.changes and not row.errors for row in self.rows)

    @property
    def digest(self):
        """A short text that is another one as soon as the plan is."""
        told = repr([(row.line, row.is_new, row.changes, row.errors) for row in self.rows])
        return hashlib.sha256(told.encode()).hexdigest()[:16]

    def carry_out(self, user=None):
        """Save what is new or changed. Call within a transaction, and only without errors."""
        for row in [*self.new, *self.changed]:
            row.entry.save()
            log(row.entry, "wagtail.create" if row.is_new else "wagtail.edit", user=user)


def export(entries):
    """Return the file as bytes.

    Args:
        entries: ``GlossaryEntry`` objects in the order wanted.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for entry in entries:
        writer.writerow([_cell(getattr(entry, name)) for name in COLUMNS])
    return out.getvalue().encode("utf-8-sig")


def read(data):
    """Return the rows of a file as ``[(line, {column: text})]``.

    Args:
        data: its bytes.

    Raises:
        Unreadable: if it is not UTF-8, lacks the column ``az``, has a column nobody knows, or is too long.
    """
    if len(data) > MAX_BYTES:
        raise Unreadable(_("The file is larger than one megabyte."))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(_("The file is not UTF-8. Save it as “CSV UTF-8”.")) from error
    if "\0" in text:
        raise Unreadable(_("The file is not a CSV file."))
    header = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";" if ";" in header else ",")
    try:
        lines = [(reader.line_num, cells) for cells in reader if any(cell.strip() for cell in cells)]
    except csv.Error as error:
        raise Unreadable(_("The file is not a CSV file.")) from error
    names = [cell.strip().lower() for cell in lines[0][1]] if lines else []
    if unknown := [name for name in names if name not in COLUMNS]:
        raise Unreadable(
            _("There is no column “%(name)s”. Known are: %(columns)s.")
            % {"name": unknown[0][:40], "columns": ", ".join(COLUMNS)}
        )
    if "az" not in names or len(set(names)) < len(names):
        raise Unreadable(
            _("The first line must name the columns, each once, among them “az”: %(columns)s.")
            % {"columns": ", ".join(COLUMNS)}
        )
    if len(lines) > MAX_ROWS:
        raise Unreadable(_("The file has more than %(count)d rows.") % {"count": MAX_ROWS})
    rows = []
    for line, cells in lines[1:]:
        cells = [cell.strip() for cell in cells]
        if len(cells) > len(names) and any(cells[len(names) :]):
            raise Unreadable(_("Line %(line)d has more cells than the first line.") % {"line": line})
        rows.append((line, dict(zip(names, cells, strict=False))))
    return rows


def plan(rows):
    """Return the ``Plan`` of rows as ``read`` returns them; nothing is saved."""
    entries = {entry.key: entry for entry in GlossaryEntry.objects.all()}
    by_term = {}
    for entry in entries.values():
        by_term.setdefault(fold(entry.az), entry.key)
    seen, planned = {}, []
    for line, cells in rows:
        key = cells.get("key", "")
        entry = entries.get(key)
        row = Row(line, entry or GlossaryEntry(), is_new=entry is None)
        before = {name: _cell(getattr(row.entry, name)) for name in COLUMNS}
        data, row.errors = _data(cells, before)
        if not key and (there := by_term.get(fold(cells.get("az", "")))):
            row.errors.append(
                ("key", _("This term is there already, with the key “%(key)s”.") % {"key": there})
            )
        form = RowForm(data, instance=row.entry)
        named = {column for column, _message in row.errors}
        row.errors += [
            (column, message)
            for column, messages in form.errors.items()
            for message in messages
            if column not in named
        ]
        if (known := row.entry.key or key) in seen:
            row.errors.append(("key", _("Line %(line)d has the same key.") % {"line": seen[known]}))
        seen.setdefault(known, line)
        after = {name: _cell(getattr(row.entry, name)) for name in COLUMNS}
        row.changes = [(name, before[name], after[name]) for name in COLUMNS if before[name] != after[name]]
        planned.append(row)
    return Plan(planned)


def _data(cells, before):
    """Return the form's data, and the errors of cells that it could not tell; a column left out stays as it was."""
    data, errors = before | cells, []
    for name, default in _FLAGS.items():
        word = data[name].strip().lower()
        if word in _YES | _NO:
            data[name] = word in _YES
        else:
            data[name] = default
            if word:
                errors.append((name, _("Write “yes” or “no”, not “%(text)s”.") % {"text": word[:40]}))
    data["part"] = data["part"] or GlossaryEntry.Part.OTHER
    return data, errors


def _cell(value):
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value

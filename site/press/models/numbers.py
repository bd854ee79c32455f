"""How often feeds and press kits were fetched: numbers of a day, and nothing of whoever fetched them."""

from django.conf import settings
from django.db import connection, models, transaction
from django.utils.translation import gettext_lazy as _

# What tells one count from another; the rest of a row are numbers.
KEY = ("day", "what", "name", "form", "language")
SUMS = ("full", "unchanged")


class DownloadCountManager(models.Manager):
    def add(self, counts):
        """Add to the counts, all or nothing; a count that is not there yet begins.

        Args:
            counts: ``{(day, what, name, form, language): (full, unchanged)}``.
        """
        quote = connection.ops.quote_name
        table, key, sums = quote(self.model._meta.db_table), [*map(quote, KEY)], [*map(quote, SUMS)]
        added = ", ".join(f"{name} = {table}.{name} + EXCLUDED.{name}" for name in sums)
        statement = (  # names of our own alone; Django's upsert sets, and cannot add
            f"INSERT INTO {table} ({', '.join(key + sums)}) VALUES (%s, %s, %s, %s, %s, %s, %s) "
            f"ON CONFLICT ({', '.join(key)}) DO UPDATE SET {added}"
        )
        # The same order in every process: two that add at once do not wait for each other.
        rows = [
            (connection.ops.adapt_datefield_value(day), *rest, *counts[day, *rest])
            for day, *rest in sorted(counts)
        ]
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.executemany(statement, rows)


class DownloadCount(models.Model):
    """How often one thing was fetched on one day, in one language and format."""

    class What(models.TextChoices):
        FEED = "feed", _("Feed")
        KIT = "kit", _("Press kit")
        FILE = "kit-file", _("File of a press kit")

    day = models.DateField(_("day"), db_index=True, editable=False)
    what = models.CharField(_("what"), max_length=8, choices=What.choices, editable=False)
    # Of a feed the name in its address, of a kit the translation key of its page.
    name = models.CharField(_("name"), max_length=80, editable=False)
    # Of a feed its format, of a file the end of its name.
    form = models.CharField(_("format"), max_length=16, blank=True, editable=False)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES, editable=False)
    full = models.PositiveBigIntegerField(
        _("fetched"), default=0, editable=False, help_text=_("How often the whole was sent.")
    )
    unchanged = models.PositiveBigIntegerField(
        _("asked, unchanged"),
        default=0,
        editable=False,
        help_text=_("How often a program that had it already asked, and was told that nothing had changed."),
    )

    objects = DownloadCountManager()

    class Meta:
        ordering = ["-day", "what", "name", "form", "language"]
        constraints = [models.UniqueConstraint(fields=KEY, name="one_count_of_a_day")]
        default_permissions = ("view",)  # nobody writes numbers by hand
        verbose_name = _("number of downloads")
        verbose_name_plural = _("numbers of downloads")

    def __str__(self):
        return f"{self.day} {self.what} {self.name}"

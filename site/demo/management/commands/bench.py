"""Measure every kind of page at 1, 10 and 100 times the demonstration content, in a database of its own.

And what staff open, among 100 and 10,000 articles in four languages.
"""

import gc
import logging
import shutil
import tempfile
from io import StringIO
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection, transaction
from django.db.models import F
from django.test import Client
from django.test.runner import DiscoverRunner
from django.test.utils import override_settings
from django.urls import reverse
from django.utils import timezone

from collection.models import HighlightPage
from core import pictures
from core.feeds.addresses import feed_path
from core.i18n import locale_id
from core.models import MuseumImage, MuseumRendition
from demo.bench import kits
from demo.bench.measure import addresses_with_bare_view, measure
from demo.bench.multiply import multiply
from demo.kinds import places
from events.models import EventPage, ExhibitionPage
from news.models import NewsIndexPage, NewsPage
from press.numbers import counters
from translations.models import TranslationState
from translations.states import rebuild

LANGUAGES = ("az", "ka")
TIMES = (1, 10, 100)
# Highest ratio to the bare view, and highest number of queries, by what an address is.
BOUNDS = {"home": (70, 20), "listing": (55, 15), "detail": (40, 20)}
# Feeds are measured anew each time: as they are kept, they cost nothing. They may not cost more with more content.
FEEDS = [("all", "rss"), ("all", "atom"), ("all", "json"), ("agreements", "rss"), ("events", "rss")]
FEED_GROWTH = 1.3
FEW, MANY = 100, 10_000  # articles of a language between which a feed is compared
FULL_FEED = 10  # times the content at which every feed has its thirty items: growth is counted from there
DESK_GROWTH, DESK_QUERIES = 1.5, 30  # of what staff open, from few pages to many
GROWING = (NewsPage, EventPage, ExhibitionPage, HighlightPage)


class Command(BaseCommand):
    help = "Queries, processor time and bytes of every kind of page at 1, 10 and 100 times the content."

    def add_arguments(self, parser):
        parser.add_argument("--times", nargs="*", type=int, default=TIMES, help="how many times the content")
        parser.add_argument("--runs", type=int, default=15, help="requests per address")
        parser.add_argument(
            "--feeds-only", action="store_true", help="only feeds among few and many articles"
        )
        parser.add_argument(
            "--desk-only", action="store_true", help="only what staff open, among few and many articles"
        )

    def handle(self, *, times, runs, feeds_only, desk_only, **options):
        scratch = Path(tempfile.mkdtemp(prefix="bench-"))
        runner = DiscoverRunner(verbosity=0, interactive=False)
        databases = runner.setup_databases()
        storages = {
            name: {
                "BACKEND": "django.core.files.storage.FileSystemStorage",
                "OPTIONS": {"location": scratch / folder, "base_url": "/media/"},
            }
            for name, folder in (("default", "private"), ("public", "public"))
        }
        try:
            with override_settings(
                ROOT_URLCONF=addresses_with_bare_view(),
                ALLOWED_HOSTS=["*"],
                STORAGES={
                    **storages,
                    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
                },
                CACHES={"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}},
                # Nobody draws 25 pictures in seven sizes for a measurement: see _pretend_renditions.
                TASKS={"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}},
                COUNTS_WRITTEN_EVERY=0,
            ):
                self.stdout.write("Loading the demonstration content …")
                call_command("seed", stdout=StringIO())
                _pretend_renditions()
                failures = [] if feeds_only else self._run_desk(runs)
                if not desk_only:
                    failures += self._run_feeds(runs)
                if not feeds_only and not desk_only:
                    failures += self._run(times, runs)
                    failures += self._kit(scratch)
                self.stdout.write("\n" + ("\n".join(failures) or "All within their bounds."))
        finally:
            counters.begin_anew()  # what was fetched here is nobody's download
            runner.teardown_databases(databases)
            shutil.rmtree(scratch, ignore_errors=True)

    def _run_desk(self, runs):
        """Compare what staff open among few articles of each language with the same among many. Return failures."""
        failures, few = [], {}
        with transaction.atomic():
            articles = [page.specific for page in NewsPage.objects.order_by("path")]
            of_language = sum(page.locale_id == locale_id(LANGUAGES[0]) for page in articles)
            client = Client()
            client.force_login(get_user_model().objects.create_superuser("bench"))
            there = 1
            for wanted in (FEW, MANY):
                multiply(articles, wanted // of_language - there)
                there = wanted // of_language
                begun = timezone.now()
                rebuild()
                made = (timezone.now() - begun).total_seconds()
                _let_some_be_stale()
                _know_the_sizes()
                self.stdout.write(
                    f"\n{there * of_language} articles in each of four languages (the board made anew in {made:.1f} s)"
                    f"\n{'':<40}{'queries':>8}{'ms':>9}"
                )
                for label, address in _desk_addresses():
                    cost = measure(address, runs, client=client)
                    first = few.setdefault(label, cost)
                    grown = cost.ratio / first.ratio
                    over = [] if cost.queries <= DESK_QUERIES else [f"queries > {DESK_QUERIES}"]
                    over += [] if grown <= DESK_GROWTH else [f"time > {DESK_GROWTH} ×"]
                    failures += [f"{label} among {wanted}: {reason}" for reason in over]
                    self.stdout.write(
                        f"{label:<40}{cost.queries:>8}{cost.ms:>9.1f}   × {grown:.2f}  {', '.join(over)}"
                    )
            transaction.set_rollback(True)
        cache.clear()
        return failures

    def _run_feeds(self, runs):
        """Compare the feeds among few articles with the same among many; what is made for it goes. Return failures."""
        failures, few = [], {}
        with transaction.atomic():
            articles = [page.specific for page in NewsPage.objects.order_by("path")]
            of_language = sum(page.locale_id == locale_id(LANGUAGES[0]) for page in articles)
            there = 1
            for wanted in (FEW, MANY):
                multiply(articles, wanted // of_language - there)
                there = wanted // of_language
                _know_the_sizes()
                self.stdout.write(
                    f"\n{there * of_language} articles in each language{'':<12}queries       ms"
                )
                for language in LANGUAGES:
                    for name, form in FEEDS:
                        label = f"feed {name}.{form}"
                        cost = measure(feed_path(language, name, form), runs, anew=True)
                        first = few.setdefault((label, language), cost)
                        grown = cost.ratio / first.ratio  # a machine that slowed down meanwhile slowed both
                        over = [] if cost.cold <= first.cold else [f"queries > {first.cold}"]
                        over += [] if grown <= FEED_GROWTH else [f"time > {FEED_GROWTH} ×"]
                        failures += [f"{label} {language} among {wanted}: {reason}" for reason in over]
                        self.stdout.write(
                            f"{label:<28}{language:<12}{cost.cold:>8}{cost.ms:>9.1f}   × {grown:.2f}  {', '.join(over)}"
                        )
            transaction.set_rollback(True)
        cache.clear()
        return failures

    def _run(self, times, runs):
        """Measure every kind of page at each size. Return what was out of bounds, one line each."""
        grown, failures, few = 1, [], {}
        originals = [
            page.specific
            for model in GROWING
            for page in model.objects.exact_type(*_types(model)).order_by("path")
        ]
        for factor in times:
            if factor > grown:
                made = multiply(originals, factor - grown)
                self.stdout.write(f"… {made} pages more")
                grown = factor
                _know_the_sizes()
            cache.clear()
            self.stdout.write(
                f"\n{factor} × the content\n{'':<28}{'':<4}{'queries':>8}{'cold':>6}{'ms':>9}{'bytes':>9}{'× bare':>8}"
            )
            for place in places(LANGUAGES):
                cost = measure(place.path, runs)
                ratio, queries = BOUNDS[place.weight]
                over = [] if cost.ratio <= ratio else [f"× bare > {ratio}"]
                over += [] if cost.queries <= queries else [f"queries > {queries}"]
                failures += [f"{place.kind} {place.language} at {factor} ×: {reason}" for reason in over]
                self.stdout.write(
                    f"{place.kind:<28}{place.language:<4}{cost.queries:>8}{cost.cold:>6}{cost.ms:>9.1f}{cost.size:>9}"
                    f"{cost.ratio:>8.1f}  {', '.join(over)}"
                )
            for language in LANGUAGES:
                for name, form in FEEDS:
                    label = f"feed {name}.{form}"
                    cost = measure(feed_path(language, name, form), runs, anew=True)
                    first = few.setdefault((label, language), cost) if factor >= FULL_FEED else cost
                    over = [] if cost.cold <= first.cold else [f"queries > {first.cold}"]
                    over += (
                        [] if cost.ms <= first.ms * FEED_GROWTH else [f"ms > {FEED_GROWTH} × {first.ms:.1f}"]
                    )
                    failures += [f"{label} {language} at {factor} ×: {reason}" for reason in over]
                    self.stdout.write(
                        f"{label:<28}{language:<4}{cost.queries:>8}{cost.cold:>6}{cost.ms:>9.1f}{cost.size:>9}"
                        f"{cost.ratio:>8.1f}  {', '.join(over)}"
                    )
        return failures

    def _kit(self, scratch):
        cost = kits.measure_kit(scratch)
        self.stdout.write(
            f"\npress kit of {kits.PICTURES} pictures of {kits.SIZE[0] * kits.SIZE[1] / 10**6:.0f} megapixels: "
            f"{cost['seconds']:.1f} s, {cost['memory'] / 10**6:.0f} MB of memory, ZIP of {cost['size'] / 10**6:.0f} MB"
        )
        over = cost["seconds"] > kits.SECONDS or cost["memory"] > kits.MEMORY
        return [f"press kit: more than {kits.SECONDS} s or {kits.MEMORY / 10**6:.0f} MB"] if over else []


def _desk_addresses():
    """Return ``[(what, path)]`` of what staff open."""
    index = NewsIndexPage.objects.get(locale_id=locale_id(LANGUAGES[0]))
    board = reverse("translations_board")
    return [
        ("board", board),
        ("board, out of date in Georgian", f"{board}?language=ka&state=stale"),
        ("board, the longest waiting first", f"{board}?ordering=waiting"),
        ("explorer, the list of news", reverse("wagtailadmin_explore", args=[index.pk])),
        ("report, site history", reverse("wagtailadmin_reports:site_history")),
        ("report, workflows", reverse("wagtailadmin_reports:workflow")),
        ("dashboard", reverse("wagtailadmin_home")),
    ]


def _let_some_be_stale():
    """Let every third translation be out of date: rows copied in bulk are all alike."""
    others = TranslationState.objects.exclude(locale_id=locale_id(LANGUAGES[0])).filter(live=True)
    stale = others.annotate(third=F("id") % 3).filter(third=0).values("pk")
    TranslationState.objects.filter(pk__in=stale).update(
        managed=True, strings=10, done=10, stale=1, words_at=timezone.now(), outdated_since=timezone.now()
    )


def _know_the_sizes():
    """Forget what is kept, and let the database learn how much it holds now."""
    cache.clear()
    # What was made for the measurement is not looked through again in the midst of it.
    gc.collect()
    gc.freeze()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _pretend_renditions():
    """Enter every size of every picture without drawing it: a page asks the table, never the file."""
    logging.getLogger("core.feeds").setLevel(
        logging.ERROR
    )  # feeds do ask for the file, and would tell of each
    MuseumRendition.objects.all().delete()
    MuseumRendition.objects.bulk_create(
        MuseumRendition(
            image=image, filter_spec=spec, file=f"images/{image.pk}/{number}.webp", width=800, height=600
        )
        for image in MuseumImage.objects.all()
        for number, spec in enumerate(pictures.specs(image))
    )


def _types(model):
    return [model, *(kind for kind in model.__subclasses__())]

"""Every address that is not a page."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.urls import serve_pattern

from config.feeds import feed, feeds_page
from config.sitemaps import sections
from core import views
from core.routing import serve
from core.search_view import search_view
from events.views import event_calendar, programme_calendar
from press import views as press_views
from press.kits.views import kit_file, kit_page

handler404 = "core.views.not_found"
handler500 = "core.views.failed"

urlpatterns = [
    path("", views.front_door),
    path("admin/password_reset/", include("users.urls")),  # before Wagtail's, at the same addresses
    path("admin/reports/", include("review.urls")),  # likewise
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("robots.txt", views.robots),
    path("sitemap.xml", views.sitemap_index, {"sections": sections}),
    re_path(
        r"^sitemap-(?P<section>[a-z-]+)\.xml$",
        views.sitemap_section,
        {"sections": sections},
        name="sitemap-section",
    ),
]

if settings.DEBUG:
    from django.contrib.staticfiles.urls import staticfiles_urlpatterns

    urlpatterns += staticfiles_urlpatterns()

    urlpatterns += i18n_patterns(path("-/", include("demo.urls")))

urlpatterns += i18n_patterns(
    path("alerts/", include("press.alerts.urls")),
    path("feeds/", feeds_page, name="feeds"),
    path("feeds/<slug:kind>.rss", feed, {"form": "rss"}, name="feed"),
    path("feeds/<slug:kind>.<slug:form>", feed, name="feed"),
    path("feeds/partners/<uuid:key>.<slug:form>", feed, {"kind": "partners"}, name="feed"),
    path("cite/<uuid:key>.<slug:form>", views.cite, name="citation"),
    path("embargo/<str:token>/", press_views.release, name="embargo"),
    path("embargo/<str:token>/<str:signature>/<path:name>", press_views.file, name="embargo-file"),
    path("site.webmanifest", views.manifest, name="manifest"),
    path("kits/<uuid:key>/", kit_page, name="kit"),
    path("kits/<uuid:key>/<path:name>", kit_file, name="kit-file"),
    path("search/", search_view, name="search"),
    path("events.ics", programme_calendar, name="calendar"),
    path("events/<uuid:key>.ics", event_calendar, name="event-calendar"),
    re_path(serve_pattern, serve, name="wagtail_serve"),
)

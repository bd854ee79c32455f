"""Indexes of ours on Wagtail's table of pages, which has none by depth, lock and day of expiry.

Without them every screen of the CMS, every “page not found” and every round of the worker reads all pages there are.
They are looked after whenever migrations have run: SQLite makes a table anew when Wagtail changes it, and forgets them.
"""

from django.db import connections
from wagtail.models import Page

# By name: the columns, and which rows alone are in it.
ON_PAGES = {
    "museum_page_by_depth": ("depth, path", ""),
    "museum_page_by_lock": ("locked_by_id", "locked_by_id IS NOT NULL"),
    "museum_page_by_expiry": ("expire_at", "expire_at IS NOT NULL"),
}


def ensure(using="default", **_signal):
    """Make the indexes that are missing; a receiver of ``post_migrate``. PostgreSQL and SQLite know the same words."""
    connection = connections[using]
    table = Page._meta.db_table
    with connection.cursor() as cursor:
        if table not in connection.introspection.table_names(cursor):
            return  # a single app was migrated, before Wagtail's
        for name, (columns, rows) in ON_PAGES.items():
            where = f" WHERE {rows}" if rows else ""
            cursor.execute(f"CREATE INDEX IF NOT EXISTS {name} ON {table} ({columns}){where}")

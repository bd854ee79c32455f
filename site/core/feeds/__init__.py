"""Feeds for people and programs that follow: one engine, a small builder for each format.

Pages say through ``feed_item()`` what a feed says of them, ``config.feeds`` says which feeds there are, and a format is
one entry of ``FORMATS``. The addresses never change: ``/<language>/feeds/<name>.<format>``.
"""

from core.feeds.items import Channel, Item, clean, item_of

__all__ = ["Channel", "Item", "clean", "item_of"]

"""The library: all of its parts together."""

from __future__ import annotations

from reader.library.articles import Articles
from reader.library.feeds import Feeds
from reader.library.returning import Returning
from reader.library.search import Search
from reader.library.sources import Sources


class Library(Sources, Articles, Returning, Search, Feeds):
    """One library, open. Safe to use from any thread but the interface's; close it at the end."""

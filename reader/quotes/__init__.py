"""Quotations: finding them, and the passage of a source that is nearest to one."""

from reader.quotes.find import find

__all__ = ["find"]

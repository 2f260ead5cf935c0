"""HTML that is article from its first word to its last: the body of a mail, the text of a feed's entry.

Nothing is searched for and nothing is taken out; tables that only lay out a newsletter fall apart into their blocks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.article.addresses import Addresses
from reader.errors import UnreadableError

if TYPE_CHECKING:
    from reader.article.drafting import Draft


def write_fragment(draft: Draft, markup: str, url: str | None = None) -> None:
    """All that the HTML shows, into the draft.

    Args:
        draft: where its blocks go.
        markup: a page or part of one.
        url: what its addresses are resolved against.

    Raises:
        UnreadableError: it is too large or too tangled.
    """
    from selectolax.lexbor import LexborHTMLParser, SelectolaxError

    from reader.article import building, guard
    from reader.article.blocks import Writer

    data = markup.encode("utf-8", "ignore")
    guard.check(data)
    try:
        page = LexborHTMLParser(data)
    except SelectolaxError as error:
        raise UnreadableError("The page could not be parsed; open it in the browser instead.") from error
    base = page.css_first("base[href]")
    addresses = Addresses(url, base.attributes.get("href") if base else None)
    if page.body is not None:
        Writer(draft, addresses).write(building.build(page.body)[0])

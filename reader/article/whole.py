"""The whole page's text, for the reader who is not sure that the article was found."""

from __future__ import annotations

from reader.article import building, charset, mhtml, mime, parse, sniff
from reader.article.certainty import LEAST
from reader.article.model import Article, Format
from reader.article.page import NO_TEXT, open_page, settle, write
from reader.article.saved import saved_from
from reader.errors import UnreadableError


def whole_page(data: bytes | str, content_type: str | None = None, url: str | None = None) -> Article:
    """A page with nothing left out but scripts, styles and what is hidden: navigation and footer are there as well.

    It has the page's metadata, and `found` is next to 0: nothing was looked for. Where the format is not HTML, it is
    what `reader.article.parse` gives, which leaves nothing out.

    Args:
        data: the page or file.
        content_type: the Content-Type header, where there is one.
        url: the address it was read from; links are resolved against it.

    Raises:
        UnreadableError: as `reader.article.parse`.
    """
    raw = data.encode("utf-8", "replace") if isinstance(data, str) else data
    kind = sniff.format_of_bytes(raw, content_type, None)
    if kind is Format.MAIL:
        saved = mhtml.page_in(mime.parse(raw))
        return _whole(mime.text_of(saved), url) if saved else parse(data, content_type, url)
    if kind is Format.PDF:
        return parse(data, content_type, url)
    text = data.removeprefix("\ufeff") if isinstance(data, str) else charset.decode(raw, content_type)
    if sniff.format_of(text, content_type, None) is not Format.HTML:
        return parse(data, content_type, url)
    return _whole(text, url or saved_from(text))


def _whole(text: str, url: str | None) -> Article:
    page = open_page(text, url)
    for hidden in (False, True):
        root = building.build(page.body, hidden=hidden)[0]
        settle([root])
        draft = write([root], page.addresses)
        if any(block.text for block in draft.blocks):
            return Article(tuple(draft.blocks), page.facts, Format.HTML, url, tuple(draft.quotations), found=LEAST)
    raise UnreadableError(NO_TEXT)

"""What an article is, and how bytes become one. Pure: text in, values out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.article.model import Article, Format

__all__ = ["parse"]


def parse(
    data: bytes | bytearray | memoryview | str,
    content_type: str | None = None,
    url: str | None = None,
    name: str | None = None,
) -> Article:
    """Bytes or text to an article with blocks, metadata and the quotations that its markup makes.

    Args:
        data: the whole page or file.
        content_type: the Content-Type header, where there is one.
        url: the address it was read from; links are resolved against it.
        name: the file's name, a hint where the content leaves the format open.

    Raises:
        UnreadableError: it is no article that can be read; the sentence says what it is and what to do.
    """
    from reader.article import charset, clean, sniff, wire
    from reader.article.model import Format

    if not isinstance(data, str):
        data = charset.wide_text(bytes(data), content_type) or bytes(data)
    if isinstance(data, str):
        raw = (data[: sniff.HEAD] if sniff.is_markup(data) else data).encode("utf-8", "replace")
    else:
        raw = data
    kind = sniff.format_of_bytes(raw, content_type, name)
    if kind is Format.PDF:
        from reader.article.pdf import parse_pdf

        return parse_pdf(raw, url)
    sniff.refuse_binary(raw, clean.line(name or "") or "The input")
    if kind is Format.MAIL:
        from reader.article.mail import parse_mail

        return parse_mail(raw, url)
    encoded = None
    if isinstance(data, str):
        text = data.removeprefix("\ufeff")
    elif (plain := charset.utf8_text(raw, content_type)) is not None:
        text, encoded = plain, raw
    else:
        text = charset.decode(raw, content_type)
    return wire.with_services(_parse_text(text, sniff.format_of(text, content_type, name), url, encoded))


def _parse_text(text: str, kind: Format, url: str | None, encoded: bytes | None) -> Article:
    """The article; `encoded` is the text in UTF-8, where it came so."""
    from reader.article.model import Format

    if kind is Format.HTML:
        from reader.article.html import parse_html
        from reader.article.saved import saved_from

        return parse_html(encoded or text, url or saved_from(text))
    if kind is Format.FEED:
        from reader.article.feeds import parse_feed

        return parse_feed(text, url)
    if kind is Format.MARKDOWN:
        from reader.article.markdown import parse_markdown

        return parse_markdown(text, url)
    from reader.article.text import parse_text

    return parse_text(text, url)

"""What an article is, and how bytes become one. Pure: text in, values out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.article.model import Article

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
    from reader.article import charset, sniff
    from reader.article.model import Format

    if not isinstance(data, str):
        data = bytes(data)
    sniff.refuse_binary(sniff.head_of(data), name or "The input")
    text = charset.decode(data, content_type) if isinstance(data, bytes) else data.removeprefix("\ufeff")
    kind = sniff.format_of(text, content_type, name)
    if kind is Format.HTML:
        from reader.article.html import parse_html

        return parse_html(text, url)
    if kind is Format.MARKDOWN:
        from reader.article.markdown import parse_markdown

        return parse_markdown(text, url)
    from reader.article.text import parse_text

    return parse_text(text, url)

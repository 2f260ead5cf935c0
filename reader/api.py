"""From bytes to an article with its voices and quotations: the way through the pure rooms, in one place."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reader.article import parse
from reader.quotes import find
from reader.voices import attribute, hear

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader.article.model import Article, Attribution
    from reader.quotes.judging import Judgement
    from reader.voices.hearing import Settled


def read(
    data: bytes | str, content_type: str | None = None, url: str | None = None, *, name: str | None = None
) -> Article:
    """Read an article from its bytes or text. Pure: no network, no clock.

    Args:
        data: a page, Markdown, plain text, a mail, a feed or a PDF; which one is told by its content.
        content_type: the Content-Type it came with, if any: a hint.
        url: the address it came from, against which links are made absolute.
        name: the file name it came under, if any: a hint.

    Returns:
        The article with its voices, its quotations and whom they are attributed to.

    Raises:
        UnreadableError: it is no article that can be read; the message is a sentence for a person.
    """
    article = parse(data, content_type, url, name)
    entries = tuple(
        entry._replace(article=understand(entry.article)) if entry.article else entry for entry in article.entries
    )
    return understand(replace(article, entries=entries) if entries else article)


def read_whole(data: bytes | str, content_type: str | None = None, url: str | None = None) -> Article:
    """Everything that a page says, menus and all: for pages on which the article was not found.

    Raises:
        UnreadableError: as `read` does.
    """
    from reader.article.whole import whole_page

    return understand(whole_page(data, content_type, url))


def understand(
    article: Article,
    settled: Mapping[str, Settled] | None = None,
    found: Mapping[str, Attribution] | None = None,
) -> Article:
    """Decide whose words each block is, find the quotations and whom they are from. Pure.

    Args:
        article: as it was parsed or as it was understood before.
        settled: blocks of which it is known whose words they are, by their ids.
        found: where blocks stand word for word, by their ids.
    """
    return attribute(find(hear(article, settled)), found)


def judge(quote: str, source: str) -> Judgement:
    """Say whether a quotation stands in the text of its source.

    Args:
        quote: the quotation as printed: its omissions, brackets and notes are read as what they are.
        source: the text of the source.

    Returns:
        The verdict, how it differs, what was left out, and where it stands. Never raises on two texts.
    """
    from reader.quotes.judging import judge as judge_in_text

    return judge_in_text(quote, source)

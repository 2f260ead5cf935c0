"""Feeds (RSS 2.0 and 1.0, Atom, JSON Feed) to an article whose entries can be chosen from, and read as they stand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.article import clean, mime
from reader.article.addresses import Addresses
from reader.article.drafting import Draft
from reader.article.feed_items import Feed, Item, items_of_json, items_of_xml
from reader.article.fragment import write_fragment
from reader.article.inline import Inline
from reader.article.languages import language_tag
from reader.article.model import Article, Entry, Fact, Format, Kind, Metadata
from reader.errors import UnreadableError

if TYPE_CHECKING:
    from datetime import datetime

    from reader.article.model import Block

_SIZE_LIMIT = 16 << 20
# Characters of full texts that are read at once; entries after that are fetched when they are opened.
_TEXTS_AT_MOST = 4 << 20
_TITLE_AT_MOST = 300
_SUMMARY_AT_MOST = 300
_TITLE_FROM_TEXT = 80

_INLINE_TAG = re.compile(r"</?(?:a|b|i|em|strong|span|code|sub|sup|br|q|cite|small|u)\b[^<>]{0,500}>", re.IGNORECASE)
_SENTENCE = re.compile(r"[.!?…。！？][\"'”’»)\]]*(?=\s|$)")
# How a text ends that goes on elsewhere.
_BROKEN_OFF = re.compile(
    r"(?:\[(?:…|\.\.\.|&hellip;)\]|…|\.\.\."
    r"|(?:continue reading|read more|read the (?:rest|full|whole)\b[^\n]{0,60}|weiterlesen|lire la suite)"
    r"[^\n]{0,100})\W*$",
    re.IGNORECASE,
)


def parse_feed(text: str, url: str | None = None) -> Article:
    """The feed as an article: a heading and a summary for each entry, and the entries.

    Raises:
        UnreadableError: it is too large, too broken, or has no entries.
    """
    if len(text) > _SIZE_LIMIT:
        raise UnreadableError(f"The feed is larger than {_SIZE_LIMIT >> 20} MB; open one of its articles instead.")
    feed = items_of_json(text) if text.lstrip("\ufeff \t\r\n").startswith("{") else items_of_xml(text)
    entries = _entries(feed, url)
    if not entries:
        raise UnreadableError("The feed has no entries that can be read; open the site that it belongs to instead.")
    title = _plain(feed.title)
    language = language_tag(feed.language)
    home = Addresses(url).link(feed.home)
    return Article(
        blocks=_blocks(entries),
        metadata=Metadata(
            title=(Fact(title, "feed"),) if title else (),
            site=(Fact(title, "feed"),) if title else (),
            language=(Fact(language, "feed"),) if language else (),
            canonical=(Fact(home, "feed"),) if home else (),
        ),
        format=Format.FEED,
        url=url,
        entries=entries,
    )


def _entries(feed: Feed, url: str | None) -> tuple[Entry, ...]:
    entries: list[Entry] = []
    left = _TEXTS_AT_MOST
    for item in feed.items:
        addresses = Addresses(url or feed.home or None, item.base or feed.base or None)
        link = addresses.link(item.url)
        summary = _text_of(item.summary, item.summary_is_text)
        article = None
        if item.content:
            if len(item.content) <= left:
                article = _article(item, feed, link or addresses.link("."), link)
            left -= len(item.content)
        text = clean.line(article.text) if article else ""
        if article and (_BROKEN_OFF.search(text) or len(text) < len(summary)):
            article = None
        title = _plain(item.title) or _beginning(text or summary, _TITLE_FROM_TEXT)
        if title or link:
            brief = _beginning(summary or text, _SUMMARY_AT_MOST)
            entries.append(Entry(title or str(link), link, mime.date_of(item.published), article, brief))
    return tuple(entries)


def _article(item: Item, feed: Feed, base: str | None, link: str | None) -> Article | None:
    """The entry's full text as an article, or None where it cannot be read."""
    draft = _drafted(item.content, base, is_text=item.content_is_text)
    if draft is None or not any(block.text for block in draft.blocks):
        return None
    title, site, byline = _plain(item.title), _plain(feed.title), _plain(item.author or feed.author)
    published, language = mime.date_of(item.published), language_tag(feed.language)
    return Article(
        blocks=tuple(draft.blocks),
        metadata=Metadata(
            title=(Fact(title, "feed"),) if title else (),
            byline=(Fact(byline, "feed"),) if byline else (),
            site=(Fact(site, "feed"),) if site else (),
            published=(Fact(published, "feed"),) if published else (),
            language=(Fact(language, "feed"),) if language else (),
            canonical=(Fact(link, "feed"),) if link else (),
        ),
        format=Format.TEXT if item.content_is_text else Format.HTML,
        url=link,
        quotations=tuple(draft.quotations),
    )


def _drafted(markup: str, base: str | None, *, is_text: bool) -> Draft | None:
    draft = Draft()
    if is_text:
        from reader.article.text import write_text

        write_text(draft, markup)
        return draft
    try:
        write_fragment(draft, markup, base)
    except UnreadableError:
        return None
    return draft


def _text_of(markup: str, is_text: bool) -> str:  # noqa: FBT001 - a fact about the first argument
    """The text of a summary, on one line."""
    if is_text or "<" not in markup:
        return _plain(markup)
    draft = _drafted(markup, None, is_text=False)
    return clean.line(" ".join(block.text for block in draft.blocks)) if draft else ""


def _plain(title: str) -> str:
    """A title on one line. Many feeds escape it once too often, or leave tags in it."""
    from html import unescape

    bare = _INLINE_TAG.sub("", title[: 4 * _TITLE_AT_MOST] if len(title) > 4 * _TITLE_AT_MOST else title)
    return clean.line(unescape(bare))


def _beginning(text: str, at_most: int) -> str:
    """The first sentences that fit, or else the first words."""
    if len(text) <= at_most:
        return text
    end = max((found.end() for found in _SENTENCE.finditer(text, 0, at_most)), default=0)
    return text[:end] if end > at_most // 3 else text[:at_most].rpartition(" ")[0].rstrip(" ,;:–—-") + "…"


def _blocks(entries: tuple[Entry, ...]) -> tuple[Block, ...]:
    draft = Draft()
    for entry in entries:
        heading = Inline(entry.title)
        draft.add(Kind.HEADING, heading.linked(entry.url) if entry.url else heading, level=2)
        if line := ": ".join(one for one in (_day(entry.published), entry.summary) if one):
            draft.add(Kind.PARAGRAPH, Inline(line))
    return tuple(draft.blocks)


def _day(when: datetime | None) -> str:
    return when.date().isoformat() if when else ""

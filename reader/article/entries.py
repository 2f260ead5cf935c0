"""The posts of a page that has several, as entries to choose from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.article import building, clean, footnotes, furniture, posts
from reader.article.model import Article, Entry, Fact, Format, Kind, Metadata
from reader.article.page import settle, write
from reader.article.patterns import pattern
from reader.article.tree import within
from reader.article.trimming import title_names

if TYPE_CHECKING:
    from datetime import datetime

    from reader.article.drafting import Draft
    from reader.article.page import Page
    from reader.article.posts import Post
    from reader.article.tree import Node

# A post that is shorter was perhaps cut.
_WHOLE_LEAST = 800
_SUMMARY_AT_MOST = 300
_MORE = pattern(
    r"\W*(?:(?:continue|keep) reading|read (?:more|on|the rest|full)|(?:more|full story)\W*$|weiterlesen|mehr lesen"
    r"|lire la suite|seguir leyendo|leer más|continue lendo|leia mais|continua a leggere|lees (?:meer|verder)|läs mer"
    r"|les mer|læs mere|lue lisää|czytaj (?:dalej|więcej)|читать (?:далее|дальше|полностью)|続きを読む|阅读全文)",
    re.IGNORECASE,
)
_CUT = ("…", "...", "[…]", "[...]", "…]", "»")


def read(page: Page) -> tuple[Entry, ...]:
    """The page's posts in order, each with its article where all of it is there."""
    order = building.build(page.body)
    return tuple(_entry(page, post, order) for post in posts.find(order, page.hosts))


def _entry(page: Page, post: Post, order: list[Node]) -> Entry:
    title, url, when = clean.line(post.headline.text()), page.addresses.link(post.href), posts.published(post)
    cut = any(inner.tag == "a" and _MORE.match(inner.text()) for inner in post.box.walk())
    nodes = [post.box, *footnotes.settle(within(post.box, order), order)]
    settle(nodes)
    furniture.remove(post.box.all(), title_names([title]), page.hosts)
    draft = write(nodes, page.addresses)
    summary = _summary(draft)
    whole = not cut and sum(len(block.text) for block in draft.blocks) >= _WHOLE_LEAST and not _ends_cut(draft)
    return Entry(title, url, when, _article(page, draft, title, url, when) if whole else None, summary)


def _article(page: Page, draft: Draft, title: str, url: str | None, when: datetime | None) -> Article:
    facts = Metadata(
        title=(Fact(title, "post's headline"),),
        site=page.facts.site,
        published=(Fact(when, "post's date"),) if when else (),
        language=page.facts.language,
        canonical=(Fact(url, "post's headline"),) if url else (),
    )
    return Article(tuple(draft.blocks), facts, Format.HTML, url, tuple(draft.quotations))


def _ends_cut(draft: Draft) -> bool:
    last = next((block.text for block in reversed(draft.blocks) if block.text), "")
    return last.endswith(_CUT)


def _summary(draft: Draft) -> str:
    """The first paragraph, cut at a word."""
    text = next((block.text for block in draft.blocks if block.kind is Kind.PARAGRAPH), "").replace("\n", " ")
    if len(text) <= _SUMMARY_AT_MOST:
        return text
    return text[:_SUMMARY_AT_MOST].rsplit(" ", 1)[0] + "…"

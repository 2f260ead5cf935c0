"""Pages with several posts: told from pages with one article, and offered as entries."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from reader.article import parse
from reader.article.model import Article, Format

if TYPE_CHECKING:
    from pathlib import Path

URL = "https://bay.example/"
LINE = "The harbour board voted, after a long evening, to keep the old ferry for winter {n}, and to look for money."
MORE = "<a class=more-link href='/2024/{n}/ferry'>Continue reading <span>The ferry stays</span></a>"


def body(n: int, paragraphs: int) -> str:
    return f"<p>{LINE.format(n=n)}</p>" * paragraphs


def post(n: int, text: str, box: str = "article") -> str:
    return (
        f"<{box} id=post-{n} class='post-{n} hentry'><header><h2 class=entry-title><a href='/2024/{n}/ferry'>The ferry "
        f"stays, winter {n}</a></h2><div class=entry-meta>Posted on <time datetime='2024-05-0{n}T10:00:00Z'>May {n}"
        f"</time> by Ada Roe</div></header><div class=entry-content>{text}</div></{box}>"
    )


def front(posts: str, head: str = "") -> Article:
    return parse(
        f"<!doctype html><head><title>The Bay Blog</title>{head}</head><body><h1><a href=/>The Bay Blog</a></h1>"
        f"<main>{posts}</main><aside class=sidebar><h3>About</h3>{body(0, 1)}</aside><footer>All rights.</footer>",
        "text/html",
        URL,
    )


@pytest.mark.parametrize("box", ["article", "div", "section"])
def test_posts_that_are_wholly_there_can_be_read_at_once(box: str) -> None:
    article = front("".join(post(n, body(n, 9), box) for n in range(1, 6)))
    assert [entry.title for entry in article.entries] == [f"The ferry stays, winter {n}" for n in range(1, 6)]
    first = article.entries[0]
    assert first.url == "https://bay.example/2024/1/ferry"
    assert first.published == datetime(2024, 5, 1, 10, tzinfo=UTC)
    assert first.article is not None
    assert [block.text for block in first.article.blocks] == [LINE.format(n=1)] * 9
    assert (first.article.title, first.article.url, first.article.format) == (first.title, first.url, Format.HTML)
    assert all(LINE.format(n=n) in article.text for n in range(1, 6))


@pytest.mark.parametrize("end", [MORE, " […]", "<p>And so it went on…</p>"])
def test_posts_that_are_cut_have_a_summary_and_are_to_be_fetched(end: str) -> None:
    article = front("".join(post(n, body(n, 9) + end.format(n=n)) for n in range(1, 5)))
    assert [entry.article for entry in article.entries] == [None] * 4
    assert article.entries[2].summary == LINE.format(n=3)


def test_a_long_summary_is_cut_at_a_word() -> None:
    text = f"<p>{LINE.format(n=1) * 9}</p>"
    summary = front("".join(post(n, text) for n in range(1, 4))).entries[0].summary
    assert len(summary) <= 301
    assert summary.endswith("…")
    assert LINE.format(n=1).startswith(summary[:40])


def test_posts_under_a_date_each_are_posts() -> None:
    days = "".join(
        f"<div class=day><h2 class=date-header>May {n}, 2024</h2><div class=outer><div class=post><h3 class=post-title>"
        f"<a href='https://bay.example/{n}.html'>Ferry notes {n}</a></h3><div>{body(n, 7)}</div></div></div></div>"
        for n in range(1, 5)
    )
    entries = front(days).entries
    assert [entry.title for entry in entries] == [f"Ferry notes {n}" for n in range(1, 5)]
    assert entries[3].published == datetime(2024, 5, 4, tzinfo=UTC)


def test_a_page_that_says_it_is_one_article_has_no_entries() -> None:
    posts = "".join(post(n, body(n, 9)) for n in range(1, 6))
    assert not front(posts, "<meta property='og:type' content='article'>").entries


@pytest.mark.parametrize(
    "page",
    [
        post(1, body(1, 9)) + "".join(post(n, body(n, 1), "div") for n in range(2, 6)),
        post(1, body(1, 9)) + post(2, body(2, 9)),
        "".join(f"<h2>Part {n}</h2>{body(n, 3)}" for n in range(1, 6)),
        "".join(f"<section><h2><a href='#p{n}'>Part {n}</a></h2>{body(n, 3)}</section>" for n in range(1, 6)),
        "".join(
            f"<section><h2><a href='https://other{n}.example/'>What paper {n} says</a></h2><time>May {n}, 2024</time>"
            f"{body(n, 3)}</section>"
            for n in range(1, 6)
        ),
        "".join(f"<section><h2><a href='/{n}'>Part {n} of it</a></h2>{body(n, 3)}</section>" for n in range(1, 6)),
    ],
    ids=["related", "two", "headings", "contents", "round-up", "undated"],
)
def test_one_article_is_no_list_of_posts(page: str) -> None:
    article = front(page)
    assert not article.entries
    assert LINE.format(n=1) in article.text


@pytest.mark.shared
@pytest.mark.slow
def test_no_real_article_is_taken_for_a_list(shared: Path) -> None:
    folder = shared / "extraction"
    pages = [*sorted((folder / "sab").glob("*.html.gz")), *sorted((folder / "mozilla").glob("*/source.html.gz"))]
    assert pages
    taken = [page.name for page in pages if parse(gzip.decompress(page.read_bytes()), "text/html", URL).entries]
    assert taken == []

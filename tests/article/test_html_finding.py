"""Finding the article in the page, and leaving the page's furniture behind."""

from __future__ import annotations

import pytest

from reader.article import parse
from reader.article.model import Article, Kind
from reader.errors import UnreadableError

LEAD = "The harbour board voted on Tuesday, after a long evening, to keep the old ferry for one more winter."
BODY = "".join(
    f"<p>Paragraph {n} of the report says, at some length, what the members said, and what they meant by it.</p>"
    for n in range(1, 9)
)
TEASERS = "".join(
    f"<li><h3><a href='/other/{n}'>Another story of the paper, number {n}</a></h3>"
    "<p>It has a summary, too, of a line.</p></li>"
    for n in range(6)
)


def page(article: str, around: str = "") -> Article:
    head = "<title>Board keeps ferry | The Bay Courier</title><meta property='og:site_name' content='The Bay Courier'>"
    return parse(
        f"<!doctype html><html><head>{head}</head><body>"
        "<nav><ul><li><a href=/>Home</a><li><a href=/n>News</a></ul></nav>"
        f"{article}{around}"
        "<footer><p>All rights reserved by the paper, in every country and for all time.</p></footer></body>",
        "text/html",
    )


def test_the_article_is_told_from_the_page() -> None:
    article = page(
        f"<main><article><h1>Board keeps ferry</h1>"
        f"<div class=byline>By Ada Roe</div><time>May 3</time><p>{LEAD}</p>{BODY}"
        "<div class='share-buttons'><a href=/s>Share</a> this with your friends</div>"
        "<aside><p>Sign up for our letter, which is sent each day, at six.</p></aside></article></main>",
        f"<div class=sidebar><ul>{TEASERS}</ul></div>",
    )
    assert article.text.startswith(LEAD)
    assert article.text.endswith("what they meant by it.")
    assert len(article.blocks) == 9
    assert article.found > 0.7
    assert article.title == "Board keeps ferry"


def test_stories_listed_under_the_article_are_left_out() -> None:
    article = page(f"<div id=story><p>{LEAD}</p>{BODY}<ul>{TEASERS}</ul></div>")
    assert "Another story" not in article.text
    assert "Paragraph 8" in article.text


def test_a_lead_in_a_box_of_its_own_is_kept() -> None:
    article = page(f"<div><div class=summary>{LEAD}</div><div class=text>{BODY}</div></div>")
    assert article.blocks[0].text == LEAD


def test_a_name_that_misleads_does_not_lose_the_article() -> None:
    article = page(f"<div class='page has-sidebar widget'><div class='popup'><p>{LEAD}</p>{BODY}</div></div>")
    assert LEAD in article.text


def test_headings_that_are_not_the_title_stay() -> None:
    article = page(f"<article><h1>Board keeps ferry</h1><p>{LEAD}</p><h2>What comes next</h2>{BODY}</article>")
    assert [b.text for b in article.blocks if b.kind is Kind.HEADING] == ["What comes next"]


def test_quotations_in_boxes_of_unlikely_names_are_kept() -> None:
    quotation = "<div class='widget social'><blockquote><p>We will sail, they said, in any sea.</p></blockquote></div>"
    article = page(f"<article><p>{LEAD}</p>{quotation}{BODY}</article>")
    assert len(article.quotations) == 1


def test_a_page_of_one_paragraph_is_read() -> None:
    assert parse("<p>One paragraph, and no more.</p>", "text/html").text == "One paragraph, and no more."


def test_a_page_that_hides_all_its_text_is_read_nevertheless() -> None:
    assert LEAD in parse(f"<body><div style='display:none'><p>{LEAD}</p>{BODY}</div></body>", "text/html").text
    assert LEAD in parse(f"<body><noscript><p>{LEAD}</p>{BODY}</noscript></body>", "text/html").text


@pytest.mark.parametrize("body", ["", "<script>x()</script>", "<img src=x>", "<p> &nbsp; </p>", "<!-- only this -->"])
def test_a_page_without_text_is_refused(body: str) -> None:
    with pytest.raises(UnreadableError, match="no text"):
        parse(f"<!doctype html><body>{body}</body>", "text/html")

"""Pages that would take the parser apart are refused, and those that only look strange are read."""

from __future__ import annotations

import pytest

from reader.article import guard, parse
from reader.errors import UnreadableError


@pytest.mark.parametrize(
    "text",
    [
        "<div>" * 20_000,
        "<ul><li>" * 20_000,
        "<p>" + "".join(f"<font size={n}>" for n in range(2000)) + "<p>x" * 2000,
        "<a><b>" * 20_000,
        "<div " + " ".join(f"a{n}" for n in range(40_000)) + ">x</div>",
        "<div " + " ".join(f"a{n}=''" for n in range(40_000)) + ">x</div>",
        '<div a=">" ' + " ".join(f"x{n}=1" for n in range(40_000)) + ">x</div>",
        "<div < " + " ".join(f"x{n}=1" for n in range(40_000)) + ">x</div>",
        '<div " ' + " ".join(f"x{n}=1" for n in range(40_000)) + ' ">x</div>',
        "<div a='1'" + "/".join(f"x{n}='1'" for n in range(40_000)) + ">x</div>",
        "<div " + " ".join(f"x{n}='>'" for n in range(40_000)) + ">x</div>",
        "</div " + " ".join(f"x{n}" for n in range(40_000)) + ">",
        # What looks like a quoted value in a script hides where a tag begins.
        "<script>a<b c=\"</script><div z='\">' " + " ".join(f"x{n}" for n in range(40_000)) + ">x</div>",
        # The attributes of all these tags go to one element.
        "".join(f"<Body x{n}>" for n in range(40_000)),
        "".join(f"<html {' '.join(f'x{n}' for n in range(first, first + 100))}>" for first in range(0, 40_000, 100)),
        # Each of these may be a tag that goes on to the end of the page.
        "<a/b=" * 190_000 + "<br>",
        "".join(f"<t{n}>" for n in range(50_000)),
        "<br>" * 600_000,
        "<span>" * 100_000,
        "<label>" * 100_000,
        "<rp>" * 100_000,
    ],
)
def test_tangled_pages_are_refused_before_they_are_parsed(text: str) -> None:
    with pytest.raises(UnreadableError, match="too complex"):
        guard.check(text.encode())


def test_a_page_that_is_too_large_is_refused() -> None:
    with pytest.raises(UnreadableError, match="larger than 16 MB"):
        guard.check(b"x" * (guard.SIZE_LIMIT + 1))


@pytest.mark.parametrize(
    "text",
    [
        "<p>An old page never closed its paragraphs, nor this one. " * 5000,
        "<li>item" * 5000,
        "<div><p>text</p></div>" * 5000,
        f"<img src='data:image/png;base64,{'QUJD' * 50_000}'>",
        "<p>word " + "word " * 50_000,
        "<p title='a'>It's a word, " + "it's a word " * 50_000,
        f"<script>for(i=0;i<n;i++){{a='b';{'f(i);' * 4000}}}</script>" * 5,
        f"<svg><path d='M{'0 0 ' * 50_000}'></svg>",
        "<p>It's one and <i title='a > b' lang=en>another</i> word. " * 5000,
    ],
)
def test_long_plain_pages_pass(text: str) -> None:
    guard.check(text.encode())


@pytest.mark.parametrize("tag", ["span", "div", "blockquote", "em", "section"])
def test_deep_nesting_is_read_without_recursion(tag: str) -> None:
    depth = 2500
    article = parse(f"<body>{f'<{tag}>' * depth}The text within.{f'</{tag}>' * depth}</body>", "text/html")
    assert article.text == "The text within."


def test_five_thousand_spans_deep() -> None:
    article = parse("<p>" + "<span>a " * 5000 + "</span>" * 5000, "text/html")
    assert article.words == 5000


def test_marks_that_nest_without_end_cost_nothing_to_speak_of() -> None:
    article = parse("<cite>" * 5000 + "<div>x</div>" * 2000, "text/html")
    assert len(article.blocks) == 2000
    assert len(article.blocks[-1].spans) < 100


@pytest.mark.parametrize(
    "inside",
    [
        "<cite>a</cite>" * 20_000,
        "<p>" + "<cite>a</cite>" * 20_000 + "</p>",
        "<cite>a</cite>" * 10_000 + " <!-- -->" * 10_000,
        "<p>" + "<cite>y" * 2000 + "</p>",
        "<footer>" * 2000 + "y",
    ],
)
def test_a_quotation_full_of_credits_is_read(inside: str) -> None:
    assert parse(f"<blockquote>{inside}</blockquote>", "text/html").quotations

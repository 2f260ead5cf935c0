"""Articles that are signed by a line under their title, which nothing marks as one."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from reader.article import parse
from reader.article.signed import is_signed

TITLE = "The quay that nobody drew"
FIRST = (
    "The harbour board voted on Tuesday, after a long evening, to keep the old ferry for one more winter, and nobody "
    "was glad of it but the ferry."
)
SECOND = (
    "It will sail until March, the board said, and then it will see what the ice has left of the quay, which is what "
    "it said last year as well."
)
TEXT = (FIRST, SECOND)


def page(line: str, head: str = "") -> str:
    paragraphs = "".join(f"<p>{one}</p>" for one in TEXT)
    return f"<!doctype html><title>{TITLE}</title>{head}<article><h1>{TITLE}</h1><p>{line}</p>{paragraphs}</article>"


def plain(line: str) -> str:
    return "\n\n".join((TITLE, line, *TEXT))


@pytest.mark.parametrize("of", [page, plain])
@pytest.mark.parametrize(
    ("line", "names", "day"),
    [
        ("By Ida Berg, 3 May 2026", "Ida Berg", 3),
        ("By Ida Berg | May 4, 2026", "Ida Berg", 4),
        ("Written by Ida Berg on 5 May 2026", "Ida Berg", 5),
        ("By IDA BERG and Tom Roe", "Ida Berg and Tom Roe", None),
        ("von Ida Berg", "Ida Berg", None),
    ],
)
def test_the_line_under_the_title_says_who_wrote_it_and_when(
    of: object, line: str, names: str, day: int | None
) -> None:
    assert callable(of)
    article = parse(of(line))
    assert (article.byline or "").casefold() == names.casefold()
    assert article.published == (datetime(2026, 5, day, tzinfo=UTC) if day else None)
    assert [fact.origin for fact in article.metadata.byline] == ["line under the title"]
    assert [block.text for block in article.blocks][-2:] == list(TEXT)


def test_what_the_page_states_comes_first() -> None:
    stated = '<meta name="author" content="Tom Roe"><meta property="article:published_time" content="2026-05-01">'
    article = parse(page("By Ida Berg, 3 May 2026", stated))
    assert article.byline == "Tom Roe"
    assert article.published == datetime(2026, 5, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    "line",
    [
        "By now nobody asked.",
        "By the river",
        "By Friday it was over",
        "3 May 2026",
        "Stand by Me",
        "By " + "Ida Berg and " * 20,
    ],
)
def test_other_lines_sign_nothing(line: str) -> None:
    assert not is_signed(line)

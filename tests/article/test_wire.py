"""Wire services in bylines, datelines and credit lines."""

from __future__ import annotations

import pytest

from reader.article import parse, wire

FILLER = "<p>The ferry has run since the harbour was dug, and it runs still, in every weather and every season.</p>" * 5


@pytest.mark.parametrize(
    ("credit", "service"),
    [
        ("Associated Press", "Associated Press"),
        ("By ADA ROE, Associated Press", "Associated Press"),
        ("AP", "Associated Press"),
        ("Ada Roe/AFP", "Agence France-Presse"),
        ("Ada Roe (Reuters)", "Reuters"),
        ("Reuters Staff", "Reuters"),
        ("Ada Ap", None),
        ("PA Roe", None),
        ("Ani", None),
    ],
)
def test_bylines(credit: str, service: str | None) -> None:
    found = wire.in_credits([("author", credit)])
    assert [tuple(fact) for fact in found] == ([(service, "author")] if service else [])


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("BAY CITY (Reuters) - The board", "", ("Reuters", "dateline")),
        ("(Reuters) – The board", "", ("Reuters", "dateline")),
        ("BAY CITY, May 3 (Xinhua) -- The board", "", ("Xinhua", "dateline")),
        ("Hafenstadt (dpa/bc) - Der Rat", "", ("dpa", "dateline")),
        ("Bay City - AFP - The board", "", ("Agence France-Presse", "dateline")),
        ("The board", "It will vote again. (AP)", ("Associated Press", "credit line")),
        ("The board", "© 2024 AFP", ("Agence France-Presse", "credit line")),
        ("The board", "Copyright 2024 The Associated Press. All rights reserved.", ("Associated Press", "credit line")),
        ("The board", "The Associated Press contributed to this report.", ("Associated Press", "note of contribution")),
        ("The PA system (PA) of the board", "She reads Reuters.", None),
    ],
)
def test_the_texts_beginning_and_end(first: str, last: str, expected: tuple[str, str] | None) -> None:
    article = wire.with_services(
        parse(f"<p>{first} kept the ferry, which pleased many.</p>{FILLER}<p>{last}</p>", "text/html")
    )
    assert [tuple(fact) for fact in article.metadata.wire_service] == ([expected] if expected else [])


def test_a_quoted_dateline_is_not_the_articles() -> None:
    page = f"<p>They wrote:</p><blockquote><p>BAY CITY (AP) — The board kept it.</p></blockquote>{FILLER}"
    assert wire.with_services(parse(page, "text/html")).wire_service is None

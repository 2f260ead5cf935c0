"""Pages as browsers save them."""

from __future__ import annotations

import pytest

from reader.article import parse
from reader.article.model import Format
from reader.article.saved import saved_from
from reader.errors import UnreadableError

PAGE = (
    "<!DOCTYPE html><html><head><title>The ferry stays</title></head><body><article>"
    '<p>The board met on Tuesday, and <a href="../x?a=3D1">voted</a> to keep the ferry for another winter.</p>'
    "</article></body></html>"
)


def saved(head: str, part: str, body: str = PAGE) -> bytes:
    return (
        f'{head}MIME-Version: 1.0\nContent-Type: multipart/related; type="text/html"; boundary="edge"\n\n'
        f"--edge\nContent-Type: text/css\nContent-Location: https://courier.example/a.css\n\nbody {{}}\n"
        f"--edge\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n{part}\n{body}\n"
        "--edge--\n"
    ).replace("\n", "\r\n").encode()  # fmt: skip


LOCATION = "Content-Location: https://courier.example/news/1\n"


@pytest.mark.parametrize(
    ("head", "part"),
    [
        ("From: <Saved by Blink>\nSnapshot-Content-Location: https://courier.example/news/1\n", LOCATION),
        ("From: <Saved by Blink>\nSnapshot-Content-Location: https://courier.example/news/1\n", ""),
        ('From: "Saved by Internet Explorer 11"\n', LOCATION),
        ("", LOCATION),
    ],
)
@pytest.mark.parametrize("name", [None, "page.mhtml", "page.html"])
def test_a_saved_page_is_read_as_the_page(head: str, part: str, name: str | None) -> None:
    article = parse(saved(head, part), name=name)
    assert (article.format, article.title, article.url) == (
        Format.HTML,
        "The ferry stays",
        "https://courier.example/news/1",
    )
    assert article.text == "The board met on Tuesday, and voted to keep the ferry for another winter."
    assert article.blocks[0].links[0].url == "https://courier.example/x?a=1"


def test_the_address_that_was_given_comes_first() -> None:
    data = saved("From: <Saved by Blink>\n", LOCATION)
    assert parse(data, url="https://archive.example/a/b").blocks[0].links[0].url == "https://archive.example/x?a=1"


def test_a_saved_page_without_a_page_is_refused() -> None:
    with pytest.raises(UnreadableError):
        parse(saved("From: <Saved by Blink>\n", LOCATION, body=" "))


NOTED = "<html>{}<body><p>See <a href=c>this page</a>, which says the same.</p></body></html>"


@pytest.mark.parametrize(
    "note",
    [
        "<!--\n Page saved with SingleFile \n url: https://courier.example/a/b \n saved date: Tue Mar 05 2024\n-->",
        "<!-- saved from url=(0027)https://courier.example/a/b -->",
    ],
)
def test_links_of_a_saved_page_are_resolved_against_where_it_was_saved_from(note: str) -> None:
    article = parse(NOTED.format(note))
    assert (article.url, article.blocks[0].links[0].url) == (
        "https://courier.example/a/b",
        "https://courier.example/a/c",
    )
    given = parse(NOTED.format(note), url="https://archive.example/1/2")
    assert given.blocks[0].links[0].url == "https://archive.example/1/c"


@pytest.mark.parametrize(
    "text",
    [
        "<!-- saved from url=(0014)about:internet -->",
        "<!-- saved from url=(0011)javascript:x -->",
        "<p>" * 2000 + "<!-- saved from url=(0022)https://courier.example/ -->",
        "",
    ],
)
def test_a_page_that_says_nothing_of_where_it_is_from(text: str) -> None:
    assert saved_from(text) is None

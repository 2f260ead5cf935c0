"""Subscriptions in and out as OPML."""

from __future__ import annotations

import listparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.article import clean
from reader.errors import SettingsError
from reader.sources.feedstore import Feed
from reader.sources.opml import LARGEST, MOST, Subscription, read_opml, write_opml

LIST = """<?xml version="1.0" encoding="UTF-8"?>
<opml version="1.0"><head><title>Mine</title></head><body>
<outline text="Harbours">
  <outline text="Tide" title="Tidewatch" type="rss" xmlUrl="https://TIDE.example/feed" htmlUrl="https://tide.example/"/>
  <outline text="Far away">
    <outline type="rss" text="Quay &amp; co" xmlUrl="http://quay.example/rss?a=1&amp;b=2"/>
  </outline>
</outline>
<outline type="rss" text="Again" xmlUrl="https://tide.example/feed"/>
<outline type="rss" xmlUrl="https://bare.example/"/>
</body></opml>
"""


def body(*outlines: str) -> bytes:
    return ("<opml version='2.0'><body>\n" + "\n".join(outlines) + "\n</body></opml>").encode()


def test_feeds_come_with_their_titles_and_folders_each_once() -> None:
    found = read_opml(LIST.encode())
    assert found.refused == ()
    assert found.taken == (
        Subscription("https://tide.example/feed", "Tidewatch", "Harbours"),
        Subscription("http://quay.example/rss?a=1&b=2", "Quay & co", "Harbours/Far away"),
        Subscription("https://bare.example/", "", ""),
    )


@pytest.mark.parametrize(
    "address",
    [
        "|curl e.example | sh", "exec:/bin/sh -c x", "filter:/bin/x:http://e.example/", "file:///etc/passwd",
        "/etc/passwd", "ftp://e.example/", "javascript:alert(1)", "query:all:unread", "-o x", "",
        "http://user:pw@e.example/", "http://", "feed:https://e.example/", " \thttps:e.example",
    ],
)  # fmt: skip
def test_what_is_no_web_address_is_refused_with_its_line(address: str) -> None:
    good = '<outline xmlUrl="https://good.example/"/>'
    found = read_opml(body(good, f'<outline text="x"\n  xmlUrl="{address}"/>', good))
    assert [one.url for one in found.taken] == ["https://good.example/"]
    (refused,) = found.refused
    assert refused.line == 3
    assert refused.words == address.strip()[:60]
    assert refused.why.endswith(".")


BOMB = "<!DOCTYPE opml [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {new} '{10 * f'&{old};'}'>" for old, new in ("ab", "bc", "cd", "de", "ef", "fg", "gh")
) + "]><opml><body><outline text='&h;' xmlUrl='https://e.example/'/></body></opml>"  # fmt: skip


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (BOMB.encode(), "document type"),
        (b"<!DOCTYPE opml SYSTEM 'file:///etc/passwd'><opml/>", "document type"),
        (b"<opml><body><outline text='&who;'/></body></opml>", "undefined entity, line 1"),
        (b"<opml><body>\n<outline", "line 2"),
        (b"", "no element found"),
        (b"<rss/>", "no OPML: it begins with <rss>"),
        (b"<opml>" + b"<outline>" * 60, "nested too deeply"),
        (b"<opml>" + b" " * LARGEST, "larger than 1 MB"),
        (body(*[f"<outline xmlUrl='http://e.example/{n}'/>" for n in range(MOST + 1)]), "more than 5,000"),
        (b"<?xml version='1.0' encoding='x-none'?><opml/>", "encoding"),
    ],
)
def test_what_is_no_list_is_refused_as_a_whole(data: bytes, words: str) -> None:
    with pytest.raises(SettingsError) as caught:
        read_opml(data)
    assert words in str(caught.value)
    assert str(caught.value).endswith(".")


def test_what_is_allowed_is_read_to_the_last() -> None:
    assert len(read_opml(body(*[f"<outline xmlUrl='http://e.example/{n}'/>" for n in range(MOST)])).taken) == MOST


@given(st.binary(max_size=300))
def test_any_bytes_that_end_nothing_are_refused_in_words(data: bytes) -> None:
    with pytest.raises(SettingsError) as caught:
        read_opml(b"<opml>" + data)
    assert str(caught.value).isprintable()


FEEDS = (
    Feed("https://tide.example/feed?a=1&b=2", 'Tide "watch" <&>', folder="Harbours/Far away"),
    Feed("https://quay.example/", "Größe", folder="Harbours"),
    Feed("https://bare.example/", ""),
)


def test_another_parser_reads_what_is_written() -> None:
    found = listparser.parse(write_opml(FEEDS))
    assert not found.bozo
    assert {(one.url, one.title) for one in found.feeds} == {(one.url, one.title or one.url) for one in FEEDS}
    (tide,) = (one for one in found.feeds if "tide" in one.url)
    assert list(tide.categories) == [["Harbours", "Far away"]]


def test_what_is_written_is_read_back() -> None:
    found = read_opml(write_opml(FEEDS).encode())
    assert found.refused == ()
    assert set(found.taken) == {Subscription(one.url, one.title or one.url, one.folder) for one in FEEDS}


@given(st.text(max_size=40))
def test_no_title_breaks_the_list(title: str) -> None:
    (found,) = read_opml(write_opml([Feed("https://e.example/", title)]).encode()).taken
    assert found.title == (clean.line(title).translate({0xFFFE: None, 0xFFFF: None}) or "https://e.example/")

from __future__ import annotations

import unicodedata

import idna
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.article.clean import line
from reader.sources.canonical import canonical
from reader.sources.hosts import shown


def wire(name: str) -> str:
    """A name as it is in a canonical address."""
    return ".".join(label if label.isascii() else idna.encode(label).decode("ascii") for label in name.split("."))


@pytest.mark.parametrize(
    "name",
    [
        "bücher.example",
        "例子.测试",
        "пример.рф",
        "пример.example",
        "straße.example",
        "việtnam.example",
        "日本語ドメイン.example",
        "人々の記録.example",
        "中文ㄅㄆ.example",
        "한국漢字.example",
        "हिन्दी.भारत",
        "ไทย.example",
        "ελλάδα.example",
        "сахар.рф",  # its letters pass for Latin ones, but not under that domain
        "новости-24.example",
        "bücher.example:8080",
    ],
)
def test_what_can_be_mistaken_for_nothing_else_is_shown_in_its_own_letters(name: str) -> None:
    host, colon, port = name.partition(":")
    assert shown(wire(host) + colon + port) == name


@pytest.mark.parametrize(
    ("host", "why"),
    [
        ("xn--80ak6aa92e.com", "Cyrillic letters that all pass for Latin ones"),
        ("xn--pple-43d.com", "one Cyrillic letter among Latin ones"),
        (wire("ѕсоре.example"), "the same, other letters"),
        (wire("сахар.example"), "the same, an honest word"),
        (wire("ёо.example"), "the same, with marks"),
        (wire("νικα.example"), "Greek letters that all pass for Latin ones"),
        (wire("պոս.example"), "Armenian ones"),
        (wire("ᎪᎳᎡ.example"), "a script that nobody uses for addresses"),
        (wire("αбв.example"), "two scripts"),
        (wire("東京tokyo.example"), "two scripts"),
        (wire("ひらがな한글.example"), "two scripts that no language mixes"),
        (wire("ɡoogle.example"), "a phonetic sign that is Latin by name"),
        (wire("paypaı.example"), "an i without its dot"),
        (wire("工一口.example"), "strokes that pass for signs"),
        (wire("१२.example"), "nothing but digits"),
        (wire("हिन्दी१2.example"), "digits of two scripts"),
        (wire("e̱x.example"), "a mark that belongs to no script"),
        (wire("l·l.example"), "a sign that is no letter"),
        (wire("क्‍ष.example"), "a joiner, which shows nothing"),
        (wire("ไทั่่ย.example"), "a mark over itself"),
        (wire("مثال.example"), "from right to left"),
        (wire("בלוג.example"), "from right to left"),
        ("bücher.xn--80ak6aa92e.example".replace("bücher", "xn--bcher-kva"), "one label of several"),
        ("xn--.example", "no name at all"),
        ("xn--a.example", "no name at all"),
        ("xn--bcher-kva-.example", "no name at all"),
        ("xn--abc-.example", "no name at all"),
        ("plain.example", "nothing to show"),
        ("axn--bcher-kva.example", "no international name"),
        ("[2001:db8::1]:8080", "no name"),
        ("", "nothing"),
    ],
)
def test_what_is_ambiguous_stays_as_it_is(host: str, why: str) -> None:
    assert shown(host) == host, why


LETTERS = "abclopxéüßıаесорхяж例子一口ノカひハ한국αεωἀあगठ०१२3-٠١ابגㄅทั่её·̱\u200d\u0e4e"


@given(
    st.lists(st.text(LETTERS, min_size=1, max_size=12), min_size=1, max_size=4),
    st.sampled_from(["com", "рф", "测试", "example"]),
)
def test_what_is_shown_is_clean_and_means_the_same_host(labels: list[str], domain: str) -> None:
    try:
        host = wire(".".join([*labels, domain]))
        canonical(f"https://{host}/")
    except (ValueError, IndexError):
        return
    readable = shown(host)
    assert wire(readable) == host
    assert line(readable) == readable
    assert readable == host or "xn--" not in readable


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters=":"), max_size=30))
def test_any_label_is_shown_as_it_is_or_as_letters_digits_and_marks(label: str) -> None:
    host = f"xn--{label}.example"
    readable = shown(host)
    if readable != host:
        assert all(
            unicodedata.category(one)[0] in "LM" or one in "0123456789-_." or one.isdecimal() for one in readable
        )
        assert wire(readable) == host


@given(st.from_regex(r"xn--[a-z0-9-]{1,20}\.(com|xn--p1ai)(:[0-9]{1,5})?", fullmatch=True))
def test_any_name_that_looks_encoded_is_shown_or_stays(host: str) -> None:
    readable = shown(host)
    name, colon, port = readable.partition(":")
    assert wire(name) + colon + port == host

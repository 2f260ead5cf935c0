"""Nothing steers a terminal after `clean`, and nothing a person would miss is lost."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.article import clean

HOSTILE = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from(
            "\u202e\u200b\u200d\u200c\u2028\x1b\x9b\x07\x00\u3164\u0301\u0300\ufe0f\U000e0041\ud800 \t\n\raé👨"
        ),
    ),
    max_size=80,
)
FORBIDDEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def forbidden(text: str, allowed: str) -> set[str]:
    return {c for c in text if unicodedata.category(c) in FORBIDDEN and c not in allowed}


@given(HOSTILE)
def test_a_line_holds_nothing_that_steers_and_is_one_line(text: str) -> None:
    cleaned = clean.line(text)
    assert not forbidden(cleaned, "\u200c\u200d")
    assert "  " not in cleaned
    assert cleaned == cleaned.strip()
    cleaned.encode("utf-8")


@given(HOSTILE)
def test_a_block_keeps_line_feeds_and_no_other_control(text: str) -> None:
    assert not forbidden(clean.block(text), "\u200c\u200d\n")
    assert not forbidden(clean.block(text, tabs=True), "\u200c\u200d\n\t")


@given(HOSTILE)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean.line(clean.line(text)) == clean.line(text)
    assert clean.block(clean.block(text)) == clean.block(text)


@given(HOSTILE)
def test_what_is_called_clean_is_left_as_it_is(text: str) -> None:
    if clean.is_clean(text):
        assert clean.block(text, tabs=True) == text
        assert not forbidden(text, "\u200c\u200d\n\t")


@pytest.mark.parametrize(
    "text",
    [
        "می‌خواهم",
        "👩‍👩‍👧‍👦",
        "❤️‍🔥 and 🙂‍↔️",
        "בְּרֵאשִׁית",
        unicodedata.normalize("NFD", "Tiếng Việt đẹp"),
        "1️⃣ 2️⃣",
        "क्‍ष",
        "“Quoted” — ‘so’ … 5 000 €",
        "日本語、中文。",
    ],
)
def test_what_people_write_comes_through(text: str) -> None:
    assert clean.line(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\x1b]52;c;cm0=\x07b", "a]52;c;cm0=b"),
        ("pay\u202egnp.exe", "paygnp.exe"),
        ("one\u2028two\x85three", "one two three"),
        ("soft\xadhyphen", "softhyphen"),
        ("joiner \u200d alone", "joiner alone"),
        ("ab\U000e0041\U000e007f", "ab"),
        ("a" + "\u0301" * 40 + "b", "a" + "\u0301" * 4 + "b"),
        ("x\ud800y", "xy"),
    ],
)
def test_what_steers_or_hides_goes(text: str, expected: str) -> None:
    assert clean.line(text) == expected


def test_line_ends_of_every_kind_become_line_feeds_in_a_block() -> None:
    assert clean.block("a\r\nb\rc\u2029d\te") == "a\nb\nc\nd e"
    assert clean.block("a\tb", tabs=True) == "a\tb"

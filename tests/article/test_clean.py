"""Nothing steers a terminal after `clean`, and nothing a person would miss is lost."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.article import clean
from tests.hostile_pages import PAYLOADS, Payload, shown, token

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


@given(HOSTILE)
def test_a_block_can_be_written_anywhere(text: str) -> None:
    clean.block(text).encode("utf-8")
    clean.block(text, tabs=True).encode("utf-8")


@given(HOSTILE)
def test_a_joiner_stands_between_letters_signs_or_marks_and_nowhere_else(text: str) -> None:
    cleaned = clean.line(text)
    for at, character in enumerate(cleaned):
        if character in "\u200c\u200d":
            around = cleaned[max(0, at - 1) : at] + cleaned[at + 1 : at + 2]
            assert len(around) == 2
            assert all(unicodedata.category(one)[0] in "LMS" for one in around)


@given(st.text(st.sampled_from("aב\u0301\u0308\u05b0\u20dd\ufe0f "), max_size=60))
def test_marks_do_not_pile_up(text: str) -> None:
    marks = "".join("m" if unicodedata.category(one)[0] == "M" else "-" for one in clean.line(text))
    assert "m" * (clean.MARKS_IN_A_ROW + 1) not in marks


def test_no_code_point_steers_and_none_that_people_read_is_lost() -> None:
    every = [chr(number) for number in range(0x110000)]
    kept = set(clean.block(" ".join(every)))
    assert not forbidden("".join(kept), "\n")
    unseen = "\u115f\u1160\u3164\uffa0"  # Hangul fillers: letters by their category, blanks on the screen
    readable = {one for one in every if unicodedata.category(one)[0] in "LNPS" and one not in unseen}
    assert readable <= kept


@pytest.mark.parametrize("payload", PAYLOADS, ids=lambda payload: payload.name)
def test_of_a_payload_only_what_can_be_read_is_left(payload: Payload) -> None:
    assert clean.line(token("P", payload)) == shown("P", payload)
    assert clean.block(token("P", payload)) == shown("P", payload)


@pytest.mark.parametrize("wrapped", ["{}", "a {} b", "{}\n{}"])
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
def test_what_people_write_comes_through(text: str, wrapped: str) -> None:
    assert clean.block(wrapped.format(text, text)) == wrapped.format(text, text)
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

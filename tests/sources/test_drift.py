"""Whether an address says something else than it did."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.sources.drift import differ, drifted, fingerprint

NOW = datetime(2024, 3, 12, 10, tzinfo=UTC)
EARLIER = NOW - timedelta(days=9)
TEXT = "The council met on Monday to hear the pilots. Nobody spoke for the lease at all.\n\nIt was put off to May."
REWORDED = TEXT.replace("Nobody spoke", "Hardly anybody spoke")


@given(st.lists(st.text() | st.sampled_from(["Nine years.", "«Neuf» années…", "九年。"])).map("\n".join))
def test_a_fingerprint_is_of_letters_and_digits(text: str) -> None:
    letters = "".join(filter(str.isalnum, text))
    assert fingerprint(text) == sha256(letters.encode("utf-8", "replace")).hexdigest()


@pytest.mark.parametrize(
    "other",
    [
        TEXT.replace(" ", "  ").replace("\n\n", "\n"),
        TEXT.replace(".", " ."),
        f"Updated 13 March 2024 at five in the afternoon\n{TEXT}",
        f"{TEXT}\n\n214 comments",
        "It was put off to May.\n\n" + TEXT.partition("\n\n")[0],
    ],
)
def test_what_is_no_change(other: str) -> None:
    assert not differ(TEXT, other)


@pytest.mark.parametrize(
    "other",
    [
        REWORDED,
        TEXT.replace(" Nobody spoke for the lease at all.", ""),
        f"{TEXT} A correction was made to this article on Tuesday.",
        TEXT.replace("on Monday", "on 4 March"),
    ],
)
def test_what_is_a_change(other: str) -> None:
    assert differ(TEXT, other)


def test_where_words_are_not_set_apart() -> None:
    assert differ("港は静かだった。船は来なかった。", "港は静かだった。船は朝に来た。")
    assert not differ("港は静かだった。 船は来なかった。", "港は静かだった。船は来なかった。")


def test_a_text_that_says_something_new_has_drifted_since_then() -> None:
    assert drifted([], TEXT, None, NOW) is None
    assert drifted([TEXT], TEXT, None, NOW) is None
    assert drifted([TEXT], REWORDED, None, NOW) == NOW
    assert drifted([TEXT, REWORDED], REWORDED, EARLIER, NOW) == EARLIER
    assert drifted([TEXT, REWORDED], f"{REWORDED} And that was the end of it.", EARLIER, NOW) == EARLIER


def test_two_texts_by_turns_are_no_drift_once_that_is_known() -> None:
    since = drifted([TEXT], REWORDED, None, EARLIER)
    since = drifted([TEXT, REWORDED], TEXT, since, NOW)
    assert since is None
    assert drifted([TEXT, REWORDED], REWORDED, since, NOW) is None


@given(st.text(), st.text())
def test_whatever_the_texts(one: str, other: str) -> None:
    assert not differ(one, one)
    assert differ(one, other) is differ(other, one)
    if fingerprint(one) == fingerprint(other):
        assert not differ(one, other)

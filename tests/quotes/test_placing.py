from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.quotes.licence import Gap, runs
from reader.quotes.placing import BRACKET_WORDS, place
from reader.quotes.tokens import Prepared


def placed(quote: str, source: str) -> str | None:
    prepared = Prepared(source)
    spans = place(runs(quote), prepared)
    return None if spans is None else " | ".join(prepared.slice(*span) for span in spans)


def test_the_nearest_of_several_places() -> None:
    source = Prepared("a b x x x c d and later a b x c d")
    assert place(runs("a b … c d"), source) == ((9, 11), (12, 14))


def test_a_place_that_leads_nowhere_is_passed_over() -> None:
    source = (
        "In the end the clerk read all of the long and dreary minutes out to nobody. The minister of ports said so."
    )
    assert placed("In the end … the [official] of ports", source) == "In the end | The | of ports"


def test_runs_keep_their_order_and_share_no_word() -> None:
    assert placed("c d … a b", "a b c d") is None
    assert placed("a b … b c", "a b c") is None


def test_a_bracket_stands_for_few_words() -> None:
    near, far = " ".join("x" * BRACKET_WORDS), " ".join("x" * (BRACKET_WORDS + 1))
    assert placed("a b [y] c d", f"a b {near} c d") is not None
    assert placed("a b [y] c d", f"a b {far} c d") is None


@given(
    st.lists(st.sampled_from("abc"), max_size=14).map(" ".join),
    st.lists(st.lists(st.sampled_from("abc"), min_size=1, max_size=2).map(" ".join), min_size=1, max_size=3),
)
def test_as_near_together_as_the_slow_way_finds(source: str, pieces: list[str]) -> None:
    quoted, prepared = runs(" … ".join(pieces)), Prepared(source)
    assert all(run.gap in (Gap.NONE, Gap.OMISSION) for run in quoted)

    def ends(first: int, number: int) -> int | None:
        if number == len(quoted):
            return first
        places = [at for at in prepared.occurrences(quoted[number].words) if at >= first]
        reached = (ends(at + len(quoted[number].tokens), number + 1) for at in places)
        return min((end for end in reached if end is not None), default=None)

    starts = prepared.occurrences(quoted[0].words)
    whole = [(end - at) for at in starts if (end := ends(at + len(quoted[0].tokens), 1)) is not None]
    spans = place(quoted, prepared)
    assert (spans[-1].last - spans[0].first if spans else None) == (min(whole) if whole else None)

"""How far long work has come, in words; and what a stop means for what is done at that moment."""

from __future__ import annotations

import pytest

from reader.progress import StoppedError, Work


def work(*outcomes: str, total: int) -> Work:
    found = Work("Asking again", "asked for again", total)
    for number, outcome in enumerate(outcomes):
        found.did(str(number), outcome)
    return found


@pytest.mark.parametrize(
    ("outcomes", "total", "words"),
    [
        (["alive"] * 3 + ["lost"], 4, "All 4 asked for again: 3 alive, 1 lost."),
        (["alive"], 1, "1 of 1 asked for again: 1 alive."),
        (["alive"], 4, "1 of 4 asked for again: 1 alive."),
        ([""] * 1200, 1200, "All 1,200 asked for again."),
    ],
)
def test_what_was_done_is_summed_up(outcomes: list[str], total: int, words: str) -> None:
    assert work(*outcomes, total=total).summary == words


def test_what_comes_after_the_stop_counts_no_more() -> None:
    stopped = work("alive", "lost", "alive", total=40)
    assert stopped.stop()
    stopped.did("late", "lost")
    assert stopped.summary == "Stopped after 3 of 40: 2 alive, 1 lost."
    with pytest.raises(StoppedError):
        stopped.check()
    with pytest.raises(StoppedError):
        stopped.seal()


def test_what_is_done_twice_counts_once() -> None:
    found = work("alive", total=2)
    found.did("0", "changed")
    assert found.summary == "1 of 2 asked for again: 1 changed."


def test_a_stop_after_the_last_step_comes_too_late() -> None:
    found = work(total=1)
    found.seal()
    assert not found.stop()
    found.check()

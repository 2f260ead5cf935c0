"""While a hundred sources arrive and thirty quotations are judged, nothing holds up the loop that the keys wait for."""

from __future__ import annotations

import asyncio
import threading
import time
from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from reader.options import Options
from reader.quotes.judging import Verdict, judge
from reader.session import Session
from reader.settings import Settings
from reader.sources.model import State
from reader.tui.app import PullquoteApp
from reader.tui.screens.reading import ReadingScreen
from tests.sources.server import answer, serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reader.quotes.judging import Judgement
    from reader.quotes.tokens import Prepared
    from reader.reading import Reading

LONGEST = 0.030
"""Seconds of its own work that one turn of the loop may take."""

SOURCES, QUOTATIONS = 100, 30


def sentence(number: int) -> str:
    """Words that stand in one source and nowhere else."""
    return f"The gauge of weir {number} stood at {number + 3} metres and {number % 7} palms when the warden read it"


def cited(number: int) -> bytes:
    padding = "".join(
        f"<p>On day {day} of watch {number} nothing was read that was worth a line.</p>" for day in range(60)
    )
    title = f"Watch {number}"
    return f"<title>{title}</title><article><h1>{title}</h1><p>{sentence(number)}.</p>{padding}</article>".encode()


def commentary(address: str) -> str:
    """Each of the first quotations stands beside the link to its source; every third has a word of its own."""
    rows = []
    for number in range(SOURCES):
        said = sentence(number).replace("warden", "miller") if number % 3 == 0 else sentence(number)
        quoted = f" says: “{said}.”" if number < QUOTATIONS else " is worth a look."
        rows.append(
            f'<p>The <a href="{address}/{number}">watch of weir {number}</a>{quoted} So much for that weir.</p>'
        )
    return f"<title>Weirs</title><article><h1>Weirs</h1>{''.join(rows)}</article>"


@contextmanager
def turns() -> Iterator[list[float]]:
    """The processor time that each turn of this thread's loop takes, in seconds: a key waits for all of one."""
    found: list[float] = []
    turn, ours = asyncio.BaseEventLoop._run_once, threading.get_ident()  # type: ignore[attr-defined]

    def timed(loop: asyncio.BaseEventLoop) -> None:
        before = time.thread_time()  # of this thread alone: a machine that is busy with others adds nothing
        turn(loop)
        if threading.get_ident() == ours:  # and not the loop of the network
            found.append(time.thread_time() - before)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(asyncio.BaseEventLoop, "_run_once", timed)
        yield found


@pytest.mark.slow
async def test_no_turn_of_the_loop_is_long_while_sources_arrive(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here: list[str] = []

    def judged_here(quote: str, source: Prepared) -> Judgement:
        here.append(quote)
        return judge(quote, source)

    monkeypatch.setattr("reader.quotes.candidates.judge", judged_here)
    handlers = {f"/{number}": answer(cited(number), Content_Type="text/html") for number in range(SOURCES)}
    async with serving(handlers) as server:
        page = tmp_path / "weirs.html"
        page.write_text(commentary(server.url("")), encoding="utf-8")
        session = Session(Options(allow_hosts=frozenset({server.place})))
        app = PullquoteApp(session, str(page), settings=Settings(theme="pullquote-dark"))
        async with app.run_test(size=(120, 40)) as pilot, asyncio.timeout(60):
            screen = app.screen
            assert isinstance(screen, ReadingScreen)
            while screen.reading is None or not screen.side.furnished.is_set():
                await pilot.pause(0.02)
            await pilot.pause()  # the panes are laid out once, when they come
            reading = screen.reading
            with turns() as found:
                while not all(one.state.settled for one in reading.tracked.values()) or not all(judged(reading)):
                    await pilot.pause(0.05)
            states = {one.state for one in reading.tracked.values()}
            verdicts = Counter(reading.finding(one).judgement.verdict for one in reading.article.quotations)
    assert not here  # in this process: whatever thread it was on, the loop would wait for the interpreter
    assert states == {State.OK}
    assert verdicts == {Verdict.ALTERED: QUOTATIONS // 3, Verdict.VERBATIM: QUOTATIONS - QUOTATIONS // 3}
    assert max(found) < LONGEST, sorted(found)[-5:]


def judged(reading: Reading) -> Iterator[bool]:
    """Of each quotation whether more can be said than that its source is on its way."""
    for quotation in reading.article.quotations:
        yield reading.finding(quotation).judgement.verdict is not Verdict.UNVERIFIABLE

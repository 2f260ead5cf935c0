from __future__ import annotations

from datetime import UTC, datetime

import pytest

from reader.article.model import Article, Block, Fact, Kind, Metadata
from reader.sources.model import Evidence, Failure, Source, SourceKind, State, Tracked
from reader.tui.panes.describe import credits_of, preview
from reader.tui.panes.room import Room

URL = "https://wire.example:8443/lease"
SOURCE = Source("s1", SourceKind.LINK, "The Wire", URL, ())
ACTING = Source(
    "s1",
    SourceKind.LINK,
    "The Wire",
    URL,
    (),
    acts="Following it could change something, so it is fetched only when you ask for it.",
)
ROOM = Room(36, 30, plain=False)


def facts(tracked: Tracked | None, room: Room = ROOM) -> str:
    return preview(tracked.source if tracked else SOURCE, tracked, None, room).facts.plain


def failed(state: State, phase: str, message: str, source: Source = SOURCE) -> str:
    return facts(Tracked(source, state, error=Failure(phase, message)))


def test_offline_does_not_offer_to_fetch() -> None:
    told = failed(State.OFFLINE, "policy", "Pullquote is offline.")
    assert "– not fetched, offline" in told
    assert "r " not in told.replace("or ", "")
    assert "o opens it in the browser" in told


def test_what_is_left_alone_says_why_and_how_to_fetch_it() -> None:
    told = failed(State.SKIPPED, "policy", "It acts.", ACTING)
    assert "Left alone: following it could change something. r fetches it." in told


def test_a_private_address_says_how_to_allow_it() -> None:
    told = failed(
        State.SKIPPED,
        "policy",
        "The address of wire.example belongs to a private network, so it was not asked; --allow-host wire.example:8443"
        " lets it be.",
    )
    assert "--allow-host wire.example:8443" in told
    assert "Tried" not in told
    assert "r fetches it" not in told


def test_a_failure_says_what_was_tried() -> None:
    told = failed(State.STRIKE, "connect", "The connection was refused.")
    assert "not reached" in told
    assert "Tried: calling its host.\nThe connection was refused." in told
    assert "r tries again" in told


def article() -> Article:
    given = Metadata(title=(Fact("A long title of a report that takes two rows", "h1"),), site=(Fact("The Wire", "x"),))
    return Article((Block("b1", Kind.PARAGRAPH, "Nobody voted."),), given)


def test_few_rows_are_left_to_the_passage() -> None:
    told = facts(Tracked(SOURCE, State.OK, article=article()), Room(36, 11, plain=False))
    assert told == "A long title of a report that takes…\n● fetched"
    assert len(facts(Tracked(SOURCE, State.OK, article=article())).splitlines()) == 4


@pytest.mark.parametrize(("width", "told"), [(40, "The Wire · 2 words"), (12, "The Wire"), (6, "The W…")])
def test_the_credits_fit_in_one_row(width: int, told: str) -> None:
    assert credits_of(article(), SOURCE, Room(width, 30, plain=False)) == told


def test_plain_is_ascii() -> None:
    assert facts(Tracked(SOURCE, State.OK, article=article()), Room(36, 11, plain=True)).isascii()
    assert facts(Tracked(SOURCE, State.OK, article=article()), Room(9, 30, plain=True)).isascii()


@pytest.mark.parametrize("state", [State.OK, State.DEAD, State.MOVED])
def test_what_it_is_known_from_stands_above_the_passage_only_where_something_is_amiss(state: State) -> None:
    seen = Evidence("https://a.example/", datetime(2024, 3, 12, tzinfo=UTC), "live", "0123456789abcdef00", "")
    shown = preview(SOURCE, Tracked(SOURCE, state, article=article(), evidence=seen), None, ROOM)
    assert ("SHA-256" in shown.evidence.plain) == (state is State.OK)
    assert ("SHA-256" in shown.facts.plain) == (state is not State.OK)

"""Asking again for what is remembered: which, what is printed, and the exit status."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from reader import demo
from reader.cli import OK, USAGE, main
from reader.errors import SettingsError
from reader.library.library import Library
from reader.options import Options
from reader.recheck import Which, remembered
from reader.rechecking import run
from reader.sources.memory import Content, Liveness, Remembered
from tests.sources.remembering import Remembering

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NOW = datetime.now(UTC)
DAY = timedelta(days=1)
GONE = "http://oldharbour.example/2019/strike-timeline"
THERE = "http://courier.example/harbour/ministry-undecided"


def known(url: str, liveness: Liveness = Liveness.ALIVE, ago: timedelta = 10 * DAY, **more: object) -> Remembered:
    one = Remembered(url, NOW - 20 * DAY, liveness, content=Content.READABLE, checked=NOW - ago)
    return replace(one, **more)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def options() -> Iterator[Options]:
    with demo.Site() as site:
        yield Options(routes=site.routes())


def remembering(*kept: Remembered) -> Remembering:
    memory = Remembering()
    for one in kept:
        memory.keep(one)
    return memory


@pytest.mark.parametrize(
    ("which", "older", "wanted"),
    [
        (Which.ALL, None, ["a", "b", "c", "d"]),
        (Which.DEAD, None, ["b", "d"]),
        (Which.ALL, 5 * DAY, ["a", "b", "d"]),
        (Which.DUE, None, ["a"]),
        (Which.DEAD, 90 * DAY, []),
    ],
)
def test_which_are_asked_for_again(which: Which, older: timedelta | None, wanted: list[str]) -> None:
    memory = remembering(known("a"), known("b", Liveness.DEAD), known("c", ago=DAY), known("d", manual=False))
    assert [one.url for one in remembered(memory, which, older, NOW)] == wanted


def test_what_became_of_each_is_printed_and_remembered(options: Options, capsys: pytest.CaptureFixture[str]) -> None:
    memory = remembering(known(GONE, Liveness.STRIKE, strikes=2, struck=NOW - 9 * DAY), known(THERE, ago=9 * DAY))
    assert run([], options, Which.ALL, memory=memory)
    said = capsys.readouterr().out
    assert f"dead      {GONE} (was strike)\n          The server answered 404 Not Found today" in said
    assert f"ok        {THERE}\n" in said
    assert said.endswith("2 sources asked for again; 1 of them gone or changed since.\n")
    gone = memory.recall(GONE)
    assert gone is not None
    assert gone.liveness is Liveness.DEAD
    assert not run([], options, Which.DUE, memory=memory)
    assert capsys.readouterr().out == "Nothing is due.\n"


def test_as_json_it_is_one_object_a_source(options: Options, capsys: pytest.CaptureFixture[str]) -> None:
    memory = remembering(known(GONE, Liveness.DEAD))
    assert not run([], options, Which.DEAD, as_json=True, memory=memory)
    (line,) = capsys.readouterr().out.splitlines()
    found = json.loads(line)
    assert (found["url"], found["before"], found["state"], found["http_status"]) == (GONE, "dead", "dead", 404)


def test_the_sources_of_an_article_need_no_library(options: Options, capsys: pytest.CaptureFixture[str]) -> None:
    run([demo.ADDRESS], options, Which.ALL)
    said = capsys.readouterr().out
    assert f"strike    {GONE}" in said
    assert THERE in said


def test_without_a_library_and_an_article_there_is_nothing_to_ask_for(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SettingsError, match="name an article"):
        run([], Options(), Which.ALL)
    assert main(["recheck", "--all", "--library", ":memory:"]) in (USAGE, OK)
    assert main(["recheck", "--older", "never"]) == USAGE
    assert main(["recheck", "--older", "1e300"]) == USAGE
    assert main(["recheck", "--all", "--dead"]) == USAGE
    capsys.readouterr()


@pytest.mark.parametrize("words", [["recheck"], ["check", "post.md"], ["export", "post.md", "--format", "json"]])
def test_what_is_wrong_with_the_library_is_said(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    tmp_path.chmod(0o700)
    (tmp_path / "post.md").write_text("# The quay\n\nNobody had asked the gulls.\n")
    (tmp_path / "library.db").write_text("no library " * 99)
    main([*words, "--offline", "--library", str(tmp_path / "library.db")])
    assert "library.db was damaged" in capsys.readouterr().err


def test_what_an_article_cites_is_noted_with_it(options: Options, tmp_path: Path) -> None:
    file = tmp_path / "data" / "library.db"
    run([demo.ADDRESS], options._replace(library=file), Which.ALL)
    with Library(file) as library:
        (article,) = library.articles()
        cited = {one.url: one.state for one in library.cited(article.key)}
        assert article.sources == len(cited)
        assert cited[THERE] == "ok"
        assert cited[GONE] == "strike"
        assert {one.articles for one in library.sources()} == {1}

"""`pullquote library`: what it lists, finds, forgets and keeps, and what it says where it cannot."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from reader import cli
from reader.library.connection import connect
from reader.library.health import back_up, backups
from reader.library.library import Library
from tests.library.making import NOW, filled

if TYPE_CHECKING:
    from pathlib import Path

    Out = pytest.CaptureFixture[str]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "data" / "library.db"
    filled(file, 3).close()
    return file


def run(file: Path, *words: str) -> int:
    return cli.main(["library", *words, "--library", str(file)])


def test_it_lists_articles_sources_and_outlets(file: Path, capsys: Out) -> None:
    assert run(file, "list", "--json") == cli.OK
    found = json.loads(capsys.readouterr().out)
    assert found["schema"] == "pullquote-library/1"
    assert [one["title"] for one in found["articles"]] == ["Article 2", "Article 1", "Article 0"]
    assert found["articles"][0]["words"] == {"commentary": 120, "quoted": 40, "furniture": 7}
    assert run(file, "list", "article 1") == cli.OK
    (line,) = capsys.readouterr().out.splitlines()
    assert "Article 1 (Tidewatch)" in line
    assert run(file, "list", "--sources", "all", "--json", "--limit", "1") == cli.OK
    assert len(json.loads(capsys.readouterr().out)["sources"]) == 1
    assert run(file, "list", "--outlets", "--json") == cli.OK
    assert json.loads(capsys.readouterr().out)["outlets"] == []


def test_it_searches(file: Path, capsys: Out) -> None:
    assert run(file, "search", "1th", "quay", "--json") == cli.OK
    (found,) = json.loads(capsys.readouterr().out)["passages"]
    assert found["article"] == 2
    assert found["snippet"][slice(*found["found"][0])] == "1th"
    assert run(file, "search", "quay") == cli.OK
    assert "The 2th quay is let." in capsys.readouterr().out


def test_it_forgets_in_the_backups_as_well(file: Path, capsys: Out) -> None:
    assert back_up(file, NOW)
    assert run(file, "forget", "1", "https://tide.example/1#x", "--yes") == cli.OK
    assert capsys.readouterr().out == "Forgotten: 1, Article 0.\nForgotten: 2, Article 1.\n"
    (backup,) = backups(file)
    for one in (file, backup):
        data = one.read_bytes()
        assert b"Article 1" not in data
        assert b"Article 2" in data


def test_it_asks_before_it_forgets(file: Path, monkeypatch: pytest.MonkeyPatch, capsys: Out) -> None:
    import io

    assert run(file, "forget", "1") == cli.USAGE
    assert "give --yes" in capsys.readouterr().err
    for answer, left in (("n\n", 3), ("", 3), ("y\n", 2)):
        terminal = io.StringIO(answer)
        monkeypatch.setattr(terminal, "isatty", lambda: True)
        monkeypatch.setattr("sys.stdin", terminal)
        assert run(file, "forget", "1") == cli.OK
        assert "Forget 1, Article 0" in capsys.readouterr().err
        library = Library(file)
        assert library.count() == left
        library.close()


def test_it_keeps(file: Path, capsys: Out) -> None:
    assert run(file, "keep", "2") == cli.OK
    assert run(file, "list", "--kept", "--json") == cli.OK
    out = capsys.readouterr().out
    assert out.startswith("Kept: 2, Article 1.\n")
    assert [one["number"] for one in json.loads(out.splitlines()[1])["articles"]] == [2]
    assert run(file, "keep", "2", "--off") == cli.OK
    capsys.readouterr()
    assert run(file, "list", "--kept") == cli.OK
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["forget"], "Say which article"),
        (["forget", "99", "--yes"], "There is no article 99"),
        (["forget", "1", "nowhere.md", "--yes"], "There is no article nowhere.md"),
        (["search"], "Say what to search for"),
        (["serch"], "serch"),
        (["list", "--limit", "0"], "--limit"),
        (["list", "--limit", "9" * 20], "--limit"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_nothing_is_done(
    file: Path, words: list[str], said: str, capsys: Out
) -> None:
    assert run(file, *words) == cli.USAGE
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert err.count("\n") == 1
    library = Library(file)
    assert library.count() == 3
    library.close()


def test_nothing_is_kept_in_memory(tmp_path: Path, capsys: Out) -> None:
    assert cli.main(["library", "list", "--library", ":memory:"]) == cli.USAGE
    assert "Nothing is kept" in capsys.readouterr().err
    notes = tmp_path / "notes.txt"
    notes.write_text("Buy milk. " * 99)
    assert run(notes, "list") == cli.USAGE
    assert "is no library" in capsys.readouterr().err


def test_check_reads_an_article_that_is_gone_from_the_library_but_adds_none(tmp_path: Path, capsys: Out) -> None:
    post, file = tmp_path / "post.md", tmp_path / "lib.db"
    post.write_text("# The quay\n\nThe [Courier](https://courier.example/) said so.\n")
    assert cli.main(["check", str(post), "--offline", "--library", ":memory:"]) == cli.OK
    assert not file.exists()
    assert cli.main(["check", str(post), "--offline", "--library", str(file)]) == cli.OK
    capsys.readouterr()
    assert run(file, "list") == cli.OK
    assert "The quay" not in capsys.readouterr().out
    assert cli.main(["--plain", str(post), "--offline", "--library", str(file)]) == cli.OK
    post.unlink()
    capsys.readouterr()
    assert cli.main(["check", str(post), "--offline", "--library", str(file), "--json"]) == cli.OK
    out, err = capsys.readouterr()
    assert json.loads(out)["article"]["title"] == "The quay"
    assert "This is the page as it was on" in err


@pytest.mark.parametrize(("words", "key"), [(["forget", "--yes"], "forgotten"), (["keep"], "articles")])
def test_several_are_one_object(file: Path, words: list[str], key: str, capsys: Out) -> None:
    assert run(file, *words, "1", "2", "--json") == cli.OK
    assert [one["number"] for one in json.loads(capsys.readouterr().out)[key]] == [1, 2]


@pytest.mark.parametrize("words", [["forget", "1", "--yes"], ["keep", "1"]])
def test_nothing_is_said_to_be_done_that_could_not_be(
    file: Path, words: list[str], monkeypatch: pytest.MonkeyPatch, capsys: Out
) -> None:
    monkeypatch.setattr(
        "reader.library.store.connect",
        lambda file, *, reads_only=False: connect(file, reads_only=True),  # noqa: ARG005
    )
    assert run(file, *words) == cli.USAGE
    out, err = capsys.readouterr()
    assert out == ""
    assert "Nothing was changed" in err

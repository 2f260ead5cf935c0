"""`pullquote check` as somebody uses it who writes: what is wrong in a draft, and on which line."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from reader import cli

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DRAFT = """# The bridge

The council met, [reports the Post](https://post.example/bridge).

It was a long evening with many words and few sums in it, and the lamps were put out late.

The mayor said that “we are against the tram, but we cannot pay for a bridge that nobody has drawn,” and sat down.

“The company asked for 21 million crowns to mend the old quay,” writes the Harbour Post.

She said “we are against the tram” and “we have to do what is right for everybody here”.

As [the Post](https://post.example/bridge) has it, “we are against the tram”, and “we cannot pay for a bridge”.
"""
PAGE = (
    "<title>The bridge</title><article><h1>The bridge</h1><p>“We are not against the tram, but we cannot pay for a"
    " bridge that nobody has drawn,” the mayor told the council.</p><p>The company asked for 12 million crowns to mend"
    " the old quay, and got none.</p>"
    f"{'<p>The talk was of steel, of bells, and of ferries with a bell on them.</p>' * 15}</article>"
)


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PULLQUOTE_CONFIG", str(tmp_path / "none.toml"))


def checked(tmp_path: Path, *more: str, draft: str = DRAFT) -> int:
    (tmp_path / "draft.md").write_text(draft, encoding="utf-8")
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    copy = f"https://post.example/bridge={tmp_path / 'page.html'}"
    return cli.main(
        ["check", str(tmp_path / "draft.md"), "--offline", "--library", ":memory:", "--source", copy, *more]
    )


def test_every_quotation_that_is_not_fine_is_listed_as_editors_read_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert checked(tmp_path) == cli.WRONG
    out = capsys.readouterr().out
    draft = re.escape(str(tmp_path / "draft.md"))
    found = re.findall(rf"^{draft}:(\d+): (.+?): “(.{{20}})", out, re.MULTILINE)
    assert found == [
        ("7", "altered (negation), probably from post.example", "we are against the t"),
        ("9", "altered (number), probably from post.example", "The company asked fo"),
        ("11", "unverifiable (too short to verify), no source named", "we are against the t"),
        ("11", "unverifiable (no source given)", "we have to do what i"),
        (
            "13",
            "unverifiable (five words, which do not stand there word for word), post.example",
            "we are against the t",
        ),
    ]
    assert "negation: “not” is left out" in out
    assert "number: “21” stands for “12”" in out
    assert "  6 quotations: 2 altered, 3 unverifiable, 1 verbatim" in out.splitlines()


def test_what_cannot_be_verified_is_listed_and_no_failure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draft = "# A draft\n\nShe said that “we have to do what is right for everybody here” and left.\n"
    assert checked(tmp_path, draft=draft) == cli.OK
    assert "draft.md:3: unverifiable (no source given): “we have to do" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("links", "words"),
    [
        ("[the story](a.html)", "1 relative link has no address (a.html); give that of the article with --base URL."),
        (
            "[one](a.html), [again](a.html), [two](/b), [three](../c)",
            "3 relative links have no address (a.html, /b, …); give",
        ),
    ],
)
def test_links_that_are_relative_to_nothing_are_told(
    links: str, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft = f"# A draft\n\nIt stands in {links}, they say, and [here](#notes) and [there](https://a.example/).\n"
    assert checked(tmp_path, draft=draft) == cli.OK
    assert words in capsys.readouterr().err
    assert checked(tmp_path, "--base", "https://own.example/", draft=draft) == cli.OK
    assert capsys.readouterr().err == ""


def test_a_draft_that_is_only_checked_is_not_kept_and_one_that_was_read_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "draft.md").write_text(DRAFT, encoding="utf-8")
    library = ["--library", str(tmp_path / "library.db"), "--offline"]
    cli.main(["check", str(tmp_path / "draft.md"), *library])
    capsys.readouterr()
    cli.main(["library", "list", "--json", *library])
    assert json.loads(capsys.readouterr().out)["articles"] == []
    cli.main(["--plain", str(tmp_path / "draft.md"), *library])
    cli.main(["check", str(tmp_path / "draft.md"), *library])
    capsys.readouterr()
    cli.main(["library", "list", "--json", *library])
    (entry,) = json.loads(capsys.readouterr().out)["articles"]
    assert entry["verdicts"]["unverifiable"] == 6


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["chek", "draft.md"], "chek is no command; did you mean check?"),
        (["libary"], "libary is no command; did you mean library?"),
        (["--offline", "exprt", "draft.md"], "exprt is no command; did you mean export?"),
        (["frobnicate", "draft.md"], "frobnicate is no command; see pullquote --help."),
    ],
)
def test_a_word_that_is_no_command_is_told(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(arguments) == cli.USAGE
    assert words in capsys.readouterr().err


def other_database(file: Path, *statements: str) -> None:
    with closing(sqlite3.connect(file)) as db:
        for one in ("CREATE TABLE article(id)", "INSERT INTO article VALUES(7)", *statements):
            db.execute(one)
        db.commit()


@pytest.mark.parametrize(
    ("name", "make", "words"),
    [
        ("x.db", lambda file: file.write_bytes(b"no library at all, whatever it is"), "is no library"),
        ("x.db", lambda file: file.write_bytes(b"SQLite format 3\0"), "is no library"),
        ("x.db", lambda file: file.write_bytes(b"SQLite format 3\0" + b"x" * 4096), "another program's database"),
        ("x.db", other_database, "another program's database"),
        ("x.db", lambda file: other_database(file, "PRAGMA user_version = 3"), "another program's database"),
        ("x.db", lambda file: other_database(file, "PRAGMA application_id = 77"), "another program's database"),
        ("x.db", lambda file: other_database(file, "PRAGMA journal_mode = WAL"), "another program's database"),
        ("library.db", other_database, "another program's database"),
    ],
)
def test_a_file_that_is_no_library_is_left_as_it_was(
    name: str, make: Callable[[Path], object], words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / name
    make(file)
    file.chmod(0o644)
    before = file.read_bytes()
    for command in (["library", "list"], ["feeds", "list"]):
        assert cli.main([*command, "--library", str(file)]) == cli.USAGE
        assert words in capsys.readouterr().err
    assert file.stat().st_mode & 0o777 == 0o644
    assert file.read_bytes() == before
    assert list(tmp_path.iterdir()) == [file]

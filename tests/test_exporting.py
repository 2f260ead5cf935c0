"""`pullquote export`: the forms, the file, and what goes wrong."""

from __future__ import annotations

import json
import socket
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from warcio.archiveiterator import ArchiveIterator

from reader import cli, demo
from reader.library.captures import make_room
from reader.library.library import Library
from reader.library.records import Cited, Facts
from reader.sources.memory import LIVE, Capture, Content, Liveness, Remembered
from reader.sources.model import Page

if TYPE_CHECKING:
    from pathlib import Path

POST = """\
# The quay is nobody's

The council says the quay is sold. The [Courier](https://courier.example/quay) says it is let:

> The north quay has been let for nine years, two people who saw the papers said.
"""


@pytest.fixture
def post(tmp_path: Path) -> Path:
    file = tmp_path / "post.md"
    file.write_text(POST, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ("markdown", "> The north quay has been let"),
        ("html", "<blockquote"),
        ("json", '"schema": "pullquote/1"'),
        ("csl", '"type": "webpage"'),
        ("bibtex", "@misc{"),
    ],
)
def test_each_form_goes_to_standard_output(
    form: str, words: str, post: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["export", str(post), "--offline", "--format", form]) == cli.OK
    out, err = capfd.readouterr()
    assert words in out
    assert err == ""


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("a.md", "# The quay"),
        ("a.HTML", "<!doctype"),
        ("a.json", "pullquote/1"),
        ("a.csl.json", "webpage"),
        ("a.bib", "@"),
    ],
)
def test_the_name_of_the_file_says_the_form(name: str, words: str, post: Path, tmp_path: Path) -> None:
    file = tmp_path / name
    assert cli.main(["export", str(post), "--offline", "-o", str(file)]) == cli.OK
    assert words in file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["export", "{post}"], cli.USAGE, "markdown, html, json, csl, bibtex, warc"),
        (["export", "{post}", "-o", "x.doc"], cli.USAGE, "--format"),
        (["export", "{post}", "--format", "doc"], cli.USAGE, "doc"),
        (["export", "{post}", "-o", "{tmp}/none/x.md"], cli.USAGE, "cannot be written"),
        (["export", "{post}", "-o", "{tmp}", "--format", "csl"], cli.USAGE, "cannot be written"),
        (["export", "{post}", "-o", "{post}"], cli.USAGE, "is the article itself; name another file"),
        (["export", "{post}", "-o", "{tmp}/../{tmp.name}/{post.name}", "--force"], cli.USAGE, "is the article itself"),
        (["export", "missing.md", "-o", "{tmp}/x.md"], cli.UNREADABLE, "There is no file"),
    ],
)
def test_what_is_wrong_is_one_sentence_and_writes_nothing(
    arguments: list[str], status: int, words: str, post: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = [one.format(post=post, tmp=tmp_path) for one in arguments]
    assert cli.main([*given, "--offline"]) == status
    err = capsys.readouterr().err
    assert words in err
    assert err.count("\n") == 1
    assert list(tmp_path.iterdir()) == [post]


def test_an_article_that_is_not_had_leaves_the_file_that_was_there(tmp_path: Path) -> None:
    file = tmp_path / "x.md"
    file.write_text("before")
    with socket.create_server(("127.0.0.1", 0)) as silent:
        where = f"127.0.0.1:{silent.getsockname()[1]}"
        arguments = [
            "export",
            f"http://{where}/",
            "--allow-host",
            where,
            "--timeout",
            "0.3",
            "-o",
            str(file),
            "--force",
        ]
        assert cli.main(arguments) == cli.UNREADABLE
    assert file.read_text() == "before"
    assert list(tmp_path.iterdir()) == [file]


def test_a_file_that_is_there_is_replaced_only_where_one_says_so(
    post: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "x.md"
    file.write_text("before")
    arguments = ["export", str(post), "--offline", "-o", str(file)]
    assert cli.main(arguments) == cli.USAGE
    assert "is there already; name another file with -o, or replace it with --force." in capsys.readouterr().err
    assert file.read_text() == "before"
    assert cli.main([*arguments, "--force"]) == cli.OK
    assert file.read_text(encoding="utf-8").startswith("# The quay")


def test_json_is_the_report_and_what_a_document_needs_besides(post: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["export", str(post), "--offline", "--format", "json"]) == cli.OK
    found = json.loads(capfd.readouterr().out)
    assert found["article"].pop("accessed") == found["exported"][:10]
    assert cli.main(["check", str(post), "--offline", "--json"]) == cli.OK
    report = json.loads(capfd.readouterr().out)
    assert [one.pop("line") for one in report["quotes"]] == [5]
    assert [one.pop("line") for one in found["quotes"]] == [None]  # a document has no use for it
    assert {key: found[key] for key in ("schema", "article", "quotes", "summary")} == {
        key: report[key] for key in ("schema", "article", "quotes", "summary")
    }
    assert found["blocks"][0]["level"] == 1
    assert found["sources"][0]["accessed"] is None


def test_a_local_copy_is_no_page_that_a_server_sent(post: Path, tmp_path: Path) -> None:
    copy, file = tmp_path / "copy.html", tmp_path / "x.warc.gz"
    copy.write_text("<title>Quay</title><p>" + "The north quay has been let for nine years. " * 40)
    arguments = ["export", str(post), "--offline", "--source", f"https://courier.example/quay={copy}", "-o", str(file)]
    assert cli.main(arguments) == cli.OK
    with file.open("rb") as warc:
        assert [one.rec_type for one in ArchiveIterator(warc)] == ["warcinfo", "metadata"]


def test_the_pages_of_the_demo_are_in_its_warc(tmp_path: Path) -> None:
    from reader.exporting import Out, export
    from reader.options import Options

    file = tmp_path / "x.warc.gz"
    with demo.Site() as site:
        options = Options(routes=site.routes())
        export(demo.ADDRESS, None, options, form="warc", to=Out(str(file)), seconds=60)
        asked = len(site.requests)
    with file.open("rb") as warc:
        records = [(one.rec_type, one.rec_headers.get_header("WARC-Target-URI")) for one in ArchiveIterator(warc)]
    assert records[0][0] == "warcinfo"
    assert records[1] == ("response", demo.ADDRESS)
    assert records[-1] == ("metadata", demo.ADDRESS)
    assert sum(kind == "response" for kind, _ in records) == asked > 12


PAGE = "https://tidewatch.example/quay"
COURIER = "https://courier.example/quay"
LONG_AGO = datetime(2024, 3, 5, 12, tzinfo=UTC)


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """An article that was read long ago, with its source."""
    file = tmp_path / "data" / "library.db"
    words = "The north quay has been let for nine years, two people who saw the papers said. " * 20
    with Library(file, clock=lambda: LONG_AGO) as kept:
        pages = {url: Page(url, url, 200, "text/html", body.encode()) for url, body in (
            (PAGE, f"<title>The quay</title><p>The <a href='{COURIER}'>Courier</a> says so.</p><p>{'So it is. ' * 99}"),
            (COURIER, f"<title>Let</title><p>{words}</p>"),
        )}  # fmt: skip
        facts = Facts(PAGE, "The quay", None, None, None, "en", "html", 100, 0, 0)
        kept.opened(PAGE, facts, Capture(pages[PAGE], LONG_AGO, LIVE, "So it is."))
        known = Remembered(COURIER, LONG_AGO, Liveness.ALIVE, content=Content.READABLE, checked=LONG_AGO, status=200)
        kept.keep(known, Capture(pages[COURIER], LONG_AGO, LIVE, words))
        kept.followed(PAGE, [Cited(COURIER, "courier.example", "ok")], [])
        assert kept.settle(10)
    return file


@pytest.mark.parametrize("which", ["1", PAGE])
def test_an_article_of_the_library_is_exported_as_it_was_kept(
    which: str, library: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["library", "export", which, "--format", "json", "--library", str(library)]) == cli.OK
    out, err = capfd.readouterr()
    found = json.loads(out)
    assert found["article"]["title"] == "The quay"
    assert found["article"]["accessed"] == found["sources"][0]["accessed"] == "2024-03-05"
    assert found["sources"][0]["title"] == "Let"
    assert err == ""


def test_the_pages_of_an_article_of_the_library_are_exported_as_a_warc(library: Path, tmp_path: Path) -> None:
    file = tmp_path / "quay.warc.gz"
    assert cli.main(["library", "export", "1", "-o", str(file), "--library", str(library)]) == cli.OK
    with file.open("rb") as stream:
        records = [
            (one.rec_type, one.rec_headers.get_header("WARC-Target-URI"), one.rec_headers.get_header("WARC-Date")[:10])
            for one in ArchiveIterator(stream)
        ]
    assert records[1:3] == [("response", PAGE, "2024-03-05"), ("response", COURIER, "2024-03-05")]


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["1"], cli.USAGE, "Say with --format"),
        (["1", "2", "--format", "csl"], cli.USAGE, "There is no article 2"),
        (["1", PAGE, "--format", "csl"], cli.USAGE, "One article"),
    ],
)
def test_what_of_the_library_cannot_be_exported_is_said(
    words: list[str], status: int, said: str, library: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["library", "export", *words, "--library", str(library)]) == status
    out, err = capfd.readouterr()
    assert out == ""
    assert said in err


def test_an_article_whose_page_was_let_go_is_not_exported(library: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with Library(library) as kept:
        kept._write(lambda db: make_room(db, 0))
    assert cli.main(["library", "export", "1", "--format", "csl", "--library", str(library)]) == cli.UNREADABLE
    assert "is not kept any more" in capfd.readouterr().err

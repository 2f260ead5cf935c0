"""The command line: statuses, sentences, and what goes to which stream."""

from __future__ import annotations

import json
import os
import shlex
import socket
import subprocess
import sys
import tomllib
from typing import TYPE_CHECKING

import pytest

from reader import cli
from tests.article.pdfs import column, pdf

if TYPE_CHECKING:
    from pathlib import Path

POST = """\
# The quay is nobody's

The council says the quay is sold. The [Courier](https://courier.example/quay) says it is let:

> The north quay has been let for nine years, two people who saw the papers said.

So which is it?
"""


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PULLQUOTE_CONFIG", str(tmp_path / "none.toml"))


@pytest.fixture
def post(tmp_path: Path) -> Path:
    file = tmp_path / "post.md"
    file.write_text(POST, encoding="utf-8")
    return file


def test_check_prints_one_object_and_nothing_else(post: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", str(post), "--json", "--offline"]) == cli.OK
    out, err = capsys.readouterr()
    found = json.loads(out)
    assert found["schema"] == "pullquote/1"
    assert found["article"]["title"] == "The quay is nobody's"
    assert [one["voice"] for one in found["blocks"]] == ["commentary", "commentary", "quoted", "commentary"]
    assert found["sources"][0]["state"] == "offline"
    (quote,) = found["quotes"]
    assert (quote["verdict"], quote["reason"], quote["attributed_to"]) == ("unverifiable", "offline", "s1")
    assert err == ""


def test_several_articles_are_one_line_each_and_a_missing_one_does_not_stop_the_rest(
    post: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["check", str(post), "missing.md", str(post), "--json", "--offline"]) == cli.UNREADABLE
    out, err = capsys.readouterr()
    assert len([json.loads(line) for line in out.splitlines()]) == 2
    assert err.count("\n") == 1
    assert "missing.md" in err


def test_options_stand_before_or_after_the_command(post: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--offline", "--library", ":memory:", "check", str(post)]) == cli.OK
    assert "The quay is nobody's" in capsys.readouterr().out


def test_a_local_copy_stands_in_for_an_address(post: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy = tmp_path / "copy.html"
    said = "The north quay has been let for nine years, two people who saw the papers said. "
    copy.write_text("<title>Quay let</title><p>" + said * 30)
    arguments = ["check", str(post), "--json", "--offline", "--source", f"https://courier.example/quay={copy}"]
    assert cli.main(arguments) == cli.OK
    found = json.loads(capsys.readouterr().out)
    assert found["sources"][0]["state"] == "ok"
    assert found["sources"][0]["title"] == "Quay let"
    assert found["quotes"][0]["verdict"] == "verbatim"


def test_a_quotation_that_was_changed_is_wrong(post: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy = tmp_path / "copy.html"
    said = "The north quay has been let for two years, two people who saw the papers said. "
    copy.write_text("<title>Quay let</title><p>" + said * 30)
    arguments = ["check", str(post), "--json", "--offline", "--source", f"https://courier.example/quay={copy}"]
    assert cli.main(arguments) == cli.WRONG
    quote = json.loads(capsys.readouterr().out)["quotes"][0]
    assert (quote["verdict"], quote["severity"]) == ("altered", "major")
    assert quote["edits"] == [{"kind": "number", "quoted": "nine", "source": "two"}]
    assert cli.main([*arguments, "--exit-zero"]) == cli.OK


SAID = ("The north quay has been let for nine years,", "two people who saw the papers said. So it goes.")


def as_pdf() -> bytes:
    return pdf(column(*SAID, *("The gulls had the rest of the page to themselves that day." for _ in range(30))))


@pytest.mark.parametrize(("name", "body"), [("copy.pdf", as_pdf()), ("copy.txt", "\n".join(SAID * 9).encode())])
def test_a_copy_may_be_a_pdf_or_a_text(
    name: str, body: bytes, post: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_bytes(body)
    copy = f"https://courier.example/quay={tmp_path / name}"
    assert cli.main(["check", str(post), "--json", "--offline", "--source", copy]) == cli.OK
    (quote,) = json.loads(capsys.readouterr().out)["quotes"]
    assert quote["verdict"] == "verbatim"


def test_what_stands_in_another_source_than_its_own_is_said_in_lines_and_in_markdown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft = tmp_path / "draft.md"
    wire = "A [wire report](https://wire.example/a) is about gulls. "
    draft.write_text(f"# Quay\n\n{wire}The [Courier](https://courier.example/b) has it:\n\n> {' '.join(SAID)}\n")
    (tmp_path / "wire.txt").write_text(f"The quay\n\n{' '.join(SAID)}\n\n{'The gulls had the page. ' * 40}")
    (tmp_path / "own.txt").write_text(f"The lease\n\n{'Nothing was said of that by anybody here today. ' * 40}")
    given = [f"https://wire.example/a={tmp_path / 'wire.txt'}", f"https://courier.example/b={tmp_path / 'own.txt'}"]
    for form in ([], ["--markdown"]):
        sources = [word for one in given for word in ("--source", one)]
        assert cli.main(["check", str(draft), "--offline", *form, *sources]) == cli.WRONG
        shown = capsys.readouterr().out
        assert "misattributed" in shown
        assert "it stands in wire.example" in shown


def test_markdown_and_lines_name_quotations_and_sources(post: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["check", str(post), "--markdown", "--offline"])
    markdown = capsys.readouterr().out
    assert "## Quotations" in markdown
    assert "nine years" in markdown
    cli.main(["check", str(post), "--offline"])
    lines = capsys.readouterr().out.splitlines()
    assert "  1 quotation: 1 unverifiable" in lines
    assert any(line.startswith(f"{post}:5: unverifiable (offline), courier.example: “The north quay") for line in lines)
    assert "  [1] courier.example, not fetched, offline: https://courier.example/quay" in lines


def test_plain_says_the_voices_in_words_and_numbers_the_links(post: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--plain", str(post), "--offline"]) == cli.OK
    out = capsys.readouterr().out
    assert "commentary:" in out
    assert "quoted from courier.example, unverifiable (offline):" in out
    assert "Courier [1]" in out
    assert "[1] courier.example, not fetched, offline: https://courier.example/quay" in out


@pytest.mark.parametrize(("arguments", "role"), [(["demo"], "quoted from"), (["demo", "--plain"], ", a guess:")])
def test_the_demo_goes_into_a_pipe(arguments: list[str], role: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([*arguments, "--offline"] if "--plain" in arguments else arguments) == cli.OK
    assert role in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["check", "no-such-file.txt"], cli.UNREADABLE, "There is no file no-such-file.txt"),
        (["check", ""], cli.UNREADABLE, "Nothing was named"),
        (["check", "."], cli.UNREADABLE, ". is a folder"),
        (["check", "ftp://tide.example/x"], cli.UNREADABLE, "only http and https"),
        (["check", "https://tide.example/", "--offline"], cli.UNREADABLE, "offline"),
        (["check"], cli.USAGE, "required: SOURCE"),
        (["--no-such-option"], cli.USAGE, "--no-such-option"),
        (["check", "x", "--timeout", "soon"], cli.USAGE, "soon"),
        (["check", "x", "--source", "nothing"], cli.USAGE, "--source nothing"),
        (["check", "x", "--allow-host", "nothing"], cli.USAGE, "--allow-host nothing"),
        (["--plain"], cli.USAGE, "--plain needs a SOURCE"),
        (["config"], cli.USAGE, "--print"),
    ],
)
def test_what_is_wrong_is_one_sentence_and_a_status(
    arguments: list[str], status: int, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(arguments) == status
    out, err = capsys.readouterr()
    assert out == ""
    assert words in err
    assert err.startswith("pullquote: ")
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("data", "words"), [(b"", "empty"), (b"\x89PNG\r\n\x1a\n\x00\x00", "picture|image"), (b"\x00\x01\x02" * 99, "text")]
)
def test_what_is_no_article_is_said(
    data: bytes, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import re

    file = tmp_path / "thing"
    file.write_bytes(data)
    assert cli.main(["check", str(file)]) == cli.UNREADABLE
    assert re.search(words, capsys.readouterr().err)


def test_wrong_settings_are_a_usage_error(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "config.toml"
    file.write_text("view = 3")
    monkeypatch.setenv("PULLQUOTE_CONFIG", str(file))
    assert cli.main(["config", "--print"]) == cli.USAGE
    assert "'view'" in capsys.readouterr().err


def test_lines_tell_of_sources_with_and_without_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "post.md"
    file.write_text(POST + "\nReuters reported it too, says [the mayor](https://mayor.example/).\n")
    copy = tmp_path / "a=b.html"
    said = "The north quay has been let for nine years, two people who saw the papers said. "
    copy.write_text("<title>Quay let</title><p>" + said * 30)
    cli.main(["check", str(file), "--offline", "--source", f"https://courier.example/quay={copy}"])
    out = capsys.readouterr().out
    for words in (
        "courier.example, fetched",
        "Reuters, named in the text, no link",
        "mayor.example, not fetched, offline",
    ):
        assert words in out


def test_a_file_name_with_escapes_is_not_printed_as_such(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "\x1b]0;PWN\x07\u009b31m.txt"
    file.write_text("Some prose, with words enough to be read as a paragraph of text, and no title.")
    for form in ([], ["--markdown"]):
        assert cli.main(["check", str(file), "--offline", *form]) == cli.OK
        out = capsys.readouterr().out
        assert not {"\x1b", "\x07", "\u009b"} & set(out)


@pytest.mark.parametrize("name", ["a" * 5000, "~no-such-user/x", "localhost:1/x", "HTTP://127.0.0.1:1/"])
def test_odd_names_get_a_sentence(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", name]) == cli.UNREADABLE
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize("seconds", ["nan", "inf", "-1", "0"])
def test_a_time_that_is_none_is_refused(seconds: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", "x", "--timeout", seconds]) == cli.USAGE
    assert "--timeout" in capsys.readouterr().err


def test_the_time_is_for_the_opening_too(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        where = f"127.0.0.1:{silent.getsockname()[1]}"
        arguments = ["check", f"http://{where}/", "--allow-host", where, "--timeout", "0.3"]
        assert cli.main(arguments) == cli.UNREADABLE
    assert "could not be opened in time" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("shell", "status", "words"),
    [
        ("check {post} --offline > /dev/full", cli.USAGE, "No space left"),
        ("config --print > /dev/full", cli.USAGE, "No space left"),
        ("check {post} --offline >&-", cli.USAGE, "no standard output"),
        ("check - --offline <&-", cli.UNREADABLE, "no standard input"),
        ("{post}", cli.OK, ""),
    ],
)
def test_streams_that_are_closed_or_full(shell: str, status: int, words: str, post: Path) -> None:
    command = f"{shlex.quote(sys.executable)} -m reader {shell.format(post=shlex.quote(str(post)))}"
    environment = {**os.environ, "PYTHONIOENCODING": "latin-1"}
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, env=environment, timeout=60)
    assert done.returncode == status, done.stderr
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_standard_input_is_read() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "reader", "check", "-", "--json", "--offline"],
        input=POST.encode(),
        capture_output=True,
    )
    assert done.returncode == 0
    assert json.loads(done.stdout)["article"]["source"] == "-"


def test_the_settings_in_force_are_settings_that_can_be_used(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "config.toml"
    file.write_text('theme = "nord"\n[keys]\n"app.leave" = "Q"\n')
    monkeypatch.setenv("PULLQUOTE_CONFIG", str(file))
    assert cli.main(["config", "--print"]) == cli.OK
    printed = capsys.readouterr().out
    assert '\n"app.leave" = "Q"  # ' in printed
    assert '# "page.down" = "space,pagedown' in printed  # not the person's: a preset may still change it
    assert f'theme = "nord"  # {file}:1:9' in printed
    file.write_text(printed)
    assert cli.main(["config", "--print"]) == cli.OK
    assert tomllib.loads(capsys.readouterr().out) == tomllib.loads(printed)


def test_a_settings_file_is_begun_once(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "folder" / "config.toml"
    monkeypatch.setenv("PULLQUOTE_CONFIG", str(file))
    assert cli.main(["config", "--init"]) == cli.OK
    assert str(file) in capsys.readouterr().out
    file.write_text('view = "together"')
    assert cli.main(["config", "--init"]) == cli.USAGE
    assert "left as it is" in capsys.readouterr().err
    assert file.read_text() == 'view = "together"'


def test_mistakes_in_the_settings_are_all_told_with_their_places(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "config.toml"
    monkeypatch.setenv("PULLQUOTE_CONFIG", str(file))
    lines = ['theme = "nrod"', "", "colour = 3", "width = 7", "[keys]", '"view.zen" = "j"', 'view.zenn = "x"']
    lines += ['"find.open" = 3', "#", 'app.leave = "v"']
    file.write_text("\n".join(lines))
    (tmp_path / "keys.toml").write_text('contents.down = "q"')
    assert cli.main(["config", "--check"]) == cli.USAGE
    out, err = capsys.readouterr()
    assert out == ""
    for mistake in (
        f"{file}:1:9: there is no theme 'nrod'; did you mean 'nord'?",
        f"{file}:3:1: there is no setting 'colour'; there are view",
        f"{file}:4:9: 'width' must be a whole number from 30 to 160.",
        f"{file}:6:14: j is given to both view.zen and move.down",
        f"{file}:7:13: there is no binding 'view.zenn'; did you mean 'view.zen'?",
        f"{file}:8:15: keys.find.open must be a text",
        f"{file}:10:13: v is given to both view.whole and app.leave",
        f"{tmp_path / 'keys.toml'}:1:17: q is given to both contents.down and contents.close",
    ):
        assert mistake in err, err
    assert err.count("\n") == 10  # j also moves in the lists
    places = [int(line.split(":")[2]) for line in err.splitlines() if str(file) in line]
    assert places == sorted(places)
    (tmp_path / "keys.toml").unlink()
    file.write_text('theme = "nord"')
    assert cli.main(["config", "--check"]) == cli.OK
    assert capsys.readouterr() == ("The settings are in order.\n", "")


def test_the_keys_in_force_are_listed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "config.toml"
    monkeypatch.setenv("PULLQUOTE_CONFIG", str(file))
    file.write_text('keys_preset = "emacs"\n[keys]\n"view.zen" = "ctrl+k"\n')
    assert cli.main(["keys"]) == cli.OK
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["Ctrl+K", "view.zen", "the", "article", "alone"] in lines
    assert cli.main(["keys", "--json", "--set", "keys.view.zen=Z"]) == cli.OK
    rows = {one["id"]: one for one in map(json.loads, capsys.readouterr().out.splitlines())}
    assert (rows["view.zen"]["keys"], rows["view.zen"]["where"]) == (["Z"], "while reading")
    assert rows["move.down"]["keys"] == ["ctrl+n", "j", "down"]


def test_the_command_line_stands_over_the_settings(
    post: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "config.toml"
    monkeypatch.setenv("PULLQUOTE_CONFIG", str(file))
    file.write_text("log = false\n")
    monkeypatch.setenv("PULLQUOTE_WIDTH", "60")
    monkeypatch.setenv("PULLQUOTE_LOOG", "1")
    assert cli.main(["config", "--print", "--set", "log=true", "--set", "browser=a=b"]) == cli.OK
    out, err = capsys.readouterr()
    for line in ("log = true  # --set log", 'browser = "a=b"  # --set browser', "width = 60  # PULLQUOTE_WIDTH"):
        assert line in out.splitlines()
    assert err == "pullquote: PULLQUOTE_LOOG in the environment is no setting.\n"
    for given, words in (
        (["--set", "log"], "--set log: give a setting, an equals sign and a value"),
        (["--set", "logg=true"], "--set logg: there is no setting 'logg'; did you mean 'log'?"),
        (["--view", "sideways"], "sideways"),
    ):
        assert cli.main([str(post), *given]) == cli.USAGE
        assert words in capsys.readouterr().err


def test_scripts_and_the_manual_are_printed(capsys: pytest.CaptureFixture[str]) -> None:
    for given, words in (
        (["completions", "bash"], "complete -F _pullquote pullquote"),
        (["completions", "zsh"], "#compdef pullquote"),
        (["completions", "fish"], "complete -c pullquote"),
        (["man"], ".TH PULLQUOTE 1"),
    ):
        assert cli.main(given) == cli.OK
        assert words in capsys.readouterr().out
    assert cli.main(["completions", "tcsh"]) == cli.USAGE
    assert "tcsh" in capsys.readouterr().err


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_and_version_import_neither_the_interface_nor_the_network(option: str) -> None:
    code = (
        "import sys; from reader import cli\n"
        f"try: cli.main([{option!r}])\n"
        "except SystemExit: pass\n"
        "heavy = {'textual', 'rich', 'httpx', 'selectolax', 'asyncio', 'markdown_it', 'sqlite3', 'dataclasses'}\n"
        "heavy &= set(sys.modules)\n"
        "sys.exit(f'imported {heavy}' if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=dict(os.environ))
    assert done.returncode == 0, done.stderr
    assert "pullquote" in done.stdout


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Where the request log is to lie."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state" / "pullquote" / "requests.jsonl"


@pytest.mark.usefixtures("log")
def test_a_log_without_requests_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    for form in ([], ["--json"]):
        assert cli.main(["log", *form]) == cli.OK
        out, err = capsys.readouterr()
        assert out == ""
        assert err == "pullquote: No request was made yet, or none since the log was removed.\n"


def test_the_log_shows_what_was_requested_without_its_query(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        where = f"127.0.0.1:{listener.getsockname()[1]}"
    assert cli.main(["check", f"http://{where}/a?token=1", "--allow-host", where]) == cli.UNREADABLE
    capsys.readouterr()
    with log.open("a", encoding="utf-8") as file:
        file.write(
            '{"time": 9, "address": "http://a.example/\\u001b[2J", "why": "opened", "result": "", "bytes": 7}\nx\n'
        )
    assert cli.main(["log"]) == cli.OK
    out, err = capsys.readouterr()
    first, second = out.splitlines()
    assert f"  http://{where}/a  opened  {where} does not accept connections.  0 bytes" in first
    assert "  http://a.example/[2J " in second
    assert "token" not in out
    assert err == ""
    assert cli.main(["log", "--json"]) == cli.OK
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one["address"] for one in found] == [f"http://{where}/a", "http://a.example/[2J"]


@pytest.mark.parametrize("keeps", [True, False])
def test_requests_are_kept_unless_the_settings_say_otherwise(
    keeps: bool, log: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "config.toml"
    file.write_text(f"log = {str(keeps).lower()}\nprefetch = 'off'\n")
    monkeypatch.setenv("PULLQUOTE_CONFIG", str(file))
    assert cli.main(["demo"]) == cli.OK
    assert log.exists() is keeps
    capsys.readouterr()
    assert cli.main(["log"]) == cli.OK
    out, err = capsys.readouterr()
    assert out.count("\n") == keeps  # the article, and nothing by itself
    assert ("log = true" in err and str(file) in err) is not keeps


def test_a_log_that_cannot_be_read_is_said(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log.mkdir(parents=True)
    assert cli.main(["log"]) == cli.USAGE
    assert f"The request log {log} cannot be read (Is a directory)." in capsys.readouterr().err


@pytest.mark.usefixtures("log")
def test_the_command_line_says_what_is_fetched_by_itself(capsys: pytest.CaptureFixture[str]) -> None:
    for which, many in (("off", 1), ("same-site", 2)):
        assert cli.main(["demo", "--prefetch", which]) == cli.OK
        capsys.readouterr()
        assert cli.main(["log"]) == cli.OK
        assert capsys.readouterr().out.count("\n") == (many if which == "off" else 1 + many)
    assert cli.main(["demo", "--prefetch", "some"]) == cli.USAGE


@pytest.mark.parametrize(
    "command",
    ["config --print", "completions bash", "library list --json", "log", "keys", "man", "feeds list", "recheck --json"],
)
def test_every_command_takes_offline_and_library(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main([*command.split(), "--offline", "--library", str(tmp_path / "data" / "l.db")]) in (0, 1)
    assert "Unrecognized" not in capsys.readouterr().err

"""The manual page: whole, and nothing in it but what it says."""

from __future__ import annotations

import re
import shutil
import subprocess

from reader.manual.commands import program
from reader.manual.page import page
from reader.settings import SETTINGS
from reader.tui.keymap import every_scope

ROFF = {"TH", "SH", "SS", "TP", "PP", "br"}


def plain(text: str) -> str:
    """Roff's text as a person reads it."""
    return re.sub(r"\\f[BIR]|\\&", "", text).replace("\\-", "-").replace("\\e", "\\")


def test_everything_that_can_be_asked_and_set_is_in_the_manual() -> None:
    text = plain(page())
    for command in program().walk():
        assert " ".join(("pullquote", *command.path)) in text
        assert all(name in text for option in command.options for name in option.names)
    for row in SETTINGS:
        assert f"{row.name} (" in text
        assert row.doc in text
    for keys in every_scope().values():
        assert all(key.id in text for key in keys)
    for section in ("NAME", "SYNOPSIS", "SETTINGS", "KEYS", "ENVIRONMENT", "FILES", "EXIT STATUS"):
        assert f".SH {section}\n" in text


def test_no_line_is_a_request_by_accident() -> None:
    for line in page().splitlines():
        if line.startswith((".", "'")):
            assert line[1:].partition(" ")[0] in ROFF, line
        assert not re.search(r"\\[^fe&-]", line), line


def test_man_formats_it_without_a_warning_where_there_is_one() -> None:
    if shutil.which("groff"):
        argv = ["groff", "-man", "-Tutf8", "-Kutf8", "-ww", "-z"]
        done = subprocess.run(argv, input=page(), capture_output=True, text=True, timeout=60)
        assert (done.returncode, done.stderr) == (0, "")

"""The commands that report without a screen: `check`, `recheck`, `export` and `log`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from reader.cli.parser import SOURCE, reads, simple
from reader.cli.status import OK, UNREADABLE, WRONG, complain
from reader.cli.values import days, seconds
from reader.errors import SettingsError

if TYPE_CHECKING:
    import argparse


def checking() -> argparse.ArgumentParser:
    """What `pullquote check` takes."""
    parser = reads("pullquote check", "Report an article's voices, sources and quotations without a screen.")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="one JSON object an article, one a line")
    form.add_argument("--markdown", action="store_true", help="a Markdown document")
    parser.add_argument("--timeout", metavar="SECONDS", type=seconds, default=60.0, help="for the whole check (60)")
    parser.add_argument("--exit-zero", action="store_true", help="exit 0 although something was found wrong")
    parser.add_argument("where", metavar="SOURCE", nargs="+", help=SOURCE)
    return parser


def check(asked: argparse.Namespace) -> int:
    """Report on articles; a draft that is only checked is nothing that was read."""
    from reader.cli.options import base, following
    from reader.headless import check as report_on

    form = "json" if asked.json else "markdown" if asked.markdown else "lines"
    options = following(asked)._replace(adds=False)
    found = report_on(asked.where, base(asked), options, form=form, seconds=asked.timeout)
    for error in found.unread:
        complain(str(error), UNREADABLE)
    if found.unread:
        return UNREADABLE
    return WRONG if found.wrong and not asked.exit_zero else OK


def rechecking() -> argparse.ArgumentParser:
    """What `pullquote recheck` takes."""
    parser = reads("pullquote recheck", "Ask again for what is remembered: what is due by its age, or what you say.")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--all", action="store_true", help="everything that is remembered")
    which.add_argument("--dead", action="store_true", help="what is dead")
    parser.add_argument("--older", metavar="DAYS", type=days, help="only what was not asked for in so many days")
    parser.add_argument("--json", action="store_true", help="one JSON object a source, one a line")
    parser.add_argument("where", metavar="SOURCE", nargs="*", help="articles whose sources are meant")
    return parser


def recheck(asked: argparse.Namespace) -> int:
    """Ask for sources again, and print what is other than it was."""
    from reader.cli.options import following
    from reader.recheck import Which
    from reader.rechecking import run

    which = Which.DEAD if asked.dead else Which.ALL if asked.all or asked.older is not None else Which.DUE
    worse = run(asked.where, following(asked), which, older=asked.older, as_json=asked.json)
    return WRONG if worse else OK


def exporting() -> argparse.ArgumentParser:
    """What `pullquote export` takes."""
    from reader.export.forms import NAMES

    parser = reads("pullquote export", "Write an article with its sources and verdicts for other programs and people.")
    parser.add_argument("--format", choices=NAMES, help="the form; without it, the one that FILE's name ends in")
    parser.add_argument("-o", "--output", metavar="FILE", help="the file to write; without it, standard output")
    parser.add_argument("--force", action="store_true", help="replace FILE where it is there already")
    parser.add_argument("--timeout", metavar="SECONDS", type=seconds, default=60.0, help="for all of it (60)")
    parser.add_argument("where", metavar="SOURCE", help=SOURCE)
    return parser


def export(asked: argparse.Namespace) -> int:
    """Write a reading in another program's form."""
    from reader.cli.options import base, following
    from reader.exporting import Out, form_for
    from reader.exporting import export as write

    form = form_for(asked.format, asked.output)
    to = Out(asked.output, asked.force)
    write(asked.where, base(asked), following(asked), form=form, to=to, seconds=asked.timeout)
    return OK


def logging() -> argparse.ArgumentParser:
    """What `pullquote log` takes."""
    parser = simple("log", "Show the request log, oldest first.")
    parser.add_argument("--json", action="store_true", help="one JSON object a request, one a line")
    return parser


def log(asked: argparse.Namespace) -> int:
    """Print the requests that are kept."""
    import shutil

    from reader.cli.options import loaded_settings
    from reader.request_lines import to_json, to_lines
    from reader.settings import log_path, path
    from reader.sources.requests import load

    file = log_path()
    keeps = loaded_settings().settings.log
    if not keeps:
        complain(f"No request is kept, as the settings have log = false; write log = true into {path()} to keep them.")
    try:
        found = load(file)
    except OSError as error:
        raise SettingsError(f"The request log {file} cannot be read ({error.strerror}).") from None
    if keeps and not found:
        complain("No request was made yet, or none since the log was removed.")
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    for line in to_json(found) if asked.json else to_lines(found, width):
        print(line)
    return OK

"""What the command line takes: one parser a command, and what the words come to."""

from __future__ import annotations

import argparse
import math
from typing import TYPE_CHECKING, NoReturn

from reader import __version__
from reader.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from reader.options import Options

_EPILOG = """\
commands:
  pullquote SOURCE            read an article: an http(s) address, a file, or - for standard input
  pullquote                   start with an empty screen and type an address or a file there
  pullquote demo [--plain]    read the built-in demo; --plain loses its marks first, to show the guess
  pullquote check SOURCE…     report voices, sources and quotations (see pullquote check --help)
  pullquote library ACTION    list, search, forget or keep what was read (see pullquote library --help)
  pullquote log [--json]      show what was requested, when, why and what came of it
  pullquote config --print    show the settings in force

exit status: 0 all is well; 1 a quotation or a source is wrong; 2 the command line or the settings are wrong;
3 the article could not be read
"""


NOWHERE = ":memory:"
"""What `--library` is given to keep nothing."""

_WITH_VALUE = (
    "--allow-host",
    "--library",
    "--base",
    "--source",
    "--timeout",
    "--prefetch",
    "--limit",
    "--sort",
    "--sources",
)
_SOURCE = "an http(s) address, a file, or - for standard input"
_LARGEST_PORT = 65535


class _ArgumentParser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise SettingsError(f"{message[:1].upper()}{message[1:]}; see {self.prog} --help.")


def split(given: list[str], commands: Collection[str]) -> tuple[str, list[str]]:
    """The command, wherever it stands among the options, and everything else; "" where there is none."""
    skip = False
    for i, word in enumerate(given):
        if word in ("-", "--"):
            break
        if skip or word.startswith("-"):
            skip = not skip and word in _WITH_VALUE
        elif word in commands:
            return word, given[:i] + given[i + 1 :]
        else:
            break
    return "", given


def reading() -> argparse.ArgumentParser:
    """What `pullquote [SOURCE]` takes."""
    parser = _common(
        "pullquote", "Read commentary in the terminal: whose words are whose, and what became of every source.", _EPILOG
    )
    parser.add_argument("--version", action="version", version=f"pullquote {__version__}")
    parser.add_argument("--plain", action="store_true", help="print the article as linear text")
    parser.add_argument("where", metavar="SOURCE", nargs="?", help=_SOURCE)
    return parser


def demo() -> argparse.ArgumentParser:
    """What `pullquote demo` takes."""
    parser = _common("pullquote demo", "Read the built-in demo, served from this machine; no network is used.")
    parser.add_argument("--plain", action="store_true", help="read its text with every mark lost, to show the guess")
    return parser


def check() -> argparse.ArgumentParser:
    """What `pullquote check` takes."""
    parser = _common("pullquote check", "Report an article's voices, sources and quotations without a screen.")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="one JSON object an article, one a line")
    form.add_argument("--markdown", action="store_true", help="a Markdown document")
    parser.add_argument("--timeout", metavar="SECONDS", type=_seconds, default=60.0, help="for the whole check (60)")
    parser.add_argument("--exit-zero", action="store_true", help="exit 0 although something was found wrong")
    parser.add_argument("where", metavar="SOURCE", nargs="+", help=_SOURCE)
    return parser


def config() -> argparse.ArgumentParser:
    """What `pullquote config` takes."""
    parser = _common("pullquote config", "Show the settings.")
    parser.add_argument("--print", action="store_true", required=True, help="print the settings in force as TOML")
    return parser


def log() -> argparse.ArgumentParser:
    """What `pullquote log` takes."""
    parser = _ArgumentParser(
        prog="pullquote log", description="Show the request log, oldest first.", allow_abbrev=False
    )
    parser.add_argument("--json", action="store_true", help="one JSON object a request, one a line")
    return parser


def library() -> argparse.ArgumentParser:
    """What `pullquote library` takes."""
    parser = _ArgumentParser(
        prog="pullquote library", description="Show and change what was kept of what you read.", allow_abbrev=False
    )
    add = parser.add_argument
    add("action", metavar="ACTION", choices=("list", "search", "forget", "keep"), help="list, search, forget or keep")
    add("what", metavar="WHAT", nargs="*", help="words to list or search by; the numbers or addresses of articles")
    add("--library", metavar="PATH", help="the file in which what was read is kept")
    add("--offline", action="store_true", help="as always here: no request is made")
    add("--json", action="store_true", help="one JSON object")
    add("--limit", metavar="N", type=_count, help="list at most so many (searching: 20)")
    order = ("opened", "first", "title", "site", "published", "words")
    add("--sort", choices=order, default="opened", help="list articles in this order (opened: when they were, last)")
    add("--unread", action="store_true", help="list articles that were not read to the end")
    add("--kept", action="store_true", help="list articles that are marked to be kept")
    add("--sources", choices=("all", "dead", "changed"), help="list sources of all articles")
    add("--outlets", action="store_true", help="list outlets: how often cited, how often faithfully")
    add("--yes", action="store_true", help="forget without asking")
    add("--off", action="store_true", help="keep no longer: their pages may be let go again")
    return parser


PARSERS = {"": reading, "demo": demo, "check": check, "library": library, "log": log, "config": config}
"""For each command, by name, what makes its parser; "" is reading."""


def options(asked: argparse.Namespace, *, prefetch: str, log: Path | None, library_size: int) -> Options:
    """How the session is to behave.

    Args:
        asked: what the command line says.
        prefetch: what holds where it says nothing of that.
        log: the file of the request log, where one is kept.
        library_size: bytes of pages and texts that are kept.

    Raises:
        SettingsError: a value is of the wrong form.
    """
    from reader.options import Options, Prefetch

    return Options(
        offline=asked.offline,
        allow_hosts=frozenset(_allowed(one) for one in asked.allow_host),
        copies=dict(_copy(one) for one in asked.source),
        prefetch=Prefetch(asked.prefetch or prefetch),
        library=library_file(asked),
        library_size=library_size,
        log=log if asked.library != NOWHERE else None,
    )


def library_file(asked: argparse.Namespace) -> Path | None:
    """The library's file, or None where nothing is to be kept."""
    from pathlib import Path

    from reader.library.folder import path

    if asked.library == NOWHERE:
        return None
    return Path(asked.library).expanduser() if asked.library else path()


def base(asked: argparse.Namespace) -> str | None:
    """The address at which a file was published, or None. Raises SettingsError where it is no address."""
    return _address("--base", asked.base) if asked.base is not None else None


def _common(prog: str, description: str, epilog: str | None = None) -> _ArgumentParser:
    parser = _ArgumentParser(prog=prog, description=description, epilog=epilog, allow_abbrev=False)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    add = parser.add_argument
    add("--offline", action="store_true", help="make no request at all")
    add("--allow-host", metavar="HOST:PORT", action="append", default=[], help="let this private address be reached")
    which = ("off", "same-site", "all")
    add("--prefetch", choices=which, help="which sources to fetch before you ask for them (the setting, or all)")
    add("--library", metavar="PATH", help="the file in which what was read is kept; :memory: keeps nothing")
    add("--base", metavar="URL", help="the address at which a file was published")
    add("--source", metavar="URL=FILE", action="append", default=[], help="a local copy that stands in for an address")
    return parser


def _seconds(text: str) -> float:
    seconds = float(text)
    if not (math.isfinite(seconds) and seconds > 0):
        raise ValueError
    return seconds


def _count(text: str) -> int:
    count = int(text)
    if count < 1:
        raise ValueError
    return count


_count.__name__ = "number from 1"
_seconds.__name__ = "number of seconds"  # argparse puts it into its sentence


def _allowed(pair: str) -> str:
    name, colon, port = pair.rpartition(":")
    if not (name and colon and port.isdecimal() and int(port) <= _LARGEST_PORT):
        raise SettingsError(f"--allow-host {pair}: give a host, a colon and a port, such as 127.0.0.1:8000.")
    return pair


def _copy(pair: str) -> tuple[str, Path]:
    from pathlib import Path

    at = pair.find("=")
    while at > 0:  # an address may hold equals signs of its own, and so may a file name
        file = Path(pair[at + 1 :])
        if file.is_file():
            return _address("--source", pair[:at]), file
        at = pair.find("=", at + 1)
    raise SettingsError(f"--source {pair}: give an address, an equals sign and a file that exists.")


def _address(option: str, text: str) -> str:
    from reader.sources.canonical import canonical

    try:
        return canonical(text)
    except ValueError as error:
        raise SettingsError(f"{option} {text}: {error}") from None

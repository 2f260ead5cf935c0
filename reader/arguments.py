"""What the command line takes: one parser a command, and what the words come to."""

from __future__ import annotations

import argparse
import math
from typing import TYPE_CHECKING, NoReturn

from reader import __version__
from reader.choices import PREFETCH, VIEWS
from reader.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from reader.options import Archives, Options

_EPILOG = """\
commands:
  pullquote SOURCE            read an article: an http(s) address, a file, or - for standard input
  pullquote                   start with an empty screen and type an address or a file there
  pullquote demo [--plain]    read the built-in demo; --plain loses its marks first, to show the guess
  pullquote check SOURCE…     report voices, sources and quotations (see pullquote check --help)
  pullquote library ACTION    list, search, forget, keep, export what was read (see pullquote library --help)
  pullquote recheck [--all]   ask again for sources: due ones, all, --dead, --older DAYS, or an article's
  pullquote export SOURCE     write it with sources and verdicts as Markdown, HTML, JSON, CSL-JSON, BibTeX or WARC
  pullquote feeds WHAT        subscribe to feeds: add, list, refresh, remove, import, export
  pullquote log [--json]      show what was requested, when, why and what came of it
  pullquote config --print    show the settings in force (--init begins a file, --check looks for mistakes)
  pullquote keys              show every key and how to change it
  pullquote serve [SOURCE]    the same in a web page on this machine
  pullquote completions SHELL, pullquote man
                              a completion script for bash, zsh or fish; the manual page

exit status: 0 all is well; 1 a quotation or a source is wrong; 2 the command line or the settings are wrong;
3 the article could not be read
"""


_SOURCE = "an http(s) address, a file, or - for standard input"
_LARGEST_PORT = 65535


class _ArgumentParser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise SettingsError(f"{message[:1].upper()}{message[1:]}; see {self.prog} --help.")


def split(given: list[str], commands: Collection[str]) -> tuple[str, list[str]]:
    """The command, wherever it stands among the options, and everything else; "" where there is none."""
    skip = False
    with_value = _with_value() if given and given[0].startswith("-") else ()
    for i, word in enumerate(given):
        if word in ("-", "--"):
            break
        if skip or word.startswith("-"):
            skip = not skip and word in with_value
        elif word in commands:
            return word, given[:i] + given[i + 1 :]
        else:
            break
    return "", given


def _with_value() -> frozenset[str]:
    """The options of any command that are followed by a value."""
    actions = (action for make in PARSERS.values() for action in make()._actions)  # noqa: SLF001 - no other way
    return frozenset(option for action in actions if action.nargs != 0 for option in action.option_strings)


def reading() -> argparse.ArgumentParser:
    """What `pullquote [SOURCE]` takes."""
    parser = _common(
        "pullquote", "Read commentary in the terminal: whose words are whose, and what became of every source.", _EPILOG
    )
    _look(parser)
    parser.add_argument("--version", action="version", version=f"pullquote {__version__}")
    parser.add_argument("--plain", action="store_true", help="print the article as linear text")
    parser.add_argument("where", metavar="SOURCE", nargs="?", help=_SOURCE)
    return parser


def demo() -> argparse.ArgumentParser:
    """What `pullquote demo` takes."""
    parser = _common("pullquote demo", "Read the built-in demo, served from this machine; no network is used.")
    _look(parser)
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


def recheck() -> argparse.ArgumentParser:
    """What `pullquote recheck` takes."""
    parser = _common("pullquote recheck", "Ask again for what is remembered: what is due by its age, or what you say.")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--all", action="store_true", help="everything that is remembered")
    which.add_argument("--dead", action="store_true", help="what is dead")
    parser.add_argument("--older", metavar="DAYS", type=_days, help="only what was not asked for in so many days")
    parser.add_argument("--json", action="store_true", help="one JSON object a source, one a line")
    parser.add_argument("where", metavar="SOURCE", nargs="*", help="articles whose sources are meant")
    return parser


def export() -> argparse.ArgumentParser:
    """What `pullquote export` takes."""
    from reader.export.forms import NAMES

    parser = _common(
        "pullquote export", "Write an article with its sources and verdicts for other programs and people."
    )
    parser.add_argument("--format", choices=NAMES, help="the form; without it, the one that FILE's name ends in")
    parser.add_argument("-o", "--output", metavar="FILE", help="the file to write; without it, standard output")
    parser.add_argument("--timeout", metavar="SECONDS", type=_seconds, default=60.0, help="for all of it (60)")
    parser.add_argument("where", metavar="SOURCE", help=_SOURCE)
    return parser


def feeds() -> argparse.ArgumentParser:
    """What `pullquote feeds` takes."""
    parser = _ArgumentParser(
        prog="pullquote feeds", description="Subscribe to feeds, and see what is new in them.", allow_abbrev=False
    )
    _for_feeds(parser)
    whats = parser.add_subparsers(dest="what", metavar="WHAT", required=True)

    def what(name: str, words: str) -> argparse.ArgumentParser:
        added = whats.add_parser(
            name, help=words, description=words, allow_abbrev=False, argument_default=argparse.SUPPRESS
        )
        _for_feeds(added)  # options stand before or after; what was said before stays where nothing is said after
        return added

    adding = what("add", "subscribe to a feed, by its own address or by that of a page that names it")
    adding.add_argument("--folder", default="", help="where to put it; slashes set folders apart")
    adding.add_argument("url", metavar="URL")
    what("list", "the feeds, with how much is unread")
    what("refresh", "ask every feed for what is new")
    what("remove", "unsubscribe from a feed").add_argument("url", metavar="URL")
    what("import", "subscribe to the feeds of an OPML file").add_argument("file", metavar="FILE")
    what("export", "the feeds as OPML").add_argument("file", metavar="FILE", nargs="?", default=None)
    return parser


def _for_feeds(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    fresh = parser.argument_default is None
    unsaid = False if fresh else argparse.SUPPRESS
    add("--json", action="store_true", default=unsaid, help="one JSON object a line")
    add("--library", metavar="PATH", help="where feeds are kept")
    add("--offline", action="store_true", default=unsaid, help="make no request at all")
    allow = "let this private address be reached"
    add("--allow-host", metavar="HOST:PORT", action="append", default=[] if fresh else argparse.SUPPRESS, help=allow)


def config() -> argparse.ArgumentParser:
    """What `pullquote config` takes."""
    parser = _common("pullquote config", "Show the settings, or begin a file of them.")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--print", action="store_true", help="print what holds as TOML, and where each value is from")
    what.add_argument("--check", action="store_true", help="look for mistakes; exit 2 where there are some")
    what.add_argument("--init", action="store_true", help="write a commented file where there is none yet")
    return parser


def keys() -> argparse.ArgumentParser:
    """What `pullquote keys` takes."""
    parser = _simple("keys", "Show every key, with the id under which it can be given to other keys.")
    parser.add_argument("--json", action="store_true", help="one JSON object a binding, one a line")
    _settable(parser)
    return parser


def completions() -> argparse.ArgumentParser:
    """What `pullquote completions` takes."""
    parser = _simple("completions", "Print a script that lets a shell complete this program's command line.")
    parser.add_argument("shell", metavar="SHELL", choices=("bash", "zsh", "fish"), help="bash, zsh or fish")
    return parser


def man() -> argparse.ArgumentParser:
    """What `pullquote man` takes."""
    return _simple("man", "Print the manual page, for man -l - or a file pullquote.1.")


def serve() -> argparse.ArgumentParser:
    """What `pullquote serve` takes."""
    parser = _common("pullquote serve", "Show the same reader in a web page on this machine, for you alone.")
    _look(parser)
    parser.add_argument("--port", type=_port, default=0, help="the port to listen on (any that is free)")
    parser.add_argument("where", metavar="SOURCE", nargs="?", help=_SOURCE)
    return parser


def log() -> argparse.ArgumentParser:
    """What `pullquote log` takes."""
    parser = _simple("log", "Show the request log, oldest first.")
    parser.add_argument("--json", action="store_true", help="one JSON object a request, one a line")
    return parser


def library() -> argparse.ArgumentParser:
    """What `pullquote library` takes."""
    from reader.export.forms import NAMES

    parser = _ArgumentParser(
        prog="pullquote library", description="Show and change what was kept of what you read.", allow_abbrev=False
    )
    add = parser.add_argument
    actions = ("list", "search", "forget", "keep", "export")
    add("action", metavar="ACTION", choices=actions, help="list, search, forget, keep or export")
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
    add("--format", choices=NAMES, help="export in this form; without it, the one that FILE's name ends in")
    add("-o", "--output", metavar="FILE", help="the file to export to; without it, standard output")
    add("--off", action="store_true", help="keep no longer: their pages may be let go again")
    return parser


PARSERS = {
    "": reading,
    "demo": demo,
    "check": check,
    "recheck": recheck,
    "export": export,
    "library": library,
    "feeds": feeds,
    "log": log,
    "config": config,
    "keys": keys,
    "serve": serve,
    "completions": completions,
    "man": man,
}
"""For each command, by name, what makes its parser; "" is reading."""


def options(
    asked: argparse.Namespace,
    *,
    prefetch: str,
    log: Path | None,
    library: Path | None,
    library_size: int,
    archives: Archives | None = None,
) -> Options:
    """How the session is to behave.

    Args:
        asked: what the command line says.
        prefetch: what holds where it says nothing of that.
        log: the file of the request log, where one is kept.
        library: the library's file, or None where nothing is to be kept.
        library_size: bytes of pages and texts that are kept.
        archives: where copies of pages are looked for.

    Raises:
        SettingsError: a value is of the wrong form.
    """
    from reader.options import Archives, Options, Prefetch

    return Options(
        offline=asked.offline,
        allow_hosts=frozenset(_allowed(one) for one in asked.allow_host),
        copies=dict(_copy(one) for one in asked.source),
        prefetch=Prefetch(asked.prefetch or prefetch),
        library=library,
        library_size=library_size,
        archives=archives or Archives(),
        log=log if library is not None else None,
    )


def online(asked: argparse.Namespace, *, log: Path | None, library: Path | None) -> Options:
    """How a session behaves that follows no sources. Raises SettingsError where a value is of the wrong form."""
    from reader.options import Options

    allowed = frozenset(_allowed(one) for one in asked.allow_host)
    return Options(offline=asked.offline, allow_hosts=allowed, library=library, log=log if library else None)


def base(asked: argparse.Namespace) -> str | None:
    """The address at which a file was published, or None. Raises SettingsError where it is no address."""
    return _address("--base", asked.base) if asked.base is not None else None


def _common(prog: str, description: str, epilog: str | None = None) -> _ArgumentParser:
    parser = _ArgumentParser(prog=prog, description=description, epilog=epilog, allow_abbrev=False)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    add = parser.add_argument
    add("--offline", action="store_true", help="make no request at all")
    _settable(parser)
    add("--allow-host", metavar="HOST:PORT", action="append", default=[], help="let this private address be reached")
    add("--prefetch", choices=PREFETCH, help="which sources to fetch before you ask for them (the setting, or all)")
    add("--library", metavar="PATH", help="the file in which what was read is kept; :memory: keeps nothing")
    add("--base", metavar="URL", help="the address at which a file was published")
    add("--source", metavar="URL=FILE", action="append", default=[], help="a local copy that stands in for an address")
    return parser


def _simple(command: str, description: str) -> _ArgumentParser:
    return _ArgumentParser(prog=f"pullquote {command}", description=description, allow_abbrev=False)


def _look(parser: argparse.ArgumentParser) -> None:
    """The settings that are often wanted for one run have options of their own."""
    parser.add_argument("--theme", metavar="THEME", help="the colours (pullquote-dark)")
    parser.add_argument("--view", choices=VIEWS, metavar="VIEW", help=f"how the voices are shown: {', '.join(VIEWS)}")
    parser.add_argument("--ascii", action="store_true", help="draw with ASCII characters only")


def _settable(parser: argparse.ArgumentParser) -> None:
    help_ = "a setting for this run, such as width=60; repeat it as needed"
    parser.add_argument("--set", metavar="NAME=VALUE", action="append", default=[], help=help_)


def _port(text: str) -> int:
    port = int(text)
    if not 0 <= port <= _LARGEST_PORT:
        raise ValueError
    return port


_port.__name__ = "port number"  # argparse puts it into its sentence


def _seconds(text: str) -> float:
    seconds = float(text)
    if not (math.isfinite(seconds) and seconds > 0):
        raise ValueError
    return seconds


def _count(text: str) -> int:
    count = int(text)
    if not 1 <= count <= _LARGEST_COUNT:
        raise ValueError
    return count


_LARGEST_COUNT = 1_000_000_000

_count.__name__ = "number from 1 to 1,000,000,000"


def _days(text: str) -> float:
    days = _seconds(text)
    if days > _MOST_DAYS:
        raise ValueError
    return days


_MOST_DAYS = 100_000


_days.__name__ = "number of days"
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

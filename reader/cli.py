"""The command line: what was asked for, handed to the face that answers it.

Nothing is imported here before it is needed: `--help` and `--version` must answer at once.
"""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, NoReturn

from reader.errors import PullquoteError, SettingsError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.reading import Options
    from reader.settings import Settings

OK, WRONG, USAGE, UNREADABLE = 0, 1, 2, 3
"""Exit status: nothing is wrong; a quotation or source is; the command line or settings are; no article was read."""

_EPILOG = """\
commands:
  pullquote SOURCE            read an article: an http(s) address, a file, or - for standard input
  pullquote                   start with an empty screen and type an address or a file there
  pullquote demo [--plain]    read the built-in demo; --plain loses its marks first, to show the guess
  pullquote check SOURCE…     report voices, sources and quotations (see pullquote check --help)
  pullquote config --print    show the settings in force

exit status: 0 all is well; 1 a quotation or a source is wrong; 2 the command line or the settings are wrong;
3 the article could not be read
"""


class _ArgumentParser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise SettingsError(f"{message[:1].upper()}{message[1:]}; see {self.prog} --help.")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit status."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        return _run(given)
    except SettingsError as error:
        return _complain(error, USAGE)
    except PullquoteError as error:
        return _complain(error, UNREADABLE)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output has left; nothing is wrong
        return OK


def _run(given: list[str]) -> int:
    command, rest = _split(given)
    asked = _COMMANDS[command][0]().parse_args(rest)
    return _COMMANDS[command][1](asked)


def _split(given: list[str]) -> tuple[str, list[str]]:
    """The command, wherever it stands among the options, and everything else."""
    skip = False
    for i, word in enumerate(given):
        if skip or word.startswith("-"):
            skip = not skip and word in _WITH_VALUE
        elif word in _COMMANDS and word:
            return word, given[:i] + given[i + 1 :]
        else:
            break
    return "", given


_WITH_VALUE = ("--allow-host", "--library", "--base", "--source", "--timeout")


def _common(prog: str, description: str, epilog: str | None = None) -> _ArgumentParser:
    parser = _ArgumentParser(prog=prog, description=description, epilog=epilog, allow_abbrev=False)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--offline", action="store_true", help="make no request at all")
    parser.add_argument(
        "--allow-host",
        metavar="HOST:PORT",
        action="append",
        default=[],
        help="let the fetcher reach this private address",
    )
    parser.add_argument("--library", metavar="PATH", help="where what was read is kept (nothing is kept yet)")
    parser.add_argument("--base", metavar="URL", help="the address at which a file was published")
    parser.add_argument(
        "--source",
        metavar="URL=FILE",
        action="append",
        default=[],
        help="a local copy that stands in for this address",
    )
    return parser


def _read_parser() -> _ArgumentParser:
    parser = _common(
        "pullquote",
        description="Read commentary in the terminal: whose words are whose, and what became of every source.",
        epilog=_EPILOG,
    )
    parser.add_argument("--version", action="version", version=_version())
    parser.add_argument("--plain", action="store_true", help="print the article as linear text")
    parser.add_argument(
        "where", metavar="SOURCE", nargs="?", help="an http(s) address, a file, or - for standard input"
    )
    return parser


def _demo_parser() -> _ArgumentParser:
    parser = _common(
        "pullquote demo", description="Read the built-in demo, served from this machine; no network is used."
    )
    parser.add_argument("--plain", action="store_true", help="open its text with every mark lost, to show the guess")
    return parser


def _check_parser() -> _ArgumentParser:
    parser = _common(
        "pullquote check", description="Report an article's voices, sources and quotations without a screen."
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="one JSON object an article, one a line")
    form.add_argument("--markdown", action="store_true", help="a Markdown document")
    parser.add_argument("--timeout", metavar="SECONDS", type=float, default=60.0, help="for the whole check (60)")
    parser.add_argument("--exit-zero", action="store_true", help="exit 0 although something was found wrong")
    parser.add_argument(
        "where", metavar="SOURCE", nargs="+", help="an http(s) address, a file, or - for standard input"
    )
    return parser


def _config_parser() -> _ArgumentParser:
    parser = _common("pullquote config", description="Show the settings.")
    parser.add_argument("--print", action="store_true", required=True, help="print the settings in force as TOML")
    return parser


def _read(asked: argparse.Namespace) -> int:
    settings = _settings()
    options = _options(asked, settings)
    if asked.plain or (asked.where and not sys.stdout.isatty()):
        if asked.where is None:
            raise SettingsError("--plain needs a SOURCE: an http(s) address, a file, or - for standard input.")
        from reader.headless import print_plain

        print_plain(asked.where, asked.base, options)
        return OK
    from reader.launch import launch

    return launch(asked.where, asked.base, options, settings)


def _demo(asked: argparse.Namespace) -> int:
    options = _options(asked, settings := _settings())
    if not sys.stdout.isatty():
        from reader.headless import print_demo

        print_demo(options, flattened=asked.plain)
        return OK
    from reader.launch import launch_demo

    return launch_demo(options, settings, flattened=asked.plain)


def _check(asked: argparse.Namespace) -> int:
    from reader.headless import check

    form = "json" if asked.json else "markdown" if asked.markdown else "lines"
    found = check(asked.where, asked.base, _options(asked, _settings()), form=form, seconds=asked.timeout)
    for error in found.unread:
        _complain(error, UNREADABLE)
    if found.unread:
        return UNREADABLE
    return WRONG if found.wrong and not asked.exit_zero else OK


def _config(_asked: argparse.Namespace) -> int:
    from dataclasses import replace

    from reader.settings import to_toml
    from reader.tui.keys import check, in_force, table

    settings = _settings()
    check(settings.keys)
    keys = {key.id: key.keys for scope in table().values() for key in in_force(scope, settings.keys)}
    print(to_toml(replace(settings, keys=keys)), end="")
    return OK


_COMMANDS = {
    "": (_read_parser, _read),
    "demo": (_demo_parser, _demo),
    "check": (_check_parser, _check),
    "config": (_config_parser, _config),
}


def _settings() -> Settings:
    from reader import settings

    return settings.load(settings.path())


def _options(asked: argparse.Namespace, settings: Settings) -> Options:
    from pathlib import Path

    from reader.reading import Options

    copies = {}
    for pair in asked.source:
        url, equals, file = pair.rpartition("=")
        if not equals or not Path(file).is_file():
            raise SettingsError(f"--source {pair}: give an address, an equals sign and a file that exists.")
        copies[url] = Path(file)
    for host in asked.allow_host:
        name, colon, port = host.rpartition(":")
        if not (name and colon and port.isdecimal()):
            raise SettingsError(f"--allow-host {host}: give a host, a colon and a port, such as 127.0.0.1:8000.")
    return Options(
        offline=asked.offline,
        allow_hosts=frozenset(asked.allow_host),
        copies=copies,
        prefetch=settings.prefetch,
    )


def _version() -> str:
    from reader import __version__

    return f"pullquote {__version__}"


def _complain(error: PullquoteError, status: int) -> int:
    from reader.article.clean import line

    print(f"pullquote: {line(str(error))}", file=sys.stderr)
    return status

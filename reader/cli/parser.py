"""What the parsers of the commands are put together of."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, NoReturn

from reader.choices import PREFETCH, VIEWS
from reader.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Sequence

SOURCE = "an http(s) address, a file, or - for standard input"


class ArgumentParser(argparse.ArgumentParser):
    """A parser that says what is wrong as everything else does."""

    def error(self, message: str) -> NoReturn:
        """Raise SettingsError, with where to find help."""
        raise SettingsError(f"{message[:1].upper()}{message[1:]}; see {self.prog} --help.")


class MixedParser(ArgumentParser):
    """Takes options before, among and after many words: "forget --yes 12" as well as "forget 12 --yes"."""

    def parse_args(self, args: Sequence[str] | None = None, namespace: None = None) -> argparse.Namespace:  # type: ignore[override]  # one of its two forms
        """As it does, wherever the options stand."""
        return self.parse_intermixed_args(args, namespace)


def reads(prog: str, description: str, epilog: str | None = None) -> ArgumentParser:
    """The parser of a command that reads articles, with the options that all of these have."""
    parser = ArgumentParser(prog=prog, description=description, epilog=epilog, allow_abbrev=False)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    add = parser.add_argument
    add("--offline", action="store_true", help="make no request at all")
    settable(parser)
    add("--allow-host", metavar="HOST:PORT", action="append", default=[], help="let this private address be reached")
    add("--prefetch", choices=PREFETCH, help="which sources to fetch before you ask for them (the setting, or all)")
    add("--library", metavar="PATH", help="the file in which what was read is kept; :memory: keeps nothing")
    add("--base", metavar="URL", help="the address at which a file was published")
    add("--source", metavar="URL=FILE", action="append", default=[], help="a local copy that stands in for an address")
    return parser


def simple(command: str, description: str) -> ArgumentParser:
    """The parser of a command that reads none; it takes what every command takes, and has no use for it."""
    parser = ArgumentParser(prog=f"pullquote {command}", description=description, allow_abbrev=False)
    parser.add_argument("--offline", action="store_true", help="as always here: no request is made")
    parser.add_argument("--library", metavar="PATH", help="the file in which what was read is kept; not used here")
    return parser


def look(parser: argparse.ArgumentParser) -> None:
    """The settings that are often wanted for one run have options of their own."""
    parser.add_argument("--theme", metavar="THEME", help="the colours (pullquote-dark)")
    parser.add_argument("--view", choices=VIEWS, metavar="VIEW", help=f"how the voices are shown: {', '.join(VIEWS)}")
    parser.add_argument("--ascii", action="store_true", help="draw with ASCII characters only")


def settable(parser: argparse.ArgumentParser) -> None:
    """Any setting may be given for one run."""
    help_ = "a setting for this run, such as width=60; repeat it as needed"
    parser.add_argument("--set", metavar="NAME=VALUE", action="append", default=[], help=help_)

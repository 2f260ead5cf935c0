"""The commands about the program itself: `config`, `keys`, `completions` and `man`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.cli.parser import reads, settable, simple
from reader.cli.status import OK, USAGE, complain

if TYPE_CHECKING:
    import argparse


def config() -> argparse.ArgumentParser:
    """What `pullquote config` takes."""
    parser = reads("pullquote config", "Show the settings, or begin a file of them.")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--print", action="store_true", help="print what holds as TOML, and where each value is from")
    what.add_argument("--check", action="store_true", help="look for mistakes; exit 2 where there are some")
    what.add_argument("--init", action="store_true", help="write a commented file where there is none yet")
    return parser


def show_config(asked: argparse.Namespace) -> int:
    """Begin a file of settings, show what holds, or say what is wrong with it."""
    from reader import configuring
    from reader.cli.options import loaded_settings

    if asked.init:
        print(f"Wrote {configuring.init()}, in which everything is explained.")
        return OK
    loaded = loaded_settings(asked, in_spite=True)
    wrong = configuring.mistakes(loaded)
    for error in wrong:
        complain(str(error))
    if asked.check and not wrong:
        print("The settings are in order.")
    elif not asked.check:
        print(configuring.in_force(loaded), end="")
    return USAGE if wrong else OK


def keys() -> argparse.ArgumentParser:
    """What `pullquote keys` takes."""
    parser = simple("keys", "Show every key, with the id under which it can be given to other keys.")
    parser.add_argument("--json", action="store_true", help="one JSON object a binding, one a line")
    settable(parser)
    return parser


def show_keys(asked: argparse.Namespace) -> int:
    """Print every binding; what is wrong with the person's own is said."""
    from reader import configuring
    from reader.cli.options import loaded_settings

    loaded = loaded_settings(asked, in_spite=True)
    for error in configuring.mistakes(loaded):
        complain(str(error))
    print(configuring.key_lines(loaded, as_json=asked.json))
    return OK


def completions() -> argparse.ArgumentParser:
    """What `pullquote completions` takes."""
    parser = simple("completions", "Print a script that lets a shell complete this program's command line.")
    parser.add_argument("shell", metavar="SHELL", choices=("bash", "zsh", "fish"), help="bash, zsh or fish")
    return parser


def show_completions(asked: argparse.Namespace) -> int:
    """Print the script for a shell."""
    from reader.manual import completing

    print(completing.SHELLS[asked.shell](), end="")
    return OK


def man() -> argparse.ArgumentParser:
    """What `pullquote man` takes."""
    return simple("man", "Print the manual page, for man -l - or a file pullquote.1.")


def show_man(_asked: argparse.Namespace) -> int:
    """Print the manual page."""
    from reader.manual.page import page

    print(page(), end="")
    return OK

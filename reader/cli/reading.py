"""The commands that show an article: `pullquote SOURCE`, `pullquote demo`, `pullquote serve`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader import __version__
from reader.cli.parser import SOURCE, look, reads
from reader.cli.values import port
from reader.errors import SettingsError

if TYPE_CHECKING:
    import argparse

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


def reading() -> argparse.ArgumentParser:
    """What `pullquote [SOURCE]` takes."""
    parser = reads(
        "pullquote", "Read commentary in the terminal: whose words are whose, and what became of every source.", _EPILOG
    )
    look(parser)
    parser.add_argument("--version", action="version", version=f"pullquote {__version__}")
    parser.add_argument("--plain", action="store_true", help="print the article as linear text")
    parser.add_argument("where", metavar="SOURCE", nargs="?", help=SOURCE)
    return parser


def read(asked: argparse.Namespace) -> int:
    """Show an article."""
    from reader.cli.faces import show
    from reader.cli.options import base, loaded_settings, options

    loaded = loaded_settings(asked)
    how = options(asked, loaded.settings)
    return show(asked.where, base(asked), how, loaded, plain=asked.plain)


def demo() -> argparse.ArgumentParser:
    """What `pullquote demo` takes."""
    parser = reads("pullquote demo", "Read the built-in demo, served from this machine; no network is used.")
    look(parser)
    parser.add_argument("--plain", action="store_true", help="read its text with every mark lost, to show the guess")
    return parser


def read_demo(asked: argparse.Namespace) -> int:
    """Show the demo, of which nothing is kept."""
    from reader.cli.faces import show_demo
    from reader.cli.options import loaded_settings, options

    loaded = loaded_settings(asked)
    return show_demo(options(asked, loaded.settings)._replace(library=None), loaded, flattened=asked.plain)


def serve() -> argparse.ArgumentParser:
    """What `pullquote serve` takes."""
    parser = reads("pullquote serve", "Show the same reader in a web page on this machine, for you alone.")
    look(parser)
    parser.add_argument("--port", type=port, default=0, help="the port to listen on (any that is free)")
    parser.add_argument("where", metavar="SOURCE", nargs="?", help=SOURCE)
    return parser


def read_in_page(asked: argparse.Namespace) -> int:
    """Serve the page until the person ends it."""
    from reader.cli.asked import again
    from reader.cli.options import loaded_settings
    from reader.serving import serve as serve_page

    loaded_settings(asked)  # what is wrong in the settings is said here, not in the page
    if asked.where == "-":
        raise SettingsError("pullquote serve cannot read from standard input; give an address or a file.")
    return serve_page(asked.port, again(asked, serve(), without=("port",)))

"""The commands for what is kept from run to run: `library` and `feeds`."""

from __future__ import annotations

import argparse

from reader.cli.parser import ArgumentParser, MixedParser
from reader.cli.status import OK, WRONG
from reader.cli.values import count


def library() -> argparse.ArgumentParser:
    """What `pullquote library` takes."""
    from reader.export.forms import NAMES

    parser = MixedParser(
        prog="pullquote library", description="Show and change what was kept of what you read.", allow_abbrev=False
    )
    add = parser.add_argument
    actions = ("list", "search", "forget", "keep", "export")
    add("action", metavar="ACTION", choices=actions, help="list, search, forget, keep or export")
    add("what", metavar="WHAT", nargs="*", help="words to list or search by; the numbers or addresses of articles")
    add("--library", metavar="PATH", help="the file in which what was read is kept")
    add("--offline", action="store_true", help="as always here: no request is made")
    add("--json", action="store_true", help="one JSON object")
    add("--limit", metavar="N", type=count, help="list at most so many (searching: 20)")
    order = ("opened", "first", "title", "site", "published", "words")
    add("--sort", choices=order, default="opened", help="list articles in this order (opened: when they were, last)")
    add("--unread", action="store_true", help="list articles that were not read to the end")
    add("--kept", action="store_true", help="list articles that are marked to be kept")
    add("--sources", choices=("all", "dead", "changed"), help="list sources of all articles")
    add("--outlets", action="store_true", help="list outlets: how often cited, how often faithfully")
    add("--yes", action="store_true", help="forget without asking")
    add("--format", choices=NAMES, help="export in this form; without it, the one that FILE's name ends in")
    add("-o", "--output", metavar="FILE", help="the file to export to; without it, standard output")
    add("--force", action="store_true", help="export although FILE is there already, and replace it")
    add("--off", action="store_true", help="keep no longer: their pages may be let go again")
    return parser


def use_library(asked: argparse.Namespace) -> int:
    """List, search, forget, keep or export what was read."""
    from reader.cli.options import loaded_settings
    from reader.librarian import run
    from reader.library.folder import chosen

    run(asked, chosen(asked.library or loaded_settings(asked).settings.library))
    return OK


def feeds() -> argparse.ArgumentParser:
    """What `pullquote feeds` takes."""
    parser = ArgumentParser(
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
    export = what("export", "the feeds as OPML")
    words = "replace FILE where it is there already"
    export.add_argument("--force", action="store_true", default=False, help=words)
    export.add_argument("file", metavar="FILE", nargs="?", default=None)
    return parser


def use_feeds(asked: argparse.Namespace) -> int:
    """Subscribe, list, refresh, unsubscribe, import or export."""
    from reader.cli.options import online
    from reader.feeds import run

    return OK if run(asked, online(asked)) else WRONG


def _for_feeds(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    fresh = parser.argument_default is None
    unsaid = False if fresh else argparse.SUPPRESS
    add("--json", action="store_true", default=unsaid, help="one JSON object a line")
    add("--library", metavar="PATH", help="where feeds are kept")
    add("--offline", action="store_true", default=unsaid, help="make no request at all")
    allow = "let this private address be reached"
    add("--allow-host", metavar="HOST:PORT", action="append", default=[] if fresh else argparse.SUPPRESS, help=allow)

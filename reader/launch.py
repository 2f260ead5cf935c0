"""Starting the interface so that the article is in its first frame.

The article is read and parsed in another process while this one imports the interface: together they take no longer
than the import alone.
"""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING

from reader.errors import PullquoteError, SettingsError
from reader.opening import is_address, take
from reader.parsing.parser import Parser
from reader.terminals import in_browser, keyboard_from_terminal

if TYPE_CHECKING:
    from reader.options import Options
    from reader.parsing.parser import Opening
    from reader.settings import Loaded

PATIENCE = 2.0
"""Seconds for which the first frame waits for the article of a file."""


def launch(where: str | None, base: str | None, options: Options, loaded: Loaded) -> int:
    """Run the interface on a SOURCE, or on the start screen where there is none; returns the exit status.

    Raises:
        OpenError: the file could not be had.
        UnreadableError: it is no article.
    """
    _require_terminal()
    gc.disable()  # until the first frame: a start allocates much and frees nothing
    parser = Parser()
    parser.start()
    opening = None
    if where is not None and not is_address(where):
        opening = parser.open(*take(where, base))  # no name keeps the bytes while the app runs
    return _run(where, opening, options, loaded, parser)


def launch_demo(options: Options, loaded: Loaded, *, flattened: bool) -> int:
    """Run the interface on the demo, served from loopback; `flattened` opens its text with every mark lost."""
    from reader import demo

    _require_terminal()
    gc.disable()  # until the first frame: a start allocates much and frees nothing
    parser = Parser()
    parser.start()
    opening = None
    if flattened:
        opening = parser.open(demo.flattened().encode(), "text/plain", None, None)
    with demo.Site() as site:
        options = options._replace(routes=site.routes(), log=None)  # its requests never leave this machine
        return _run(demo.ADDRESS, opening, options, loaded, parser)


def _run(where: str | None, opening: Opening | None, options: Options, loaded: Loaded, parser: Parser) -> int:
    from reader.tui.ground import GroundQuestion

    question = GroundQuestion()
    if loaded.settings.theme == "auto" and not in_browser():
        question.ask()
    try:  # the answer comes while the interface is imported
        from reader.session import Session
        from reader.tui.app import PullquoteApp
    finally:
        ground = question.answer()
    if opening is not None:
        try:
            # It raises what the person must hear while the terminal is still a plain one.
            opening.beginning.result(PATIENCE)
        except TimeoutError:
            pass  # a slow one: the interface shows that it is on its way
        except PullquoteError:
            parser.close()
            raise
    if not in_browser() and (sys.stdin is None or not sys.stdin.isatty()):
        keyboard_from_terminal()
    try:
        app = PullquoteApp(
            Session(options, parser),
            where,
            opening=opening,
            settings=loaded.settings,
            layers=loaded.layers,
            ground=ground,
        )
    except SettingsError as error:
        parser.close()
        raise loaded.placed(error) from None
    app.run(mouse=loaded.settings.mouse)
    return app.return_code or 0


def _require_terminal() -> None:
    """The screen is drawn on standard output, and on standard error, to which Textual writes."""
    if not in_browser() and not all(stream is not None and stream.isatty() for stream in (sys.stdout, sys.stderr)):
        raise SettingsError("The interface needs a terminal; use --plain SOURCE or check SOURCE to print instead.")

"""Which face shows an article: the screen, lines for a pipe, or a talk in lines."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING

from reader.cli.status import OK
from reader.errors import SettingsError
from reader.terminals import has_screen

if TYPE_CHECKING:
    from reader.options import Options
    from reader.settings import Loaded


def show(where: str | None, base: str | None, options: Options, loaded: Loaded, *, plain: bool = False) -> int:
    """Show what lies somewhere, or ask for it; returns the exit status."""
    if plain or (where is not None and not has_screen()):
        if where is None:
            raise SettingsError("--plain needs a SOURCE: an http(s) address, a file, or - for standard input.")
        from reader.headless import print_plain

        print_plain(where, base, options)
        return OK
    if loaded.settings.plain and sys.stdout.isatty():
        from reader.headless import talk

        gc.enable()
        talk(where, base, options)
        return OK
    from reader.launch import launch

    return launch(where, base, options, loaded)


def show_demo(options: Options, loaded: Loaded, *, flattened: bool) -> int:
    """Show the demo, or with its marks lost; returns the exit status."""
    if not has_screen():
        from reader.headless import print_demo

        print_demo(options, flattened=flattened)
        return OK
    if loaded.settings.plain and sys.stdout.isatty():
        from reader.headless import talk_demo

        talk_demo(options, flattened=flattened)
        return OK
    from reader.launch import launch_demo

    return launch_demo(options, loaded, flattened=flattened)

"""The command line: what was asked for, handed to the command that does it.

Nothing is imported here before it is needed: `--help` and `--version` must answer at once.
"""

from __future__ import annotations

import gc
import io
import sys
from typing import TYPE_CHECKING

from reader.cli.status import INTERRUPTED, OK, UNREADABLE, USAGE, WRONG, complain, crashed
from reader.errors import LibraryError, PullquoteError, SettingsError

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["INTERRUPTED", "OK", "UNREADABLE", "USAGE", "WRONG", "main"]


def main(given: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit status."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        status = _run(list(sys.argv[1:] if given is None else given))
        if sys.stdout is not None:
            sys.stdout.flush()
    except (SettingsError, LibraryError) as error:
        return complain(str(error), USAGE)
    except PullquoteError as error:
        return complain(str(error), UNREADABLE)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        sys.stdout = None  # the reader of our output has left; nothing is wrong, and nothing is left to flush
        return OK
    except OSError as error:
        if error.strerror is None:  # not from the system, so not about the output
            return crashed(error)
        sys.stdout = None
        return complain(f"The output could not be written: {error.strerror}.", USAGE)
    except Exception as error:  # noqa: BLE001 - a mistake of ours, which Python would report with all it was about
        return crashed(error)
    return status


def _run(given: list[str]) -> int:
    if _is_only_a_source(given):
        _require_output()
        from reader.terminals import has_screen

        if given and has_screen():
            from reader.parsing.spawning import begin

            gc.disable()  # until the first frame: a start allocates much and frees nothing
            begin()  # it gets ready while the settings are read
        from reader.cli.faces import show
        from reader.cli.options import loaded_settings, options

        loaded = loaded_settings()
        return show(next(iter(given), None), None, options(None, loaded.settings), loaded)
    from reader.cli.commands import COMMANDS, split

    name, rest = split(given)
    command = COMMANDS[name]
    asked = command.parser().parse_args(rest)
    _require_output()
    return command.run(asked)


def _is_only_a_source(given: list[str]) -> bool:
    """Whether nothing stands there but what to read: the usual case, for which no parser need be built.

    Commands are words of letters; one that is none of them is found out with the help of the table.
    """
    return not given or (len(given) == 1 and not given[0].startswith("-") and not given[0].isalpha())


def _require_output() -> None:
    if sys.stdout is None:
        raise SettingsError("There is no standard output to write to.")

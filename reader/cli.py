"""The command line: what was asked for, handed to the face that answers it.

Nothing is imported here before it is needed: `--help` and `--version` must answer at once.
"""

from __future__ import annotations

import io
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from reader.errors import LibraryError, PullquoteError, SettingsError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from pathlib import Path

    from reader.options import Options
    from reader.settings import Settings

OK, WRONG, USAGE, UNREADABLE = 0, 1, 2, 3
"""Exit status: nothing is wrong; a quotation or source is; the command line or settings are; no article was read."""

INTERRUPTED = 130

_MEGABYTE = 1_000_000


def main(given: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit status."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        status = _run(list(sys.argv[1:] if given is None else given))
        if sys.stdout is not None:
            sys.stdout.flush()
    except SettingsError as error:
        return _complain(str(error), USAGE)
    except PullquoteError as error:
        return _complain(str(error), UNREADABLE)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        sys.stdout = None  # the reader of our output has left; nothing is wrong, and nothing is left to flush
        return OK
    except OSError as error:
        if error.strerror is None:  # not from the system, so not about the output
            return _crashed(error)
        sys.stdout = None
        return _complain(f"The output could not be written: {error.strerror}.", USAGE)
    except Exception as error:  # noqa: BLE001 - a mistake of ours, which Python would report with all it was about
        return _crashed(error)
    return status


def _run(given: list[str]) -> int:
    if _is_only_a_source(given):
        from reader.library.folder import path
        from reader.options import Options, Prefetch

        settings = _settings()
        options = Options(
            prefetch=Prefetch(settings.prefetch),
            library=path(),
            library_size=settings.library_size * _MEGABYTE,
            log=_log(settings),
        )
        return _open(next(iter(given), None), None, options, settings)
    from reader import arguments

    command, rest = arguments.split(given, _COMMANDS)
    asked = arguments.PARSERS[command]().parse_args(rest)
    _require_output()
    return _COMMANDS.get(command, _read)(asked)


def _is_only_a_source(given: list[str]) -> bool:
    """Whether nothing stands there but what to read: the usual case, for which no parser need be built."""
    return not given or (len(given) == 1 and not given[0].startswith("-") and given[0] not in _COMMANDS)


def _read(asked: argparse.Namespace) -> int:
    from reader import arguments

    settings = _settings()
    options = _options(asked, settings)
    return _open(asked.where, arguments.base(asked), options, settings, plain=asked.plain)


def _open(where: str | None, base: str | None, options: Options, settings: Settings, *, plain: bool = False) -> int:
    _require_output()
    if plain or (where is not None and not sys.stdout.isatty()):
        if where is None:
            raise SettingsError("--plain needs a SOURCE: an http(s) address, a file, or - for standard input.")
        from reader.headless import print_plain

        print_plain(where, base, options)
        return OK
    from reader.launch import launch

    return launch(where, base, options, settings)


def _options(asked: argparse.Namespace, settings: Settings) -> Options:
    from reader import arguments

    return arguments.options(
        asked, prefetch=settings.prefetch, log=_log(settings), library_size=settings.library_size * _MEGABYTE
    )


def _demo(asked: argparse.Namespace) -> int:
    settings = _settings()
    options = replace(_options(asked, settings), library=None)
    if not sys.stdout.isatty():
        from reader.headless import print_demo

        print_demo(options, flattened=asked.plain)
        return OK
    from reader.launch import launch_demo

    return launch_demo(options, settings, flattened=asked.plain)


def _check(asked: argparse.Namespace) -> int:
    from reader import arguments
    from reader.headless import check

    form = "json" if asked.json else "markdown" if asked.markdown else "lines"
    # Who asks for a check asks for the sources, whatever the reader fetches by itself.
    options = _options(asked, replace(_settings(), prefetch="all"))
    found = check(asked.where, arguments.base(asked), options, form=form, seconds=asked.timeout)
    for error in found.unread:
        _complain(str(error), UNREADABLE)
    if found.unread:
        return UNREADABLE
    return WRONG if found.wrong and not asked.exit_zero else OK


def _library(asked: argparse.Namespace) -> int:
    from reader import arguments
    from reader.librarian import run

    try:
        run(asked, arguments.library_file(asked))
    except LibraryError as error:
        return _complain(str(error), USAGE)
    return OK


def _show_log(asked: argparse.Namespace) -> int:
    import shutil

    from reader.request_lines import to_json, to_lines
    from reader.settings import log_path, path
    from reader.sources.requests import load

    file = log_path()
    keeps = _settings().log
    if not keeps:
        _complain(f"No request is kept, as the settings have log = false; write log = true into {path()} to keep them.")
    try:
        found = load(file)
    except OSError as error:
        raise SettingsError(f"The request log {file} cannot be read ({error.strerror}).") from None
    if keeps and not found:
        _complain("No request was made yet, or none since the log was removed.")
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    for line in to_json(found) if asked.json else to_lines(found, width):
        print(line)
    return OK


def _config(_asked: argparse.Namespace) -> int:
    from reader.settings import to_toml
    from reader.tui.keys import check, in_force, table

    settings = _settings()
    check(settings.keys)
    keys = {key.id: key.keys for scope in table().values() for key in in_force(scope, settings.keys)}
    print(to_toml(replace(settings, keys=keys)), end="")
    return OK


_COMMANDS = {"demo": _demo, "check": _check, "library": _library, "log": _show_log, "config": _config}


def _require_output() -> None:
    if sys.stdout is None:
        raise SettingsError("There is no standard output to write to.")


def _log(settings: Settings) -> Path | None:
    from reader.settings import log_path

    return log_path() if settings.log else None


def _settings() -> Settings:
    from reader import settings

    return settings.load(settings.path())


def _complain(sentence: str, status: int = OK) -> int:
    from reader.article.clean import line

    if sys.stderr is not None:
        print(f"pullquote: {line(sentence)}", file=sys.stderr)
    return status


def _crashed(error: Exception) -> int:
    from reader import crash

    if sys.stderr is not None:
        print(crash.report(error), file=sys.stderr)
    return crash.STATUS

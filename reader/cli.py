"""The command line: what was asked for, handed to the face that answers it.

Nothing is imported here before it is needed: `--help` and `--version` must answer at once.
"""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

from reader.errors import LibraryError, PullquoteError, SettingsError
from reader.terminals import has_screen

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from pathlib import Path

    from reader.options import Options
    from reader.settings import Loaded, Settings

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
    except (SettingsError, LibraryError) as error:
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
        from reader.library.folder import chosen
        from reader.options import Options, Prefetch, archives_of

        loaded = _loaded()
        settings = loaded.settings
        options = Options(
            prefetch=Prefetch(settings.prefetch),
            archives=archives_of(settings),
            library=chosen(settings.library),
            library_size=settings.library_size * _MEGABYTE,
            log=_log(settings),
        )
        return _open(next(iter(given), None), None, options, loaded)
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

    loaded = _loaded(asked)
    options = _options(asked, loaded.settings)
    return _open(asked.where, arguments.base(asked), options, loaded, plain=asked.plain)


def _open(where: str | None, base: str | None, options: Options, loaded: Loaded, *, plain: bool = False) -> int:
    _require_output()
    if plain or (where is not None and not has_screen()):
        if where is None:
            raise SettingsError("--plain needs a SOURCE: an http(s) address, a file, or - for standard input.")
        from reader.headless import print_plain

        print_plain(where, base, options)
        return OK
    if loaded.settings.plain and sys.stdout.isatty():
        from reader.headless import talk

        talk(where, base, options)
        return OK
    from reader.launch import launch

    return launch(where, base, options, loaded)


def _options(asked: argparse.Namespace, settings: Settings) -> Options:
    from reader import arguments
    from reader.library.folder import chosen
    from reader.options import archives_of

    return arguments.options(
        asked,
        prefetch=settings.prefetch,
        log=_log(settings),
        library=chosen(asked.library or settings.library),
        library_size=settings.library_size * _MEGABYTE,
        archives=archives_of(settings),
    )


def _following(asked: argparse.Namespace) -> Options:
    """Who asks for a report asks for the sources, whatever the reader fetches by itself."""
    from dataclasses import replace

    return _options(asked, replace(_loaded(asked).settings, prefetch="all"))


def _demo(asked: argparse.Namespace) -> int:
    from dataclasses import replace

    loaded = _loaded(asked)
    options = replace(_options(asked, loaded.settings), library=None)
    if not has_screen():
        from reader.headless import print_demo

        print_demo(options, flattened=asked.plain)
        return OK
    if loaded.settings.plain and sys.stdout.isatty():
        from reader.headless import talk_demo

        talk_demo(options, flattened=asked.plain)
        return OK
    from reader.launch import launch_demo

    return launch_demo(options, loaded, flattened=asked.plain)


def _check(asked: argparse.Namespace) -> int:
    from reader import arguments
    from reader.headless import check

    form = "json" if asked.json else "markdown" if asked.markdown else "lines"
    options = _following(asked)
    found = check(asked.where, arguments.base(asked), options, form=form, seconds=asked.timeout)
    for error in found.unread:
        _complain(str(error), UNREADABLE)
    if found.unread:
        return UNREADABLE
    return WRONG if found.wrong and not asked.exit_zero else OK


def _library(asked: argparse.Namespace) -> int:
    from reader.librarian import run
    from reader.library.folder import chosen

    run(asked, chosen(asked.library or _loaded(asked).settings.library))
    return OK


def _recheck(asked: argparse.Namespace) -> int:
    from reader.recheck import Which
    from reader.rechecking import run

    which = Which.DEAD if asked.dead else Which.ALL if asked.all or asked.older is not None else Which.DUE
    options = _following(asked)
    worse = run(asked.where, options, which, older=asked.older, as_json=asked.json)
    return WRONG if worse else OK


def _export(asked: argparse.Namespace) -> int:
    from reader import arguments
    from reader.exporting import export, form_for

    form = form_for(asked.format, asked.output)
    options = _following(asked)
    export(asked.where, arguments.base(asked), options, form=form, output=asked.output, seconds=asked.timeout)
    return OK


def _feeds(asked: argparse.Namespace) -> int:
    from reader import arguments, feeds
    from reader.library.folder import chosen

    settings = _loaded(asked).settings
    library = chosen(asked.library or settings.library)
    return OK if feeds.run(asked, arguments.online(asked, log=_log(settings), library=library)) else WRONG


def _show_log(asked: argparse.Namespace) -> int:
    import shutil

    from reader.request_lines import to_json, to_lines
    from reader.settings import log_path, path
    from reader.sources.requests import load

    file = log_path()
    keeps = _loaded().settings.log
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


def _config(asked: argparse.Namespace) -> int:
    from reader import configuring

    if asked.init:
        print(f"Wrote {configuring.init()}, in which everything is explained.")
        return OK
    loaded = _loaded(asked)
    wrong = configuring.mistakes(loaded)
    for error in wrong:
        _complain(str(error))
    if asked.check and not wrong:
        print("The settings are in order.")
    elif not asked.check:
        print(configuring.in_force(loaded), end="")
    return USAGE if wrong else OK


def _show_keys(asked: argparse.Namespace) -> int:
    from reader import configuring

    loaded = _loaded(asked)
    for error in configuring.mistakes(loaded):
        _complain(str(error))
    print(configuring.key_lines(loaded, as_json=asked.json))
    return OK


def _completions(asked: argparse.Namespace) -> int:
    from reader.manual import completing

    print(completing.SHELLS[asked.shell](), end="")
    return OK


def _man(_asked: argparse.Namespace) -> int:
    from reader.manual.page import page

    print(page(), end="")
    return OK


def _serve(asked: argparse.Namespace) -> int:
    from reader import arguments
    from reader.asked import again
    from reader.serving import serve

    _loaded(asked)  # what is wrong in the settings is said here, not in the page
    if asked.where == "-":
        raise SettingsError("pullquote serve cannot read from standard input; give an address or a file.")
    return serve(asked.port, again(asked, arguments.serve(), without=("port",)))


_COMMANDS = {
    "demo": _demo,
    "check": _check,
    "recheck": _recheck,
    "export": _export,
    "library": _library,
    "feeds": _feeds,
    "log": _show_log,
    "config": _config,
    "keys": _show_keys,
    "serve": _serve,
    "completions": _completions,
    "man": _man,
}


def _require_output() -> None:
    if sys.stdout is None:
        raise SettingsError("There is no standard output to write to.")


def _log(settings: Settings) -> Path | None:
    from reader.settings import log_path

    return log_path() if settings.log else None


def _loaded(asked: argparse.Namespace | None = None) -> Loaded:
    """What holds, with what the command line says of it; the person is warned of what is not right."""
    from reader.settings import Layers

    if asked is None:
        loaded = Layers().load()
    else:
        from reader.asked import flags

        loaded = Layers(flags=flags(asked)).load()
    for warning in loaded.warnings:
        _complain(warning)
    return loaded


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

"""What the words of the command line come to, together with the settings: how the run is to behave."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.status import complain
from reader.errors import SettingsError
from reader.library.folder import chosen
from reader.options import Options, Prefetch, archives_of

if TYPE_CHECKING:
    import argparse

    from reader.settings import Loaded, Settings

_MEGABYTE = 1_000_000


def loaded_settings(asked: argparse.Namespace | None = None, *, in_spite: bool = False) -> Loaded:
    """What holds, with what the command line says of it; the person is warned of what is not right.

    Args:
        asked: the command line, where there is one.
        in_spite: of mistakes: what is right holds, and they are among what is given.

    Raises:
        SettingsError: the settings cannot be used.
    """
    from reader.settings import Layers

    if asked is None:
        layers = Layers()
    else:
        from reader.cli.asked import flags

        layers = Layers(flags=flags(asked))
    loaded = layers.read() if in_spite else layers.load()
    for warning in loaded.warnings:
        complain(warning)
    return loaded


def options(asked: argparse.Namespace | None, settings: Settings) -> Options:
    """How the session is to behave; without a command line as the settings say.

    Raises:
        SettingsError: a value is of the wrong form.
    """
    library = chosen((asked.library if asked else None) or settings.library)
    found = Options(
        prefetch=Prefetch(settings.prefetch),
        archives=archives_of(settings),
        library=library,
        library_size=settings.library_size * _MEGABYTE,
        log=_log(settings, library),
    )
    if asked is None:
        return found
    return found._replace(
        offline=asked.offline,
        allow_hosts=frozenset(_allowed(one) for one in asked.allow_host),
        copies=dict(_copy(one) for one in asked.source),
        prefetch=Prefetch(asked.prefetch or found.prefetch),
    )


def following(asked: argparse.Namespace) -> Options:
    """As `options`; but who asks for a report asks for the sources, whatever the reader fetches by itself."""
    return options(asked, loaded_settings(asked).settings._replace(prefetch="all"))


def online(asked: argparse.Namespace) -> Options:
    """How a session behaves that follows no sources. Raises SettingsError where a value is of the wrong form."""
    settings = loaded_settings(asked).settings
    library = chosen(asked.library or settings.library)
    allowed = frozenset(_allowed(one) for one in asked.allow_host)
    return Options(offline=asked.offline, allow_hosts=allowed, library=library, log=_log(settings, library))


def base(asked: argparse.Namespace) -> str | None:
    """The address at which a file was published, or None. Raises SettingsError where it is no address."""
    return _address("--base", asked.base) if asked.base is not None else None


def _log(settings: Settings, library: Path | None) -> Path | None:
    """The file of the request log; who keeps nothing of what was read keeps no addresses either."""
    from reader.settings import log_path

    return log_path() if settings.log and library is not None else None


def _allowed(pair: str) -> str:
    from reader.cli.values import LARGEST_PORT

    name, colon, port = pair.rpartition(":")
    if not (name and colon and port.isdecimal() and int(port) <= LARGEST_PORT):
        raise SettingsError(f"--allow-host {pair}: give a host, a colon and a port, such as 127.0.0.1:8000.")
    return pair


def _copy(pair: str) -> tuple[str, Path]:
    at = pair.find("=")
    while at > 0:  # an address may hold equals signs of its own, and so may a file name
        file = Path(pair[at + 1 :])
        if file.is_file():
            return _address("--source", pair[:at]), file
        at = pair.find("=", at + 1)
    raise SettingsError(f"--source {pair}: give an address, an equals sign and a file that exists.")


def _address(option: str, text: str) -> str:
    from reader.sources.canonical import canonical

    try:
        return canonical(text)
    except ValueError as error:
        raise SettingsError(f"{option} {text}: {error}") from None

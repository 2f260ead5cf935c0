"""How one run behaves on the network, as the command line and the settings have it."""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from reader.settings import Settings

_WAYBACK = "https://web.archive.org"


class Prefetch(StrEnum):
    """Which sources are fetched before anybody asks for them."""

    OFF = "off"
    SAME_SITE = "same-site"
    ALL = "all"


class Archives(NamedTuple):
    """Where copies of pages are looked for, and asked for.

    Attributes:
        wayback: the beginning of the addresses of a Wayback Machine's copies, or empty for none.
        cdx: its CDX index, or empty.
        timegates: the addresses of Memento TimeGates (RFC 7089), each to be followed by that of a page.
        save: where it is asked to save a page (Save Page Now 2), or empty.
        keys: the access key and the secret for that, or None.
    """

    wayback: str = ""
    cdx: str = ""
    timegates: tuple[str, ...] = ()
    save: str = ""
    keys: tuple[str, str] | None = None

    @property
    def any(self) -> bool:
        """Whether there is any archive to ask."""
        return bool(self.wayback or self.timegates)


class Options(NamedTuple):
    """How a session behaves.

    Attributes:
        offline: make no request at all.
        allow_hosts: "host:port" pairs that the guard lets through although their address is private.
        copies: address to a local file that stands in for it.
        routes: host name to the (address, port) to connect to instead: the demo's own small web.
        prefetch: which of an article's sources are fetched in the background.
        library: the file in which what was read is kept from run to run, or None to keep nothing.
        library_size: bytes of pages and texts that are kept there at most.
        archives: the web archives that are asked for copies.
        log: the file that takes down every request, or None to keep no such file.
        adds: whether an article that is opened and is not in the library is put there.
    """

    offline: bool = False
    allow_hosts: frozenset[str] = frozenset()
    copies: Mapping[str, Path] = MappingProxyType({})
    routes: Mapping[str, tuple[str, int]] = MappingProxyType({})
    prefetch: Prefetch = Prefetch.ALL
    library: Path | None = None
    library_size: int = 500_000_000
    archives: Archives = Archives()
    log: Path | None = None
    adds: bool = True


def archives_of(settings: Settings) -> Archives:
    """The archives that the person has set."""
    keys = (settings.save_key, settings.save_secret) if settings.save_key and settings.save_secret else None
    return Archives(
        wayback=f"{_WAYBACK}/web" if settings.wayback else "",
        cdx=f"{_WAYBACK}/cdx/search/cdx" if settings.wayback else "",
        timegates=tuple(one if one.endswith(("/", "=")) else f"{one}/" for one in settings.timegates),
        save=f"{_WAYBACK}/save",
        keys=keys,
    )

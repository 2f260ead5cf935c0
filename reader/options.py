"""How one run behaves on the network, as the command line and the settings have it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


class Prefetch(StrEnum):
    """Which sources are fetched before anybody asks for them."""

    OFF = "off"
    SAME_SITE = "same-site"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Options:
    """How a session behaves.

    Attributes:
        offline: make no request at all.
        allow_hosts: "host:port" pairs that the guard lets through although their address is private.
        copies: address to a local file that stands in for it.
        routes: host name to the (address, port) to connect to instead: the demo's own small web.
        prefetch: which of an article's sources are fetched in the background.
        library: the file in which what was read is kept from run to run, or None to keep nothing.
        library_size: bytes of pages and texts that are kept there at most.
        log: the file that takes down every request, or None to keep no such file.
    """

    offline: bool = False
    allow_hosts: frozenset[str] = frozenset()
    copies: Mapping[str, Path] = field(default_factory=dict)
    routes: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    prefetch: Prefetch = Prefetch.ALL
    library: Path | None = None
    library_size: int = 500_000_000
    log: Path | None = None

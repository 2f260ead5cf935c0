"""How one run behaves on the network, as the command line and the settings have it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Options:
    """How a session behaves.

    Attributes:
        offline: make no request at all.
        allow_hosts: "host:port" pairs that the guard lets through although their address is private.
        copies: address to a local file that stands in for it.
        routes: host name to the (address, port) to connect to instead: the demo's own small web.
        prefetch: fetch an article's sources in the background.
    """

    offline: bool = False
    allow_hosts: frozenset[str] = frozenset()
    copies: Mapping[str, Path] = field(default_factory=dict)
    routes: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    prefetch: bool = True

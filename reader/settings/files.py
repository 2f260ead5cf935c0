"""Where the person's files lie."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def path(environment: Mapping[str, str] = os.environ) -> Path:
    """Where the settings lie: `$PULLQUOTE_CONFIG`, else `pullquote/config.toml` in the user's configuration folder."""
    if named := environment.get("PULLQUOTE_CONFIG"):
        return Path(named)
    folder = environment.get("XDG_CONFIG_HOME") or Path.home() / ".config"
    return Path(folder) / "pullquote" / "config.toml"


def keys_path(settings: Path) -> Path:
    """Where the keys may lie by themselves: `keys.toml` beside the settings."""
    return settings.with_name("keys.toml")


def log_path(environment: Mapping[str, str] = os.environ) -> Path:
    """Where the request log lies: `pullquote/requests.jsonl` in the folder for what programs keep between runs."""
    folder = environment.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(folder) / "pullquote" / "requests.jsonl"


def shown(file: Path) -> str:
    """A path as a person writes it, with ~ for the home folder."""
    try:
        return f"~/{file.relative_to(Path.home())}"
    except (ValueError, RuntimeError):  # elsewhere, or there is no home
        return str(file)

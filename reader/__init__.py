"""Pullquote: a terminal reader for commentary that tells whose words are whose and tracks every source.

The Python API is three names: `read`, `judge` and `UnreadableError`. Each is loaded when it is first used, so that
importing this package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.api import judge as judge
    from reader.api import read as read
    from reader.errors import UnreadableError as UnreadableError

__version__ = "0.1.0"

__all__ = ["UnreadableError", "__version__", "judge", "read"]

_HOMES = {"UnreadableError": "reader.errors", "judge": "reader.api", "read": "reader.api"}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'reader' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)

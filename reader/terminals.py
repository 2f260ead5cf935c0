"""Where the program is looked at: a terminal, a web page, or neither."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def in_browser(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether `pullquote serve` started this: the screen is drawn in a web page, and keys come from there."""
    return environment.get("TEXTUAL_DRIVER", "").endswith(":WebDriver")


def has_screen() -> bool:
    """Whether what is written to standard output is looked at by a person, and not taken by another program."""
    return in_browser() or sys.stdout.isatty()

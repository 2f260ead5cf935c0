"""Regular expressions that are compiled when they are first used.

To compile all that the rules may need takes many times as long as to read a page, and most pages need few of them.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any, AnyStr, cast


def pattern(expression: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """A regular expression, to be compiled when one of its methods is first asked for."""
    return cast("re.Pattern[AnyStr]", _Pattern(expression, flags))


class _Pattern:
    def __init__(self, expression: str | bytes, flags: int) -> None:
        self._expression, self._flags = expression, flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._compiled, name)
        setattr(self, name, found)  # where it is found from now on
        return found

    @cached_property
    def _compiled(self) -> re.Pattern[Any]:
        return re.compile(self._expression, self._flags)

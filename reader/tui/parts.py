"""Widgets, screens and apps that are written in parts: classes that build on one another."""

from __future__ import annotations

from typing import Any


class InParts:
    """The first base of a widget's first part. Every part says that it is one (`part=True`), the whole says nothing.

    Textual looks through every attribute of each subclass of a widget, all that it inherits included, for what it adds
    to bindings, reactives and types of CSS. That is to be found in the whole alone, and so are the bindings: looking
    through twenty parts would hold up the first frame.
    """

    def __init_subclass__(cls, *, part: bool = False, **how: Any) -> None:
        if not part:
            super().__init_subclass__(**how)

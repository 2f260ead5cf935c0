"""Whose words each block is: what the markup says, a guess where the marks are lost, and whom a quotation is from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.voices.hearing import hear

if TYPE_CHECKING:
    from reader.voices.attribution import attribute

__all__ = ["attribute", "hear"]


def __getattr__(name: str) -> object:
    """Load what needs the table of outlets when it is first asked for (PEP 562)."""
    if name == "attribute":
        from reader.voices.attribution import attribute

        return attribute
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

"""Copies that a person gives of pages which the article only names: "The Associated Press has learned", and no link."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reader.sources.canonical import host
from reader.sources.model import SourceKind
from reader.voices.outlets import outlet_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.sources.model import Source


def standing_in(sources: Sequence[Source], addresses: Iterable[str]) -> tuple[Source, ...]:
    """The sources, those that are only named with the address of a copy that is from the outlet of that name."""
    of_outlet: dict[str, str] = {}
    for address in addresses:
        outlet = outlet_of(host(address).removeprefix("www."))
        if outlet is not None:
            of_outlet.setdefault(outlet, address)
    return tuple(
        replace(one, kind=SourceKind.LINK, url=of_outlet[one.name])
        if one.url is None and one.name in of_outlet
        else one
        for one in sources
    )

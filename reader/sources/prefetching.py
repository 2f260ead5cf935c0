"""What is fetched in the background, before anybody asks for it, and what is not, and why. Pure."""

from __future__ import annotations

from reader.options import Prefetch
from reader.sources.canonical import host

MOST_A_PAGE = 250
"""Sources of one article that are fetched by themselves."""

MOST_OF_A_HOST = 60
"""How many of these may be of one host, unless it is the person's own."""

MOST_BYTES = 100 << 20
"""Bytes after which no more of an article's sources are fetched by themselves."""


def withheld(url: str, number: int, prefetch: Prefetch, home: str | None) -> str | None:
    """Why a source is not fetched by itself, as a sentence, or None where it is.

    Args:
        url: the source's canonical address.
        number: which source of its article it is, from 0.
        prefetch: what the person wants.
        home: the article's own address, where known.
    """
    if prefetch is Prefetch.OFF:
        return "Nothing is fetched by itself, as you set it, so it waits until you ask for it."
    if prefetch is Prefetch.SAME_SITE and not (home and is_same_site(url, home)):
        return "Only pages of the article's own site are fetched by themselves, as you set it."
    if number >= MOST_A_PAGE:
        return f"Of one article only {MOST_A_PAGE} sources are fetched by themselves; this one waits until you ask."
    return None


def over_budget() -> str:
    """Why a source waits once very much was fetched for an article, as a sentence."""
    return f"{MOST_BYTES >> 20} MB were fetched for this article; this one waits until you ask."


def of_one_host(where: str) -> str:
    """Why a source waits of whose host there are very many, as a sentence."""
    return f"Of one article only {MOST_OF_A_HOST} pages of {where} are fetched by themselves; this one waits."


def outside() -> str:
    """Why a link of the whole page waits that is not the article's, as a sentence."""
    return "It stands outside the article, so it waits until you ask for it, and is none of its sources."


def is_same_site(one: str, other: str) -> bool:
    """Whether one address is on the host of the other, or on a part of it ("www.", "blog.")."""
    first, second = host(one).removeprefix("www."), host(other).removeprefix("www.")
    return first == second or first.endswith(f".{second}") or second.endswith(f".{first}")

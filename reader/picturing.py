"""Fetching a picture that a person asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.errors import FetchError, OpenError

if TYPE_CHECKING:
    from reader.sources.model import Ask

SECONDS = 20.0
"""How long a picture may take."""

_FIRST_ERROR = 400


async def picture_at(url: str, ask: Ask | None) -> bytes:
    """The bytes of the picture at an address; `ask` is None where there is no network.

    Raises:
        OpenError: it could not be had.
    """
    from reader.sources.failures import answer_words
    from reader.sources.model import Question

    if ask is None:
        raise OpenError("The picture cannot be fetched offline.")
    try:
        page = await ask(Question(url, "picture", SECONDS, whole=True))
    except FetchError as error:
        raise OpenError(f"The picture could not be fetched: {error}") from None
    if page.status >= _FIRST_ERROR:
        raise OpenError(f"The picture is not there: its server answered {answer_words(page.status)}.")
    return page.body

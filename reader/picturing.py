"""Fetching a picture that a person asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.errors import FetchError, OpenError

if TYPE_CHECKING:
    from reader.sources.model import Ask

SECONDS = 20.0
"""How long a picture may take."""

KEPT = 24 << 20
"""Bytes of pictures that are kept, to be drawn again in another size without asking for them again."""

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


class Pictures:
    """The pictures that were fetched last, as they came, within `most` bytes."""

    def __init__(self, most: int = KEPT) -> None:
        self._most = most
        self._kept: dict[str, bytes] = {}

    async def at(self, url: str, ask: Ask | None) -> bytes:
        """The bytes of the picture at an address, fetched where they are not kept. Raises OpenError."""
        data = self._kept.pop(url, None)
        if data is None:
            data = await picture_at(url, ask)
        self._kept[url] = data
        while sum(map(len, self._kept.values())) > self._most:
            del self._kept[next(iter(self._kept))]
        return data

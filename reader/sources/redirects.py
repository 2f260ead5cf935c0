"""Following redirects by hand: each target is made canonical, and loops and long chains end."""

from __future__ import annotations

from reader.errors import FetchError
from reader.sources.canonical import canonical
from reader.sources.failures import host_of

MOST = 10
"""Redirects that are followed for one page."""

_STATUSES = frozenset((301, 302, 303, 307, 308))


class Chain:
    """The redirects of one fetch.

    Attributes:
        first: the address asked at first.
        url: the address to ask now.
        hops: (status, the address it led to) of each redirect so far.
    """

    def __init__(self, url: str) -> None:
        self.first = url
        self.url = url
        self.hops: list[tuple[int, str]] = []
        self._asked: set[tuple[str, str]] = set()

    def ask(self, cookies: str) -> None:
        """Note that the address is asked with these cookies: coming back to it with a new one is no loop.

        Raises:
            FetchError: it has been asked just so before.
        """
        if (self.url, cookies) in self._asked:
            raise FetchError("http", f"{host_of(self.url)} redirects in a circle.")
        self._asked.add((self.url, cookies))

    def follow(self, status: int, location: str | None) -> bool:
        """Take the next step where the answer is a redirect; return whether there is another address to ask.

        Raises:
            FetchError: the chain is too long, or leads to what is no web address.
        """
        if status not in _STATUSES or not location:
            return False
        if len(self.hops) == MOST:
            raise FetchError("http", f"{host_of(self.url)} redirects more than {MOST} times.", status=status)
        try:
            self.url = canonical(location, self.url).partition("#")[0]
        except ValueError as error:
            message = f"{host_of(self.url)} redirects to what cannot be fetched: {error}"
            raise FetchError("policy", message, status=status) from None
        self.hops.append((status, self.url))
        return True

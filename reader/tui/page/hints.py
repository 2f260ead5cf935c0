"""Choosing a link by typing: letters over the links on screen, or a link's number."""

from __future__ import annotations

from typing import NamedTuple


def hint_words(count: int, letters: str) -> list[str]:
    """`count` words of two letters or more, all of one length and as short as can be, so that none begins another."""
    words = list(letters)
    while len(words) < count:
        words = [word + letter for word in words for letter in letters]
    return words[:count]


class Choice(NamedTuple):
    """A choice under way: the word of each link (index in the pane's links) and what has been typed so far."""

    words: dict[str, int]
    typed: str = ""

    def typing(self, letter: str) -> Choice:
        """The choice after one more letter."""
        return self._replace(typed=self.typed + letter)

    @property
    def chosen(self) -> int | None:
        """The link whose word is typed, or None."""
        return self.words.get(self.typed)

    @property
    def open(self) -> dict[int, str]:
        """The links that can still be chosen, and the letters of each that are left to type."""
        typed = self.typed
        return {link: word[len(typed) :] for word, link in self.words.items() if word.startswith(typed)}

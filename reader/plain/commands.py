"""The lines that a person types to the linear face, and what they mean."""

from __future__ import annotations

from typing import NamedTuple


class Command(NamedTuple):
    """One command: its name, what may follow it, and what it does."""

    name: str
    takes: str
    does: str


COMMANDS = (
    Command("next", "[N]", "read on: the next paragraph, or the next N; an empty line does the same"),
    Command("previous", "[N]", "go back a paragraph, or N, and read it"),
    Command("read", "", "read everything from here to the end"),
    Command("again", "", "read this paragraph again"),
    Command("top", "", "go to the beginning and read it"),
    Command("find", "[WORDS]", "go on to the next place where the words stand; without words, the same ones again"),
    Command("contents", "", "list the headings, numbered"),
    Command("heading", "N", "go to a heading and read it"),
    Command("quotations", "", "list the quotations and what was found of each"),
    Command("sources", "", "list the sources and what became of each"),
    Command("source", "N", "say what is known of a source, and read the passage that fits"),
    Command("open", "N or ADDRESS or FILE", "open a source by its number, or anything else"),
    Command("article", "N", "open one of the articles to choose from, by its number"),
    Command("back", "", "go back to the article that was open before, where you were"),
    Command("where", "", "say what is open and how far you are"),
    Command("help", "", "list the commands"),
    Command("quit", "", "end; so does the end of input"),
)
"""Every command; the first letters are enough, and where several begin so, the first of them is meant."""


_LETTERS = {"q": "quit"}  # as everywhere


def understood(line: str) -> tuple[str, str]:
    """The command that a line means and what follows it; ("", line) where it means none."""
    word, _, rest = line.strip().partition(" ")
    if not word:
        return "next", ""
    names = [one.name for one in COMMANDS]
    word = word.lower()
    if word in names:  # "source" is no short form of "sources"
        return word, rest.strip()
    return _LETTERS.get(word) or next((one for one in names if one.startswith(word)), ""), rest.strip()


def help_text() -> str:
    """Every command with what it does, one a line."""
    return "\n".join(f"{one.name}{' ' * bool(one.takes)}{one.takes}: {one.does}." for one in COMMANDS)

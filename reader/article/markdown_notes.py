"""Footnotes in Markdown, as pandoc and GitHub write them: `[^a]` in the text, and `[^a]: …` for the note."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mdit_py_plugins.footnote import footnote_plugin

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

    from reader.article.addresses import Addresses
    from reader.article.drafting import Draft
    from reader.article.inline import Run

_REFERENCE = re.compile(r"\[\^([^\s\]\[]{1,60})\]")


def take_notes(parser: MarkdownIt) -> None:
    """Let a parser know notes; they stay where they stand."""
    footnote_plugin(parser, inline=False, move_to_end=False)
    parser.inline.ruler.at(
        "footnote_ref", _refer
    )  # the plugin's own looks for the end of a label as far as a line goes


class Notes:
    """Writes notes and what refers to them, each led to the other by an address within the page."""

    def __init__(self, draft: Draft, run: Run, addresses: Addresses) -> None:
        self._draft, self._run, self._addresses = draft, run, addresses
        self._numbers: dict[str, int] = {}
        self._label: str | None = None

    def refer(self, token: Token) -> None:
        """Write what refers to a note: its label, in brackets."""
        label = token.meta["label"]
        self._draft.place(self._name("fnref", label))
        self._run.text("[")
        self._link("fn", label)
        self._run.text("]")

    def begin(self, token: Token) -> None:
        """A note begins, with the block that comes next."""
        self._label = token.meta["label"]
        self._draft.place(self._name("fn", self._label))

    def head(self) -> None:
        """Write the label of a note that has just begun, before its text; it leads back."""
        if self._label is not None:
            label, self._label = self._label, None
            self._link("fnref", label)
            self._run.text(" ")

    def end(self) -> None:
        """The note ends, though no text came."""
        self._label = None

    def _link(self, to: str, label: str) -> None:
        self._run.open(None, self._addresses.link(f"#{self._name(to, label)}"))
        self._run.text(label)
        self._run.close()

    def _name(self, what: str, label: str) -> str:
        return f"{what}-{self._numbers.setdefault(label, len(self._numbers) + 1)}"


def _refer(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - as the parser calls it
    found = _REFERENCE.match(state.src, state.pos, state.posMax)
    if found is None or f":{found[1]}" not in state.env.get("footnotes", {}).get("refs", {}):
        return False
    if not silent:
        state.push("footnote_ref", "", 0).meta = {"label": found[1]}
    state.pos = found.end()
    return True

"""Markdown (CommonMark with tables, strikethrough and footnotes) to an article; HTML in it is text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.article import clean, front_matter
from reader.article.addresses import Addresses
from reader.article.drafting import Draft
from reader.article.inline import Inline, Run
from reader.article.model import Article, Figure, Format, Kind, Mark
from reader.errors import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

_MARKS = {"em_open": Mark.EMPHASIS, "strong_open": Mark.STRONG}
_AROUND = frozenset(("blockquote_open", "blockquote_close", "footnote_reference_open", "footnote_reference_close"))
_NESTING_LIMIT = 100


def parse_markdown(text: str, url: str | None = None) -> Article:
    """The article that a Markdown text holds.

    Raises:
        UnreadableError: there is no text in it.
    """
    from markdown_it import MarkdownIt

    from reader.article.markdown_notes import take_notes

    text = text.replace("\r\n", "\n").replace("\r", "\n")
    front = front_matter.read(text)
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": _NESTING_LIMIT}).enable(["table", "strikethrough"])
    take_notes(parser)
    addresses = Addresses(url)
    writer = _Writer(addresses)
    writer.write(parser.parse(text[front.end :]))
    writer.draft.lead_links(addresses)
    blocks = writer.draft.blocks
    if not any(block.text for block in blocks):
        raise UnreadableError("There is no text in it; give a page, a Markdown file or a text file with text.")
    heading = next((block.text for block in blocks if block.kind is Kind.HEADING and block.level == 1), "")
    return Article(
        blocks=tuple(blocks),
        metadata=front_matter.metadata(front.fields, heading),
        format=Format.MARKDOWN,
        url=url,
        quotations=tuple(writer.draft.quotations),
    )


def _caption(title: str, figure: Figure, around: str | None) -> Inline:
    """A picture's title; where the picture is linked, words that carry its link."""
    return Inline(title or figure.alt or around).linked(around) if around else Inline(title)


class _Writer:
    """Writes the parser's flat tokens into a draft."""

    def __init__(self, addresses: Addresses) -> None:
        from reader.article.markdown_notes import Notes

        self.draft = Draft()
        self._addresses = addresses
        self._run = Run()
        self._notes = Notes(self.draft, self._run, addresses)
        self._lists: list[int | None] = []
        self._marker: list[str] = []
        self._heading = 0
        self._header_rows = 0
        self._around: list[tuple[list[int | None], list[str]]] = []

    def write(self, tokens: Sequence[Token]) -> None:
        """Write every token."""
        in_table = False
        for token in tokens:
            kind = token.type
            if kind == "table_open":
                in_table, self._header_rows = True, 0
            elif kind == "table_close":
                in_table = False
                self.draft.add(Kind.TABLE, self._run.finish(keep_ends=True), level=self._header_rows)
            elif in_table:
                self._table(token)
            elif kind == "inline":
                self._paragraph(token)
            elif kind in _AROUND:
                self._go_through(token)
            else:
                self._block(token)

    def _go_through(self, token: Token) -> None:
        """Into a quotation or a note, or out of it: what stands in it is in none of the lists around it."""
        if token.type.endswith("_open"):
            self._around.append((self._lists, self._marker))
            self._lists, self._marker = [], []
        else:
            self._lists, self._marker = self._around.pop()
        if token.type == "blockquote_open":
            self.draft.open_quotation()
        elif token.type == "blockquote_close":
            self.draft.close_quotation()
        elif token.type == "footnote_reference_open":
            self._notes.begin(token)
        else:
            self._notes.end()

    def _block(self, token: Token) -> None:
        kind = token.type
        if kind == "heading_open":
            self._heading = int(token.tag[1])
        elif kind == "heading_close":
            self._heading = 0
        elif kind in {"bullet_list_open", "ordered_list_open"}:
            self._lists.append(int(token.attrGet("start") or 1) if kind == "ordered_list_open" else None)
        elif kind in {"bullet_list_close", "ordered_list_close"}:
            self._lists.pop()
        elif kind == "list_item_open":
            self._open_item()
        elif kind == "list_item_close":
            self._marker.pop()
        elif kind == "hr":
            self.draft.add(Kind.RULE, Inline(""))
        elif kind in {"fence", "code_block"}:
            self._run.verbatim(token.content)
            language = clean.line(token.info.strip().partition(" ")[0]).lower()
            self.draft.add(Kind.CODE, self._run.finish(keep_ends=True), marker=language)

    def _open_item(self) -> None:
        number = self._lists[-1]
        self._marker.append("•" if number is None else f"{number}.")
        if number is not None:
            self._lists[-1] = number + 1

    def _paragraph(self, token: Token) -> None:
        self._notes.head()
        pictures = self._inline(token.children or [])
        inline = self._run.finish()
        if inline.text and self._heading:
            self.draft.add(Kind.HEADING, inline, level=self._heading)
        elif inline.text and self._marker:
            self.draft.add(Kind.LIST_ITEM, inline, level=max(1, len(self._lists)), marker=self._marker[-1])
            self._marker[-1] = ""
        elif inline.text:
            self.draft.add(Kind.PARAGRAPH, inline)
        for picture, caption in pictures:
            self.draft.add(Kind.FIGURE, caption, figure=picture)

    def _inline(self, tokens: Sequence[Token]) -> list[tuple[Figure, Inline]]:
        """Into the run; returns the pictures, with their titles as captions."""
        pictures: list[tuple[Figure, Inline]] = []
        opened: list[bool] = []
        around = None
        for token in tokens:
            kind = token.type
            if kind in {"text", "html_inline", "text_special"}:
                self._run.text(token.content)
            elif kind == "code_inline":
                self._run.open(Mark.CODE)
                self._run.text(token.content)
                self._run.close()
            elif kind == "softbreak" or (kind == "hardbreak" and self._heading):
                self._run.text(" ")
            elif kind == "hardbreak":
                self._run.break_with("\n")
            elif kind == "footnote_ref":
                self._notes.refer(token)
            elif kind == "image":
                pictures += self._picture(token, around)
            elif kind.endswith("_open"):
                url = self._addresses.link(str(token.attrGet("href") or "")) if kind == "link_open" else None
                around = url if kind == "link_open" else around
                opened.append(kind in _MARKS or url is not None)
                if opened[-1]:
                    self._run.open(_MARKS.get(kind), url)
            elif kind.endswith("_close"):
                around = None if kind == "link_close" else around
                if opened.pop():
                    self._run.close()
        return pictures

    def _picture(self, token: Token, around: str | None) -> list[tuple[Figure, Inline]]:
        """A picture, with its title as caption; none where nothing is known of it."""
        figure = Figure(self._addresses.link(str(token.attrGet("src") or "")), clean.line(token.content))
        caption = _caption(clean.line(str(token.attrGet("title") or "")), figure, around)
        return [(figure, caption)] if figure.image or figure.alt else []

    def _table(self, token: Token) -> None:
        kind = token.type
        if kind == "tr_open":
            self._cell = 0
            if self._run:
                self._run.break_with("\n")
        elif kind in {"th_open", "td_open"}:
            if self._cell:
                self._run.break_with("\t")
            self._cell += 1
        elif kind == "thead_close":
            self._header_rows = 1
        elif kind == "inline":
            self._inline(token.children or [])

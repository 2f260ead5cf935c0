"""The pen that blocks are written with: what the running text will become, and the pictures that wait for its end."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.article.inline import Run
from reader.article.model import Kind
from reader.article.pictures import picture_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.article.addresses import Addresses
    from reader.article.drafting import Draft
    from reader.article.model import Figure
    from reader.article.tree import Node


class Setting(NamedTuple):
    """What a run of text becomes: the kind of block, with its level and its marker."""

    kind: Kind = Kind.PARAGRAPH
    level: int = 0
    marker: str = ""


PARAGRAPH = Setting()


class Pen:
    """Collects a run of inline text and sets it down as a block.

    Attributes:
        run: the text so far.
        in_table: blocks only part words, since all of a table is one block.
        in_code: white space stands, since all of a listing is one block.
    """

    def __init__(self, draft: Draft, addresses: Addresses) -> None:
        self.draft = draft
        self.addresses = addresses
        self.run = Run()
        self.in_table = self.in_code = False
        self._settings = [PARAGRAPH]
        self._pictures: list[Node] = []

    @property
    def setting(self) -> Setting:
        """What the run will become."""
        return self._settings[-1]

    def text(self, piece: str) -> None:
        """More text."""
        if self.in_code:
            self.run.verbatim(piece)
        else:
            self.run.text(piece)

    def picture(self, node: Node) -> None:
        """A picture, to be set down after the run that it stands in."""
        if not (self.in_table or self.in_code):
            self._pictures.append(node)

    def push(self, setting: Setting) -> None:
        """The runs from here on become something else."""
        self.flush()
        self._settings.append(setting)

    def pop(self) -> None:
        """The runs from here on become what they were before."""
        self.flush()
        self._settings.pop()

    def flush(self) -> None:
        """The run ends here; the first block of a list item has the marker."""
        if self.in_table:
            self.run.text(" ")
            return
        if self.in_code:
            if self.run and not self.run.at_line_start:
                self.run.verbatim("\n")
            return
        if self.run.length:
            setting = self._settings[-1]
            inline = self.run.finish()
            if inline.text:
                self.draft.add(setting.kind, inline, level=setting.level, marker=setting.marker)
                if setting.marker:
                    self._settings[-1] = setting._replace(marker="")
        if self._pictures:
            pictures, self._pictures = self._pictures, []
            for picture in pictures:
                self.figure(picture)

    def figure(self, node: Node, link: str | None = None) -> None:
        """A picture with the run as its caption; `link` is where the picture itself leads."""
        picture = picture_of(node, self.addresses)
        inline = self.run.finish()
        if link and inline.text and not inline.links:
            inline = inline.linked(link)
        if picture:
            self.draft.add(Kind.FIGURE, inline, figure=picture)
        elif inline.text:
            self.draft.add(Kind.PARAGRAPH, inline)

    def figures(self, nodes: Sequence[Node], link: str | None) -> None:
        """The pictures of one figure; the first has the caption, and only those with an address of their own follow."""
        self.figure(nodes[0], link)
        seen: set[str | None] = {None, _image(picture_of(nodes[0], self.addresses))}
        for node in nodes[1:]:
            image = _image(picture_of(node, self.addresses))
            if image not in seen:
                self.figure(node)
                seen.add(image)

    def caption(self) -> None:
        """The run is the caption of the picture just before it, where that has none."""
        if not (self.run and self.draft.caption_last(self.run)):
            self.flush()


def _image(picture: Figure | None) -> str | None:
    return picture.image if picture else None

"""Nodes to blocks: the elements of the article in document order, as the reader will show them.

Iterative over a stack of nodes, texts and leave-taking calls, since pages nest deeper than Python recurses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.article import footnotes
from reader.article.crediting import credit_in_node
from reader.article.inline import Inline
from reader.article.listings import is_gutter, language_of
from reader.article.lists import BULLET, Numbering
from reader.article.model import Kind, Mark
from reader.article.pen import PARAGRAPH, Pen, Setting
from reader.article.pictures import caption_node, images_in, is_caption, stands_for_text
from reader.article.quotations import REPEATED
from reader.article.tables import Grid, header_rows, in_reading_order, is_data
from reader.article.tree import INLINE, Node

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reader.article.addresses import Addresses
    from reader.article.drafting import Draft

    Children = Sequence[Node | str]

_MARKS = {
    **dict.fromkeys(("em", "i", "dfn", "var", "cite"), Mark.EMPHASIS),
    **dict.fromkeys(("strong", "b"), Mark.STRONG),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), Mark.CODE),
}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_QUOTE_MARKS = ("“”", "‘’")
# Characters that a figure may have beside its caption (a credit, a zoom button) and still be one.
_FIGURE_SLACK = 40


class Writer:
    """Writes nodes into a draft. Each handler returns what of its node is still to be written."""

    def __init__(self, draft: Draft, addresses: Addresses) -> None:
        self._draft = draft
        self._addresses = addresses
        self._pen = Pen(draft, addresses)
        self._lists: list[Numbering] = []
        self._quote_depth = 0
        self._grid = Grid()
        # Pictures that their figure sets down itself.
        self._captioned: set[Node] = set()
        self._stack: list[Node | str | Callable[[], object]] = []
        self._handlers: dict[str, Callable[[Node], Children]] = {
            "a": self._link, "q": self._short_quote, "br": self._break, "img": self._image, "amp-img": self._image,
            "picture": self._picture, "sup": self._raised, "ul": self._list, "ol": self._list, "li": self._item,
            "dl": self._list, "dt": self._term, "dd": self._definition, "blockquote": self._quotation,
            "pre": self._code, "hr": self._rule, "figure": self._figure, "table": self._table, "tr": self._row,
            "td": self._cell, "th": self._cell, REPEATED: self._repeated,
        }  # fmt: skip

    def write(self, root: Node) -> None:
        """Write the node and all in it."""
        stack, text = self._stack, self._pen.text
        stack.append(root)
        while stack:
            item = stack.pop()
            if isinstance(item, str):
                text(item)
            elif isinstance(item, Node):
                stack.extend(reversed(self._open(item)))
            else:
                item()
        self._pen.flush()

    def _open(self, node: Node) -> Children:
        tag = node.tag
        if node.attributes and (name := footnotes.place_of(node)):
            if tag not in INLINE:
                self._pen.flush()
            self._draft.place(name)
        if handler := self._handlers.get(tag):
            return handler(node)
        if mark := _MARKS.get(tag):
            return self._marked(node, mark)
        if level := _HEADINGS.get(tag):
            return self._set(node, Setting(Kind.HEADING, level))
        return node.children if tag in INLINE else self._block(node)

    def _block(self, node: Node) -> Children:
        """A block without a meaning of its own: what is in it stands apart from what is around it."""
        self._pen.flush()
        self._stack.append(self._pen.caption if is_caption(node) else self._pen.flush)
        return node.children

    def _set(self, node: Node, setting: Setting) -> Children:
        """A block whose runs become blocks of that setting."""
        self._pen.push(setting)
        self._stack.append(self._pen.pop)
        return node.children

    # Inline elements.

    def _marked(self, node: Node, mark: Mark) -> Children:
        self._pen.run.open(mark)
        self._stack.append(self._pen.run.close)
        return node.children

    def _link(self, node: Node) -> Children:
        if url := self._addresses.link(node.get("href")):
            self._pen.run.open(None, url)
            self._stack.append(self._pen.run.close)
        return footnotes.in_brackets(node) if footnotes.is_unraised(node) else node.children

    def _short_quote(self, node: Node) -> Children:
        """The marks that a browser would set around it stand inside the span, as they do in the browser."""
        marks = _QUOTE_MARKS[self._quote_depth % 2]
        self._quote_depth += 1
        self._pen.run.open(Mark.QUOTE, self._addresses.link(node.get("cite")))

        def leave() -> None:
            self._quote_depth -= 1
            self._pen.run.close()

        self._stack.append(leave)
        return [marks[0], *node.children, marks[1]]

    def _raised(self, node: Node) -> Children:
        return footnotes.in_brackets(node) if footnotes.is_raised(node) else node.children

    def _break(self, _: Node) -> Children:
        pen = self._pen
        if pen.in_code:
            pen.run.verbatim("\n")
        elif pen.in_table or pen.setting.kind is Kind.HEADING:
            pen.run.text(" ")
        elif pen.run.at_line_start:
            pen.flush()
        elif pen.run:
            pen.run.break_with("\n")
        return ()

    def _image(self, node: Node) -> Children:
        if stands_for_text(node):
            return [node.get("alt")]
        if node not in self._captioned:
            self._pen.picture(node)
        return ()

    def _picture(self, node: Node) -> Children:
        return [inner for inner in node.walk() if inner.tag == "img"][:1]

    # Lists.

    def _list(self, node: Node) -> Children:
        self._pen.flush()
        self._lists.append(Numbering(node))
        self._stack += [self._lists.pop, self._pen.flush]
        return node.children

    def _item(self, node: Node) -> Children:
        marker = self._lists[-1].marker(node) if self._lists else BULLET
        return self._set(node, Setting(Kind.LIST_ITEM, max(1, len(self._lists)), marker))

    def _term(self, node: Node) -> Children:
        """What is defined: a paragraph that stands out."""
        self._pen.flush()
        self._stack.append(self._pen.flush)
        return self._marked(node, Mark.STRONG)

    def _definition(self, node: Node) -> Children:
        """What defines it: set in, without a marker."""
        if is_caption(node):
            return self._block(node)
        return self._set(node, Setting(Kind.LIST_ITEM, max(1, len(self._lists))))

    # Other block elements.

    def _quotation(self, node: Node) -> Children:
        if self._pen.in_table or self._pen.in_code:
            return self._block(node)
        self._pen.push(PARAGRAPH)
        self._draft.open_quotation(self._addresses.link(node.get("cite")))
        lists, self._lists = self._lists, []

        def leave() -> None:
            self._pen.pop()
            self._lists = lists
            outermost = self._draft.depth == 1
            self._draft.close_quotation(credit_in_node(node) if outermost else None)

        self._stack.append(leave)
        return node.children

    def _repeated(self, node: Node) -> Children:
        """A pull quote."""
        self._pen.flush()
        self._draft.repeating = True

        def leave() -> None:
            self._pen.flush()
            self._draft.repeating = False

        self._stack.append(leave)
        return node.children

    def _code(self, node: Node) -> Children:
        pen = self._pen
        if pen.in_table or pen.in_code:
            return node.children
        if is_gutter(node):
            return ()
        pen.flush()
        pen.in_code = True

        def leave() -> None:
            pen.in_code = False
            inline = pen.run.finish(keep_ends=True)
            if inline.text.strip():
                self._draft.add(Kind.CODE, inline, marker=language_of(node))

        self._stack.append(leave)
        return node.children

    def _rule(self, _: Node) -> Children:
        self._pen.flush()
        blocks = self._draft.blocks
        if blocks and blocks[-1].kind is not Kind.RULE and not (self._pen.in_table or self._pen.in_code):
            self._draft.add(Kind.RULE, Inline(""))
        return ()

    def _figure(self, node: Node) -> Children:
        caption = caption_node(node)
        if self._pen.in_table or self._pen.in_code or caption is None:
            return self._block(node)
        self._pen.flush()
        images = images_in(node)
        if not images or node.quotes or node.length > caption.length + _FIGURE_SLACK:
            return self._block(node)
        around = next((above for above in images[0].ancestors() if above.tag == "a"), None)
        link = self._addresses.link(around.get("href")) if around else None
        self._captioned.update(images)

        self._stack.append(lambda: self._pen.figures(images, link))
        return caption.children

    # Tables.

    def _table(self, node: Node) -> Children:
        pen = self._pen
        if pen.in_table or pen.in_code or not is_data(node):
            return self._block(node)
        pen.flush()

        def enter() -> None:
            pen.flush()
            pen.in_table = True
            self._grid = Grid()

        def leave() -> None:
            inline = pen.run.finish(keep_ends=True)
            pen.in_table = False
            if inline.text.strip():
                self._draft.add(Kind.TABLE, inline, level=header_rows(node))

        self._stack.append(leave)
        self._stack.extend(reversed(in_reading_order(node)))
        self._stack.append(enter)
        return [child for child in node.elements if child.tag == "caption"]

    def _row(self, node: Node) -> Children:
        if not self._pen.in_table:
            return self._block(node)
        self._grid.row()
        if not node.length:
            return ()
        if self._pen.run:
            self._pen.run.break_with("\n")
        return node.elements

    def _cell(self, node: Node) -> Children:
        if not self._pen.in_table:
            return self._set(node, PARAGRAPH)
        for _ in range(self._grid.cell(node)):
            self._pen.run.break_with("\t")
        return node.children

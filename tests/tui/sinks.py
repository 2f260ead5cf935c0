"""Finds where a widget is given text that it would take for markup: anything but a literal or a `Content`.

It reads the source, for a page's brackets are rare enough to get past every test by example. It knows no types: a value
counts as `Content` where it is made as one on the spot, or where an annotation in the package says so.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# fmt: off
WIDGETS = frozenset((
    "Static", "Label", "Button", "Checkbox", "RadioButton", "Option", "OptionList", "SelectionList", "Select",
    "Collapsible", "Tab", "TabPane", "TabbedContent", "Placeholder", "Tree", "DataTable", "Link", "Toast",
))
"""What reads the text it is made with as markup."""

METHODS = frozenset((
    "update", "add_option", "add_options", "replace_option_prompt", "add_row", "add_rows", "add_column", "add_columns",
    "update_cell", "with_tooltip", "set_label", "add_leaf",
))
"""What does so of a widget there is."""
# fmt: on

HITS = {"DiscoveryHit": 0, "Hit": 1}
"""Entries of the palette, and which of their arguments is read so."""

ATTRIBUTES = frozenset({"tooltip", "border_title", "border_subtitle", "placeholder", "label"})
"""What is read as markup when it is set, or given by this name."""

_TEXTS = ATTRIBUTES | {"content", "renderable", "prompt", "title"}
_BANNED = frozenset({"escape", "render"})
"""Names of `textual.markup` and `rich.markup`: what `escape` lets through is markup still."""

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def complaints(sources: Mapping[str, str]) -> list[str]:
    """What is wrong in the modules of a package, by name: module, line, and what stands there."""
    trees = {name: ast.parse(source) for name, source in sources.items()}
    known = frozenset(found for tree in trees.values() for found in _contents(tree))
    return [
        f"{name}:{node.lineno}: {ast.unparse(node)}"
        for name, tree in trees.items()
        for node in _Scan(tree, known).found()
    ]


def _contents(tree: ast.Module) -> Iterator[str]:
    """The names of functions that return a `Content`, of fields that hold one, and of widgets that take only that."""
    for node in ast.walk(tree):
        if isinstance(node, _FUNCTIONS) and _is_content(node.returns):
            yield node.name
        elif isinstance(node, ast.ClassDef):
            if _takes_content(node):
                yield node.name
            fields = (each for each in node.body if isinstance(each, ast.AnnAssign))
            yield from (each.target.id for each in fields if isinstance(each.target, ast.Name) and _says(each))


def _says(field: ast.AnnAssign) -> bool:
    return _is_content(field.annotation)


def _takes_content(widget: ast.ClassDef) -> bool:
    """Whether a class made of one of the widgets must be given a `Content`; that it is given one is for the types."""
    makes = next((each for each in widget.body if isinstance(each, _FUNCTIONS) and each.name == "__init__"), None)
    first = makes.args.args[1:2] if makes else []
    return any(ast.unparse(base) in WIDGETS for base in widget.bases) and any(
        _is_content(each.annotation) for each in first
    )


def _is_content(annotation: ast.expr | None) -> bool:
    return annotation is not None and ast.unparse(annotation) in ("Content", "Content | None")


class _Scan:
    """One module; `known` names what is known to be a `Content` in the package."""

    def __init__(self, tree: ast.Module, known: frozenset[str]) -> None:
        self._tree = tree
        self._known = known
        self._has_widgets = any(
            isinstance(node, ast.ImportFrom) and (node.module or "").startswith("textual.widget")
            for node in ast.walk(tree)
        )

    def found(self) -> Iterator[ast.stmt | ast.expr]:
        yield from self._in(self._tree, {})

    def _in(self, node: ast.AST, names: dict[str, bool]) -> Iterator[ast.stmt | ast.expr]:
        """What is wrong in a node; `names` are those in scope, and whether each is safe."""
        if isinstance(node, (ast.Module, *_FUNCTIONS)):
            names = names | self._bound(node, names)
        if isinstance(node, (ast.stmt, ast.expr)) and self._is_wrong(node, names):
            yield node
        for child in ast.iter_child_nodes(node):
            yield from self._in(child, names)

    def _bound(self, scope: ast.AST, outer: dict[str, bool]) -> dict[str, bool]:
        """The names that a scope binds; one that is bound twice must be safe both times."""
        names: dict[str, bool] = {}
        if isinstance(scope, _FUNCTIONS):
            arguments = (*scope.args.posonlyargs, *scope.args.args, *scope.args.kwonlyargs)
            names = {each.arg: _is_content(each.annotation) for each in arguments}
        for node in ast.walk(scope):
            if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
                for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
                    if isinstance(target, ast.Name):
                        safe = self._is_safe(node.value, outer | names)
                        names[target.id] = names.get(target.id, True) and safe
        return names

    def _is_wrong(self, node: ast.stmt | ast.expr, names: dict[str, bool]) -> bool:
        match node:
            case ast.ImportFrom(module="textual.markup" | "rich.markup", names=imported):
                return any(each.name in _BANNED for each in imported)
            case ast.Assign(targets=[ast.Attribute(attr=name)], value=value) if name in ATTRIBUTES:
                return not self._is_safe(value, names)
            case ast.FunctionDef(
                name="render", args=ast.arguments(args=[_]), returns=returns
            ):  # a widget's, not a strip's
                return returns is None or "str" in ast.unparse(returns)
            case ast.Call():
                return self._is_wrong_call(node, names)
        return False

    def _is_wrong_call(self, call: ast.Call, names: dict[str, bool]) -> bool:
        """Whether a call hands over text that may be markup."""
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        if name == "escape" and ast.unparse(call.func).endswith("markup.escape"):
            return True
        if name == "from_markup":
            return not all(isinstance(each, ast.Constant) for each in call.args)
        if name == "notify" and "super()" not in ast.unparse(call.func):
            return not any(each.arg == "markup" and ast.unparse(each.value) == "False" for each in call.keywords)
        given = [each.value for each in call.keywords if each.arg in ATTRIBUTES]
        if name in WIDGETS or (name in METHODS and self._has_widgets):
            given += [*call.args, *(each.value for each in call.keywords if each.arg in _TEXTS)]
        if name in HITS:
            given += call.args[HITS[name] : HITS[name] + 1]
        return not all(self._is_safe(each, names) for each in given)

    def _is_safe(self, node: ast.expr, names: dict[str, bool]) -> bool:
        """Whether a value is a literal, a `Content`, or no text."""
        match node:
            case ast.Constant():
                return True
            case ast.Name(id=name):
                return names.get(name, False)
            case ast.Attribute(attr=name):
                return name in self._known
            case ast.IfExp(body=body, orelse=orelse):
                return self._is_safe(body, names) and self._is_safe(orelse, names)
            case ast.BoolOp(values=values) | ast.List(elts=values) | ast.Tuple(elts=values):
                return all(self._is_safe(each, names) for each in values)
            case ast.ListComp(elt=each) | ast.GeneratorExp(elt=each) | ast.Starred(value=each):
                return self._is_safe(each, names)
            case ast.Subscript(value=each, slice=ast.Slice()):
                return self._is_safe(each, names)
            case ast.Call(func=ast.Name(id=name)):
                return name == "Content" or name in self._known or name in WIDGETS
            case ast.Call(func=ast.Attribute(value=ast.Name(id="Content"))):
                return True  # `from_markup` is looked at by itself
            case ast.Call(func=ast.Attribute(value=value, attr=name)):
                return name in self._known or (isinstance(value, ast.Call) and self._is_safe(value, names))
        return False

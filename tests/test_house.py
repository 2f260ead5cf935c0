"""The house stays one of small rooms: the sizes of modules, classes and functions."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from tests.terminal import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

MODULE, CLASS, FUNCTION = 300, 250, 40
"""The most lines of each; of a function its docstring does not count, nor of a module what is only a table."""

TABLES = {"article/model.py": 335}
"""Modules that are longer, as they are lists of plain records with what each field means."""


def test_no_module_class_or_function_has_grown_past_what_one_can_keep_in_mind() -> None:
    found = []
    for file in sorted((ROOT / "reader").rglob("*.py")):
        name = file.relative_to(ROOT / "reader").as_posix()
        text = file.read_text(encoding="utf-8")
        if text.count("\n") > TABLES.get(name, MODULE):
            found.append(f"{name} has {text.count(chr(10))} lines")
        found += [f"{name}: {one}" for one in _too_long(ast.parse(text))]
    assert not found


def _too_long(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            lines = _lines(node)
            if not isinstance(node, ast.ClassDef) and ast.get_docstring(node):
                lines -= _lines(node.body[0])
            most = CLASS if isinstance(node, ast.ClassDef) else FUNCTION
            if lines > most:
                yield f"{node.name} has {lines} lines, and not {most}"


def _lines(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1

"""Every text can be read in every theme: the contrast of each pair of ink and ground that the program draws."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.color import Color

from reader.tui.palette import AA, contrast, legible
from tests.tui.contrast import PAIRS, colored, measured

if TYPE_CHECKING:
    from textual.theme import Theme

ROOT = Path(__file__).resolve().parents[2]
COLOR = st.builds(Color, *[st.integers(0, 255)] * 3)
NO_TEXT = {"rule"}
"""What parts things and is not read."""

_INK = re.compile(r"(?<![-\w])color: \$([\w-]+)")
_GROUND = re.compile(r"background: \$([\w-]+)(?![\w-]| \d)")
_CONTENT = re.compile(r"\"(?:(?!on )[\w ]+ )?\$([\w-]+)(?: on \$([\w-]+))?(?: [\w ]+)?\"")


@pytest.mark.parametrize("theme", colored(), ids=lambda theme: theme.name)
def test_contrast_reaches_aa(theme: Theme) -> None:
    failing = [pair for pair in measured(theme) if pair.full < AA or pair.of_256 < AA]
    assert not failing
    if "contrast" in theme.name:
        assert min(pair.full for pair in measured(theme)) >= 7


def test_every_color_that_is_named_is_measured() -> None:
    inks, grounds = ({pair[i] for pair in PAIRS} for i in (0, 1))
    for sheet in (ROOT / "styles").glob("*.tcss"):
        text = sheet.read_text(encoding="utf-8")
        assert set(_INK.findall(text)) <= inks | NO_TEXT, sheet.name
        assert set(_GROUND.findall(text)) <= grounds | {"code-ground"}, sheet.name
        assert not re.search(r"color: \$[\w-]+ \d+%", text), f"{sheet.name}: a mixed colour is not measured"
    for module in (ROOT / "reader" / "tui").rglob("*.py"):
        code = module.read_text(encoding="utf-8")
        assert not re.search(r"\"\$[\w-]+ \d+%", code), f"{module.name}: a mixed colour is not measured"
        for ink, ground in _CONTENT.findall(code):
            assert ink in inks | NO_TEXT, module.name
            assert not ground or (ink, ground) in PAIRS, module.name


@given(COLOR, COLOR)
def test_an_ink_is_made_legible_on_any_ground(ink: Color, ground: Color) -> None:
    found = legible(ink, [ground])
    assert contrast(found, ground) >= AA
    if contrast(ink, ground) >= AA:
        assert found.rgb == ink.rgb  # what can be read stays as it is

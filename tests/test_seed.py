"""The article that this program was thought of for, as a person copies it out of a page: no marks, no links.

Its source is written here, from what the article quotes of it, with paragraphs of our own between and one word changed.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from reader.cli import main

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.shared

ADDRESS = "https://apnews.com/article/troops"
FIRST, LAST = 3, 8  # of its paragraphs, those that are the news agency's
CUT = "Nobody in the building would put a date on it, and the reporters in the corridor had stopped asking by noon."
BETWEEN = (
    "An aide went past with a box of papers and said that the coffee was cold, which was true and helped nobody.",
    "Outside the flags hung still; two buses of schoolchildren were counted in, and later counted out again.",
)


def source_of(paragraphs: list[str]) -> str:
    """The news agency's report: what was left out after the ellipsis stands there, and one word is another."""
    report = ["Troops to leave"]
    for number, paragraph in enumerate(paragraphs):
        assert number != 2 or "adamantly" in paragraph
        whole = paragraph.replace("adamantly", "stubbornly")
        report += [whole.removesuffix("…") + "." if whole.endswith("…") else whole]
        report += [CUT] if whole.endswith("…") else []
        report += BETWEEN if number == len(paragraphs) - 2 else []
    return "\n\n".join(report)


@pytest.fixture
def checked(
    shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> dict[str, Any]:
    monkeypatch.setenv("PULLQUOTE_CONFIG", str(tmp_path / "none.toml"))
    seed = shared / "seed" / "iraq-troops.txt"
    source = tmp_path / "ap.txt"
    source.write_text(source_of(seed.read_text(encoding="utf-8").split("\n\n")[FIRST:LAST]), encoding="utf-8")
    assert main(["check", str(seed), "--json", "--offline", "--source", f"{ADDRESS}={source}"]) == 1
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def quotation_from_agency(checked: dict[str, Any]) -> dict[str, Any]:
    (agency,) = (one["id"] for one in checked["sources"] if one["name"] == "Associated Press")
    (found,) = [one for one in checked["quotes"] if one["form"] == "block" and one["attributed_to"] == agency]
    assert found["found_in"] == agency
    return dict(found)


def test_the_report_names_the_changed_word_and_opens_what_the_ellipsis_left_out(checked: dict[str, Any]) -> None:
    quote = quotation_from_agency(checked)
    assert (quote["verdict"], quote["severity"]) == ("altered", "minor")
    changed = [(one["kind"], one["quoted"], one["source"]) for one in quote["edits"] if one["quoted"]]
    assert changed == [("word", "adamantly", "stubbornly")]
    assert quote["omitted"] == [CUT]

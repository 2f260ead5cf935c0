"""`pullquote check` as somebody uses it who writes: what is wrong in a draft, and on which line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from reader import cli

if TYPE_CHECKING:
    from pathlib import Path

DRAFT = """# The bridge

The council met, [reports the Post](https://post.example/bridge).

It was a long evening with many words and few sums in it, and the lamps were put out late.

The mayor said that “we are against the tram, but we cannot pay for a bridge that nobody has drawn,” and sat down.

“The company asked for 21 million crowns to mend the old quay,” writes the Harbour Post.

She said “we are against the tram” and “we have to do what is right for everybody here”.

As [the Post](https://post.example/bridge) has it, “we are against the tram”, and “we cannot pay for a bridge”.
"""
PAGE = (
    "<title>The bridge</title><article><h1>The bridge</h1><p>“We are not against the tram, but we cannot pay for a"
    " bridge that nobody has drawn,” the mayor told the council.</p><p>The company asked for 12 million crowns to mend"
    " the old quay, and got none.</p>"
    f"{'<p>The talk was of steel, of bells, and of ferries with a bell on them.</p>' * 15}</article>"
)


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PULLQUOTE_CONFIG", str(tmp_path / "none.toml"))


def checked(tmp_path: Path, *more: str, draft: str = DRAFT) -> int:
    (tmp_path / "draft.md").write_text(draft, encoding="utf-8")
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    copy = f"https://post.example/bridge={tmp_path / 'page.html'}"
    return cli.main(
        ["check", str(tmp_path / "draft.md"), "--offline", "--library", ":memory:", "--source", copy, *more]
    )


def test_every_quotation_that_is_not_fine_is_listed_as_editors_read_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert checked(tmp_path) == cli.WRONG
    out = capsys.readouterr().out
    draft = re.escape(str(tmp_path / "draft.md"))
    found = re.findall(rf"^{draft}:(\d+): (.+?): “(.{{20}})", out, re.MULTILINE)
    assert found == [
        ("7", "altered (negation), probably from post.example", "we are against the t"),
        ("9", "altered (number), probably from post.example", "The company asked fo"),
        ("11", "unverifiable (too short to verify), no source named", "we are against the t"),
        ("11", "unverifiable (no source given)", "we have to do what i"),
        (
            "13",
            "unverifiable (five words, which do not stand there word for word), post.example",
            "we are against the t",
        ),
    ]
    assert "negation: “not” is left out" in out
    assert "number: “21” stands for “12”" in out
    assert "  6 quotations: 2 altered, 3 unverifiable, 1 verbatim" in out.splitlines()


def test_what_cannot_be_verified_is_listed_and_no_failure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draft = "# A draft\n\nShe said that “we have to do what is right for everybody here” and left.\n"
    assert checked(tmp_path, draft=draft) == cli.OK
    assert "draft.md:3: unverifiable (no source given): “we have to do" in capsys.readouterr().out

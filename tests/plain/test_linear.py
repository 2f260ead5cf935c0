"""The linear face: everything in words, in the order of the article."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader import cli
from reader.options import Options
from reader.plain.commands import COMMANDS, help_text, understood
from reader.plain.talking import NOTHING_OPEN, UNKNOWN, Talk
from reader.plain.wrapping import wrapped
from reader.session import Session

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

STORY = "https://courier.example/quay"
SAID = "The north quay has been let for nine years, two people who saw the papers said."

POST = f"""\
# The quay is nobody's

The council says the quay is sold. The [Courier]({STORY}) says it is let:

> {SAID.replace("nine", "five")}

## What was paid

- rent
- tar
  - black
  - white

3. the third

| year | rent |
|------|------|
| 2019 | 40 |
| 2020 | |

```python
paid = 40
```

![The quay at night](quay.png)

---

So which is it, asks [nobody](https://nobody.example/).
"""
SOURCE = f"<title>Quay let</title><meta name=author content='M. Okafor'><p>{SAID} </p>" + "".join(
    f"<p>Paragraph {n} is about gulls, nets and the price of tar in the lower town.</p>" for n in range(30)
)


@pytest.fixture
def post(tmp_path: Path) -> Path:
    file = tmp_path / "post.md"
    file.write_text(POST, encoding="utf-8")
    (tmp_path / "quay.html").write_text(SOURCE, encoding="utf-8")
    return file


def test_everything_is_said_in_words(post: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy = post.with_name("quay.html")
    assert cli.main(["--plain", str(post), "--offline", "--source", f"{STORY}={copy}"]) == cli.OK
    said = capsys.readouterr().out
    lines = said.splitlines()
    for one in (
        "title: The quay is nobody's",
        "commentary:",
        "quoted from courier.example, altered (number):",
        "heading, level 2: What was paid",
        "list item: rent",
        "list item, level 2: white",
        "list item 3: the third",
        "table, 2 columns, 2 rows:",
        "columns: year, rent",
        "row 1: year: 2019; rent: 40",
        "row 2: year: 2020",
        "end of table",
        "code, python:",
        "end of code",
        "picture: The quay at night",
        "So which is it, asks nobody [2].",
        "  number: “five” stands for “nine”",
        "[2] nobody.example, not fetched, offline: https://nobody.example/",
    ):
        assert one in lines, one
    assert f"[1] courier.example, fetched: {STORY}" in lines
    assert re.search(r"^quotation 1, from courier\.example, altered \(number\): “The north quay", said, re.MULTILINE)
    assert not re.search("[\u2500-\u28ff•●✓✕⊘↻\x1b]", said)  # boxes, blocks, braille, signs


def test_what_is_known_of_a_quotations_source_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = "The north quay has been let for nine years to a company without a telephone, and nobody knows why."
    texts = {
        "credited": f"Intro.\n\n> {told} Nobody asked.\n>\n> — Ada Roe, The Pilot\n",
        "standing in a linked page": f"See [this]({STORY}) first.\n\nSomebody said “{SAID}” to him.\n",
        "nothing": f"Intro.\n\nSomebody said “{told}” to him.\n",
    }
    (tmp_path / "quay.html").write_text(SOURCE, encoding="utf-8")
    froms = []
    for text in texts.values():
        file = tmp_path / "post.md"
        file.write_text(f"# A post\n\n{text}", encoding="utf-8")
        copy = f"{STORY}={tmp_path / 'quay.html'}"
        assert cli.main(["--plain", str(file), "--offline", "--source", copy, "--library", ":memory:"]) == cli.OK
        froms += re.findall(
            r"(?:quotation \d+, |quoted )from (.*?), (?:verbatim|unverifiable)", capsys.readouterr().out
        )
    assert froms == ["Ada Roe, The Pilot", "Ada Roe, The Pilot", "courier.example", "an unnamed source"]


class Talking:
    """Lines that are known from the start, each typed when all sources have come, and what was answered."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = iter(lines)
        self.said: list[str] = []
        self.talk: Talk | None = None

    def say(self, words: str) -> None:
        self.said.append(words)

    async def hear(self, _prompt: str) -> str | None:
        assert self.talk is not None
        await asyncio.gather(*self.talk._following)
        return next(self._lines, None)


async def talk(post: Path | None, *lines: str) -> list[str]:
    """The answers to these lines, the first that of the opening."""
    copies = {STORY: post.with_name("quay.html")} if post else {}
    session = Session(Options(offline=True, copies=copies))
    talking = Talking(lines)
    try:
        article = await session.open(str(post)) if post else None
        talking.talk = Talk(session, talking.say, talking.hear)
        await talking.talk.run(article, str(post))
    finally:
        await session.close()
    return talking.said


async def test_one_reads_on_paragraph_by_paragraph(post: Path) -> None:
    opened, *said = await talk(post, "", "n 2", "previous", "again", "top", "where", "read", "next")
    assert opened.startswith("title: The quay is nobody's\n")
    assert "2 sources." in opened
    assert opened.endswith("The council says the quay is sold. The Courier [1] says it is let:")
    assert said[0].startswith("quoted from courier.example, ")
    assert said[0].endswith(SAID.replace("nine", "five"))
    assert said[1] == "commentary:\n\nheading, level 2: What was paid\n\nlist item: rent"
    assert said[2] == said[3] == "commentary:\n\nheading, level 2: What was paid"
    assert said[4].startswith("commentary:\n\nThe council says")
    assert re.fullmatch(r"The quay is nobody's\. \d\d percent read\.", said[5])
    assert said[6].startswith("quoted from")
    assert said[6].endswith("nobody [2].")
    assert said[7] == "That is the end of the article."


async def test_one_finds_and_jumps(post: Path) -> None:
    _, *said = await talk(
        post, "find WHICH is it", "find", "find nine score", "find", "contents", "heading 1", "h 1", "heading 2"
    )
    assert said[0].endswith("So which is it, asks nobody [2].")
    assert said[1].startswith("From the beginning again.")
    assert said[2] == said[3] == "“nine score” does not stand in this article."
    assert said[4] == "heading 1, level 1: The quay is nobody's\nheading 2, level 2: What was paid"
    assert said[5].endswith("says it is let:")  # the title itself is said when the article is opened
    assert said[6] == said[5]
    assert said[7] == "commentary:\n\nheading, level 2: What was paid"


async def test_one_opens_sources_and_comes_back_to_the_same_place(post: Path) -> None:
    _, *said = await talk(
        post, "n", "sources", "source 1", "open 1", "where", "back", "back", "open 2", "open 7", "open", "open none.md"
    )
    assert "[1] courier.example, " in said[1]
    assert "Quay let, M. Okafor" in said[2]
    assert SAID in said[2].partition("passage:\n")[2]
    assert "quotation 1, from courier.example, altered (number)" in said[2]
    assert "title: Quay let" in said[3]
    assert said[4].startswith("Quay let.")
    assert said[5].startswith("Back in The quay is nobody's.\n\nquoted from courier.example, altered (number):")
    assert said[6] == "There is nothing to go back to."
    assert said[7] == "Fetching nobody.example."
    assert "nobody.example, not fetched, offline" in said[8]
    assert said[9] == "Give the number of a source, from 1 to 2."
    assert "Say what to open" in said[10]
    assert "There is no file none.md" in said[11]


async def test_without_an_article_it_says_what_to_do() -> None:
    opened, *said = await talk(None, "next", "sources", "xyzzy", "help", "quit", "never heard")
    assert NOTHING_OPEN in opened
    assert said[:2] == [NOTHING_OPEN, NOTHING_OPEN]
    assert said[2] == UNKNOWN
    assert said[3] == help_text()
    assert len(said) == 4


async def test_every_command_that_is_listed_is_answered(post: Path) -> None:
    given = [f"{one.name} {what}".strip() for one in COMMANDS if one.name != "quit" for what in ("", "1", "x")]
    lines = [line for line in given if line != "open x"]  # there is no such file, which is answered elsewhere
    answers = dict(zip(("", *lines), await talk(post, *lines, "quit", "never heard"), strict=False))
    assert list(answers) == ["", *lines]
    assert all(answer and answer != UNKNOWN for answer in answers.values())


@given(st.text("ab -\n\u00a0é", max_size=80), st.integers(1, 20))
def test_lines_are_broken_between_words_alone(text: str, width: int) -> None:
    broken = wrapped(text, width)
    assert broken.split() == text.split()
    assert all(len(line) <= width or len(line.split(" ")) == 1 for line in broken.split("\n"))
    assert len(broken.split("\n")) >= len(text.split("\n"))


@pytest.mark.parametrize(
    ("line", "command"),
    [
        ("", ("next", "")),
        ("  N  3 ", ("next", "3")),
        ("f two  words", ("find", "two  words")),
        ("o 2", ("open", "2")),
        ("sources", ("sources", "")),
        ("source 2", ("source", "2")),
        ("q", ("quit", "")),
        ("quo", ("quotations", "")),
        ("quit", ("quit", "")),
        ("zzz", ("", "")),
    ],
)
def test_the_first_letters_of_a_command_are_enough(line: str, command: tuple[str, str]) -> None:
    assert understood(line) == command

"""The same articles in other terminal programs: first paint, key to screen, memory. Who is not installed is left out.

`w3m`, `newsboat` and `less` are looked for on the PATH; frogmouth too, or as `PULLQUOTE_FROGMOUTH` names it, as it
needs an environment of its own. Each gets the article in the form it reads: HTML, a feed, Markdown or plain text.
"""

from __future__ import annotations

import os
import shutil
from html import escape
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

import reader
from tests.benchmarks.articles import MARKER
from tests.benchmarks.measure import BARE, READER, SIZE, Figure, PeakMemory, key_times
from tests.terminal import Terminal, TerminalError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


class Peer(NamedTuple):
    """A program with an article: how it is started, and the keys that lead to the article from what it shows first."""

    name: str
    argv: Sequence[str]
    keys: Sequence[str] = ()


def figures(usual: Path, large: Path, rounds: int, presses: int) -> Iterator[Figure | str]:
    """For each program, and each of the articles: three figures, beside those of the bare app."""
    forms = {"2,000 words": _forms(usual), "3 MB": _forms(large)}
    for size, files in forms.items():
        peers = list(_peers(files))
        yield from (f"{size}: {peer.name} is not installed" for peer in peers if not peer.argv)
        here = [peer for peer in peers if peer.argv]
        paints: dict[str, list[float]] = {peer.name: [] for peer in here}
        keys: dict[str, list[float]] = {peer.name: [] for peer in here}
        memory: dict[str, list[float]] = {peer.name: [] for peer in here}
        slow: set[str] = set()
        for turn in range(rounds + 1):
            for peer in here:
                if peer.name in slow:
                    continue
                try:
                    paint, times, mib = _measured(peer, presses)
                except TerminalError:
                    slow.add(peer.name)
                    continue
                if turn:  # the first round warms up
                    paints[peer.name].append(paint)
                    keys[peer.name] += times
                    memory[peer.name].append(mib)
        for what, unit, sample in (
            ("first paint", "ms", paints),
            ("key to screen", "ms", keys),
            ("memory", "MiB", memory),
        ):
            floor = median(sample["a bare app"])
            for name, values in sample.items():
                if name in slow:
                    yield f"{size}: {what}, {name}: it did not answer in time"
                    continue
                yield Figure(f"{size}: {what}, {name}; floor: a bare app", median(values), unit, floor, floor * 1.25)


def _peers(files: dict[str, Path]) -> Iterator[Peer]:
    yield Peer("a bare app", BARE)
    yield Peer("pullquote", (*READER, str(files["html"])))
    frogmouth = os.environ.get("PULLQUOTE_FROGMOUTH") or shutil.which("frogmouth")
    yield Peer("frogmouth", (frogmouth, str(files["markdown"])) if frogmouth else ())
    yield Peer("w3m", _if_here("w3m", "-T", "text/html", str(files["html"])))
    feeds = ("-u", str(files["urls"]), "-c", str(files["urls"].with_suffix(".db")), "-r")
    yield Peer("newsboat", _if_here("newsboat", *feeds), ("enter", "enter"))
    yield Peer("less", _if_here("less", str(files["text"])))


def _if_here(program: str, *words: str) -> Sequence[str]:
    found = shutil.which(program)
    return (found, *words) if found else ()


def _measured(peer: Peer, presses: int) -> tuple[float, list[float], float]:
    """Milliseconds to the first paint, milliseconds of each page key, and MiB at the peak."""
    with Terminal(peer.argv, SIZE) as terminal, PeakMemory(terminal.pid) as peak:
        for key in peer.keys:
            terminal.wait_for("Measured feed" if key == peer.keys[0] else "A measured commentary")
            terminal.press(key)
        paint = (terminal.wait_for(MARKER) - terminal.started) * 1000
        terminal.settle(0.5)
        there_and_back = ("pagedown", "pagedown" if peer.argv is BARE else "pageup")
        times = key_times(terminal, there_and_back * (presses // 2))
    return paint, times, peak.mib


def _forms(page: Path) -> dict[str, Path]:
    """The article in every form that a program reads, in files beside it."""
    article = reader.read(page.read_bytes(), "text/html", "http://measured.example/")
    paragraphs = [block.text for block in article.blocks if block.text]
    forms = {"html": page, "markdown": page.with_suffix(".md"), "text": page.with_suffix(".txt")}
    forms |= {"feed": page.with_suffix(".xml"), "urls": page.with_suffix(".urls")}
    forms["markdown"].write_text("\n\n".join(paragraphs), encoding="utf-8")
    forms["text"].write_text("\n\n".join(paragraphs), encoding="utf-8")
    body = escape("".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs))
    forms["feed"].write_text(
        "<rss version='2.0'><channel><title>Measured feed</title><item><title>A measured commentary</title>"
        f"<link>http://measured.example/</link><description>{body}</description></item></channel></rss>",
        encoding="utf-8",
    )
    forms["urls"].write_text(f"file://{forms['feed']}\n", encoding="utf-8")
    return forms

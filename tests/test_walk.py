"""A walk through every feature, by keys alone, in a terminal of four sizes: the screen is looked at at each step."""

from __future__ import annotations

import gzip
import subprocess
import threading
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from tests.terminal import ROOT, Terminal, environment
from tests.test_terminal import PROGRAM, assert_restored
from tests.walk import look, redrawn, steps, walk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HERE = {"PYTHONPATH": str(ROOT)}
"""The program is found wherever it is started: what it writes comes to lie in the test's own folder."""

SIZES = [(200, 50), (120, 40), (80, 24), (60, 20)]
NAMES = [f"{columns}x{rows}" for columns, rows in SIZES]

TITLE, FIRST = "The north quay is not for lease", "Two people at the ministry"

ARRIVED = steps(("l", "✓12"), ("escape", "", "open here"))
TO_AND_FRO = steps(
    ("space", "", FIRST),
    ("b", FIRST),
    ("d", "", FIRST),
    ("u", FIRST),
    ("8", "Link 8 …"),
    ("j", "", FIRST),
    ("9", "Link 9 …"),
    ("k", FIRST),
    ("G", "100%"),
    ("g", FIRST),
    ("5 0", "Link 50 …"),
    ("%", "", FIRST),
    (",", FIRST),
    (".", "", FIRST),
    ("g", FIRST),
    ("}", "", FIRST),
    ("{", "No heading above"),
    ("g", FIRST),
    (")", "", FIRST),
    ("(", FIRST),
    ("m", "type a letter"),
    ("a", "Marked as a"),
    ("G", "100%"),
    ("`", "marks: a"),
    ("a", FIRST),
)
QUOTATIONS = steps(
    ("g ] ]", "", FIRST),
    ("e", ""),
    ("e", ""),
    ("D", "{… left out …}"),
    ("escape", "", "{… left out …}"),
    (">", "“Deepening the"),
    ("Y", "Copied “Deepening"),
    (">", "leaves out “not” (e)"),
    ("<", "“Deepening the"),
    ("D", "{+430+}"),
    ("escape", "", "{+430+}"),
    ("g", FIRST),
)
WORDS = steps(
    ("J J K", "▶", "", FIRST),
    ("x", "Ctrl+Z undoes"),
    ("ctrl+z", "Taken back"),
    ("X", "A range from"),
    ("J X", "Ctrl+Z undoes"),
    ("ctrl+z", "Taken back"),
    ("c", "words — nothing marks it"),
    ("V", "← → words"),
    ("space", "lets go"),
    ("right right y", "Copied 3 words"),
)
LINKS = steps(
    ("tab shift+tab", "No link before this"),
    ("i", "the passage that comes nearest"),
    ("i", "", "the passage that comes nearest"),
    ("y", "Copied "),
    ("a", "No archive that was asked"),
    ("A", "not on the public web"),
    ("r", "Fetching courier.example again"),
    ("f", "ahe Courier"),
    ("d", "Tidewatch › northwire.example"),
    ("1", "Link 1 …"),
    ("enter", "› ports.ministry.example"),
    ("backspace", "", "› ports.ministry.example"),
    ("L", "› ports.ministry.example"),
    ("backspace", "", "› ports.ministry.example"),
    ("backspace", "", "Tidewatch ›"),
)
VIEWS = steps(
    ("s", "View: "),
    ("s s", "View: together"),
    ("z", "", "%"),
    ("z", "%"),
    ("-", "at most 72 wide"),
    ("+", "at most 76 wide"),
    ("escape", "Tab link"),
    ("/", "", "Tab link"),
    ("q u a y enter", "1 of 9 "),
    ("n", "2 of 9"),
    ("N", "1 of 9"),
    ("escape", "", " of 9 "),
    ("t", "Enter goes there"),
    ("enter", "The exercise book", "Enter goes there"),
    ("E", "This is one article"),
    ("I", "No picture is on the screen"),
)
SHEETS = steps(
    ("P", "Background fetching: same-site"),
    ("P", "Background fetching: off"),
    ("P", "Background fetching: all"),
    ("w", " kB in all"),
    ("j", ""),
    ("escape", "", " kB in all"),
    ("?", "type to find a key"),
    ("r e q", "every request of this"),
    ("escape", "", "every request of this"),
    (":", "what to do, a source"),
    ("h e l p", "Help: all keys", "Find in the article"),
    ("enter", "type to find a key"),
    ("escape", "", "type to find a key"),
    ("W", "BibTeX"),
    ("enter pause enter", "Written:"),
    ("M", "mouse is the terminal"),
    ("M", "mouse is Pullquote"),
    ("F", "No feeds yet"),
    ("escape", "", "No feeds yet"),
    ("B", "5 Outlets"),
    ("3", "No source is known to be dead"),
    ("tab", "", "known to be dead"),
    ("escape", "", "5 Outlets"),
    ("l", "open here"),
    ("j", ""),
    ("enter", "Tidewatch ›"),
    ("backspace", "", "Tidewatch ›"),
    ("1", "", "open here"),
    ("p", ""),
    ("p", ""),
    ("v", "Tidewatch › the whole page"),
    ("backspace", "", "the whole page"),
)
PATH = TO_AND_FRO + QUOTATIONS + WORDS + LINKS + VIEWS + SHEETS


@pytest.mark.slow
@pytest.mark.parametrize("size", SIZES, ids=NAMES)
def test_every_feature_answers_on_the_demo(size: tuple[int, int], tmp_path: Path) -> None:
    with Terminal([*PROGRAM, "demo"], size, HERE, tmp_path) as terminal:
        terminal.wait_for(TITLE)
        walk(terminal, ARRIVED)
        assert walk(terminal, PATH) >= 120
        assert redrawn(terminal) == terminal.screen()
        terminal.press("q", "q")
        assert terminal.wait_exit() == 0
    assert_restored(terminal)


def pages(folder: Path) -> None:
    """A page as they stand in the wild, a source of it, its picture, and a feed; in our own words."""
    out = BytesIO()
    Image.new("RGB", (64, 48), (40, 90, 200)).save(out, "PNG")
    (folder / "gauge.png").write_bytes(out.getvalue())
    gap = "<p>The warden reads the gauge at noon, and writes down what it says, whether or not anybody asked.</p>" * 8
    (folder / "log.html").write_text(
        "<title>The gauge log</title><article><h1>The gauge log</h1><p>At noon the river stood at four metres and nine"
        f" centimetres, which is eleven more than the weir was built for.</p>{gap}</article>",
        encoding="utf-8",
    )
    (folder / "page.html").write_text(
        "<!doctype html><html lang=en><title>What the weir holds</title><nav><a href=/>Home</a></nav><article>"
        "<h1>What the weir holds</h1><p>By Ines Varga. 水位 is the word for it in Kyoto, naïve as that café may sound."
        ' The <a href="log.html">gauge log</a> says:</p><blockquote><p>At noon the river stood at four metres and'
        " eight centimetres, which is eleven more than the weir was built for.</p></blockquote>"
        f"<p>That is not quite what it says.</p>{gap}<h2>Readings</h2><table><tr><th>Day</th><th>Metres</th></tr>"
        "<tr><td>Monday</td><td>4.09</td></tr><tr><td>Tuesday</td><td>3.98</td></tr></table>"
        "<pre><code class=language-python>print(4.09 - 3.98)\n</code></pre><ol><li>Open the sluice.</li>"
        "<li>Wait.</li></ol><figure><img src=gauge.png alt='The gauge at noon' width=64 height=48>"
        f"<figcaption>The gauge</figcaption></figure><p>That is all it holds.</p>{gap}</article></html>",
        encoding="utf-8",
    )
    (folder / "feed.xml").write_text(
        "<rss version='2.0'><channel><title>River notes</title><item><title>What the weir holds</title>"
        "<link>page.html</link></item></channel></rss>",
        encoding="utf-8",
    )


class Quiet(SimpleHTTPRequestHandler):
    """The files of a folder, without a line for each."""

    def log_message(self, format: str, *words: object) -> None:  # noqa: A002 - the name it has there
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The files of a folder from loopback; yields the host and port."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


RIVER = steps(
    ("}", ""),
    ("/", "", "Tab link"),
    ("s l u i c e enter", "1 of 1"),
    ("escape", "Tab link"),
    ("g", "By Ines"),
    (">", "“At noon the"),
    ("D", "{+nine+}"),
    ("escape", "", "{+nine+}"),
    ("g", "By Ines Varga"),
    ("tab enter", "› 127.0.0.1"),
    ("backspace", "", "› 127.0.0.1"),
    ("t", "Enter goes there"),
    ("down enter", "Readings", "Enter goes there"),
    ("F", "River notes"),
    ("enter", "Enter opens one"),
    ("enter", "What the weir holds", "Enter opens one"),
    ("q", "River notes"),
    ("escape", "", "River notes"),
)


@pytest.mark.slow
@pytest.mark.parametrize("size", SIZES[1::2], ids=NAMES[1::2])
def test_a_page_of_the_web_and_the_feed_it_is_in(size: tuple[int, int], tmp_path: Path) -> None:
    pages(tmp_path)
    home = {"XDG_DATA_HOME": str(tmp_path / "data"), **HERE}
    with served(tmp_path) as place:
        address, allowed = f"http://{place}", ("--allow-host", place)
        added = [*PROGRAM, "feeds", "add", f"{address}/feed.xml", *allowed]
        subprocess.run(added, env=environment(tmp_path) | home, cwd=tmp_path, check=True, capture_output=True)
        with Terminal([*PROGRAM, f"{address}/page.html", *allowed], size, home, tmp_path) as terminal:
            terminal.wait_for("By Ines Varga")
            walk(terminal, RIVER)
            assert redrawn(terminal) == terminal.screen()
            terminal.press("q")
            assert terminal.wait_exit() == 0
        assert_restored(terminal)


@pytest.mark.slow
@pytest.mark.shared
def test_pages_of_others_leave_nothing_behind(shared: Path, tmp_path: Path) -> None:
    """Each page is paged through to its end: no row is too long, and what is left is what a fresh frame shows."""
    found = sorted((shared / "extraction").glob("*/*/*.html.gz"))[::40][:6]
    assert found
    for packed, size in zip(found, SIZES * 2, strict=False):
        page = tmp_path / "page.html"
        page.write_bytes(gzip.decompress(packed.read_bytes()))
        with Terminal([*PROGRAM, str(page), "--offline"], size) as terminal:
            terminal.wait_for("Tab link")
            for key in ("space", "space", "s", "G", "g", "tab"):
                terminal.press(key)
                terminal.settle(0.1)
                look(terminal, f"{packed.parent.name}, after {key}", honest=False)
            assert redrawn(terminal) == terminal.screen()
            terminal.press("q")
            assert terminal.wait_exit() == 0
        assert_restored(terminal)

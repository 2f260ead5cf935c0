"""Real pages: whose words each block is, against the article that is expected of them."""

from __future__ import annotations

import gzip
import re
from typing import TYPE_CHECKING

import pytest
from selectolax.lexbor import LexborHTMLParser

import reader
from reader.article.model import Because, Voice

if TYPE_CHECKING:
    from pathlib import Path

BASE = "http://fakehost/test/page.html"
FEWEST = 4
"""Shorter blocks stand in both voices by chance."""


def squeezed(text: str) -> str:
    words = " ".join(re.findall(r"\w+", text.lower()))
    return f" {words} "


@pytest.mark.shared
@pytest.mark.slow
def test_every_block_of_a_page_with_block_quotations_has_the_voice_that_its_markup_gives(shared: Path) -> None:
    pages = blocks = 0
    for page in sorted((shared / "extraction" / "mozilla").iterdir()):
        expected = LexborHTMLParser(gzip.decompress((page / "expected.html.gz").read_bytes()))
        quoted = [squeezed(node.text(separator=" ")) for node in expected.css("blockquote")]
        if not any(quoted) or expected.body is None:
            continue
        for node in expected.css("blockquote"):
            node.decompose()
        others = squeezed(expected.body.text(separator=" "))
        article = reader.read(gzip.decompress((page / "source.html.gz").read_bytes()), "text/html; charset=utf-8", BASE)
        pages += 1
        for block in article.blocks:
            words = squeezed(block.text)
            inside, outside = any(words in one for one in quoted), words in others
            if len(words.split()) >= FEWEST and inside != outside:
                blocks += 1
                assert (block.voice is Voice.QUOTED) == inside, (page.name, block.voice, words[:80])
                assert block.voice is not Voice.QUOTED or block.because is Because.MARKUP
    assert pages >= 10
    assert blocks > 600

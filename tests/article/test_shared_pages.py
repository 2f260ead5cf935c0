"""Real pages, measured: text, block quotations and links against what the benchmarks expect."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from selectolax.lexbor import LexborHTMLParser

from reader.article import parse
from reader.article.model import Voice

if TYPE_CHECKING:
    from pathlib import Path

BASE = "http://fakehost/test/page.html"


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


@pytest.mark.shared
@pytest.mark.slow
def test_real_pages_keep_their_text_and_every_block_quotation(shared: Path) -> None:
    overlaps = []
    for page in sorted((shared / "extraction" / "mozilla").iterdir()):
        article = parse(gzip.decompress((page / "source.html.gz").read_bytes()), "text/html; charset=utf-8", BASE)
        expected = LexborHTMLParser(gzip.decompress((page / "expected.html.gz").read_bytes()))
        assert expected.body is not None
        want, have = Counter(words(expected.body.text(separator=" "))), Counter(words(article.text))
        overlaps.append(2 * (want & have).total() / max(1, want.total() + have.total()))
        quoted = " ".join(words(" ".join(b.text for b in article.blocks if b.voice is Voice.QUOTED)))
        for node in expected.css("blockquote"):
            quotation = words(node.text(separator=" "))
            if len(quotation) >= 6:
                kept = " ".join(quotation[:6]) in quoted or " ".join(quotation[-6:]) in quoted
                assert kept, (page.name, quotation[:12])
    assert sum(overlaps) / len(overlaps) >= 0.95

"""Real pages, measured: text, block quotations and links against what the benchmarks expect."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from selectolax.lexbor import LexborHTMLParser

from reader.article import parse

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
        quotations = [words(" ".join(article.block(name).text for name in one.blocks)) for one in article.quotations]
        for node in expected.css("blockquote"):
            if quotation := words(node.text(separator=" ")):
                assert quotation in quotations, (page.name, quotation[:12])
    assert sum(overlaps) / len(overlaps) >= 0.95

"""What it takes to keep a page."""

from __future__ import annotations

import tracemalloc

from reader.library.captures import Keeping
from tests.library.making import capture

WORDS = 200_000


def test_keeping_a_long_page_takes_a_few_times_its_length() -> None:
    text = "\n".join(["quay " * 50] * (WORDS // 50))
    keeping = Keeping("https://tide.example/1", capture("https://tide.example/1", text), "Quay", 0, 1 << 30)
    tracemalloc.start()
    try:
        keeping.prepare()
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert keeping._prepared["words"] == WORDS
    assert peak < 6 * len(text)

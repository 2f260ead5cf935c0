"""The labelled posts, flattened to text and read as the reader reads them."""

from __future__ import annotations

import gzip
import json
import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from reader.article.model import Kind
from reader.article.text import parse_text
from reader.voices.furniture import furniture
from reader.voices.prose_paragraph import read

if TYPE_CHECKING:
    from pathlib import Path

    from reader.voices.prose_paragraph import Paragraph

FILES = {"dev.jsonl.gz": True, "dev-noquote.jsonl.gz": False}
"""The files of labelled posts, and whether their posts have quotations."""

_WORD = re.compile(r"\w+")
_FURNITURE = 0.1  # what is left of 1 where a line is held to be the site's own


class Label(NamedTuple):
    """What is known of one paragraph of a record.

    Attributes:
        quoted: whether it is quoted.
        place: which of the post's paragraphs it is, or None where the flattened text shows it as something else.
        told: the probability of "quoted" that is told where it is none of them.
    """

    quoted: bool
    place: int | None
    told: float


class Post(NamedTuple):
    """A post: its author's site, and what the prose model is asked about.

    Attributes:
        site: the site, which stands for the author.
        domain: "politics", "tech" or "science".
        has_quotation: whether its author set a block quotation in it.
        title: its title, as far as the flattened text shows it.
        paragraphs: its paragraphs, in order.
        quoted: whether each is quoted.
        labelled: whether each has a label; a title that looks like a paragraph has none, and counts as commentary.
    """

    site: str
    domain: str
    has_quotation: bool
    title: str | None
    paragraphs: list[Paragraph]
    quoted: list[bool]
    labels: list[Label]


def load(folder: Path) -> list[Post]:
    """All posts of the folder, in the order of the files.

    Raises:
        OSError: a file is not there.
    """
    posts = []
    for name, has_quotation in FILES.items():
        with gzip.open(folder / name, "rt", encoding="utf-8") as lines:
            posts += [flattened(json.loads(line), has_quotation=has_quotation) for line in lines]
    return [post for post in posts if post.paragraphs]


def flattened(record: dict[str, list[dict[str, str]]], *, has_quotation: bool) -> Post:
    """A record as the text that is left of it when its marks are lost."""
    texts = [" ".join(one["text"].split()) for one in record["paragraphs"]]
    article = parse_text("\n\n".join([str(record["title"]), *texts]))
    paragraphs: list[Paragraph] = []
    shown: dict[str, list[tuple[int | None, float]]] = defaultdict(list)
    for block in article.blocks:
        place, told = None, 0.0
        if block.text and block.kind in (Kind.PARAGRAPH, Kind.LIST_ITEM):
            if furniture(block.text):
                told = _FURNITURE
            else:
                place = len(paragraphs)
                paragraphs.append(read(block.text))
        shown[_squeezed(block.text)].append((place, told))
    labels: list[Label] = []
    for text, one in zip(texts, record["paragraphs"], strict=True):
        found = shown.get(_squeezed(text))
        labels.append(Label(one["voice"] == "quote", *(found.pop(0) if found else (None, 0.0))))
    quoted = {label.place: label.quoted for label in labels if label.place is not None}
    voices = [quoted.get(place, False) for place in range(len(paragraphs))]
    return Post(str(record["site"]), str(record["domain"]), has_quotation, article.title, paragraphs, voices, labels)


def _squeezed(text: str) -> str:
    return " ".join(_WORD.findall(text.lower()))

"""Posts changed so that whose words they are stays known: there are few authors, and each writes in one way.

Paragraphs are parted and joined, left out, and lead-ins lose their colon. A net that is shown such posts beside the
real ones learns less of how these authors set their posts, and more of what carries over to others.
"""

from __future__ import annotations

import re
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from reader.voices.prose_paragraph import read

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.voices.prose_paragraph import Paragraph
    from tests.training.voices.posts import Post

_SEED = 7
_STOP = re.compile(r"(?<=[a-z\d)][.!?])[\"')\]]* (?=[\"'(]?[A-Z])")
_FEWEST_PARAGRAPHS = 4
_LEFT_OUT, _FIRST_LEFT_OUT, _LATER_LEFT_OUT = 0.12, 0.12, 0.15
_PARTED, _LONG = 0.4, 45
_JOINED, _JOINED_LENGTH = 0.2, 90
_COLON_LOST = 0.2
_TITLE_KEPT = 0.8


class _Voiced(NamedTuple):
    paragraph: Paragraph
    quoted: bool


def changed(posts: Sequence[Post]) -> list[Post]:
    """A changed copy of each post, without labels: nothing is measured on it."""
    draw = Random(_SEED)
    return [_changed(post, draw) for post in posts]


def _changed(post: Post, draw: Random) -> Post:
    before = [_Voiced(*one) for one in zip(post.paragraphs, post.quoted, strict=True)]
    after = [one for one in _pieces(before, draw) if one.paragraph.text] or before
    return post._replace(
        title=post.title if draw.random() < _TITLE_KEPT else None,
        paragraphs=[one.paragraph for one in after],
        quoted=[one.quoted for one in after],
        labels=[],
    )


def _pieces(post: list[_Voiced], draw: Random) -> list[_Voiced]:
    found: list[_Voiced] = []
    for i, one in enumerate(post):
        follows, leads = i > 0 and post[i - 1].quoted, i + 1 < len(post) and post[i + 1].quoted
        if draw.random() < _how_often_left_out(one, len(post), follows=follows, leads=leads):
            continue
        stops = [stop.end() for stop in _STOP.finditer(one.paragraph.text)]
        if stops and len(one.paragraph.words) > _LONG and draw.random() < _PARTED:
            found += _parted(one, stops, draw)
        elif found and i and follows == one.quoted == found[-1].quoted and _joins(found[-1], one, draw):
            found[-1] = _joined(found[-1], one)
        elif leads and not one.quoted and one.paragraph.text.endswith(":") and draw.random() < _COLON_LOST:
            found.append(_again(one, one.paragraph.text[:-1] + "."))
        else:
            found.append(one)
    return found


def _how_often_left_out(one: _Voiced, size: int, *, follows: bool, leads: bool) -> float:
    if not one.quoted:
        return _LEFT_OUT if not leads and size > _FEWEST_PARAGRAPHS else 0.0
    return _LATER_LEFT_OUT if follows else _FIRST_LEFT_OUT if leads else 0.0


def _parted(one: _Voiced, stops: list[int], draw: Random) -> Iterator[_Voiced]:
    text = one.paragraph.text
    stop = min(stops, key=lambda end: abs(end - len(text) * draw.uniform(0.3, 0.7)))
    yield _again(one, text[:stop].strip())
    yield _again(one, text[stop:].strip())


def _joins(before: _Voiced, one: _Voiced, draw: Random) -> bool:
    short = len(before.paragraph.words) + len(one.paragraph.words) < _JOINED_LENGTH
    return short and not before.paragraph.text.endswith(":") and draw.random() < _JOINED


def _joined(before: _Voiced, one: _Voiced) -> _Voiced:
    text = before.paragraph.text + " " + one.paragraph.text
    return _Voiced(read(text)._replace(curly=one.paragraph.curly or before.paragraph.curly), one.quoted)


def _again(one: _Voiced, text: str) -> _Voiced:
    """The paragraph with another text; its marks were folded already, and are as curly as before."""
    return _Voiced(read(text)._replace(curly=one.paragraph.curly), one.quoted)

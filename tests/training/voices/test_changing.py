"""Changed copies of the posts: other paragraphs, but every word keeps the voice that its author gave it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.voices.prose_paragraph import read
from tests.training.voices.changing import changed
from tests.training.voices.posts import Label, Post

SENTENCES = 6


def told(paragraph: int, *, quoted: bool, sentences: int, ends: str = ".") -> str:
    """A paragraph whose every word says which paragraph it is of, and in whose voice."""
    voice = "quoted" if quoted else "own"
    sentence = " ".join([f"Word{paragraph}{voice}", *[f"word{paragraph}{voice}"] * 9])
    return ". ".join([sentence] * sentences) + ends


def post(voices: list[tuple[bool, int]], *, colons: bool = False) -> Post:
    quoted = [one for one, _ in voices]
    texts = [
        told(i, quoted=is_quoted, sentences=size, ends=":" if colons and i + 1 < len(voices) and quoted[i + 1] else ".")
        for i, (is_quoted, size) in enumerate(voices)
    ]
    labels = [Label(one, place, 0.0) for place, one in enumerate(quoted)]
    return Post("a.example", "tech", any(quoted), "The title", [read(text) for text in texts], quoted, labels)


posts = st.lists(
    st.lists(st.tuples(st.booleans(), st.integers(1, SENTENCES)), min_size=1, max_size=9).map(post), max_size=6
)


@given(posts)
def test_every_word_keeps_its_voice_and_the_order_of_the_post(made: list[Post]) -> None:
    for before, after in zip(made, changed(made), strict=True):
        places = []
        for paragraph, quoted in zip(after.paragraphs, after.quoted, strict=True):
            words = paragraph.text.lower().replace(".", "").split()
            assert all(word.endswith("quoted" if quoted else "own") for word in words)
            places += [int(word.removeprefix("word").removesuffix("quoted").removesuffix("own")) for word in words]
        assert places == sorted(places)
        assert set(places) <= set(range(len(before.paragraphs)))


@given(posts)
def test_a_copy_is_a_post_that_is_never_measured(made: list[Post]) -> None:
    for before, after in zip(made, changed(made), strict=True):
        assert after.paragraphs
        assert all(one.text for one in after.paragraphs)
        assert len(after.quoted) == len(after.paragraphs)
        assert after.labels == []
        assert (after.site, after.domain, after.has_quotation) == (before.site, before.domain, before.has_quotation)
        assert after.title in (before.title, None)


def test_a_copy_is_the_same_each_time() -> None:
    made = [post([(i % 3 == 1, 1 + i % SENTENCES) for i in range(9)]) for _ in range(20)]
    assert changed(made) == changed(made)


def test_long_paragraphs_are_parted_short_ones_joined_and_some_left_out() -> None:
    long, short = [post([(False, SENTENCES)] * 3)] * 60, [post([(False, 1)] * 3)] * 60
    assert any(len(one.paragraphs) > 3 for one in changed(long))
    assert any(len(one.paragraphs) < 3 for one in changed(short))
    several = [post([(False, 1), (True, 1), (True, 1), (False, 1), (False, 1), (False, 1)])] * 60
    kept = [" ".join(paragraph.text for paragraph in one.paragraphs) for one in changed(several)]
    for place, voice in ((2, "quoted"), (4, "own")):
        assert any(f"word{place}{voice}" not in text for text in kept)


def test_a_lead_in_loses_its_colon_now_and_then_but_is_never_left_out() -> None:
    copies = changed([post([(False, 1), (True, 1), (False, 1)], colons=True)] * 60)
    lead_ins = [one.paragraphs[0].text for one in copies]
    assert all("word0own" in text for text in lead_ins)
    assert {text[-1] for text in lead_ins} == {":", "."}

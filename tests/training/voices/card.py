"""The card of the prose model: what it was made from, what it is worth, and where its limits are."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from tests.training.voices.measuring import answers, figures, grouped, told_unseen

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tests.training.voices.correcting import Effect
    from tests.training.voices.rows import Floats, Rows

_COLUMNS = ("accuracy", "precision", "recall", "f1", "false alarms", "calibration error", "precision where sure")
_OF_QUOTED = ("precision", "recall", "f1", "precision where sure")
"""What is not told of posts in which nothing is quoted."""
_ABOUT = """\
# The prose model

Guesses which paragraphs of an English post are quoted when every mark of quotation is lost. Written by
`python -m tests.training.voices ../shared/voices` together with `prose_model.json`; do not edit.

## Data

{quoting:,} posts with block quotations and {plain:,} without, of {authors} authors: {quoting_paragraphs:,} and
{plain_paragraphs:,} paragraphs, {quoted:,} of them quoted. A label is what the author set as a block quotation. The
posts are flattened to text and read by the reader's own parser before anything is learnt or measured. Posts without
quotation weigh half; authors with many posts weigh less than in proportion.

## Model

Features of style, sentences, place, neighbours and contrast with the rest of the post, and four tables of word weights.
Two models see them: a neural net scores every run of paragraphs as a whole (a semi-Markov field), boosted trees score
the steps of a chain. The net learns from each post and from a changed copy of it (paragraphs parted, joined, left out;
lead-ins without their colon). The mean of their forward-backward marginals is told; it is calibrated on the posts with
quotations (Platt scaling, authors weighing as in training), and the decision stands where one half is told.
"""
_FAMILIES = """\
## Families

Cross-validation over five groups of authors, each family calibrated by itself. All that is learnt, the weights of words
and the calibration too, is learnt without the author that it is measured on. The chains learn from the posts as they
are, the segment level from changed copies too. Other groups of the same authors give figures that differ by as much as
0.003 of accuracy and 0.01 of F1.

A sentence embedding (MiniLM, six layers, too heavy to ship) is the upper bound: its 64 main directions and likenesses,
given to a segment level without changed copies, raise it from 0.850 to 0.855 of accuracy and from 0.653 to 0.662 of F1;
with the trees from 0.854 to 0.856 and from 0.665 to 0.670. Without a gain beyond the noise were tried: word sequences
without their subject, four changed copies of each post with more changes, quotations set into posts of other authors,
three nets, trees learnt through the chain, a second pass over the marginals, a model of whether a post quotes at all.
"""
_TRIED = """\
In vain, too, quotations were set into posts of other authors as a second changed copy of each post: of eight by other
authors of the same group the one that is nearest in its words. Cross-validated likewise, though with ten groups of
authors for the weights of words instead of twelve:

| tried | accuracy | f1 | false alarms without quotation |
| --- | --- | --- | --- |
| trees, learnt from the posts as they are | 0.838 | 0.609 | 0.080 |
| trees, learnt from both copies too (two runs) | 0.840, 0.842 | 0.615, 0.619 | 0.073, 0.075 |
| segment level, learnt from the first copy too | 0.855 | 0.664 | 0.082 |
| segment level, learnt from both copies too | 0.854 | 0.660 | 0.083 |
| mean of the first and the third line: as shipped | 0.855 | 0.667 | 0.089 |
| mean of the second and the third line | 0.856 | 0.670 | 0.085 |
| mean of the second and the fourth line: both from both copies | 0.856 | 0.667 | 0.082 |
| both from both copies; two sets of trees | 0.856 | 0.667 | 0.082 |
| both from both copies; log-odds of the two weighed apart | 0.854 | 0.658 | 0.079 |
| both from both copies; calibrated on posts without quotation too, at a quarter | 0.856 | 0.655 | 0.070 |
| both from both copies; calibrated on posts without quotation too, at half | 0.855 | 0.641 | 0.058 |
| both from both copies; calibrated by the post's mean, surest paragraph and length | 0.863 | 0.693 | 0.178 |
| the same; on posts without quotation too, at half | 0.857 | 0.646 | 0.077 |

The trees gain by themselves, the mean hardly: the sixth line is better than the fifth by 0.0015 of accuracy (bootstrap
by author, 90 %: -0.0002 to 0.0035) and by 0.003 of F1 (0.000 to 0.006), less than other groups of authors make. False
alarms and F1 are bought from one another. That a post does quote is worth nearly 0.01 of accuracy, but must be known.

Errors of the trees, read by eye: of 60 false alarms in posts without quotation 29 are list items or follow a colon
behind which code or a picture is lost, 18 are the author's own opinion, speech or press release, 11 are others' words
without a mark. Of 60 missed quotations 25 go on, 14 begin without a colon or open the post, 10 are list items or
verse, 11 are in truth the author's own words (dialogues, letters).
"""
_FIGURES = """\
## Figures of the shipped model

The same cross-validation: no post was read by a model that saw its author. F1, precision and recall are those of
“quoted”; a probability of 0.8 and more is sure.
"""
_CORRECTED = """\
## What corrections do

Posts with quotations, the chains decoded again around what the reader settled. “Others” are the paragraphs that were
not settled.
"""
_LIMITS = """\
## Limits

- Labels are authors' markup: some block quotations hold the author's own words, some quotations have no mark.
- English only, mostly American blogs of 2003 to 2025 kept in public repositories; linkblogs that quote wire copy are
  few among them.
- Second and later paragraphs of a quotation are missed most: nothing beside their style says that it goes on.
- It is a guess and is shown as one, until a source or the reader settles it.
"""


def card(
    rows: Rows,
    families: Mapping[str, Floats],
    shipped: Floats,
    corrections: Mapping[str, Sequence[Effect]],
) -> str:
    """The card as Markdown.

    Args:
        rows: the posts.
        families: what each family of models says of each paragraph, never having seen its author.
        shipped: the told probability of the shipped model, likewise.
        corrections: what corrections do, by how it is chosen what is corrected.
    """
    lines = [*_about(rows), *_families(rows, families), *_figures(rows, shipped), *_corrected(corrections)]
    return "\n".join([*lines, _LIMITS])


def _about(rows: Rows) -> Iterator[str]:
    with_quotation = [post for post in rows.posts if post.has_quotation]
    paragraphs = Counter(post.has_quotation for post in rows.posts for _ in post.labels)
    quoted = sum(label.quoted for post in rows.posts for label in post.labels)
    yield _ABOUT.format(
        quoting=len(with_quotation),
        plain=len(rows.posts) - len(with_quotation),
        authors=len({post.site for post in rows.posts}),
        quoting_paragraphs=paragraphs[True],
        plain_paragraphs=paragraphs[False],
        quoted=quoted,
    )


def _families(rows: Rows, families: Mapping[str, Floats]) -> Iterator[str]:
    yield from (
        _FAMILIES,
        *_table("family", {name: _of_family(rows, p) for name, p in families.items()}),
        "",
        _TRIED,
    )


def _of_family(rows: Rows, p: Floats) -> dict[str, float]:
    return figures(answers(rows, told_unseen(rows, p), has_quotation=True))


def _figures(rows: Rows, told: Floats) -> Iterator[str]:
    posts, without = (answers(rows, told, has_quotation=which) for which in (True, False))
    kinds = grouped(posts, posts.kind)
    yield from (
        _FIGURES,
        *_table("posts", {"with quotations": figures(posts), "without": figures(without)}),
        "",
        *_table("domain", grouped(posts, posts.domain)),
        "",
        "| kind of paragraph | paragraphs | told right |",
        "| --- | --- | --- |",
        *(f"| {name} | {one['paragraphs']:,} | {one['accuracy']:.3f} |" for name, one in kinds.items()),
        "",
        *_table("author", grouped(posts, posts.site)),
        "",
    )


def _table(what: str, rows: Mapping[str, Mapping[str, float]]) -> Iterator[str]:
    yield f"| {what} | paragraphs | {' | '.join(_COLUMNS)} |"
    yield "| --- " * (len(_COLUMNS) + 2) + "|"
    for name, one in rows.items():
        cells = (f"{one[each]:.3f}" if one["quoted"] or each not in _OF_QUOTED else "–" for each in _COLUMNS)
        yield f"| {name} | {one['paragraphs']:,} | {' | '.join(cells)} |"


def _corrected(corrections: Mapping[str, Sequence[Effect]]) -> Iterator[str]:
    yield from (
        _CORRECTED,
        "| corrected | corrections | accuracy | others before | others after |",
        "| --- | --- | --- | --- | --- |",
        *(
            f"| {name} | {one.corrections} | {one.accuracy:.3f} | {one.others_before:.3f} | {one.others_after:.3f} |"
            for name, every in corrections.items()
            for one in every
        ),
        "",
    )

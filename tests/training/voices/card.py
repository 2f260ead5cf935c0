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
Two models see them. Boosted trees score the steps of a chain: the first look at a post. A neural net scores every run
of paragraphs as a whole (a semi-Markov field), and sees besides, at a second look, how each paragraph's style stands to
that of the commentary and of the quotations that the first look heard in the same post, and to its neighbours'. It
learns this from what trees heard that never saw the author. The net learns from each post and from a changed copy of it
(paragraphs parted, joined, left out; lead-ins without their colon). The mean of their forward-backward marginals is
told; it is calibrated (Platt scaling, authors weighing as in training, posts without quotation at three
tenths of what they weigh there), and the decision stands where one half is told.
"""
_FAMILIES = """\
## Families

Cross-validation over five groups of authors, each family calibrated by itself. All that is learnt, the weights of words
and the calibration too, is learnt without the author that it is measured on. The chains learn from the posts as they
are, the segment level from changed copies too, and with the second look. Other groups of the same authors give figures
that differ by as much as 0.003 of accuracy and 0.01 of F1.

A sentence embedding (MiniLM, six layers, too heavy to ship) was the upper bound before: its 64 main directions and
likenesses, given to a segment level without changed copies and without second look, raise it from 0.850 to 0.855 of
accuracy and from 0.653 to 0.662 of F1; with the trees from 0.854 to 0.856 and from 0.665 to 0.670. Without a gain
beyond the noise were tried: word sequences without their subject, four changed copies of each post with more changes,
quotations set into posts of other authors, three nets, trees learnt through the chain, a second pass over the marginals
alone, a model of whether a post quotes at all.
"""
_TRIED = """\
In vain, too, quotations were set into posts of other authors as a second changed copy of each post: of eight by other
authors of the same group the one that is nearest in its words. Cross-validated likewise, though with ten groups of
authors for the weights of words instead of twelve, and without second look:

| tried | accuracy | f1 | false alarms without quotation |
| --- | --- | --- | --- |
| trees, learnt from the posts as they are | 0.838 | 0.609 | 0.080 |
| trees, learnt from both copies too (two runs) | 0.840, 0.842 | 0.615, 0.619 | 0.073, 0.075 |
| segment level, learnt from the first copy too | 0.855 | 0.664 | 0.082 |
| segment level, learnt from both copies too | 0.854 | 0.660 | 0.083 |
| mean of the first and the third line: as it was shipped | 0.855 | 0.667 | 0.089 |
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

Before there was a second look, and calibrated on the posts with quotations alone, other decisions were tried:

| decided | accuracy | f1 | false alarms without quotation |
| --- | --- | --- | --- |
| where one half is told | 0.856 | 0.670 | 0.089 |
| where 0.52, 0.55, 0.60 is told | 0.855, 0.856, 0.855 | 0.663, 0.656, 0.640 | 0.082, 0.073, 0.060 |
| at 0.55, running on at 0.45 | 0.853 | 0.666 | 0.088 |
| by each run as a whole, at 0.2 | 0.850 | 0.640 | 0.072 |
| nothing, where the chains give that more than 0.3 | 0.849 | 0.646 | 0.068 |
| nothing, where the surest paragraph has less than 0.6 | 0.853 | 0.658 | 0.077 |
| with the odds that the post quotes, to the power of 0.2 | 0.849 | 0.654 | 0.073 |
| calibrated by those odds too, on posts without quotation at half | 0.864 | 0.676 | 0.104 |

From the third line on ten groups of authors, where one half decides 0.855, 0.667 and 0.089. Each buys alarms with F1;
the last, which hears more quotation where a post seems to have none, buys accuracy with alarms. What the second look
is worth, and to whom:

| second look | accuracy | f1 | false alarms without quotation |
| --- | --- | --- | --- |
| none | 0.856 | 0.670 | 0.089 |
| of other trees | 0.856 | 0.671 | 0.090 |
| of other trees; triples of letters and function words too | 0.858 | 0.674 | 0.093 |
| of other trees; the marginals too | 0.857 | 0.673 | 0.094 |
| of the net | 0.862 | 0.685 | 0.091 |
| of the net; triples of letters and function words too, but no steps between neighbours | 0.862 | 0.687 | 0.092 |
| of the net; calibrated on posts without quotation too, at three tenths: as shipped | 0.862 | 0.679 | 0.081 |
| of the net; at half of what they weigh in training | 0.862 | 0.674 | 0.077 |
| of the net; at the whole of it | 0.859 | 0.658 | 0.065 |

The fifth line is better than the first by 0.006 of accuracy (bootstrap by author, 90 %: 0.003 to 0.009) and by 0.015 of
F1 (0.008 to 0.022); the trees' gains are hardly beyond the noise, or bring alarms. How much posts without quotation
weigh in calibration was chosen, for each author from all others, as the least of 0, 0.1, … 0.5, 0.7, 1 that keeps false
alarms at 8.3 %: so measured, accuracy is 0.860, F1 0.676, false alarms 8.3 %, which is better than the first line by
0.005 (0.002 to 0.007), 0.006 (0.000 to 0.012) and 0.6 % (0.3 to 0.9).

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

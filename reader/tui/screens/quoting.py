"""What was found of the quotations: the differences, what was left out, and the passage in its source."""

from __future__ import annotations

import asyncio
from bisect import bisect_right
from functools import partial
from typing import TYPE_CHECKING

from reader.tui.messages import QuotationJudged
from reader.tui.page.runs import beginning
from reader.tui.page.view import Unfolded
from reader.tui.screens.desk import Desk
from reader.tui.trail import Focus

if TYPE_CHECKING:
    from reader.article.model import Article, Quotation
    from reader.quotes.checking import Finding
    from reader.quotes.revisions import Words
    from reader.reading import Reading
    from reader.sources.model import Source

_RIGHT = frozenset(("verbatim", "unverifiable"))


class Quoting(Desk, part=True):
    """The keys of a quotation."""

    def action_differences(self) -> None:
        """The words of the quotation beside those of its source; at a source that changed, its two versions."""
        changed = self._changed_source()
        if changed is not None and (self.quotation_here() is None or self.panes.focus is not Focus.PAGE):
            self.run_alone(partial(self._compare_versions, *changed), "versions")
            return
        chosen = self._chosen()
        if chosen is None:
            return
        reading, quotation, finding = chosen
        passage = reading.words_of_source(quotation)
        self._looked_at(reading, quotation)
        if passage is None:
            self.say(_why_not(finding))
            return
        from reader.tui.screens.differences import DifferencesScreen
        from reader.verdicts import quoted_words

        source = self.source(finding.found_in)
        name = source.name if source else "the source"
        quote = quoted_words(reading.article, quotation)
        self.app.push_screen(DifferencesScreen(name, quote, passage, finding, plain=self.plain))

    def _changed_source(self) -> tuple[Reading, Source] | None:
        """The chosen source, where it was seen to say something else than before."""
        source, reading = self.source(self.panes.chosen), self.reading
        tracked = reading.tracked.get(source.id) if reading is not None and source is not None else None
        if reading is None or source is None or tracked is None or tracked.remembered is None:
            return None
        return (reading, source) if tracked.remembered.drifted is not None else None

    async def _compare_versions(self, reading: Reading, source: Source) -> None:
        found = await self.background.result(asyncio.to_thread(_revised, reading, source.id))
        if self.reading is not reading:
            return
        if found is None:
            self.say(f"What {source.name} said before is not kept any more.")
            return
        from reader.tui.screens.revisions import RevisionsScreen

        self.app.push_screen(RevisionsScreen(source.name, *found))

    def action_left_out(self) -> None:
        """Unfold what was left out, each under the paragraph in which its ellipsis stands; or fold it again."""
        chosen = self._chosen()
        if chosen is None:
            return
        reading, quotation, finding = chosen
        source = self.source(finding.found_in)
        self._looked_at(reading, quotation)
        if not finding.judgement.omitted or source is None:
            self.say("Nothing is said to be left out here." if finding.found_in else _why_not(finding))
            return
        left_out: dict[str, list[str]] = {}
        for block, text in zip(_ellipses(reading.article, quotation, finding), finding.judgement.omitted, strict=True):
            left_out.setdefault(block, []).extend(part for part in text.split("\n\n") if part.strip())
        label = f"{source.name}: what was left out"
        opened = self.page.unfold(*(Unfolded(block, label, tuple(parts)) for block, parts in left_out.items()))
        self.say(_shown_below(len(finding.judgement.omitted)) if opened else "What was left out is folded again.")

    def action_next_wrong(self, step: int) -> None:
        """Go to the next quotation that does not stand in its source as it is printed."""
        reading = self.reading
        if reading is None:
            return
        here = self.page.origin
        wrong = [one for one in reading.article.quotations if reading.finding(one).judgement.verdict not in _RIGHT]
        beyond = [one for one in wrong if (_start(reading, one) > here if step > 0 else _start(reading, one) < here)]
        if not beyond:
            self.say("No such quotation further on." if step > 0 else "No such quotation before this.")
            return
        found = beyond[0 if step > 0 else -1]
        self.page.reach(found)
        self.page.select_link(None)
        from reader.tui.judged import mark_of

        # Where the page ends it may stand far from the top.
        self.say(f"{beginning(reading.article, found)}: {mark_of(reading.finding(found)).words}.")

    def action_copy_quotation(self) -> None:
        """Copy the quotation with whom it is from and an address that leads to it."""
        chosen = self._chosen()
        if chosen is None:
            return
        from reader.article.clean import line
        from reader.verdicts import quoted_words

        reading, quotation, finding = chosen
        words = line(f"“{quoted_words(reading.article, quotation)}”")

        async def copy() -> None:
            credit = await self.background.result(asyncio.to_thread(_credit, reading, quotation, finding))
            self.app.copy_to_clipboard(line(" ".join((words, *credit))))
            copied = f"Copied {beginning(reading.article, quotation)}"
            self.say(f"{copied} with its source." if credit else f"{copied}, without a source: none is known.")

        self.run_alone(copy, "copying")

    def _chosen(self) -> tuple[Reading, Quotation, Finding] | None:
        """The current quotation, with what was found of it; says so where there is none."""
        quotation, reading = self.quotation_here(), self.reading
        if quotation is None or reading is None:
            self.say("There is no quotation here: ] goes to the next.")
            return None
        return reading, quotation, reading.finding(quotation)

    def quotation_here(self) -> Quotation | None:
        """The current quotation, or None."""
        found, reading = self.page.quotation, self.reading
        return reading.quotation(found.id) if found is not None and reading is not None else None

    def _looked_at(self, reading: Reading, quotation: Quotation) -> None:
        """What is shown of it after this need not say that it got worse."""
        if reading.finding(quotation).worse is not None:
            reading.looked_at(quotation)
            self.post_message(QuotationJudged(reading.article, quotation.id))


def _revised(reading: Reading, source_id: str) -> tuple[str, list[tuple[Words, ...]]] | None:
    """The day of the last version of a source that was another one, in words, and what was changed since."""
    from reader.quotes.revisions import revisions
    from reader.tui.panes.evidence import day

    tracked, earlier = reading.tracked[source_id], reading.earlier(source_id)
    if tracked.article is None or not earlier:
        return None
    return day(earlier[-1].day), revisions(earlier[-1].text, tracked.article.text)


def _why_not(finding: Finding) -> str:
    """Why nothing of a source can be shown beside a quotation."""
    from reader.tui.judged import mark_of

    words = mark_of(finding).words
    return f"{words[0].upper()}{words[1:]}." if words else "Nothing to compare it with yet."


def _ellipses(article: Article, quotation: Quotation, finding: Finding) -> list[str]:
    """For each passage that was left out the paragraph (id) in which its ellipsis stands; the last one if in doubt."""
    from reader.quotes.licence import omission_places
    from reader.verdicts import quoted_words

    omitted = finding.judgement.omitted
    places = omission_places(quoted_words(article, quotation))
    if len(places) != len(omitted):
        return [quotation.blocks[-1]] * len(omitted)
    ends, end = [], -quotation.start
    for block in quotation.blocks:
        end += len(article.block(block).text) + len("\n\n")
        ends.append(end)
    return [quotation.blocks[min(bisect_right(ends, place), len(ends) - 1)] for place in places]


def _shown_below(number: int) -> str:
    shown = "A passage was left out: it is" if number == 1 else f"{number} passages were left out: they are"
    return f"{shown} shown below the ellipsis, and e folds {'it' if number == 1 else 'them'}."


def _start(reading: Reading, quotation: Quotation) -> tuple[int, int]:
    """Where a quotation begins: the index of its block, and the code point there."""
    return reading.article.index[quotation.blocks[0]], quotation.start


def _credit(reading: Reading, quotation: Quotation, finding: Finding) -> list[str]:
    source_id = finding.found_in or reading.source_of(quotation)
    tracked = reading.tracked.get(source_id or "")
    if tracked is None:
        return []
    article = tracked.article
    date = article.published.date().isoformat() if article and article.published else None
    who = [article.byline if article else None, tracked.source.name, date]
    credit = ["— " + ", ".join(one for one in who if one)]
    url = tracked.final_url or tracked.source.url
    return [*credit, reading.address_at(url, source_id or "", quotation=quotation)] if url else credit

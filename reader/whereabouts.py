"""Where the sources of an article have what is quoted from them, and what was found of every quotation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.quotes.located import Stretch, located
from reader.sources.references import SourceIndex
from reader.texts import Texts
from reader.verdicts import UNJUDGED, Verdicts, quoted_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader.article.model import Article, Quotation
    from reader.quotes.candidates import Dated
    from reader.quotes.checking import Finding
    from reader.quotes.comparing import Comparer
    from reader.quotes.passage import Passage
    from reader.sources.memory import Memory
    from reader.sources.model import Mention, Source, Tracked


class Whereabouts:
    """An article's quotations and mentions, each with the place in a source that it refers to.

    Attributes:
        article: the article in its present voices: texts, blocks and their ids never change, but whose words they are
            may, and with that the quotations and their ids.
        sources: its references, in order of first mention.
        tracked: source id to the latest that is known of it.
    """

    def __init__(
        self,
        article: Article,
        sources: tuple[Source, ...],
        tracked: Mapping[str, Tracked],
        memory: Memory | None = None,
        comparer: Comparer | None = None,
    ) -> None:
        """Judge by what is there already of the sources; `tracked` goes on to be looked into.

        `memory` is asked for what the sources said on earlier days; `comparer` holds quotations against texts, where
        that is not done here.
        """
        self.sources = sources
        self.tracked = tracked
        self._texts = Texts(tracked, memory=memory, comparer=comparer)
        self._quotations: dict[str, Quotation] = {}
        self._verdicts: Verdicts
        self._take(article)

    def recall_findings(self, shown: Mapping[str, Finding]) -> None:
        """Take what was last shown of the quotations, by their ids, in an earlier run."""
        self._verdicts.recall(shown)

    def earlier(self, source_id: str) -> tuple[Dated, ...]:
        """What a source said on earlier days where that was not what it says now. It reads files."""
        self._texts.look_back((source_id,))
        return tuple(self._texts.earlier.get(source_id, ()))

    def quotation(self, quotation_id: str | None) -> Quotation | None:
        """The quotation of that id, or None."""
        return self._quotations.get(quotation_id or "")

    def source_of(self, quotation: Quotation) -> str | None:
        """The id of the source that a quotation is attributed to, or None."""
        return self._source_of.get(quotation.id)

    def passage(
        self, source_id: str, mention: Mention | None = None, quotation: Quotation | None = None
    ) -> Passage | None:
        """The passage of a fetched source nearest to what refers to it; None while there is no text.

        What refers to it is the quotation that the mention stands in or leads in to, else the sentence of the mention.
        Without a mention or a quotation it is the first quotation attributed to the source, else its first mention.
        """
        from reader.quotes.passage import nearest

        tracked = self.tracked.get(source_id)
        if tracked is None or tracked.article is None:
            return None
        quotation = quotation or self._quotation_near(source_id, mention)
        if quotation is not None:
            return nearest(tracked.article, quoted_words(self.article, quotation), quotation=True)
        mention = mention or next(iter(tracked.source.mentions), None)
        return nearest(tracked.article, self._sentence(mention)) if mention is not None else None

    def passages(
        self, source_id: str, mention: Mention | None = None, quotation: Quotation | None = None
    ) -> tuple[Stretch, ...]:
        """Where a fetched source has what refers to it: every piece of the quotation, where that was found there.

        Else the nearest passage, as `passage` gives it; empty where there is none.
        """
        quotation = quotation or self._quotation_near(source_id, mention)
        if quotation is not None and self.finding(quotation).found_in == source_id:
            found = self.stretches(quotation)
            if found:
                return found
        nearest = self.passage(source_id, mention, quotation)
        return (Stretch(*nearest[:3]),) if nearest is not None else ()

    def stretches(self, quotation: Quotation) -> tuple[Stretch, ...]:
        """The pieces of a quotation in the source in which it was found; empty where that has no such text now."""
        finding = self.finding(quotation)
        tracked = self.tracked.get(finding.found_in or "")
        judgement = finding.judgement
        if tracked is None or tracked.article is None or judgement.at is None:
            return ()
        if finding.version is not None and finding.version.stood is not None:
            return ()  # it stands in what the source said before
        return located(tracked.article, judgement.pieces or (judgement.at,))

    def address_at(
        self, url: str, source_id: str, mention: Mention | None = None, quotation: Quotation | None = None
    ) -> str:
        """The address of a source so that a browser scrolls to what was quoted, where that stands there today."""
        quotation = quotation or self._quotation_near(source_id, mention)
        found = self.stretches(quotation) if quotation is not None else ()
        tracked = self.tracked.get(source_id)
        if quotation is None or not found or tracked is None or tracked.article is None:
            return url
        from reader.quotes.fragment import with_fragment

        finding = self.finding(quotation)
        at = finding.judgement.at
        if finding.found_in != source_id or at is None:
            return url
        return with_fragment(url, tracked.article.text, *at) or url

    def words_of_source(self, quotation: Quotation) -> str | None:
        """The passage in which a quotation was found, as the source printed it; None where there is none."""
        finding = self.finding(quotation)
        text, at = self._verdicts.text_of(finding), finding.judgement.at
        return text[slice(*at)] if text is not None and at is not None else None

    def looked_at(self, quotation: Quotation) -> None:
        """The person has seen what is said of a quotation, and that it is worse than before."""
        self._verdicts.looked_at(quotation.id)

    def finding(self, quotation: Quotation) -> Finding:
        """What was found of a quotation in the sources that are there so far."""
        found = self._verdicts.findings.get(quotation.id)
        return found or UNJUDGED  # asked for while another thread takes other voices, and so other quotations

    def _take(self, article: Article) -> None:
        index = SourceIndex(self.sources)
        source_of = {one.id: index.of(one) for one in article.quotations}
        seen = self._verdicts.shown if self._quotations else {}
        before = {_range(one): seen[one.id] for one in self._quotations.values() if one.id in seen}
        shown = {one.id: before[_range(one)] for one in article.quotations if _range(one) in before}
        verdicts = Verdicts(article, source_of, self.tracked, shown=shown, texts=self._texts)
        if self._texts.candidates():
            verdicts.judge()
        self.article, self._source_of, self._verdicts = article, source_of, verdicts
        self._quotations = {one.id: one for one in article.quotations}

    def _quotation_near(self, source_id: str, mention: Mention | None) -> Quotation | None:
        place = self.article.index
        for one in self.article.quotations:
            if self._source_of[one.id] != source_id:
                continue
            first, last = place[one.blocks[0]], place[one.blocks[-1]]
            lead = 1 if one.form == "block" else 0
            if mention is None or first - lead <= place[mention.block] <= last + lead:
                return one
        return None

    def _sentence(self, mention: Mention) -> str:
        from reader.quotes.passage import sentence_at

        text = self.article.block(mention.block).text
        start, end = sentence_at(text, mention.start, mention.end)
        return text[start:end]


def _range(quotation: Quotation) -> tuple[tuple[str, ...], int, int]:
    """What a quotation runs over: its id is another one when others come before it."""
    return quotation.blocks, quotation.start, quotation.end

"""The wire service that an article is from: as its byline, its dateline or its credit line names it."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from reader.article.clean import line
from reader.article.facts import distinct

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reader.article.facts import Claim
    from reader.article.model import Article, Block, Fact

# The service, as the outlets' list names it: names that mean it anywhere, and after the stroke abbreviations that mean
# it only where a service is due (alone in a byline, in a dateline's brackets, at the end).
_SERVICES = """
Associated Press = The Associated Press, Associated Press | AP
Reuters = Thomson Reuters, Reuters | RTRS
Agence France-Presse = Agence France-Presse, Agence France Presse | AFP
dpa = Deutsche Presse-Agentur, dpa
United Press International = United Press International | UPI
EFE = Agencia EFE | EFE
ANSA = Agenzia ANSA | ANSA
Xinhua = Xinhua News Agency, Xinhua
TASS = Itar-Tass, TASS News Agency | TASS
Interfax = Interfax
RIA Novosti = RIA Novosti
Kyodo News = Kyodo News, Kyodo
Yonhap = Yonhap News Agency, Yonhap
Press Association = Press Association, PA Media, PA News Agency | PA
Canadian Press = The Canadian Press, Canadian Press, La Presse canadienne | CP
AAP = Australian Associated Press | AAP
Press Trust of India = Press Trust of India | PTI
ANI = Asian News International | ANI
IANS = Indo-Asian News Service | IANS
Bloomberg News = Bloomberg News
McClatchy = McClatchy Newspapers, McClatchy News Service
APA = Austria Presse Agentur | APA
Keystone-SDA = Keystone-SDA | SDA
Belga = Agence Belga | Belga, BELGA
ANP = Algemeen Nederlands Persbureau | ANP
Anadolu Agency = Anadolu Agency, Anadolu Ajansı
""".strip()

# A dateline's bounds, in code points: "FRANKFURT AM MAIN, May 3 (Reuters) - ".
_DATELINE = 90
_ENDING = 300
_LAST_BLOCKS = 4
_SIGNS_OF_CREDIT = ("©", "(c)", "(C)", "Copyright", " contributed to this ")


@cache
def _named() -> dict[str, str]:
    """Every form, in lower case, to the service it means."""
    return {form: service for service, forms in _forms() for form in forms.casefold().replace(" | ", ", ").split(", ")}


def _forms() -> Iterator[tuple[str, str]]:
    for each in _SERVICES.splitlines():
        service, _, forms = each.partition(" = ")
        yield service, forms


@cache
def _byline() -> re.Pattern[str]:
    """Finds one service, in a group, in a byline."""
    full, every = _any(_full()), _any(_every())
    return re.compile(rf"(?:^|(?<=[\s,;/(|]))(?P<full>{full})(?![\w-])|(?:^|[,;/(|]\s?)(?P<short>{every})(?=$|[,;/)|])")


@cache
def _dateline() -> re.Pattern[str]:
    """Finds one service, in a group, at the beginning of the text."""
    every = _any(_every())
    return re.compile(
        rf"^[^()\n]{{0,60}}\((?P<brackets>{every})(?:/\w{{1,12}})?\)(?=\s*(?:[-–—:.]|$))"
        rf"|^[^\W\d_][^()\n–—]{{1,60}}[-–—/]\s?(?P<strokes>{every})\s?[-–—:.]\s"
    )


@cache
def _ending() -> re.Pattern[str]:
    """Finds one service, in a group, at the end of the text."""
    full, every = _any(_full()), _any(_every())
    return re.compile(
        rf"(?:©|\([Cc]\)|Copyright)\s?(?:\d{{4}}\s)?(?:by\s)?(?P<owner>{every})(?!\w)"
        rf"|(?:^|\n|[.!?”\"]\s?)[(–—-]\s?(?P<credit>{every})\)?\.?$"
        rf"|\b(?:[Ww]ith|from)\s(?:reporting|files|material|information|agencies|input|inputs)?\s?(?:by|from)?\s?"
        rf"(?:the\s)?(?P<helped>{full})\.?$"
        rf"|^(?:The\s)?(?P<contributed>{full}) contributed to this (?:report|story|article)"
    )


def _any(forms: Iterable[str]) -> str:
    return "|".join(re.escape(form) for form in sorted(set(forms), key=lambda form: (-len(form), form)))


def in_credits(claims: Iterable[Claim]) -> tuple[Fact[str], ...]:
    """The services that bylines and stated sources name, each with the origin of the claim.

    Args:
        claims: short texts with their origins.
    """
    said: dict[str, str] = {}
    for origin, text in claims:
        said.setdefault(line(text), origin)
    naming = (text for text in said if _names_one(text))
    return tuple(distinct((_service(found), said[text]) for text in naming for found in _byline().finditer(text)))


def with_services(article: Article) -> Article:
    """The article with the services that its own text names, after those that its byline and structured data name."""
    named = [(fact.value, fact.origin) for fact in (*article.metadata.wire_service, *in_text(article.blocks))]
    facts = tuple(distinct(named))
    if facts == article.metadata.wire_service:
        return article
    return replace(article, metadata=article.metadata._replace(wire_service=facts))


def in_text(blocks: Sequence[Block]) -> tuple[Fact[str], ...]:
    """The services that the first paragraphs' datelines and the last ones' credit lines name."""
    texts = [block.text for block in blocks if block.text and block.depth == 0]
    found: list[tuple[str, str]] = []
    for text in texts[:_LAST_BLOCKS]:
        head = text[:_DATELINE]
        if _names_one(head) and (said := _dateline().match(head)):
            found.append((_service(said), "dateline"))
            break
    ends = (text[-_ENDING:] for text in reversed(texts[-_LAST_BLOCKS:]) if _may_credit(text))
    closing = (_ending().search(end) for end in ends if _names_one(end))
    found.extend((_service(said), _at_the_end(said)) for said in closing if said)
    return tuple(distinct(found))


def _may_credit(text: str) -> bool:
    """Whether a service or a sign of a credit is there, which is found much faster than the whole of one."""
    return text.rstrip(").").endswith(_every()) or any(sign in text for sign in _SIGNS_OF_CREDIT)


def _names_one(text: str) -> bool:
    """Whether a form of a service is there at all: on most pages none is, and no expression is needed."""
    return any(map(text.__contains__, _every()))


@cache
def _every() -> tuple[str, ...]:
    return tuple(form for _, forms in _forms() for form in forms.replace(" | ", ", ").split(", "))


def _full() -> tuple[str, ...]:
    """The forms that mean a service anywhere."""
    return tuple(form for _, forms in _forms() for form in forms.partition(" | ")[0].split(", "))


def _at_the_end(said: re.Match[str]) -> str:
    return "note of contribution" if said["helped"] or said["contributed"] else "credit line"


def _service(found: re.Match[str]) -> str:
    return _named()[next(filter(None, found.groups())).casefold()]

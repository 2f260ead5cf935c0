"""What a robots.txt says (RFC 9309). Pure, and linear in what it is given: neither file nor address is to be trusted.

Libraries for this turn rules into regular expressions; a few stars in a rule and a long address then take for ever, and
no thread helps, as Python's expressions let nothing else run meanwhile.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import quote, urlsplit

PRODUCT = "pullquote"
"""Our product token."""

_NAME = re.compile(r"[A-Za-z_-]+")
_KEPT = "!$&'()*+,;=:@/?%~-._[]#"
_ESCAPE = re.compile("%[0-9A-Fa-f]{2}")


class Rule(NamedTuple):
    """One rule: the parts of its pattern between stars, whether it must reach the end, its weight, what it says."""

    parts: tuple[str, ...]
    anchored: bool
    weight: int
    allow: bool


def parse(text: str) -> tuple[Rule, ...]:
    """The rules for us: those of the groups that name our token, else those for everybody, the weightiest first."""
    groups: dict[str, list[Rule]] = {}
    agents: list[str] = []
    naming = False
    for line in text.removeprefix("\ufeff").splitlines():
        field, colon, value = line.partition("#")[0].partition(":")
        field, value = field.strip().lower(), value.strip()
        if not colon:
            continue
        if field == "user-agent":
            agents = [*(agents if naming else ()), _agent(value)]
            groups.setdefault(agents[-1], [])
            naming = True
        elif field in ("allow", "disallow"):
            naming = False
            if value.startswith(("/", "*")):
                rule = _rule(value, allow=field == "allow")
                for agent in dict.fromkeys(agents):
                    groups[agent].append(rule)
    ours = groups.get(PRODUCT, groups.get("*", []))
    return tuple(sorted(ours, key=lambda rule: (-rule.weight, not rule.allow)))


def allows(rules: tuple[Rule, ...], url: str) -> bool:
    """Whether an address may be fetched: the longest rule that fits decides, and of two as long the one that allows."""
    parts = urlsplit(url)
    path = _normal((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
    if path == "/robots.txt":
        return True
    return next((rule.allow for rule in rules if _fits(rule, path)), True)


def _agent(value: str) -> str:
    if value == "*":
        return "*"
    product = _NAME.match(value)
    return product[0].lower() if product else ""


def _rule(pattern: str, *, allow: bool) -> Rule:
    pattern = _normal(pattern)
    anchored = pattern.endswith("$")
    parts = pattern.removesuffix("$").split("*")
    return Rule((parts[0], *(part for part in parts[1:-1] if part), *parts[1:][-1:]), anchored, len(pattern), allow)


def _fits(rule: Rule, path: str) -> bool:
    """Whether a pattern fits the beginning of a path. Taking each part where it first comes is never wrong."""
    first, *others = rule.parts
    if not path.startswith(first):
        return False
    if not others:
        return not rule.anchored or len(path) == len(first)
    at = len(first)
    for part in others[:-1]:
        found = path.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    last = others[-1]
    if rule.anchored:
        return path.endswith(last) and len(path) - len(last) >= at
    return path.find(last, at) >= 0


def _normal(text: str) -> str:
    """Escapes one way, so that a rule and an address that mean the same are the same."""
    return _ESCAPE.sub(_one_way, quote(text, safe=_KEPT))


def _one_way(match: re.Match[str]) -> str:
    character = chr(int(match[0][1:], 16))
    return character if character.isascii() and (character.isalnum() or character in "-._~") else match[0].upper()

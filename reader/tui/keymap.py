"""The keys in force: a preset, the person's own over it, and whether two bindings would fight for a key."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.binding import Binding

from reader.errors import SettingsError
from reader.tui.keys import APP, SCREEN, Key, in_force, table
from reader.tui.keytops import names, shown
from reader.tui.modes import unusable_letters
from reader.tui.presets import PRESETS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from textual.binding import BindingType

    from reader.settings import Settings

TITLES = {
    "app": "everywhere",
    "screen": "while reading",
    "page": "in the article",
    "select": "while text is selected by keys",
    "hints": "while a link is chosen",
    "sources": "in the list of sources",
    "preview": "in the preview",
    "start": "on the start screen",
    "library": "in the library",
    "feeds": "in the feeds",
}
"""Where a scope's keys work, in words; a sheet over the screen is named by the first part of its ids."""


class Problem(NamedTuple):
    """What cannot work: the id of the binding that is the person's own, and a sentence."""

    binding: str
    sentence: str


def own_keys(settings: Settings) -> dict[str, str]:
    """A binding's id to its keys, for all that differ from the table: the preset's, and over them the person's."""
    return {**PRESETS[settings.keys_preset], **settings.keys}


def every_scope() -> dict[str, tuple[Key, ...]]:
    """Every scope with its keys, those of the sheets over the screen among them; loads the whole interface."""
    return {**table(), **_sheets()}


def effective(own: Mapping[str, str]) -> Iterator[tuple[str, Key]]:
    """(scope, key) of every binding, with the keys that it has now."""
    for scope, keys in every_scope().items():
        for key in in_force(keys, own):
            yield scope, key._replace(keys=",".join(names(key.keys)))


def problems(settings: Settings) -> list[Problem]:
    """What of the keys cannot work: bindings that do not exist, keys that two of them would have."""
    own = own_keys(settings)
    scopes = table()
    if not {key.id for keys in scopes.values() for key in keys}.issuperset(settings.keys):
        scopes = every_scope()
    default = {key.id: key.keys for keys in scopes.values() for key in keys}
    found = [Problem(one, _no_such(one, default)) for one in settings.keys if one not in default]
    found += [Problem(one, why) for one, keys in own.items() if (why := _unusable(one, keys))]
    wrong = {one.binding for one in found}
    own = {one: keys for one, keys in own.items() if one not in wrong and keys != default.get(one)}
    for scope, keys in scopes.items():
        if scope not in ("app", "screen"):
            shared = (*APP, *SCREEN) if scope in ("page", "sources", "preview") else APP
            found += [one for one in _clashes((*shared, *keys), own) if one not in found]
    return found


def check(settings: Settings) -> None:
    """See that the keys can work.

    Raises:
        SettingsError: there is no such binding, or two of them would have the same key in the same pane.
    """
    for problem in problems(settings):
        raise SettingsError(f"keys: {problem.sentence}", f"keys.{problem.binding}")


def _no_such(name: str, known: Mapping[str, str]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(name, known, n=1)
    return f"there is no binding '{name}'; " + (
        f"did you mean '{close[0]}'?" if close else "pullquote keys lists them."
    )


def _unusable(binding: str, keys: str) -> str:
    try:
        names(keys)
    except SettingsError as error:
        return str(error).removeprefix("keys: ")
    return unusable_letters(keys) if binding == "hints.letters" else ""


def _clashes(keys: Sequence[Key], own: Mapping[str, str]) -> Iterator[Problem]:
    """Every key that two bindings share, of which one is the person's own; what the table lets them share, they may."""
    holder: dict[str, Key] = {}
    for row in keys:
        for key in names(own.get(row.id, row.keys)):
            other = holder.setdefault(key, row)
            if other is row or (other.id not in own and row.id not in own):
                continue
            if key not in names(other.keys) or key not in names(row.keys):
                words = f"{shown(key)} is given to both {other.id} and {row.id}; choose another key for one of them."
                yield Problem(row.id if row.id in own else other.id, words)


def _sheets() -> dict[str, tuple[Key, ...]]:
    """The keys of what lies over the screen for a while: whatever class brings bindings with ids of its own."""
    import pkgutil
    from importlib import import_module

    from textual.dom import DOMNode

    import reader.tui

    for module in pkgutil.walk_packages(reader.tui.__path__, "reader.tui."):
        import_module(module.name)
    known = {key.id for keys in table().values() for key in keys}
    found: dict[str, dict[str, Key]] = {}
    for kind in _below(DOMNode):
        if not kind.__module__.startswith("reader.tui."):
            continue
        brought: list[BindingType] = kind.__dict__.get("BINDINGS", [])
        for one in Binding.make_bindings(brought):
            if one.id is not None and one.id not in known:
                rows = found.setdefault(one.id.partition(".")[0], {})
                earlier = rows.get(one.id)
                keys = f"{earlier.keys},{one.key}" if earlier else one.key
                rows[one.id] = Key(one.id, keys, one.action, one.description, priority=one.priority)
    return {scope: tuple(rows.values()) for scope, rows in sorted(found.items())}


def _below(kind: type[object]) -> Iterator[type[object]]:
    for one in kind.__subclasses__():
        yield one
        yield from _below(one)

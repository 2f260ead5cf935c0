"""The settings in the running app: put to use at the start, and again when their file is another one."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from textual.message import Message

from reader.errors import SettingsError
from reader.tui.themes import names

if TYPE_CHECKING:
    from pathlib import Path

    from textual.app import App

    from reader.settings import Layers, Loaded, Settings
    from reader.tui.pictured import Pictured

SECONDS = 1.0
"""How often it is looked whether a file has changed."""


_OLD_HOLD = "The settings from before hold."


class Reload(Message):
    """The settings' files are other ones.

    Attributes:
        loaded: what they say now, or None where that cannot be used.
        words: what to tell the person.
    """

    def __init__(self, loaded: Loaded | None, words: str) -> None:
        super().__init__()
        self.loaded = loaded
        self.words = words


@runtime_checkable
class Adopting(Protocol):
    """A screen that can go on with other settings."""

    def adopt(self, settings: Settings) -> None:
        """Take other settings."""


def apply(app: Pictured, settings: Settings) -> Settings:
    """Put what is about the app as a whole to use; gives the settings with the keys of the preset among their own.

    Raises:
        SettingsError: there is no such theme, or the keys cannot work; nothing was changed then.
    """
    from textual import constants

    if settings.theme not in names():
        from reader.settings.checking import nearest

        raise SettingsError(f"There is no theme '{settings.theme}'{nearest(settings.theme, names())}", "theme")
    keys: dict[str, str] = {}
    if settings.keys or settings.keys_preset != "default":
        from reader.tui.keymap import check, own_keys

        check(settings)
        keys = own_keys(settings)
    app.take_theme(settings.theme)
    app.take_images(settings.images)
    app.animation_level = constants.TEXTUAL_ANIMATIONS if settings.animations else "none"
    app.set_keymap(keys)
    return settings._replace(keys=keys, keys_preset="default")


def taken(app: Pictured, message: Reload) -> tuple[Settings | None, str]:
    """Put other settings to use; gives them, or None where the old ones hold, and what to tell the person."""
    if message.loaded is None:
        return None, message.words
    try:
        return apply(app, message.loaded.settings), message.words
    except SettingsError as error:
        return None, f"{message.loaded.placed(error)} {_OLD_HOLD}"


def watch(layers: Layers, app: App[None], over: threading.Event, seconds: float = SECONDS) -> None:
    """Look for changes of the files until the app is `over`. On a thread: a folder on a network may hold it up.

    A file that changed is read once it is found as it was the time before: it may have been in the middle of a save.
    """

    def look(known: list[tuple[int, ...]]) -> None:
        before = known
        while not over.wait(seconds):
            now = [_state(file) for file in layers.files]
            if now == before and now != known:
                known = now
                app.post_message(_loaded(layers))
            before = now

    began = [_state(file) for file in layers.files]
    threading.Thread(target=look, args=(began,), name="settings", daemon=True).start()


def _loaded(layers: Layers) -> Reload:
    try:
        loaded = layers.load()
    except SettingsError as error:
        return Reload(None, f"{error} {_OLD_HOLD}")
    return Reload(loaded, " ".join(("The settings were read again.", *loaded.warnings)))


def _state(file: Path) -> tuple[int, ...]:
    try:
        found = file.stat()
    except OSError:
        return ()
    return found.st_mtime_ns, found.st_size, found.st_ino

"""The keys of the sheet with the feeds, in a table like those of the screens."""

from __future__ import annotations

from reader.tui.keys import Key

FEEDS = (
    Key("feeds.down", "j,down", "move(1)", "next"),
    Key("feeds.up", "k,up", "move(-1)", "previous"),
    Key("feeds.refresh", "r", "refresh", "ask for what is new"),
    Key("feeds.mark", "m", "mark", "read or unread"),
    Key("feeds.mark_all", "M", "mark_all", "all of this feed are read"),
    Key("feeds.unread", "u", "unread", "unread only, or all"),
    Key("feeds.unsubscribe", "d,delete", "unsubscribe", "unsubscribe from this feed"),
    Key("feeds.undo", "ctrl+z", "undo", "subscribe again to the last one"),
    Key("feeds.back", "backspace,h,left", "back", "back to the feeds"),
    Key("feeds.help", "question_mark,f1", "help", "help: all keys"),
    Key("feeds.close", "escape,q,F", "close", "stop asking; else close"),
)

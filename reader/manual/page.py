"""The manual page, in roff's man macros."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader import __version__
from reader.manual.commands import PROGRAM, Command, Option, program

if TYPE_CHECKING:
    from collections.abc import Iterator

_ABOUT = """\
Pullquote shows an article with the quoted text set apart from the commentary, fetches every source that the article \
links to or names, previews and opens them in place, and says of every quotation whether it stands in its source.
SOURCE is an http(s) address, a file (HTML, MHTML, Markdown, text, mail, feed, PDF), or - for standard input. \
Without one an empty screen asks for it."""

_STATUS = (
    ("0", "The report was made and nothing in it is wrong."),
    ("1", "A quotation is altered, misattributed or not found, or a source is dead; --exit-zero makes it 0."),
    ("2", "The command line or the settings are wrong."),
    ("3", "The article could not be read."),
)
_ENVIRONMENT = (
    ("PULLQUOTE_CONFIG", "The settings file, in the place of the usual one."),
    ("PULLQUOTE_NAME", "The setting of that name, in capitals: PULLQUOTE_VIEW, PULLQUOTE_THEME. Lists take commas."),
    ("NO_COLOR", "Where it is set, no colour is used, and signs are ASCII."),
    ("TEXTUAL_ANIMATIONS", "none forbids every movement, whatever the setting animations says."),
    (
        "BROWSER",
        "The command that opens an address, where the setting browser is empty; several with colons between.",
    ),
    ("XDG_CONFIG_HOME, XDG_STATE_HOME, XDG_DATA_HOME", "The folders in which the files below lie."),
)
_FILES = (
    ("~/.config/pullquote/config.toml", "The settings; pullquote config --init begins it."),
    ("~/.config/pullquote/keys.toml", "The keys, where they are to stand by themselves."),
    ("~/.local/state/pullquote/requests.jsonl", "The request log."),
)


def page() -> str:
    """The whole manual page."""
    root = program()
    lines = [f'.TH PULLQUOTE 1 "" "{PROGRAM} {__version__}" "User Commands"', ".SH NAME"]
    lines += [f"{PROGRAM} \\- {_text('read commentary: whose words are whose, and what became of every source')}"]
    lines.append(".SH SYNOPSIS")
    for command in root.walk():
        if not command.commands or command is root:
            lines += [".br", _synopsis(command)] if command is not root else [_synopsis(command)]
    lines.append(".SH DESCRIPTION")
    for paragraph in _ABOUT.split("\n"):
        lines += [_text(paragraph), ".PP"]
    lines += [".SH OPTIONS", *_options(root.options)]
    lines.append(".SH COMMANDS")
    common = set(root.options)
    for command in root.walk():
        if command is not root:
            lines += [f".SS {_text(' '.join((PROGRAM, *command.path)))}", _text(command.about)]
            lines += _options(one for one in command.options if one not in common)
            if common & set(command.options) - _help_only(command):
                lines += [".PP", "It takes the options above that concern it, too."]
    lines += _settings()
    lines += _keys()
    lines += _signs()
    lines += _meanings()
    for title, rows in (("ENVIRONMENT", _ENVIRONMENT), ("FILES", _FILES), ("EXIT STATUS", _STATUS)):
        lines += [f".SH {title}", *_tagged(rows)]
    return "\n".join(lines) + "\n"


def _help_only(command: Command) -> set[Option]:
    return {one for one in command.options if "--help" in one.names}


def _synopsis(command: Command) -> str:
    words = [f"\\fB{_text(' '.join((PROGRAM, *command.path)))}\\fR", "[\\fIOPTION\\fR...]"]
    for one in command.arguments:
        name = f"\\fI{_text(one.value)}\\fR" + "..." * one.many
        words.append(f"[{name}]" if one.optional else name)
    return " ".join(words)


def _options(options: Iterator[Option] | tuple[Option, ...]) -> Iterator[str]:
    for one in options:
        names = ", ".join(f"\\fB{_text(name)}\\fR" for name in one.names)
        yield from (".TP", names + (f" \\fI{_text(one.value)}\\fR" if one.value else ""), _sentence(one.help))


def _settings() -> Iterator[str]:
    from reader.settings import SETTINGS

    yield ".SH SETTINGS"
    yield _text(
        "The settings file is TOML; pullquote config --init begins one in which everything is explained. Over it stand"
        " the environment and --set NAME=VALUE. It is read again while the program runs, whenever it changes."
    )
    for row in SETTINGS:
        default = "none" if row.default in ("", ()) else str(row.default).lower()
        rest = " A change holds from the next start on." if row.later else ""
        words = _text(f"{row.doc} It is {row.kind}.{rest}")
        yield from (".TP", f"\\fB{_text(row.name)}\\fR ({_text(default)})", words)


def _keys() -> Iterator[str]:
    from reader.tui.keymap import TITLES, effective
    from reader.tui.keytops import shown_all

    yield ".SH KEYS"
    yield _text(
        "First stands the id under which a binding can be given to other keys, in the table [keys] of the settings or"
        " in keys.toml; keys_preset starts from those of vim or emacs. pullquote keys shows those in force."
    )
    last = ""
    for scope, key in effective({}):
        if scope != last:
            yield f".SS {_text(TITLES.get(scope, f'in the sheet {scope}').capitalize())}"
            last = scope
        yield from (".TP", f"\\fB{_text(key.id)}\\fR   {_text(shown_all(key.keys))}", _sentence(key.words))


def _signs() -> Iterator[str]:
    from reader.tui.legend import legend

    yield ".SH SIGNS"
    yield "Beside each sign stands what is drawn in its place where signs are ASCII."
    last = ""
    for one in legend():
        if one.group != last:
            yield f".SS {_text(one.group)}"
            last = one.group
        yield from (".TP", f"\\fB{_text(one.sign)}\\fR   {_text(one.plain)}", _text(one.words))


def _meanings() -> Iterator[str]:
    from reader.vocabulary import KINDS, REASONS, STATES, VERDICTS

    yield ".SH WHAT THE WORDS MEAN"
    yield "Of each quotation one of these verdicts is said. First stands the value in the JSON report."
    for title, terms in (("", VERDICTS), ("Why it is unverifiable", REASONS), ("What became of a source", STATES)):
        if title:
            yield f".SS {title}"
        for value, term in terms.items():
            words = f" ({term.words})" if term.words != value else ""
            yield from (".TP", f"\\fB{_text(value)}\\fR{_text(words)}", _text(term.meaning))
        if terms is VERDICTS:
            yield ".SS What was changed"
            for kind, words in KINDS.items():
                yield from (".TP", f"\\fB{_text(kind)}\\fR", _sentence(words))


def _tagged(rows: tuple[tuple[str, str], ...]) -> Iterator[str]:
    for name, words in rows:
        yield from (".TP", f"\\fB{_text(name)}\\fR", _text(words))


def _sentence(words: str) -> str:
    return _text(f"{words[:1].upper()}{words[1:]}" + "." * (not words.endswith(".")))


def _text(text: str) -> str:
    r"""Text in which roff reads nothing but itself."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{escaped}" if escaped[:1] in (".", "'") else escaped

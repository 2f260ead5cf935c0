"""Scripts that let a shell complete the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.manual.commands import PROGRAM, Command, Option, program

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_BASH = """\
# Completions of {program} for bash: eval "$({program} completions bash)"
_{program}_words() {{  # the words given, one a line, that begin with what is typed
    local IFS=$'\\n' word
    for word in $(compgen -W "$1" -- "${{cur//\\\\/}}"); do COMPREPLY+=("$(printf %q "$word")"); done
}}
_{program}_files() {{
    local IFS=$'\\n'
    compopt -o filenames 2>/dev/null
    COMPREPLY+=($(compgen -f -- "$cur"))
}}
_{program}() {{
    local cur=${{COMP_WORDS[COMP_CWORD]}} prev=${{COMP_WORDS[COMP_CWORD-1]}} command="" i
    COMPREPLY=()
    for ((i = 1; i < COMP_CWORD; i++)); do
        case "$command ${{COMP_WORDS[i]}}" in
{steps}
        esac
    done
    case "$command $prev" in
{values}
    esac
    case "$command" in
{commands}
    esac
}}
complete -F _{program} {program}
"""


def bash() -> str:
    """For bash, from 3.2 on."""
    steps, values, commands = [], [], []
    for command in program().walk():
        at = "".join(f" {one}" for one in command.path)
        for one in command.commands:
            pattern = _quoted(f"{at} {one.path[-1]}")
            steps.append(f"            {pattern}) command={_quoted(_at(one))} ;;")
        for option in command.options:
            if option.value:
                pattern = "|".join(_quoted(f"{at} {name}") for name in option.names)
                steps.append(f"            {pattern}) ((i++)) ;;")
                values.append(f"        {pattern}) {_bash_value(option.words, files=option.files)}return ;;")
        options = _lines([name for option in command.options for name in option.names])
        words = [one.path[-1] for one in command.commands] + [one for it in command.arguments for one in it.words]
        files = "; _pullquote_files" if any(one.files for one in command.arguments) else ""
        rest = f"_pullquote_words {_lines(words)}{files}"
        commands.append(
            f"        {_quoted(at)}) if [[ $cur == -* ]]; then _pullquote_words {options}; else {rest}; fi ;;"
        )
    return _BASH.format(program=PROGRAM, steps="\n".join(steps), values="\n".join(values), commands="\n".join(commands))


def _bash_value(words: tuple[str, ...], *, files: bool) -> str:
    if words:
        return f"_pullquote_words {_lines(words)}; "
    return "_pullquote_files; " if files else ""


def zsh() -> str:
    """For zsh: to be saved as _pullquote in a folder of $fpath, or to be read with source."""
    lines = [f"#compdef {PROGRAM}"]
    for command in reversed(list(program().walk())):
        lines += [
            "",
            f"{_function(command)}() {{",
            "    local curcontext=$curcontext state line",
            "    typeset -A opt_args",
        ]
        specs = [_zsh_option(option) for option in command.options]
        if command.commands:
            specs += ["'1: :->first'", "'*:: :->rest'"]
        else:
            for number, one in enumerate(command.arguments, 1):
                place = "*" if one.many else f"{number}:" if one.optional else str(number)
                specs.append(_quoted(f"{place}:{_zsh_text(one.value)}:{_zsh_action(one.words, files=one.files)}"))
        lines += ["    _arguments -C \\", *(f"        {one} \\" for one in specs[:-1]), f"        {specs[-1]}"]
        lines += _zsh_commands(command) if command.commands else []
        lines.append("}")
    lines += ["", f'if [[ $funcstack[1] == _{PROGRAM} ]]; then _{PROGRAM} "$@"; else compdef _{PROGRAM} {PROGRAM}; fi']
    return "\n".join(lines) + "\n"


def _zsh_commands(command: Command) -> Iterator[str]:
    files = any(one.files for one in command.arguments)
    yield "    case $state in"
    yield "        first)"
    yield "            local -a commands=("
    for one in command.commands:
        yield f"                {_quoted(f'{one.path[-1]}:{_zsh_text(one.about)}')}"
    yield "            )"
    yield "            _describe -t commands command commands" + ("; _files" if files else "")
    yield "            ;;"
    yield "        rest)"
    yield "            case $line[1] in"
    for one in command.commands:
        yield f"                {one.path[-1]}) {_function(one)} ;;"
    yield "            esac"
    yield "            ;;"
    yield "    esac"


def _zsh_option(option: Option) -> str:
    value = f":{_zsh_text(option.value)}:{_zsh_action(option.words, files=option.files)}" if option.value else ""
    about = f"[{_zsh_text(option.help)}]"
    return " ".join(_quoted(f"*{name}{about}{value}") for name in option.names)


def _zsh_action(words: tuple[str, ...], *, files: bool) -> str:
    if words:
        inner = " ".join(one.replace("\\", "\\\\").replace(" ", "\\ ").replace(":", "\\:") for one in words)
        return f"({inner})"
    return "_files" if files else " "


def _zsh_text(text: str) -> str:
    return "".join(f"\\{c}" if c in "\\[]:" else c for c in text)


def fish() -> str:
    """For fish: to be saved as pullquote.fish in its folder for completions."""
    lines = [f"complete -c {PROGRAM} -f"]
    for command in program().walk():
        seen = [f"__fish_seen_subcommand_from {one}" for one in command.path]
        if command.commands:
            seen.append(f"not __fish_seen_subcommand_from {' '.join(one.path[-1] for one in command.commands)}")
        start = f"complete -c {PROGRAM} -n {_quoted('; and '.join(seen) or 'true')}"
        lines += [f"{start} -a {one.path[-1]} -d {_fish_text(one.about)}" for one in command.commands]
        for option in command.options:
            names = " ".join(f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}" for name in option.names)
            lines.append(f"{start} {names} -d {_fish_text(option.help)}{_fish_value(option)}")
        lines += [f"{start} -a {_fish_text(word)}" for argument in command.arguments for word in argument.words]
        if any(one.files for one in command.arguments):
            lines.append(f"{start} -F")
    return "\n".join(lines) + "\n"


def _fish_value(option: Option) -> str:
    if not option.value:
        return ""
    if option.words:
        words = " ".join(one.replace("\\", "\\\\").replace(" ", "\\ ") for one in option.words)
        return f" -x -a {_fish_text(words)}"
    return " -r -F" if option.files else " -x"


def _fish_text(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


def _function(command: Command) -> str:
    return "_".join(("", PROGRAM, *command.path)).replace("-", "_")


def _at(command: Command) -> str:
    return "".join(f" {one}" for one in command.path)


def _lines(words: list[str] | tuple[str, ...]) -> str:
    """Words one a line, as bash takes them without reading anything into them."""
    return "$" + "'" + "\\n".join(one.replace("\\", "\\\\").replace("'", "\\'") for one in words) + "'"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"


SHELLS: Mapping[str, Callable[[], str]] = {"bash": bash, "zsh": zsh, "fish": fish}
"""A shell's name to what makes its script."""

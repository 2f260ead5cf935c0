"""The settings file: what is taken, what is refused and with which words."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader import settings
from reader.errors import SettingsError
from reader.settings import SETTINGS, Flag, Layers, Loaded, Setting, Settings, writing
from reader.settings.locating import places


def test_no_file_means_the_defaults(tmp_path: Path) -> None:
    assert settings.load(tmp_path / "none.toml") == Settings()


def test_the_file_lies_where_the_environment_says() -> None:
    assert settings.path({"PULLQUOTE_CONFIG": "/x/y.toml"}) == Path("/x/y.toml")
    assert settings.path({"XDG_CONFIG_HOME": "/x"}) == Path("/x/pullquote/config.toml")
    assert settings.path({}) == Path.home() / ".config/pullquote/config.toml"


def test_the_request_log_lies_where_the_environment_says() -> None:
    assert settings.log_path({"XDG_STATE_HOME": "/x"}) == Path("/x/pullquote/requests.jsonl")
    assert settings.log_path({}) == Path.home() / ".local/state/pullquote/requests.jsonl"


texts = st.text(st.characters(exclude_categories=["Cs"]))


def values(row: Setting) -> st.SearchStrategy[Any]:
    """Anything that a setting may be."""
    if row.words:
        return st.sampled_from(row.words)
    if isinstance(row.default, bool):
        return st.booleans()
    if isinstance(row.default, int):
        return st.integers(row.least, row.most)
    return st.lists(texts).map(tuple) if isinstance(row.default, tuple) else texts


everything = st.fixed_dictionaries({row.name: values(row) for row in SETTINGS})


@given(everything, st.dictionaries(texts, st.just("j,down")))
def test_what_is_printed_is_read_back_without_the_secrets(
    tmp_path_factory: pytest.TempPathFactory, wanted: dict[str, Any], keys: dict[str, str]
) -> None:
    file = tmp_path_factory.mktemp("settings") / "config.toml"
    loaded = Loaded(Settings(**wanted, keys=keys))
    file.write_text(writing.in_force(loaded, [(one, held, "x") for one, held in keys.items()]), encoding="utf-8")
    secrets = {row.name: row.default for row in SETTINGS if row.secret}
    assert settings.load(file) == Settings(**{**wanted, **secrets}, keys=keys)


def test_a_secret_is_marked_and_not_printed(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('save_key = "open sesame"')
    file.chmod(0o644)
    loaded = Layers(file, {}).load()
    printed = writing.in_force(loaded, [])
    assert "sesame" not in printed
    assert f"# save_key is set and not shown  # {file}:1:12" in printed
    assert [f"chmod 600 {file}" in one for one in loaded.warnings] == [True]
    file.chmod(0o600)
    assert Layers(file, {}).load().warnings == ()


def test_the_file_to_begin_with_explains_everything_and_is_never_written_over(tmp_path: Path) -> None:
    file = tmp_path / "new" / "config.toml"
    writing.create(file)
    assert file.stat().st_mode & 0o777 == 0o600
    assert settings.load(file) == Settings()
    # Whoever takes away the signs of comment gets what holds anyway.
    lines = file.read_text().splitlines()
    bare = "\n".join(line.removeprefix("# ") for line in lines if " = " in line)
    assert {name: value for name, value in tomllib.loads(bare).items() if name != "page.down"} == {
        row.name: list(row.default) if isinstance(row.default, tuple) else row.default for row in SETTINGS
    }
    with pytest.raises(SettingsError, match="left as it is"):
        writing.create(file)
    assert file.read_text().splitlines() == lines


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("view = 'sideways'", ":1:8: 'view' must be one of together"),
        ("\n\ncolour = 'red'", ":3:1: there is no setting 'colour'; there are view"),
        ("prefech = 'all'", ":1:1: there is no setting 'prefech'; did you mean 'prefetch'?"),
        ("ascii = 'yes'", ":1:9: 'ascii' must be true or false"),
        ("ascii = 1", ":1:9: 'ascii' must be true or false"),
        ("width = true", ":1:9: 'width' must be a whole number from 30 to 160"),
        ("width = 7", ":1:9: 'width' must be a whole number from 30 to 160"),
        ("theme = 'x'\nprefetch = 'some'", ":2:12: 'prefetch' must be one of off, same-site, all"),
        ("prefetch = false", ":1:12: 'prefetch' must be one of"),
        ("theme = 3", ":1:9: 'theme' must be a text"),
        ("timegates = 'x'", ":1:13: 'timegates' must be a list of texts"),
        ("timegates = ['x', 3]", ":1:13: 'timegates' must be a list of texts"),
        ("keys = 3", ":1:8: 'keys' must be a table"),
        ("[keys]\n'page.down' = 3", ":2:15: keys.page.down must be a text"),
        ("view = \n", ":1:8: this is not valid TOML: Invalid value."),
        ("view = 'a", ":1:10: this is not valid TOML"),
        ("view = 'together'\nview = 'together'", "2:"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(tmp_path: Path, text: str, words: str) -> None:
    file = tmp_path / "config.toml"
    file.write_text(text)
    with pytest.raises(SettingsError) as caught:
        settings.load(file)
    assert words in str(caught.value)
    assert str(file) in str(caught.value)


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingsError, match="not UTF-8"):
        settings.load(file)


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read"):
        settings.load(tmp_path)


def test_the_command_line_stands_over_the_environment_over_the_file(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('view = "together"\ntheme = "a"\nbrowser = "x"\n[keys]\n"view.zen" = "Z"\npage.down = "J"\n')
    (tmp_path / "keys.toml").write_text('view.zen = "X"\n')
    environment = {"PULLQUOTE_THEME": "b", "PULLQUOTE_BROWSER": "y", "PULLQUOTE_TIMEGATES": "p, q", "PULLQUOTE_X": "1"}
    flags = (Flag("--theme", "theme", "c"), Flag("--set log", "log", "off"), Flag("--set keys.a", "keys.a", "b"))
    found = Layers(file, environment, flags).load()
    keys = {"view.zen": "X", "page.down": "J", "a": "b"}
    assert found.settings == Settings(
        view="together", theme="c", browser="y", timegates=("p", "q"), log=False, keys=keys
    )
    assert found.origins == {
        "view": f"{file}:1:8",
        "theme": "--theme",
        "browser": "PULLQUOTE_BROWSER",
        "timegates": "PULLQUOTE_TIMEGATES",
        "log": "--set log",
        "keys.view.zen": f"{tmp_path / 'keys.toml'}:1:12",
        "keys.page.down": f"{file}:6:13",
        "keys.a": "--set keys.a",
    }
    assert found.warnings == ("PULLQUOTE_X in the environment is no setting.",)


@pytest.mark.parametrize(
    ("environment", "flags", "words"),
    [
        ({"PULLQUOTE_ASCII": "perhaps"}, (), "PULLQUOTE_ASCII: 'ascii' must be true or false."),
        ({"PULLQUOTE_WIDTH": "wide"}, (), "PULLQUOTE_WIDTH: 'width' must be a whole number"),
        ({}, (Flag("--set vieww", "vieww", "x"),), "--set vieww: there is no setting 'vieww'; did you mean 'view'?"),
    ],
)
def test_what_is_wrong_elsewhere_is_said_with_its_name(
    environment: dict[str, str], flags: tuple[Flag, ...], words: str, tmp_path: Path
) -> None:
    with pytest.raises(SettingsError) as caught:
        Layers(tmp_path / "none.toml", environment, flags).load()
    assert words in str(caught.value)


def test_one_mistake_hides_no_other_and_what_is_right_holds(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('view = "sideways"\ntheme = "nord"\nascii = 3\n[keys]\n"view.zen" = 4\n"view.wider" = "w"\n')
    (tmp_path / "keys.toml").write_text("this is = no TOML")
    layers = Layers(file, {"PULLQUOTE_WIDTH": "wide"}, (Flag("--set log", "log", "perhaps"),))
    found = layers.read()
    assert found.settings == Settings(theme="nord", keys={"view.wider": "w"})
    starts = (f"{file}:1:8", f"{file}:3:9", f"{file}:5:14", f"{tmp_path}/keys.toml:1:", "PULLQUOTE_WIDTH", "--set log")
    assert all(str(one).startswith(start) for one, start in zip(found.wrong, starts, strict=True))
    with pytest.raises(SettingsError, match=r":1:8: .* There are 5 other mistakes: pullquote config --check lists all"):
        layers.load()


toml_keys = st.text("abc-_.\"' ü\\", min_size=1, max_size=4)
toml_values: st.SearchStrategy[Any] = st.recursive(
    st.one_of(st.booleans(), st.integers(), st.text('a"#]},\n\\', max_size=5)),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(toml_keys, inner, max_size=3),
    max_leaves=6,
)


def written(value: Any) -> str:
    """A value as TOML."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{written(key)} = {written(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + "".join(f"\n {written(one)}, # ] x" for one in value) + "\n]"
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
    return str(value).lower()


@given(st.dictionaries(toml_keys, toml_values, max_size=4), st.dictionaries(toml_keys, toml_values, max_size=3))
def test_every_value_is_found_where_it_stands(top: dict[str, Any], table: dict[str, Any]) -> None:
    lines = [f"{written(key)} = {written(value)}  # = [" for key, value in top.items()]
    lines += ["[the . 'table']", *(f"  {written(key)}={written(value)}" for key, value in table.items())]
    text = "\n".join(lines)
    assert tomllib.loads(text)["the"]["table"] == table
    found = places(text)
    rows = text.split("\n")
    for path, value in [
        *(((key,), value) for key, value in top.items()),
        *((("the", "table", key), value) for key, value in table.items()),
    ]:
        line, column = found[path].value
        assert "\n".join([rows[line - 1][column - 1 :], *rows[line:]]).startswith(written(value))
        line, column = found[path].key
        assert rows[line - 1][column - 1 :].lstrip().startswith(written(path[-1]))

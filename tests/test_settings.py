"""The settings file: what is taken, what is refused and with which words."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader import settings
from reader.errors import SettingsError
from reader.settings import PREFETCH, VIEWS, Settings


def test_no_file_means_the_defaults(tmp_path: Path) -> None:
    assert settings.load(tmp_path / "none.toml") == Settings()


def test_the_file_lies_where_the_environment_says() -> None:
    assert settings.path({"PULLQUOTE_CONFIG": "/x/y.toml"}) == Path("/x/y.toml")
    assert settings.path({"XDG_CONFIG_HOME": "/x"}) == Path("/x/pullquote/config.toml")
    assert settings.path({}) == Path.home() / ".config/pullquote/config.toml"


def test_the_request_log_lies_where_the_environment_says() -> None:
    assert settings.log_path({"XDG_STATE_HOME": "/x"}) == Path("/x/pullquote/requests.jsonl")
    assert settings.log_path({}) == Path.home() / ".local/state/pullquote/requests.jsonl"


words = st.text(st.characters(exclude_categories=["Cs"]))


@given(
    st.builds(
        Settings,
        view=st.sampled_from(VIEWS),
        theme=words,
        browser=words,
        ascii=st.booleans(),
        prefetch=st.sampled_from(PREFETCH),
        log=st.booleans(),
        keys=st.dictionaries(words, st.just("j,down")),
    )
)
def test_what_is_printed_is_read_back(tmp_path_factory: pytest.TempPathFactory, wanted: Settings) -> None:
    file = tmp_path_factory.mktemp("settings") / "config.toml"
    file.write_text(settings.to_toml(wanted), encoding="utf-8")
    assert settings.load(file) == wanted


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("view = 'sideways'", "'view' must be one of together"),
        ("colour = 'red'", "there is no setting 'colour'"),
        ("ascii = 'yes'", "'ascii' must be true or false"),
        ("prefetch = 'some'", "'prefetch' must be one of off, same-site, all"),
        ("prefetch = false", "'prefetch' must be a text"),
        ("theme = 3", "'theme' must be a text"),
        ("keys = 3", "'keys' must be a table"),
        ("[keys]\n'page.down' = 3", "keys.page.down must be a text"),
        ("view = \n", "line 1"),
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

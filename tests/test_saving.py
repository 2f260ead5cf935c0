"""A file is written whole or not at all."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from reader.saving import saving

if TYPE_CHECKING:
    from pathlib import Path


def write(file: Path, words: bytes, *, over: bool = True) -> None:
    with saving(file, over=over) as out:
        out.write(words)


def test_what_fails_leaves_what_was_there_and_nothing_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("before")

    def fail() -> None:
        with saving(file) as out:
            out.write(b"half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert file.read_text() == "before"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("there", ["file", "link", "dangling"])
def test_what_is_there_is_not_written_over_unless_it_may_be(there: str, tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    if there == "file":
        file.write_text("before")
    else:
        other = tmp_path / "other"
        if there == "link":
            other.write_text("before")
        file.symlink_to(other)
    if there != "dangling":
        with pytest.raises(FileExistsError):
            write(file, b"after", over=False)
        assert file.read_text() == "before"
    write(file, b"after")
    assert file.read_text() == "after"
    assert file.is_symlink() is (there != "file")


def test_a_file_that_appears_meanwhile_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "a.md"

    def late() -> None:
        with saving(file, over=False) as out:
            out.write(b"ours")
            file.write_text("theirs")

    with pytest.raises(FileExistsError):
        late()
    assert file.read_text() == "theirs"
    assert list(tmp_path.iterdir()) == [file]


def test_the_mode_is_the_one_it_had_or_the_umask_s(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    before = os.umask(0o027)
    try:
        write(file, b"x")
        assert file.stat().st_mode & 0o777 == 0o640
        file.chmod(0o600)
        write(file, b"y")
        assert file.stat().st_mode & 0o777 == 0o600
    finally:
        os.umask(before)


def test_a_device_is_written_to_as_it_is(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    end = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write(pipe, b"words")
        assert os.read(end, 99) == b"words"
    finally:
        os.close(end)

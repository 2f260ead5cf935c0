"""Programs for the library's tests to run beside them: `python -m tests.library.worker WHAT FILE …`."""

from __future__ import annotations

import os
import random
import select
import signal
import sqlite3
import sys
import time
from pathlib import Path

from reader.library.library import Library
from reader.library.schema import MIGRATIONS
from tests.library.making import capture, facts, remembered


def write(file: Path, name: str, count: int) -> None:
    """Write some sources, each one on the disk before the next; print the longest wait in seconds."""
    complaints: list[str] = []
    library = Library(file, tell=complaints.append)
    longest = 0.0
    for n in range(count):
        begun = time.monotonic()
        url = f"https://{name}.example/{n}"
        library.keep(remembered(url), capture(url, f"{name} saw the {n}th quay."))
        while not library.settle():  # another was writing for longer than one waits: it is tried again
            assert not complaints, complaints
        longest = max(longest, time.monotonic() - begun)
    assert library.close(None)
    assert not complaints, complaints
    print(f"{longest:.3f}")


_BEGUN = 3
"""Actions after which a writer has begun."""


def kill(file: Path, times: int) -> None:
    """Kill a writer many times; print how many actions were done. It fails where one of them is lost.

    It is killed at any moment; every other time at any moment after its third action, however slow it begins.
    """
    done = 0
    chance = random.Random(7)
    for turn in range(times):
        here, there = os.pipe()
        child = os.fork()
        if child == 0:
            _act(file, done, there)
        os.close(there)
        begun = 0
        while turn % 2 and begun < _BEGUN and (told := os.read(here, 1)):
            begun += len(told)
        done += begun
        deadline = time.monotonic() + chance.uniform(0.005, 0.11)
        while (left := deadline - time.monotonic()) > 0:
            if select.select([here], [], [], left)[0]:
                done += len(os.read(here, 64))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        while told := os.read(here, 64):
            done += len(told)
        os.close(here)
        done = _checked(file, done)
    print(done)


def migrate(file: Path) -> None:
    """Begin to bring the file to the next version, and be killed in the middle."""

    def next_version(db: sqlite3.Connection) -> None:
        db.execute("ALTER TABLE article ADD COLUMN mood TEXT")
        db.execute("UPDATE article SET mood = 'calm', title = 'lost'")
        os.kill(os.getpid(), signal.SIGKILL)

    Library(file, migrations=(*MIGRATIONS, next_version))


def _act(file: Path, number: int, there: int) -> None:
    library = Library(file)
    while True:
        url = f"https://tide.example/{number}"
        library.opened(url, facts(url), capture(url, f"Text {number}"))
        library.settle()
        os.write(there, b".")
        number += 1


def _checked(file: Path, done: int) -> int:
    """How many actions are on the disk: all that were acknowledged, and at most the one that was under way."""
    complaints: list[str] = []
    library = Library(file, tell=complaints.append)
    found = library.count()
    texts = sum(library.latest(f"https://tide.example/{n}") is not None for n in range(found))
    library.close()
    db = sqlite3.connect(file)
    whole = db.execute("PRAGMA quick_check").fetchone()
    db.close()
    assert (whole, complaints) == (("ok",), []), (whole, complaints)
    assert done <= found <= done + 1, (done, found)
    assert texts == found
    return found


if __name__ == "__main__":
    what, where, *rest = sys.argv[1:]
    if what == "write":
        write(Path(where), rest[0], int(rest[1]))
    elif what == "kill":
        kill(Path(where), int(rest[0]))
    else:
        migrate(Path(where))

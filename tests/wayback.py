"""pywb, the software of real web archives, on loopback over a WARC file that the test makes.

It is no dependency of the tests: it brings a `brotli` module of its own in the place of ours. PULLQUOTE_PYWB names the
`wayback` command of an environment that has it.
"""

from __future__ import annotations

import gc
import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
import warnings
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.sources.archive_server import Held

COMMAND = os.environ.get("PULLQUOTE_PYWB")
"""Taken before the tests put the person's environment away."""

PATIENCE = 60.0


def write_warc(file: Path, held: Sequence[Held]) -> None:
    """Write captures as the response records of a WARC file."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # warcio leaves its temporary files to be collected
        _write(file, held)
        gc.collect()


def _write(file: Path, held: Sequence[Held]) -> None:
    with file.open("wb") as out:
        writer = WARCWriter(out, gzip=True)
        for one in held:
            headers = StatusAndHeaders(one.status, [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            record = writer.create_warc_record(
                one.url,
                "response",
                payload=BytesIO(one.body),
                http_headers=headers,
                warc_headers_dict={"WARC-Date": f"{one.taken:%Y-%m-%dT%H:%M:%SZ}"},
            )
            writer.write_record(record)


@contextmanager
def wayback(folder: Path, held: Sequence[Held]) -> Iterator[str]:
    """Serve captures with pywb; gives its host and port, where the collection is "web"."""
    write_warc(folder / "held.warc.gz", held)
    with replaying(folder / "held.warc.gz") as place:
        yield place


@contextmanager
def replaying(file: Path) -> Iterator[str]:
    """Serve a WARC file with pywb; gives its host and port, where the collection is "web"."""
    if COMMAND is None:
        pytest.skip("PULLQUOTE_PYWB names no wayback command")
    folder = file.parent
    manager = Path(COMMAND).with_name("wb-manager")
    for words in (("init", "web"), ("add", "web", file.name)):
        subprocess.run([manager, *words], cwd=folder, check=True, capture_output=True)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with subprocess.Popen(
        [COMMAND, "-b", "127.0.0.1", "-p", str(port)], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            _wait_for(f"http://127.0.0.1:{port}/", process)
            yield f"127.0.0.1:{port}"
        finally:
            process.terminate()


def _wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    deadline = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < deadline:
        try:
            with opener.open(url, timeout=5):
                return
        except urllib.error.URLError:
            time.sleep(0.1)  # it says nowhere that it listens
    raise AssertionError("pywb did not start")

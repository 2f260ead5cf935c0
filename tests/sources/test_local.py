"""Local copies that stand in for pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.errors import FetchError
from reader.sources.failures import OfflineError
from reader.sources.local import LocalCopies
from reader.sources.model import Page, Validators

if TYPE_CHECKING:
    from pathlib import Path


class Online:
    """Answers everything with an empty page."""

    def __init__(self) -> None:
        self.closed = False

    async def get(self, url: str, *, background: bool, known: Validators | None = None) -> Page:  # noqa: ARG002
        return Page(url, url, 203 if background else 200, None, b"")

    async def close(self) -> None:
        self.closed = True


async def test_a_copy_stands_in_for_its_address_however_written(tmp_path: Path) -> None:
    copy = tmp_path / "harbour.HTML"
    copy.write_bytes(b"<p>The harbour")
    copies = LocalCopies({"https://courier.example/a": copy})
    page = await copies.get("https://COURIER.example/a?utm_source=x#y", background=True)
    assert (page.status, page.content_type, page.body) == (200, "text/html", b"<p>The harbour")


async def test_other_addresses_go_on_to_the_next_in_line(tmp_path: Path) -> None:
    online = Online()
    copies = LocalCopies({"https://courier.example/a": tmp_path / "a"}, online)
    assert (await copies.get("https://courier.example/b", background=True)).status == 203
    assert (await copies.get("not an address", background=False)).status == 200
    await copies.close()
    assert online.closed


async def test_without_a_next_in_line_they_are_offline(tmp_path: Path) -> None:
    copies = LocalCopies({"https://courier.example/a": tmp_path / "a"})
    with pytest.raises(OfflineError) as caught:
        await copies.get("https://courier.example/b", background=True)
    assert caught.value.phase == "policy"
    await copies.close()


async def test_a_copy_that_is_not_there_is_a_failure_that_names_it(tmp_path: Path) -> None:
    copies = LocalCopies({"https://courier.example/a": tmp_path / "missing.txt"})
    with pytest.raises(FetchError, match=r"missing\.txt cannot be read \(No such file"):
        await copies.get("https://courier.example/a", background=True)

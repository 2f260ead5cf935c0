"""What every test of the interface may rely on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.tui.idle import wait_for_idle

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True, scope="session")
def idle() -> Iterator[None]:
    """A pilot goes on as soon as its app is idle."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("textual.app.wait_for_idle", wait_for_idle)
        patch.setattr("textual.pilot.wait_for_idle", wait_for_idle)
        yield

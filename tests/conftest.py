"""What every test may ask for."""

from __future__ import annotations

import os
import signal
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from collections.abc import Iterator

# How long an example takes, or takes to be made, is the machine's doing and not a matter of what is tested.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60)
settings.load_profile("unhurried")

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # of a run in the background, and programs inherit it
    signal.signal(signal.SIGINT, signal.default_int_handler)

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The acceptance data beside the repository; tests that ask for it carry the marker `shared`."""
    if not SHARED.is_dir():
        pytest.skip("the shared acceptance data is not beside this checkout")
    return SHARED


@pytest.fixture(autouse=True, scope="session")
def own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home of the tests' own: no settings of the person's, and nothing of what a test does is kept among theirs."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(home))
        for name in [one for one in os.environ if one.startswith("PULLQUOTE_")]:
            patch.delenv(name)
        for name in ("CONFIG", "DATA", "CACHE", "STATE"):
            patch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
        yield home


_numbers = count()


@pytest.fixture(autouse=True)
def own_library(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A library of each test's own: what one has read is not remembered in the next."""
    monkeypatch.setenv("XDG_DATA_HOME", str(own_home / f"data-{next(_numbers)}"))

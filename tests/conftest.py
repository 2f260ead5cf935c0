"""What every test may ask for."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The acceptance data beside the repository; tests that ask for it carry the marker `shared`."""
    if not SHARED.is_dir():
        pytest.skip("the shared acceptance data is not beside this checkout")
    return SHARED

"""A real browser, driven over WebDriver's plain HTTP: Debian's chromium and chromium-driver.

The protocol is W3C WebDriver (https://www.w3.org/TR/webdriver2/): JSON over HTTP to chromedriver, which is started on
a port of its own choice.
"""

from __future__ import annotations

import base64
import re
import shutil
import subprocess
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import httpx

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--window-size=1200,800",
)  # fmt: skip


class Browser:
    """One window."""

    def __init__(self, client: httpx.Client, profile: Path) -> None:
        self._client = client
        options = {"args": [*FLAGS, f"--user-data-dir={profile}"], "binary": shutil.which("chromium")}
        wanted = {"alwaysMatch": {"goog:chromeOptions": options, "goog:loggingPrefs": {"browser": "ALL"}}}
        self._at = f"/session/{self._ask('POST', '/session', capabilities=wanted)['sessionId']}"

    def open(self, address: str) -> None:
        """Go to an address and wait until the page is loaded."""
        self._ask("POST", f"{self._at}/url", url=address)

    def run(self, script: str) -> Any:
        """What a script in the page returns."""
        return self._ask("POST", f"{self._at}/execute/sync", script=script, args=[])

    def press(self, keys: str) -> None:
        """Press keys, one after the other."""
        actions = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        self._ask("POST", f"{self._at}/actions", actions=[{"type": "key", "id": "keyboard", "actions": actions}])

    def screenshot(self) -> bytes:
        """The page as PNG."""
        return base64.b64decode(self._ask("GET", f"{self._at}/screenshot"))

    def settled(self) -> bytes:
        """The page as PNG, once it is the same three times in a row."""
        last = [b"", b"", self.screenshot()]

        def rests() -> bool:
            last[:] = [*last[1:], self.screenshot()]
            return last[0] == last[1] == last[2]

        self.wait(rests, "rest")
        return last[2]

    def messages(self) -> list[str]:
        """What the console said since it was asked last."""
        return [f"{one['level']} {one['message']}" for one in self._ask("POST", f"{self._at}/se/log", type="browser")]

    def wait(self, holds: Callable[[], object], what: str, seconds: float = 60.0) -> None:
        """Wait until something holds of the page; AssertionError when it never does."""
        deadline = time.monotonic() + seconds
        while not holds():
            assert time.monotonic() < deadline, f"{what} did not come within {seconds} s"
            time.sleep(0.05)  # WebDriver has no event to wait for

    def close(self) -> None:
        """Close the window and the browser."""
        self._ask("DELETE", self._at)

    def _ask(self, method: str, path: str, **body: Any) -> Any:
        answer = self._client.request(method, path, json=body if method == "POST" else None)
        value = answer.json()["value"]
        assert answer.is_success, value
        return value


@contextmanager
def browser(profile: Path) -> Iterator[Browser]:
    """A browser with a fresh profile, closed at the end."""
    with subprocess.Popen(["chromedriver", "--port=0"], stdout=subprocess.PIPE, text=True) as driver:
        try:
            assert driver.stdout is not None
            said = (re.search(r"started successfully on port (\d+)", line) for line in driver.stdout)
            port = next(found[1] for found in said if found)
            with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60, trust_env=False) as client:
                window = Browser(client, profile)
                try:
                    yield window
                finally:
                    window.close()
        finally:
            driver.terminate()

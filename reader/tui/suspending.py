"""Stopping the program by a key: the shell has the terminal until it brings the program back, with `fg`."""

from __future__ import annotations

from textual.app import App

from reader.tui.parts import InParts

_NOWHERE = "Pullquote cannot be suspended here: no shell waits for it."


class Suspending(InParts, App[None], part=True):
    """Can be stopped by a key, and is whole again when it comes back."""

    def on_mount(self) -> None:
        """Draw everything again whenever the terminal was another program's."""
        self.app_resume_signal.subscribe(self, lambda _: self.refresh(layout=True))

    def action_suspend(self) -> None:
        """Stop, until the shell says `fg`; where that cannot be, say so."""
        driver = self._driver
        if driver is not None and driver.can_suspend:
            self.action_suspend_process()
        if not getattr(driver, "stopped", False):
            self.notify(_NOWHERE, markup=False)

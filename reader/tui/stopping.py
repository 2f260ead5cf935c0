"""Textual's driver for a terminal, which stops as programs do that the terminal itself stops."""

from __future__ import annotations

import os
import signal

from textual.drivers.linux_driver import LinuxDriver


class StoppingDriver(LinuxDriver):
    """A driver that stops with all that was started together with it, and only where a shell can wake it.

    Textual's stops this process alone, by a signal that nothing withstands: what started it, as `uv run` does, would
    run on, so that the shell never came back; and where there is no shell, nobody could wake it.

    Attributes:
        stopped: whether the last stop was one: the system stops nothing that no shell waits for.
    """

    stopped = False

    def _sigtstp_application(self, *_: object) -> None:
        """Give the terminal back, stop, and take it again."""
        if self._auto_restart:
            self.suspend_application_mode()
        self.stopped = False
        signal.signal(signal.SIGCONT, self._note)
        signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        os.killpg(os.getpgrp(), signal.SIGTSTP)
        signal.signal(signal.SIGTSTP, self._sigtstp_application)
        signal.signal(signal.SIGCONT, self._sigcont_application)
        self._take_again()

    def _sigcont_application(self, *_: object) -> None:
        """Take the terminal again after a stop that left no time to give it back, or in the background."""
        if self._auto_restart:
            self.suspend_application_mode()
        self._take_again()

    def _take_again(self) -> None:
        if self._auto_restart:
            self._must_signal_resume = True
            self.resume_application_mode()

    def _note(self, *_: object) -> None:
        self.stopped = True

"""The one tree of errors that a person may see.

Every message is one sentence that says what went wrong, where, and what to do about it.
"""


class PullquoteError(Exception):
    """Base of every error that Pullquote raises on purpose; `str()` is fit to show."""


class UnreadableError(PullquoteError):
    """The bytes given are no article that can be read (empty, binary, too complex)."""


class ClosingError(UnreadableError):
    """It is not read any more, for the program is ending: this says nothing of it."""


class OpenError(PullquoteError):
    """The article could not be had at all: no such file, no answer, an error page."""


class LostError(OpenError):
    """The page could not be had of its server; an archive may have a copy.

    Attributes:
        short: why, in a few words, as the beginning of a sentence: "It is gone (404)".
    """

    def __init__(self, message: str, short: str) -> None:
        super().__init__(message)
        self.short = short


class SettingsError(PullquoteError):
    """The command line or the settings file is wrong.

    Attributes:
        setting: the name of the setting that it is about, where its place in the file is not in the sentence yet.
    """

    def __init__(self, message: str, setting: str = "") -> None:
        super().__init__(message)
        self.setting = setting


class LibraryError(PullquoteError):
    """The library cannot be opened, read or written."""


class FetchError(PullquoteError):
    """One fetch failed.

    Attributes:
        phase: where it failed: policy, dns, connect, tls, http, body or parse.
        status: the HTTP status where there was an answer, else None.
        final_url: the last address tried, after redirects.
    """

    def __init__(self, phase: str, message: str, *, status: int | None = None, final_url: str | None = None) -> None:
        super().__init__(message)
        self.phase = phase
        self.status = status
        self.final_url = final_url

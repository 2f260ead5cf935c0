"""The sentences that say why a page could not be had."""

from __future__ import annotations

from reader.errors import FetchError

_LONGEST = 300


class OfflineError(FetchError):
    """Nothing was tried, because the program makes no requests now."""

    def __init__(self) -> None:
        super().__init__("policy", "Pullquote is offline and there is no local copy; start it without --offline.")


class NoNetworkError(FetchError):
    """It is this computer that cannot be reached or reach anything: no fault of the server."""

    def __init__(self, phase: str, host: str) -> None:
        super().__init__(phase, f"{host} was not reached: the network here, or its name servers, seem to be down.")


class Progress:
    """How far one fetch has come, for the sentence when its time is up.

    Attributes:
        url: the address being asked now.
        host: its host.
        phase: dns, connect, tls, http or body.
        received: bytes that came in, the head included.
        tried: whether a connection was tried.
    """

    def __init__(self, url: str) -> None:
        self.at(url)

    def at(self, url: str) -> None:
        """The next address: everything begins anew."""
        self.url = url
        self.host = host_of(url)
        self.phase = "dns"
        self.received = 0
        self.tried = False


def host_of(url: str) -> str:
    """The host and port of a canonical address."""
    return url.split("/", 3)[2]


def out_of_time(progress: Progress, seconds: float) -> FetchError:
    """The failure of a fetch whose time is up."""
    host, limit = progress.host, f"{seconds:g} seconds"
    sentence = {
        "dns": f"The name {host} was not looked up within {limit}.",
        "connect": f"{host} did not accept a connection within {limit}.",
        "tls": f"{host} did not agree on an encrypted connection within {limit}.",
        "http": f"{host} did not answer within {limit}.",
        "body": f"{host} had not sent the whole page after {limit}.",
    }[progress.phase]
    return FetchError(progress.phase, sentence, final_url=progress.url)


def given_up(progress: Progress) -> FetchError:
    """The failure of a fetch that was under way when the fetcher was closed."""
    return FetchError("policy", "The page was given up because the program is closing.", final_url=progress.url)


def answer_words(status: int) -> str:
    """An HTTP status with its phrase: "404 Not Found"."""
    from http import HTTPStatus

    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def clean(text: str, longest: int = _LONGEST) -> str:
    """Remote text for a sentence: one clean line of bounded length."""
    from reader.article.clean import line

    return line(text[:longest])

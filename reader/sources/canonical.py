"""Addresses: what is fetched, what is shown, and what makes two of them one source."""

from __future__ import annotations

import ipaddress
import re
from functools import lru_cache
from urllib.parse import SplitResult, urljoin, urlsplit

LONGEST = 8_000
"""Characters of an address that are still taken."""

_AROUND = " \t\r\n\f"
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
_LONE_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")
# What RFC 3986 lets stand in a path, a query or a fragment, but the apostrophe, which a shell would make too much of.
_NOT_IN_PATH = re.compile(r"[^A-Za-z0-9\-._~!$&()*+,;=:@/%]+")
_NOT_IN_QUERY = re.compile(r"[^A-Za-z0-9\-._~!$&()*+,;=:@/?%]+")
_ESCAPE = re.compile("%[0-9A-Fa-f]{2}")
# Not the dot: decoding it could make a dot segment.
_PLAIN = re.compile(r"[A-Za-z0-9_~\-]")
_HOST = re.compile(r"[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:(?![0-9])", re.IGNORECASE)
_LONGEST_HOST = 253
_LAST_PORT = 65_535
_DEFAULT_PORTS = {"http": 80, "https": 443}

# fmt: off
_CLICK_IDS = frozenset((
    "_hsenc", "_hsmi", "cmpid", "dclid", "fbclid", "gad_source", "gbraid", "gclid", "gclsrc", "igsh", "igshid",
    "li_fat_id", "mc_cid", "mc_eid", "mkt_tok", "msclkid", "oly_anon_id", "oly_enc_id", "ref_src", "s_cid",
    "srsltid", "ttclid", "twclid", "vero_id", "wbraid", "wickedid", "yclid",
))
# fmt: on


@lru_cache(maxsize=2048)  # whoever looks at an article's addresses asks for them again and again
def canonical(url: str, base: str | None = None) -> str:
    """The absolute address in ASCII: scheme and host in lower case, no default port, everything else percent-encoded.

    It is what is sent, shown and handed to a browser. `canonical(canonical(url)) == canonical(url)`.

    Args:
        url: an address or a reference, as a page or a person gives it.
        base: the address that a relative reference is relative to.

    Raises:
        ValueError: it is no http(s) address, or one that programs read in different ways; the message is a sentence.
    """
    parts = _split(url.strip(_AROUND), base)
    if parts.scheme not in _DEFAULT_PORTS:
        raise ValueError(_no_scheme(parts.scheme))
    if "@" in parts.netloc:
        raise ValueError("An address with a user name or a password in it is not used.")
    where = f"{parts.scheme}://{_host(parts.hostname or '')}{_port(parts)}"
    path = _encoded(_without_dots(parts.path), _NOT_IN_PATH)
    query = f"?{_encoded(parts.query, _NOT_IN_QUERY)}" if parts.query else ""
    fragment = f"#{_encoded(parts.fragment, _NOT_IN_QUERY)}" if parts.fragment else ""
    address = where + path + query + fragment
    _require_bounded(address)  # percent-encoded it is longer, and it must be canonical itself
    return address


def typed(url: str) -> str:
    """The address that a person means who typed this: https where no scheme is written.

    Raises:
        ValueError: as `canonical`.
    """
    text = url.strip()
    if text.startswith("//"):
        return canonical(f"https:{text}")
    return canonical(text if _SCHEME.match(text) else f"https://{text}")


def identity(url: str) -> str:
    """What makes two addresses one source: the canonical address without its fragment, utm_* and click ids.

    Nothing is reordered; escapes are written one way.

    Raises:
        ValueError: as `canonical`.
    """
    address, _, query = _ESCAPE.sub(_one_way, canonical(url).partition("#")[0]).partition("?")
    kept = "&".join(pair for pair in query.split("&") if not _is_tracking(pair))
    return f"{address}?{kept}" if kept else address


def host(url: str) -> str:
    """The host for showing: lower case, without "www.".

    Raises:
        ValueError: as `canonical`.
    """
    return (urlsplit(canonical(url)).hostname or "").removeprefix("www.")


def _split(text: str, base: str | None) -> SplitResult:
    _require_bounded(text)
    if _CONTROL.search(text):
        raise ValueError("There are control characters in the address.")
    if "\\" in text:
        raise ValueError("There is a backslash in the address, which programs read in different ways.")
    try:
        text.encode()
        return urlsplit(urljoin(base, text) if base is not None else text)
    except ValueError:
        raise ValueError("The address is not well formed.") from None


def _require_bounded(address: str) -> None:
    if len(address) > LONGEST:
        raise ValueError(f"An address of more than {LONGEST} characters is not used.")


def _no_scheme(scheme: str) -> str:
    if not scheme:
        return "The address does not say where it is: it has no http:// or https://."
    return f"Only http and https addresses are used, not {scheme[:20]}: ones."


def _host(name: str) -> str:
    if ":" in name:
        try:
            address = ipaddress.IPv6Address(name)
        except ValueError:
            raise ValueError("The address has a malformed IPv6 host.") from None
        if address.scope_id is not None:
            raise ValueError("The address has a host on one interface of this computer.")
        return f"[{address}]"
    name = _ascii(name).removesuffix(".")
    if len(name) > _LONGEST_HOST or not _HOST.fullmatch(name):
        raise ValueError("The address has no valid host name.")
    if _NUMBER.fullmatch(name.rpartition(".")[2]):
        try:
            return str(ipaddress.IPv4Address(name))
        except ValueError:
            raise ValueError("The address has a number for a host that is not four decimal numbers.") from None
    return name


def _ascii(name: str) -> str:
    """The name by IDNA 2008 with the mapping of UTS 46; a name that is ASCII already only has its labels checked."""
    if name.isascii() and "xn--" not in name:
        return name
    import idna

    try:
        if not name.isascii():
            name = idna.encode(name, uts46=True).decode("ascii")
        for label in name.split("."):
            if label.startswith("xn--"):
                idna.decode(label)
    except (UnicodeError, IndexError):
        raise ValueError("The address has an international host name that is not valid.") from None
    return name


def _port(parts: SplitResult) -> str:
    try:
        port = parts.port
    except ValueError:
        port = 0
    if port is None or port == _DEFAULT_PORTS[parts.scheme]:
        return ""
    if not 0 < port <= _LAST_PORT:
        raise ValueError(f"The port in the address is not a number from 1 to {_LAST_PORT}.")
    return f":{port}"


def _without_dots(path: str) -> str:
    """RFC 3986, 5.2.4: remove dot segments."""
    if "/." not in path:
        return path or "/"
    kept: list[str] = []
    segments = path.split("/")[1:]
    for segment in segments:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    end = "/" if segments[-1] in (".", "..") and kept else ""
    return "/" + "/".join(kept) + end


def _encoded(text: str, illegal: re.Pattern[str]) -> str:
    def escape(match: re.Match[str]) -> str:
        return "".join(f"%{byte:02X}" for byte in match[0].encode())

    return illegal.sub(escape, _LONE_PERCENT.sub("%25", text))


def _one_way(match: re.Match[str]) -> str:
    character = chr(int(match[0][1:], 16))
    return character if _PLAIN.fullmatch(character) else match[0].upper()


def _is_tracking(pair: str) -> bool:
    name = pair.partition("=")[0].lower()
    return name.startswith("utm_") or name in _CLICK_IDS

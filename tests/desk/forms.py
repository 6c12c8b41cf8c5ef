"""A browser without a screen: cookies, forms with the token of their page, the same form sent twice at once."""

from __future__ import annotations

import http.client
import re
import threading
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import urlencode

from tests.desk.served import PATIENCE

PASSWORD = "a calm sentence"
Fields = Mapping[str, str | Sequence[str] | tuple[str, bytes]]
"""What a form holds: texts, several of one name, or a file (its name, its bytes)."""


@dataclass(frozen=True)
class Shown:
    """What was answered."""

    status: int
    where: str
    body: str

    @property
    def token(self) -> str:
        """The token of the first form of a page."""
        return re.findall(r'csrfmiddlewaretoken" value="([^"]+)', self.body)[0]

    def found(self, pattern: str) -> str:
        """The first that is found in the page."""
        (first, *_) = re.findall(pattern, self.body) or [None]
        assert first is not None, (pattern, self.status, self.body[:2000])
        return unescape(first)


@dataclass
class Browser:
    """Somebody at a desk that listens on a port."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def ask(self, method: str, path: str, body: bytes | None = None, kind: str = "") -> Shown:
        """One request with the cookies of now."""
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        link.request(method, path, body, {**headers, **({"Content-Type": kind} if kind else {})})
        answered = link.getresponse()
        shown = Shown(
            answered.status, answered.headers.get("Location", ""), answered.read().decode("utf-8", "replace")
        )
        for each in answered.headers.get_all("Set-Cookie") or []:
            name, _, value = each.partition(";")[0].partition("=")
            self.cookies[name] = value
        link.close()
        return shown

    def get(self, path: str) -> Shown:
        """A page."""
        return self.ask("GET", path)

    def post(self, path: str, given: Fields, at: str = "") -> Shown:
        """A form of the page `at`, sent once."""
        return self.ask("POST", path, *encoded({**given, "csrfmiddlewaretoken": self.get(at or path).token}))

    def post_twice(self, path: str, given: Fields, at: str = "") -> tuple[Shown, Shown]:
        """The same form sent twice at once, as by a double click."""
        body, kind = encoded({**given, "csrfmiddlewaretoken": self.get(at or path).token})
        ready, seen = threading.Barrier(2), [Shown(0, "", "")] * 2

        def send(number: int) -> None:
            ready.wait()
            seen[number] = Browser(self.port, dict(self.cookies)).ask("POST", path, body, kind)

        both = [threading.Thread(target=send, args=(number,)) for number in range(2)]
        for each in both:
            each.start()
        for each in both:
            each.join()
        return seen[0], seen[1]


def encoded(given: Fields) -> tuple[bytes, str]:
    """The body of a form and its kind: with files in parts, otherwise as an address is written."""
    if not any(isinstance(value, tuple) for value in given.values()):
        return urlencode(given, doseq=True).encode(), "application/x-www-form-urlencoded"
    line, parts = uuid.uuid4().hex, []
    for name, value in given.items():
        if isinstance(value, tuple):
            head, data = f'name="{name}"; filename="{value[0]}"\r\nContent-Type: text/plain', value[1]
            parts.append(f"--{line}\r\nContent-Disposition: form-data; {head}\r\n\r\n".encode() + data + b"\r\n")
            continue
        for text in [value] if isinstance(value, str) else value:
            parts.append(f'--{line}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{text}\r\n'.encode())
    return b"".join(parts) + f"--{line}--\r\n".encode(), f"multipart/form-data; boundary={line}"

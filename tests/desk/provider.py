"""A provider of OpenID Connect of our own on loopback: says what it is told to say, and signs it."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

ADA = {"sub": "u1", "email": "ada@example.org", "email_verified": True}
CLIENT, SECRET = "the-desk", "kept between the two"


@dataclass
class Provider:
    """What it says of who comes, and what was asked of it."""

    issuer: str = ""
    claims: dict[str, Any] = field(
        default_factory=lambda: {"sub": "u1", "email": "ada@example.org", "email_verified": True}
    )
    asked: list[dict[str, str]] = field(default_factory=list)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    signs_with: Any = None
    nonce: str | None = None

    def agrees(self, address: str) -> dict[str, str]:
        """What somebody who agrees comes back with, from the address to which the desk sent them."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        self.asked.append(asked)
        code = f"code-{len(self.asked)}"
        self.codes[code] = asked
        return {"code": code, "state": asked["state"]}


@contextmanager
def provider() -> Iterator[Provider]:
    """A provider that listens."""
    from joserfc import jwt
    from joserfc.jwk import KeySet, RSAKey

    key = RSAKey.generate_key(2048, {"kid": "one"}, private=True)
    made = Provider(signs_with=key)

    class Answers(BaseHTTPRequestHandler):
        def told(self, value: object, status: int = 200) -> None:
            data = json.dumps(value).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(data)

        def do_GET(self) -> None:
            if self.path == "/keys":
                return self.told(KeySet([key]).as_dict(private=False))
            self.told({
                "issuer": made.issuer, "authorization_endpoint": f"{made.issuer}/authorize",
                "token_endpoint": f"{made.issuer}/token", "jwks_uri": f"{made.issuer}/keys",
                "response_types_supported": ["code"], "id_token_signing_alg_values_supported": ["RS256"],
            })  # fmt: skip

        def do_POST(self) -> None:
            given = {
                n: v[0] for n, v in parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode()).items()
            }
            asked = made.codes.pop(given.get("code", ""), None)
            basic = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
            if asked is None or self.headers.get("Authorization") != f"Basic {basic}" or not _proved(asked, given):
                return self.told({"error": "invalid_grant"}, 400)
            moment = int(time.time())
            said = {
                "iss": made.issuer, "aud": CLIENT, "iat": moment, "exp": moment + 300,
                "nonce": asked["nonce"] if made.nonce is None else made.nonce, **made.claims,
            }  # fmt: skip
            token = jwt.encode({"alg": "RS256", "kid": "one"}, said, made.signs_with)
            self.told({"access_token": "x", "token_type": "Bearer", "expires_in": 300, "id_token": token})

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Answers)
    made.issuer = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield made
    server.shutdown()
    server.server_close()


def _proved(asked: dict[str, str], given: dict[str, str]) -> bool:
    digest = hashlib.sha256(given.get("code_verifier", "").encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == asked.get("code_challenge")

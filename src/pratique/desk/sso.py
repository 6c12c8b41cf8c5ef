"""Single sign-on by OpenID Connect, where a file says with whom: code flow with PKCE, state and nonce (extra `sso`).

Rule: it says who somebody is and never makes anybody: a person is known by the subject they came with before, or, the
first time, by an address that the provider verified and that one person here has. What they may do stands here.
"""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec
from django.db import transaction

from pratique.desk.home import SSO
from pratique.desk.models import Person
from pratique.errors import InvalidInput, Place, UsageError, named_extras
from pratique.files import decode_text, load_toml, read_bytes

_LONGEST = 64 * 1024
_LOCAL = ("127.0.0.1", "localhost", "::1")


class Provider(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """With whom: the issuer, what this desk is there, the secret, and what the button says."""

    issuer: str
    client_id: str
    client_secret: str = ""
    name: str = "single sign-on"


def provider_in(path: Path) -> Provider:
    """What a TOML file says. Raises UsageError."""
    try:
        place = Place(str(path))
        found = msgspec.convert(load_toml(decode_text(read_bytes(path, _LONGEST), place), place), Provider)
    except (InvalidInput, msgspec.ValidationError) as error:
        raise UsageError(
            f"{path.name} says no provider: {error}. It has issuer, client_id, client_secret, name."
        ) from error
    parts = urlsplit(found.issuer)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOCAL):
        raise UsageError(f"The issuer {found.issuer!r} is no https address.")
    return found


def provider() -> Provider | None:
    """The provider of the desk that runs; None where there is none."""
    named = os.environ.get(SSO)
    return _read(named) if named else None


@lru_cache(maxsize=1)
def _read(named: str) -> Provider:
    return provider_in(Path(named))


def name() -> str:
    """What the button says; empty where there is none."""
    found = provider()
    return "" if found is None else found.name


def client() -> Any:
    """The client of the provider. Raises UsageError where the extra is missing."""
    found = provider()
    if found is None:
        raise UsageError("This desk has no single sign-on.")
    return _client(found)


@lru_cache(maxsize=1)
def _client(found: Provider) -> Any:
    with named_extras():
        from authlib.integrations.django_client import OAuth
    method = "client_secret_basic" if found.client_secret else "none"
    return OAuth().register(
        "provider",
        server_metadata_url=f"{found.issuer.rstrip('/')}/.well-known/openid-configuration",
        client_id=found.client_id,
        client_secret=found.client_secret or None,
        client_kwargs={
            "scope": "openid email profile",
            "code_challenge_method": "S256",
            "token_endpoint_auth_method": method,
            "timeout": 10,
        },
    )


@transaction.atomic
def person_of_claims(claims: dict[str, Any]) -> Person | None:
    """The person whom verified claims name; None where nobody, or more than one, may be meant."""
    issuer, subject = str(claims.get("iss", "")), str(claims.get("sub", ""))
    found = provider()
    if found is None or not subject or issuer.rstrip("/") != found.issuer.rstrip("/"):
        return None
    mark = f"{issuer} {subject}"[:500]
    known = Person.objects.filter(subject=mark).first()
    if known is not None:
        return known if known.is_active else None
    mail = str(claims.get("email", "")).strip()
    if not mail or claims.get("email_verified") is not True:
        return None
    rows = list(Person.objects.select_for_update().filter(mail__iexact=mail, is_active=True))
    if len(rows) != 1 or rows[0].subject is not None:
        return None
    rows[0].subject = mark
    rows[0].save(update_fields=["subject"])
    return rows[0]

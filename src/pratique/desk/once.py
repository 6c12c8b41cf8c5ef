"""A form that is sent twice is one act: by a double click, by a browser that tries again, in two windows at once.

Rule: that a form was sent stands in the transaction of what it did. Of two who send the same at once the second waits
until the first is through and is given what the first was; what was refused may be sent again. A page has another
token each time that it is shown, so that who means an act twice does it twice.
Invariant: what an answer held that is told once (a link, a credential) is kept only under what was sent, and unread
without it.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Iterator
from datetime import timedelta

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from pratique.desk.models import Sent
from pratique.files.clock import now

KEPT = timedelta(days=1)
MOST = 1024**2
"""Bytes of an answer up to which it is kept for who sends the same again."""
_TOLD = "csrfmiddlewaretoken"
_KIND, _WHERE = "Content-Type", "Location"
_NONCE = 12


def once(request: HttpRequest, who: str, view: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """What `view` answers to a form of `who`; what it answered before to one that was the same.

    A form without a token of its page is the same only as long as the first is being worked on.
    """
    arrived, mine, told = now(), secrets.token_hex(16), _told(request, who)
    mark, named = hashlib.sha256(b"mark" + told).hexdigest(), bool(request.POST.get(_TOLD))
    with transaction.atomic():
        Sent.objects.bulk_create([Sent(mark=mark, by=mine, ended=arrived)], ignore_conflicts=True)
        row = Sent.objects.select_for_update().get(mark=mark)
        if row.by != mine and (named or row.ended > arrived):
            return _again(row, told)
        response = view()
        if not _stands(response):
            row.delete()
            return response
        row.by, row.ended, row.status = mine, now(), response.status_code
        row.where, row.kind = response.headers.get(_WHERE, ""), response.headers.get(_KIND, "")
        row.sealed = _sealed(response, told)
        row.save()
    return response


def sweep() -> int:
    """Forget forms that were sent more than a day ago; how many."""
    return Sent.objects.filter(ended__lt=now() - KEPT).delete()[0]


def _stands(response: HttpResponseBase) -> bool:
    """Whether what was answered is an act that was done, and can be told again."""
    done = response.status_code < 400 or response.status_code == 409
    return done and isinstance(response, HttpResponse) and len(response.content) <= MOST


def _told(request: HttpRequest, who: str) -> bytes:
    """All that was sent, by whom and to where, as one hash that nobody has who did not see it."""
    found = hashlib.sha256()
    for each in _parts(request, who):
        found.update(len(each).to_bytes(8, "big") + each)
    return found.digest()


def _parts(request: HttpRequest, who: str) -> Iterator[bytes]:
    yield from (who.encode(), request.get_full_path().encode())
    for name, values in sorted(request.POST.lists()):
        yield from (each.encode("utf-8", "surrogatepass") for each in (name, *values))
    for field, files in sorted(request.FILES.lists()):
        for file in files:
            content = hashlib.sha256()
            for chunk in file.chunks():
                content.update(chunk)
            file.seek(0)
            yield from (field.encode(), (file.name or "").encode("utf-8", "surrogatepass"), content.digest())


def _sealed(response: HttpResponseBase, told: bytes) -> bytes | None:
    """What was answered under a key made of what was sent; None where there is nothing to read."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    if not isinstance(response, HttpResponse) or not response.content:
        return None
    nonce = secrets.token_bytes(_NONCE)
    return nonce + AESGCM(hashlib.sha256(b"seal" + told).digest()).encrypt(nonce, response.content, None)


def _again(row: Sent, told: bytes) -> HttpResponse:
    """The answer that was given."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    content = b""
    if row.sealed:
        sealed = bytes(row.sealed)
        key = AESGCM(hashlib.sha256(b"seal" + told).digest())
        content = key.decrypt(sealed[:_NONCE], sealed[_NONCE:], None)
    response = HttpResponse(content, status=row.status, content_type=row.kind)
    if row.where:
        response.headers[_WHERE] = row.where
    return response

"""Telling others that an answer of theirs turned: a signed message to each address of the workspace.

Rule: the message is a job of its own, begun in the transaction that stores the decision, so that none is sent of what
was not stored and none is forgotten. It is signed as Standard Webhooks says; it names the dossier and the two ranges,
and nothing of what is in the dossier.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
import urllib.error
import urllib.request
from http.client import HTTPException
from typing import IO, TYPE_CHECKING
from urllib.parse import urlsplit

import msgspec
from django.db import transaction

from pratique.desk import jobs
from pratique.desk.jobs import Lease, Refused
from pratique.desk.models import Decision, Hook, Workspace
from pratique.desk.plain import Plain
from pratique.errors import UsageError
from pratique.files.clock import now

if TYPE_CHECKING:
    from email.message import Message

EVENT = "decision.turned"
KIND = "hook"
PATIENCE = 10.0
"""Seconds that an address has to answer."""
MOST_TRIES = 4


@transaction.atomic
def made(workspace: Workspace, url: str) -> tuple[Hook, str | None]:
    """A new address and the secret that its messages are signed with, told this once; the address that is told
    already, and no secret. Raises UsageError."""
    parts = urlsplit(url)
    local = parts.hostname in ("127.0.0.1", "localhost", "::1")
    if parts.username or not parts.hostname or (parts.scheme != "https" and not (parts.scheme == "http" and local)):
        raise UsageError("A hook is an https address without a name and password in it.")
    Workspace.objects.select_for_update().get(pk=workspace.pk)  # one at a time
    if (known := Hook.objects.filter(workspace=workspace, url=url, stopped=None).first()) is not None:
        return known, None
    secret = f"whsec_{base64.b64encode(secrets.token_bytes(24)).decode()}"
    return Hook.objects.create(workspace=workspace, url=url, secret=secret), secret


def turned(decision: Decision, before: Decision | None) -> None:
    """Begin a message to each address where the range is another than before; nothing for a first decision."""
    if before is None or (before.best, before.worst) == (decision.best, decision.worst):
        return
    workspace = decision.dossier.workspace
    for hook in Hook.objects.filter(workspace=workspace, stopped=None):
        given = {"hook": hook.pk, "decision": decision.pk, "before": before.pk}
        jobs.start(workspace, KIND, given, by_name="the desk", dossier=decision.dossier)


def message_of(decision: Decision, before: Decision) -> bytes:
    """What is sent."""
    told = {
        "type": EVENT,
        "timestamp": decision.at.isoformat(),
        "data": {
            "dossier": decision.dossier_id,
            "decision": decision.pk,
            "record": decision.record.seq if decision.record else None,
            "was": {"best": before.best, "worst": before.worst},
            "now": {"best": decision.best, "worst": decision.worst},
        },
    }
    return msgspec.json.encode(told)


def signature(secret: str, identifier: str, moment: int, body: bytes) -> str:
    """The signature of a message (Standard Webhooks, HMAC-SHA256)."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{identifier}.{moment}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()


def send_job(held: Lease) -> Plain:
    """Send one message. Raises Refused where the address did not take it."""
    given = held.job.given
    hook = Hook.objects.get(pk=given["hook"])
    decision = Decision.objects.select_related("record").get(pk=given["decision"])
    if hook.stopped is not None:
        return {"sent": False, "says": "The hook was stopped."}
    body = message_of(decision, Decision.objects.get(pk=given["before"]))
    identifier, moment = f"msg_{held.job.pk}", int(now().timestamp())
    headers = {
        "Content-Type": "application/json",
        "webhook-id": identifier,
        "webhook-timestamp": str(moment),
        "webhook-signature": signature(hook.secret, identifier, moment, body),
    }
    said = "no answer"
    for each in range(MOST_TRIES):
        held.tell(each, MOST_TRIES, "sending")
        said = _sent(urllib.request.Request(hook.url, data=body, headers=headers, method="POST"))
        Hook.objects.filter(pk=hook.pk).update(last_status=f"{said} at {now():%Y-%m-%dT%H:%M:%SZ}")
        if said.startswith("2"):
            return {"sent": True, "status": said}
    raise Refused(f"The address did not take the message: {said}.")


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> None:
        """A message goes where it was meant to, and nowhere else."""


def _sent(message: urllib.request.Request) -> str:
    try:
        with urllib.request.build_opener(_NoRedirect).open(message, timeout=PATIENCE) as answered:
            return str(answered.status)
    except urllib.error.HTTPError as error:
        return str(error.code)
    except (OSError, HTTPException, ValueError):
        return "no answer"

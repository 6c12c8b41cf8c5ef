"""The addresses that are told when an answer of the workspace turned."""

from __future__ import annotations

import msgspec
from django.db import transaction
from django.http import HttpRequest

from pratique.desk import hooks
from pratique.desk.api.endpoints import Caller, Endpoint, Raw
from pratique.desk.api.problems import Stop
from pratique.desk.ledger import append
from pratique.desk.models import Hook
from pratique.files.clock import now


class AskedHook(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """An https address."""

    url: str


class HookOut(msgspec.Struct, frozen=True, kw_only=True):
    """An address, what was said there last; the secret of its signatures when it is made, and never again."""

    id: int
    url: str
    events: str
    last_status: str
    secret: str | None = None


@transaction.atomic
def create(request: HttpRequest, caller: Caller, asked: AskedHook) -> Raw:
    """A new address, 200 and without its secret where it is told already."""
    hook, secret = hooks.made(caller.workspace, asked.url)
    if secret is not None:
        append(caller.workspace, "hook", who=caller.name, about={"hook": hook.pk, "events": hook.events})
    return Raw(msgspec.json.encode(_out(hook, secret)), status=200 if secret is None else 201)


def listed(request: HttpRequest, caller: Caller) -> list[HookOut]:
    """The addresses that are told."""
    return [_out(each) for each in Hook.objects.filter(workspace=caller.workspace, stopped=None).order_by("id")]


@transaction.atomic
def stop(request: HttpRequest, caller: Caller, number: int) -> HookOut:
    """Tell an address nothing more."""
    hook = Hook.objects.select_for_update().filter(workspace=caller.workspace, pk=number, stopped=None).first()
    if hook is None:
        raise Stop(404, f"There is no hook {number}.")
    hook.stopped = now()
    hook.save(update_fields=["stopped"])
    append(caller.workspace, "hook", who=caller.name, about={"hook": hook.pk, "stopped": True})
    return _out(hook)


def _out(hook: Hook, secret: str | None = None) -> HookOut:
    return HookOut(id=hook.pk, url=hook.url, events=hook.events, last_status=hook.last_status, secret=secret)


ENDPOINTS = (
    Endpoint(
        "POST",
        "hooks",
        create,
        "Tell an address when an answer turned.",
        "administer",
        AskedHook,
        HookOut,
        status=201,
    ),
    Endpoint("GET", "hooks", listed, "The addresses that are told.", "administer", gives=list[HookOut]),
    Endpoint("DELETE", "hooks/<int:number>", stop, "Tell an address nothing more.", "administer", gives=HookOut),
)
"""Hooks."""

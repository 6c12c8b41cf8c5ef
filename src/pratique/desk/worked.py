"""What is worked out beside a decision, once, and read by pages: the days on which it turns, what would change it,
what its papers lack.

Rule: the result is kept under the decision and what was asked; a page reads it, and only a form sent makes it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import msgspec

from pratique.desk.decisions import options_of
from pratique.desk.folders import Content, content_of, laid_out
from pratique.desk.models import Decision, Dossier, Job
from pratique.desk.plain import Plain
from pratique.files.clock import now
from pratique.usecases.answer.beside import shortened

Work = Callable[[Path, Plain], object]


def kept(decision: Decision | None, kind: str, given: Plain | None = None) -> Job | None:
    """What was worked out last; None where nothing was."""
    if decision is None:
        return None
    found = Job.objects.filter(dossier_id=decision.dossier_id, kind=kind, key__startswith=f"{kind}:{decision.pk}:")
    if given is not None:
        found = found.filter(key=_key(decision, kind, given))
    return found.filter(state="done").order_by("-id").first()


def work_out(dossier: Dossier, decision: Decision, kind: str, given: Plain, by_name: str, work: Work) -> Job:
    """What `work` says of the dossier, kept. Raises InvalidInput, UsageError."""
    if (known := kept(decision, kind, given)) is not None:
        return known
    content: Content = content_of(dossier)
    with laid_out(content) as main:
        result = shortened(msgspec.to_builtins(work(main, options_of(content))), main.parent)
    row, _ = Job.objects.get_or_create(
        key=_key(decision, kind, given),
        defaults={
            "workspace_id": dossier.workspace_id,
            "dossier": dossier,
            "kind": kind,
            "given": given,
            "state": "done",
            "result": result,
            "ended": now(),
            "by_name": by_name,
        },
    )
    return row


def _key(decision: Decision, kind: str, given: Plain) -> str:
    asked = hashlib.sha256(msgspec.json.encode(given, order="sorted")).hexdigest()[:16]
    return f"{kind}:{decision.pk}:{asked}"

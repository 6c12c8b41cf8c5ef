"""The records: what was decided when, whether nobody changed it since, and the archive to keep elsewhere.

Rule: looking verifies nothing and decides nothing; verifying, signing, replaying and deleting are acts of their own.
"""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from pratique.desk.decisions import answer_in
from pratique.desk.ledger import AUDIT, sign_now
from pratique.desk.models import Decision, Dossier, Ledger, Record
from pratique.desk.operation.records import archived, checked, proof_of, told
from pratique.desk.operation.retention import delete, may_go
from pratique.desk.pages.sent import attached
from pratique.desk.people import DeskRequest
from pratique.desk.plain import Plain, whole
from pratique.desk.shown import tell
from pratique.errors import UsageError

A_PAGE = 100


def page(request: DeskRequest) -> HttpResponse:
    """The ledgers of the workspace and their latest records; with POST verify, sign, or take the archive."""
    ledgers = list(Ledger.objects.filter(workspace=request.member.workspace).order_by("name"))
    found: list[Plain] = []
    if request.method == "POST":
        do, chosen = request.POST.get("do"), _chosen(ledgers, request.POST.get("ledger", ""))
        if do == "archive" and chosen is not None:
            return attached(archived(chosen), f"records-{chosen.pk}.zip", "application/zip")
        if do == "sign" and chosen is not None:
            tell(request, f"Signed: {sign_now(chosen).size} records. Keep a copy of the note elsewhere.")
            return redirect("records")
        found = [{"ledger": each, "said": checked(each)} for each in ledgers]
    shown = {
        "ledgers": [(each, each.checkpoints.order_by("-size", "-id").first()) for each in ledgers],
        "checked": found,
        "broken": any(each["said"].faults for each in found),
        **_latest(request, ledgers),
    }
    return render(request, "records.html", shown)


def _chosen(ledgers: list[Ledger], key: str) -> Ledger | None:
    return next((each for each in ledgers if str(each.pk) == key), None)


def _latest(request: DeskRequest, ledgers: list[Ledger]) -> Plain:
    kind = request.GET.get("kind", "")
    rows = Record.objects.filter(ledger__in=ledgers).select_related("ledger", "dossier").order_by("-id")
    kinds = sorted(set(Record.objects.filter(ledger__in=ledgers).values_list("kind", flat=True)))
    rows = rows.filter(kind=kind) if kind else rows
    if (before := whole(request.GET.get("before", ""))) is not None:
        rows = rows.filter(pk__lt=before)
    some = list(rows[: A_PAGE + 1])
    more = {"before": some[A_PAGE - 1].pk} | ({"kind": kind} if kind else {}) if len(some) > A_PAGE else None
    return {
        "rows": [(each, told(each)) for each in some[:A_PAGE]],
        "next": more,
        "kinds": kinds,
        "kind": kind,
        "audit": AUDIT,
    }


def one_page(request: DeskRequest, key: int) -> HttpResponse:
    """One record with all that it names; its proof in the newest checkpoint as a text (`form=proof`)."""
    row = get_object_or_404(
        Record.objects.select_related("ledger", "dossier"), pk=key, ledger__workspace=request.member.workspace
    )
    if request.GET.get("form") == "proof":
        try:
            return attached(
                proof_of(row.ledger, row.seq), f"record-{row.seq}.tlog-proof", "text/plain; charset=utf-8"
            )
        except UsageError as error:
            tell(request, str(error))
            return redirect("record", row.pk)
    decision = Decision.objects.filter(record=row).first()
    shown = {"row": row, "said": told(row), "decision": decision, "sealed": row.sealed.order_by("pointer")}
    return render(request, "record.html", {**shown, "answer": answer_in(decision) if decision else None})


def retention_page(request: DeskRequest) -> HttpResponse:
    """What may go because its time is over; with POST, let one go."""
    here = request.member.workspace
    if request.method == "POST":
        key = request.POST.get("dossier", "")
        row = get_object_or_404(Dossier, pk=whole(key) or 0, workspace=here)
        try:
            count = delete(row, who=request.member.person.name, reason=request.POST.get("reason", ""))
            tell(request, f"{count} files and answers of {row.title} went; their hashes and the record stay.")
        except UsageError as error:
            tell(request, str(error))
        return redirect("retention")
    return render(request, "retention.html", {"rows": may_go(here)})

"""The papers of a dossier as tasks: what stands in the way of each, and the pack that `pratique declare` would write.

Rule: the pack is made from the dossier as it is, by the use case that the command calls; nothing is added to it.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import asdict
from pathlib import Path

from django.http import HttpResponse
from django.shortcuts import redirect, render

from pratique.desk.decisions import answer_in, options_of
from pratique.desk.dossiers import around_dossier, dossier_of
from pratique.desk.folders import content_of, laid_out
from pratique.desk.people import DeskRequest
from pratique.desk.plain import Plain
from pratique.desk.shown import tell
from pratique.desk.worked import kept, work_out
from pratique.errors import InvalidInput, UsageError
from pratique.reports.declaration import pack
from pratique.usecases.papers.declare import CITE, declare

_OLDEST = (1980, 1, 1, 0, 0, 0)


def page(request: DeskRequest, key: int) -> HttpResponse:
    """The list of tasks, as it was checked last."""
    dossier = dossier_of(request, key)
    shown = around_dossier(dossier, "papers")
    decision = shown["decision"]
    if request.method == "POST":
        return _made(request, shown)
    answer = answer_in(decision) if decision else None
    found = kept(decision, "papers")
    shown |= {
        "cite": CITE,
        "checked": found.result if found else None,
        "unread": list(dict.fromkeys(e.cite for e in answer.decided_by if not (e.text_verified or e.signed_off)))
        if answer
        else [],
        "settled": bool(decision and decision.best == decision.worst),
        "duties": [each for each in answer.duties if each.cite.startswith(CITE)] if answer else [],
    }
    return render(request, "papers.html", shown)


def _made(request: DeskRequest, shown: Plain) -> HttpResponse:
    """Check what is missing, or make the pack."""
    dossier, decision, do = shown["dossier"], shown["decision"], request.POST.get("do")
    if decision is None:
        return redirect("papers", dossier.pk)
    try:
        checked = work_out(dossier, decision, "papers", {}, request.member.person.name, _checked)
        if do not in ("draft", "final"):
            return redirect("papers", dossier.pk)
        if do == "final" and checked.result and checked.result["refused"]:
            tell(request, "The pack is refused as long as a task is open; a draft can be made.")
            return redirect("papers", dossier.pk)
        return _zip(files_of_pack(content_of(dossier), draft=do == "draft"), f"pack-{dossier.pk}-{do}.zip")
    except InvalidInput as error:
        return render(request, "refused.html", {**shown, "found": error.findings}, status=422)
    except UsageError as error:
        tell(request, str(error))
        return redirect("papers", dossier.pk)


def _checked(main: Path, options: Plain) -> object:
    made = declare(main, draft=True, **options)
    filled = [asdict(each) for each in made.fields]
    return {"refused": made.refused, "fields": filled, "files": made.files, "evidence": len(made.evidence)}


def files_of_pack(content: object, draft: bool) -> dict[str, bytes]:
    """The files of the pack, as `pratique declare` writes them."""
    from pratique.desk.folders import Content

    assert isinstance(content, Content)
    with laid_out(content) as main:
        made = pack(declare(main, draft=draft, **options_of(content)))
    return {name: data.encode() if isinstance(data, str) else data for name, data in made.items()}


def source(request: DeskRequest, key: int) -> HttpResponse:
    """The dossier as the command line reads it: its files, answers and sign-offs, in one archive."""
    dossier = dossier_of(request, key)
    with laid_out(content_of(dossier)) as main:
        from pratique.files import read_bytes

        files = {each.name: read_bytes(each) for each in sorted(main.parent.iterdir()) if each.is_file()}
    return _zip(files, f"dossier-{dossier.pk}.zip")


def _zip(files: dict[str, bytes], name: str) -> HttpResponse:
    """The files as an archive that is the same whenever it is made."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for each, data in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(each, _OLDEST), data, zipfile.ZIP_DEFLATED)
    response = HttpResponse(stream.getvalue(), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response

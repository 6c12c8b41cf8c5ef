"""A new dossier: files and the question, decided at once where they are small, else by a worker.

Rule: what cannot be decided is told with every finding, stored by nobody, and the files are kept for the next try.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render

from pratique.desk.brought import brought, sealed, unsealed
from pratique.desk.dossiers import created, whole_of
from pratique.desk.people import DeskRequest
from pratique.desk.plain import Plain
from pratique.desk.shown import Mistakes, tell
from pratique.desk.uploads import SMALL, begin_new
from pratique.errors import Finding, InvalidInput, UsageError
from pratique.files import read_bytes
from pratique.files.clock import today
from pratique.usecases.examples import example_names, examples_folder
from pratique.usecases.uploads import ACTS, ROLES, dossiers_among, problems_of

SAID = ("act", "role", "into", "day", "model_year", "title")


def page(request: DeskRequest) -> HttpResponse:
    """The form, and what comes of it."""
    if request.method != "POST":
        given = {"act": "sale", "role": "manufacturer", "into": "", "day": today().isoformat()}
        return _form(request, given, {}, 200)
    given = {name: request.POST.get(name, "").strip() for name in SAID}
    try:
        files = (
            _example(request.POST["example"]) if request.POST.get("example") else unsealed(request) | brought(request)
        )
    except UsageError as error:
        return _form(request, given, {}, 422, Mistakes(files=str(error)))
    errors = _mistakes(files, given)
    if errors:
        return _form(request, given, files, 422, errors)
    return _create(request, files, given)


def _create(request: DeskRequest, files: dict[str, bytes], given: dict[str, str]) -> HttpResponse:
    try:
        if sum(map(len, files.values())) > SMALL:
            main, whole = whole_of(files, given)
            job, _ = begin_new(
                request.member.workspace,
                whole,
                main=main,
                title=given["title"],
                owner=request.member.person,
                by_name=request.member.person.name,
                key=secrets.token_hex(8),
            )
            return redirect("job", job.pk)
        dossier = created(request.member, files, given)
    except InvalidInput as error:
        return _form(request, given, files, 422, found=error.findings)
    except UsageError as error:
        return _form(request, given, files, 422, Mistakes(files=str(error)))
    tell(request, "Decided and stored.")
    return redirect("verdict", dossier.pk)


def _mistakes(files: Mapping[str, bytes], given: Mapping[str, str]) -> Mistakes:
    if not files:
        return Mistakes(files="Choose at least one file.")
    return Mistakes() if dossiers_among(files) else Mistakes(problems_of(given))


def _example(name: str) -> dict[str, bytes]:
    """The files of a shipped example. Raises UsageError."""
    if name not in example_names():
        raise UsageError("There is no such example.")
    folder = examples_folder() / name
    return {each.name: read_bytes(each) for each in sorted(folder.iterdir()) if each.is_file()}


def _examples() -> list[tuple[str, str]]:
    """The examples that are one dossier with its files, in words."""
    return [
        (name, name.replace("-", " "))
        for name in example_names()
        if (examples_folder() / name / "dossier.toml").is_file()
    ]


def _form(
    request: DeskRequest,
    given: Mapping[str, str],
    files: Mapping[str, bytes],
    status: int,
    errors: Mistakes | None = None,
    found: tuple[Finding, ...] = (),
) -> HttpResponse:
    kept, seal = sealed(files)
    shown: Plain = {
        "given": {name: given.get(name, "") for name in SAID},
        "errors": errors or Mistakes(),
        "found": found,
        "kept": kept,
        "kept_sealed": seal,
        "acts": [(each, each.replace("_", " ")) for each in ACTS],
        "roles": ROLES,
        "examples": _examples(),
        "most": settings.MOST_UPLOADED,
    }
    return render(request, "dossier-new.html", shown, status=status)

"""A new dossier: files and the question beside them, decided at once or refused with every finding.

Rule: what is refused is stored by nobody; the files are kept for the next try, named by a sealed list, so that nobody
can name bytes that they did not bring.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render

from pratique.desk.blobs import bytes_of, keep
from pratique.desk.dossiers import base_name, created
from pratique.desk.models import Blob
from pratique.desk.pages.problems import too_large
from pratique.desk.people import DeskRequest
from pratique.desk.plain import Plain
from pratique.desk.shown import Mistakes, size, tell
from pratique.errors import Finding, InvalidInput, UsageError
from pratique.files import read_bytes
from pratique.files.clock import today
from pratique.usecases.examples import example_names, examples_folder
from pratique.usecases.uploads import ACTS, ROLES, dossiers_among, problems_of

SAID = ("act", "role", "into", "day", "model_year", "title")
_SEAL = "kept-files"
_HOURS = 24 * 3600


def page(request: DeskRequest) -> HttpResponse:
    """The form, and what comes of it."""
    if request.method != "POST":
        given = {"act": "sale", "role": "manufacturer", "into": "", "day": today().isoformat()}
        return _form(request, given, {}, 200)
    if int(request.headers.get("Content-Length") or 0) > settings.MOST_UPLOADED:
        return too_large(request, size(settings.MOST_UPLOADED))
    given = {name: request.POST.get(name, "").strip() for name in SAID}
    if example := request.POST.get("example"):
        return _example(request, example)
    try:
        files = _kept(request) | _brought(request)
    except UsageError as error:
        return _form(request, given, {}, 422, Mistakes(files=str(error)))
    errors = _mistakes(files, given)
    if errors:
        return _form(request, given, files, 422, errors)
    return _create(request, files, given)


def _create(request: DeskRequest, files: dict[str, bytes], given: dict[str, str]) -> HttpResponse:
    try:
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


def _brought(request: DeskRequest) -> dict[str, bytes]:
    """The files of the request by their base names. Raises UsageError."""
    files: dict[str, bytes] = {}
    for each in request.FILES.getlist("files"):
        assert isinstance(each, UploadedFile)
        name = base_name(each.name or "")
        if name in files:
            raise UsageError(f"Two files are called {name!r}; rename one.")
        files[name] = each.read()
    return files


def _kept(request: DeskRequest) -> dict[str, bytes]:
    """The files of an earlier try, as its seal names them; none where the seal is not ours or is old."""
    try:
        held: dict[str, str] = signing.loads(request.POST.get("kept", ""), salt=_SEAL, max_age=_HOURS)
    except signing.BadSignature:
        return {}
    rows = Blob.objects.in_bulk(list(held.values()))
    return {name: bytes_of(rows[sha]) for name, sha in held.items() if sha in rows and rows[sha].gone_at is None}


def _example(request: DeskRequest, name: str) -> HttpResponse:
    if name not in example_names():
        return _form(request, {}, {}, 422, Mistakes(files="There is no such example."))
    folder = examples_folder() / name
    files = {each.name: read_bytes(each) for each in sorted(folder.iterdir()) if each.is_file()}
    return _create(request, files, {})


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
    kept = {name: keep(data).sha256 for name, data in files.items()}
    shown: Plain = {
        "given": {name: given.get(name, "") for name in SAID},
        "errors": errors or Mistakes(),
        "found": found,
        "kept": kept,
        "kept_sealed": signing.dumps(kept, salt=_SEAL) if kept else "",
        "acts": [(each, each.replace("_", " ")) for each in ACTS],
        "roles": ROLES,
        "examples": _examples(),
        "most": settings.MOST_UPLOADED,
    }
    return render(request, "dossier-new.html", shown, status=status)

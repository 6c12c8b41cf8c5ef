"""A supplier's own questions behind a link, without an account, in its language.

Rule: looking consumes nothing; only the lines of this questionnaire are shown, and nothing of whom else is asked; the
note on the conflict of laws stands before the first question. What is sent is attested and waits to be accepted.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from pratique.desk.by_workbook import take_workbook, workbook_of
from pratique.desk.models import Questionnaire
from pratique.desk.pages.problems import too_often
from pratique.desk.pages.sent import attached
from pratique.desk.people import hashed, waits
from pratique.desk.plain import Plain, whole
from pratique.desk.shown import Mistakes
from pratique.desk.supplying import begun, fill_in, named_already, papers_of, receipt_of, send
from pratique.desk.words import LANGUAGES, WORDS
from pratique.files.clock import now
from pratique.usecases.missing.questionnaire import NOTE
from pratique.usecases.uploads import REASONS

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_NOTHING: Plain = {"value": "", "source": "", "reason": ""}


def page(request: HttpRequest, token: str) -> HttpResponse:
    """The cover, the questions, the check of the answers, the receipt: whatever comes next."""
    if wait := waits(f"q:{request.META.get('REMOTE_ADDR', '')}", size=120, each=0.5):
        return too_often(request, wait)
    language = request.POST.get("lang") or request.GET.get("lang") or "en"
    language = language if language in LANGUAGES else "en"
    found = Questionnaire.objects.filter(token_sha256=hashed(token)).select_related("dossier__workspace").first()
    shown: Plain = {
        "lang": language,
        "words": WORDS[language],
        "token": token,
        "made": found,
        "note": NOTE[LANGUAGES.index(language)],
    }
    if found is None or found.state == "revoked" or found.expires < now():
        return render(request, "supplier-ended.html", shown, status=410)
    shown |= {"lines": found.lines["lines"], "total": len(found.lines["lines"])}
    if found.state in ("answered",):
        return render(
            request, "supplier-done.html", {**shown, "answers": found.answers, "receipt": receipt_of(found)}
        )
    if request.method == "GET" and request.GET.get("form") == "xlsx":
        return attached(workbook_of(found), f"questions-{found.pk}.xlsx", XLSX)
    if request.method == "POST":
        return _posted(request, found, shown)
    if found.state == "sent":
        return render(request, "supplier-start.html", {**shown, "papers": papers_of(shown["lines"])})
    return _step(request, found, shown)


def _step(request: HttpRequest, found: Questionnaire, shown: Plain, errors: Mistakes | None = None) -> HttpResponse:
    """The question that the address names, else the first without an answer, else the check of all."""
    lines = shown["lines"]
    number = whole(request.POST.get("number") or request.GET.get("number") or "")
    open_ones = [index for index, each in enumerate(lines) if each["key"] not in found.answers]
    if number is None and not open_ones:
        return render(
            request,
            "supplier-check.html",
            {**shown, "answers": found.answers, "errors": errors or Mistakes()},
            status=422 if errors else 200,
        )
    index = min(number, len(lines)) - 1 if number else (open_ones or [0])[0]
    line = lines[index]
    before = {**_NOTHING, "source": named_already(lines, index, found.answers)}
    given = {**before, **(request.POST.dict() if errors else found.answers.get(line["key"], {}))}
    more = {"line": line, "number": index + 1, "given": given, "errors": errors or Mistakes(), "reasons": REASONS}
    more["papers"] = papers_of(lines, index)
    return render(request, "supplier-question.html", {**shown, **more}, status=422 if errors else 200)


def _posted(request: HttpRequest, found: Questionnaire, shown: Plain) -> HttpResponse:
    do, errors = request.POST.get("do"), Mistakes()
    if do == "workbook":
        return _by_workbook(request, found, shown)
    if do == "start" and found.state == "sent":
        begun(found)
    elif do == "answer" and found.state == "opened":
        errors = fill_in(found, request.POST.dict(), request.POST.getlist("values"))
    elif do == "send" and found.state == "opened":
        name, role = (request.POST.get(each, "").strip()[:200] for each in ("name", "role"))
        errors = send(found, name, role, bool(request.POST.get("attest")))
    if errors:
        return _step(request, found, shown, errors)
    return redirect(f"{request.path}?lang={shown['lang']}")


def _by_workbook(request: HttpRequest, found: Questionnaire, shown: Plain) -> HttpResponse:
    """The answers of a workbook, to be looked at and sent; or what is wrong with it."""
    begun(found)
    file = request.FILES.get("reply")
    faults = take_workbook(found, file.read()) if file is not None else [shown["words"]["e_reply"]]
    if faults:
        return render(request, "supplier-workbook.html", {**shown, "faults": faults}, status=422)
    return redirect(f"{request.path}?lang={shown['lang']}")

"""A supplier's own questions behind a link, without an account, in its language.

Rule: looking consumes nothing; only the lines of this questionnaire are shown, and nothing of whom else is asked; the
note on the conflict of laws stands before the first question. What is sent is attested and waits to be accepted.
"""

from __future__ import annotations

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from pratique.desk.dossiers import add_reply
from pratique.desk.ledger import append
from pratique.desk.models import Questionnaire
from pratique.desk.pages.problems import too_often
from pratique.desk.people import hashed, waits
from pratique.desk.plain import Plain
from pratique.desk.shown import Mistakes
from pratique.desk.words import LANGUAGES, WORDS
from pratique.errors import UsageError
from pratique.files.clock import now, today
from pratique.usecases.missing.ask import typed_by_name
from pratique.usecases.missing.questionnaire import NOTE
from pratique.usecases.uploads import REASONS

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
    if found.state in ("answered", "accepted"):
        return render(request, "supplier-done.html", {**shown, "replies": found.replies.order_by("seq")})
    if request.method == "POST":
        return _posted(request, found, shown)
    if found.state == "sent":
        return render(request, "supplier-start.html", shown)
    return _step(request, found, shown)


def _step(request: HttpRequest, found: Questionnaire, shown: Plain, errors: Mistakes | None = None) -> HttpResponse:
    """The question that the address names, else the first without an answer, else the check of all."""
    lines = shown["lines"]
    number = request.POST.get("number") or request.GET.get("number") or ""
    open_ones = [index for index, each in enumerate(lines) if each["key"] not in found.answers]
    if not number.isdigit() and not open_ones:
        return render(
            request,
            "supplier-check.html",
            {**shown, "answers": found.answers, "errors": errors or Mistakes()},
            status=422 if errors else 200,
        )
    index = min(int(number) - 1, len(lines) - 1) if number.isdigit() and int(number) else (open_ones or [0])[0]
    line = lines[index]
    given = {**_NOTHING, **found.answers.get(line["key"], {})} if not errors else {**_NOTHING, **request.POST.dict()}
    more = {"line": line, "number": index + 1, "given": given, "errors": errors or Mistakes(), "reasons": REASONS}
    return render(request, "supplier-question.html", {**shown, **more}, status=422 if errors else 200)


def _posted(request: HttpRequest, found: Questionnaire, shown: Plain) -> HttpResponse:
    do = request.POST.get("do")
    if do == "start" and found.state == "sent":
        Questionnaire.objects.filter(pk=found.pk, state="sent").update(state="opened", opened=now())
    errors = _answered(request, found) if do == "answer" else _sent(request, found) if do == "send" else None
    if errors:
        return _step(request, found, shown, errors)
    return redirect(f"{request.path}?lang={shown['lang']}")


def _answered(request: HttpRequest, found: Questionnaire) -> Mistakes:
    """Keep one answer of the supplier; nothing is sent yet."""
    lines = found.lines["lines"]
    number = request.POST.get("number", "")
    if not (number.isdigit() and 0 < int(number) <= len(lines)):
        return Mistakes(value="This question is not among yours.")
    line = lines[int(number) - 1]
    value = request.POST.get("value", "").strip() or ",".join(request.POST.getlist("values"))
    reason, source = request.POST.get("reason", ""), request.POST.get("source", "").strip()
    if value == "?":
        if reason not in REASONS:
            return Mistakes(reason="why")
    elif not value:
        return Mistakes(value="answer")
    else:
        try:
            typed_by_name(line["fact"], value)
        except UsageError as error:
            return Mistakes(value=str(error))
    with transaction.atomic():
        held = Questionnaire.objects.select_for_update().get(pk=found.pk)
        held.answers = {**held.answers, line["key"]: {"value": value, "reason": reason, "source": source}}
        held.save(update_fields=["answers"])
    return Mistakes()


@transaction.atomic
def _sent(request: HttpRequest, found: Questionnaire) -> Mistakes:
    """Everything is sent at once, under a name; it waits to be accepted unless the workspace takes it as it comes."""
    held = Questionnaire.objects.select_for_update().get(pk=found.pk)
    name, role = request.POST.get("name", "").strip(), request.POST.get("role", "").strip()
    errors = Mistakes()
    if not name:
        errors["name"] = "name"
    if not request.POST.get("attest"):
        errors["attest"] = "attest"
    if errors or held.state != "opened":
        return errors
    by = f"{name}, {role}" if role else name
    for line in held.lines["lines"]:
        if (given := held.answers.get(line["key"])) is not None:
            add_reply(found.dossier, _entry(line, given, by, held.recipient), by, waits=True, questionnaire=held)
    about = {"questionnaire": held.pk, "answers": len(held.answers)}
    append(found.dossier.workspace, "questionnaire answered", who=by, about=about, dossier=found.dossier)
    held.state, held.answered, held.answered_by = "answered", now(), by
    held.save(update_fields=["state", "answered", "answered_by"])
    return errors


def _entry(line: Plain, given: Plain, by: str, recipient: str) -> Plain:
    raw = {"unknown": given["reason"]} if given["value"] == "?" else typed_by_name(line["fact"], given["value"])
    source = given["source"] or f"reply of {recipient} to a questionnaire"
    entry: Plain = {"entity": line["entity"]}
    if line.get("part"):
        import msgspec

        entry["part"] = msgspec.json.decode(line["part"])
    return entry | {
        "fact": line["fact"],
        "value": raw,
        "source": source,
        "basis": "attested",
        "by": by,
        "asserted_on": today().isoformat(),
    }

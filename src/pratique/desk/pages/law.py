"""The law book: to read, and for counsel to sign off what was read."""

from __future__ import annotations

from functools import lru_cache

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from pratique.desk.dossiers import base_name
from pratique.desk.models import Signoff
from pratique.desk.people import DeskRequest, waits
from pratique.desk.plain import Plain
from pratique.desk.shown import Mistakes, tell
from pratique.desk.signing import sign_off
from pratique.errors import InvalidInput, UsageError
from pratique.files.clock import today
from pratique.usecases.book.look_up import InstrumentEntry, LawBook, look_up
from pratique.usecases.book.signed import SignedText, check_signoff, encoding_of, open_constructions, still_counts


@lru_cache(maxsize=1)
def whole_book() -> LawBook:
    return look_up()


def page(request: DeskRequest) -> HttpResponse:
    """Every instrument, by jurisdiction, with how much of it was read."""
    text = request.GET.get("q", "").strip().casefold()
    book = whole_book()
    signed = set(
        Signoff.objects.filter(workspace=request.member.workspace, withdrawn=None).values_list("cite", flat=True)
    )
    held: dict[str, list[tuple[InstrumentEntry, int]]] = {}
    for each in book.instruments:
        if text in f"{each.title} {each.cite} {each.id} {each.issuer}".casefold():
            unread = sum(not one.text_verified and one.cite not in signed for one in each.provisions)
            held.setdefault(each.jurisdiction, []).append((each, unread))
    shown = {"book": book, "groups": sorted(held.items()), "q": request.GET.get("q", "")}
    return render(request, "law.html", shown)


def cite_page(request: DeskRequest) -> HttpResponse:
    """One citation: prose, clocks, elements, what rests on it, and the form of counsel."""
    cite = request.POST.get("cite") or request.GET.get("cite") or ""
    if not cite.strip():  # every citation holds it: to put the whole book into words takes seconds
        return redirect("law")
    try:
        found = look_up(cite)
    except UsageError as error:
        raise Http404 from error
    exact = next((p for i in found.instruments for p in i.provisions if p.cite == cite), None)
    errors = Mistakes()
    if request.method == "POST" and exact is not None:
        errors = _signed(request, exact.cite)
        if not errors:
            tell(request, f"{exact.cite} is signed off; decisions from now on count it.")
            return redirect(f"{reverse('law-cite')}?cite={cite}")
    rows = Signoff.objects.filter(workspace=request.member.workspace, cite=cite).order_by("-id")
    shown: Plain = {
        "cite": cite,
        "found": found,
        "exact": exact,
        "errors": errors,
        "signed": [(each, still_counts(each.cite, each.encoding_sha256)) for each in rows],
        "left_open": open_constructions(cite) if exact is not None else (),
    }
    return render(request, "law-cite.html", shown, status=422 if errors else 200)


def _signed(request: DeskRequest, cite: str) -> Mistakes:
    """Keep a sign-off; what is wrong with it otherwise."""
    file, person = request.FILES.get("text"), request.member.person
    if not isinstance(file, UploadedFile):
        return Mistakes(text="Attach the official text that you read.")
    if waits(f"password:{person.pk}"):
        return Mistakes(password="Too many tries; wait a minute.")
    if not person.check_password(request.POST.get("password", "")):
        return Mistakes(password="Enter your password to sign.")
    fixed = {name: request.POST.get(f"as:{name}", "").strip() for name in open_constructions(cite)}
    fixed = {name: value for name, value in fixed.items() if value}
    data, name = file.read(), base_name(file.name or "text")
    note = request.POST.get("note", "").strip()
    try:
        made = SignedText(
            cite=cite,
            by=person.name,
            on=today(),
            text_name=name,
            text=data,
            encoding_sha256=encoding_of(cite),
            constructions=fixed,
            note=note,
        )
        check_signoff(made)
    except InvalidInput as error:
        return Mistakes(text=" ".join(each.message for each in error.findings))
    except UsageError as error:
        return Mistakes(text=str(error))
    sign_off(request.member, made)
    return Mistakes()

"""Who is behind a request: a person in a session, until it ends, the password changes, or the person is stopped.

Rule: a session has a new key from the moment that somebody logs in, and dies with the password that began it, or
when its person ends it from another. The framework's own log-in is not used: it would bring permissions and their
tables, which the desk has no use for.
"""

from __future__ import annotations

from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from pratique.desk.models import LONGEST_NAME, Person, Visit
from pratique.files.clock import now
from pratique.reports.text import clean

_PERSON, _CHECK = "person", "check"


def log_in(request: HttpRequest, person: Person) -> None:
    """Begin a session; also after a change of the password, which ends the others."""
    request.session.flush()
    request.session.create()
    request.session[_PERSON] = person.pk
    request.session[_CHECK] = person.get_session_auth_hash()
    Visit.objects.create(
        person=person,
        session=request.session.session_key or "",
        address=request.META.get("REMOTE_ADDR", "")[:45],
        agent=clean(request.headers.get("User-Agent", "").replace("\0", ""))[:LONGEST_NAME],
    )


def visits_of(request: HttpRequest, person: Person) -> list[Visit]:
    """The sessions of a person that are still good, newest first; `here` says which of them this is."""
    good = Session.objects.filter(expire_date__gt=now()).values("session_key")
    found = list(Visit.objects.filter(person=person, session__in=good).order_by("-id"))
    for each in found:
        each.here = each.session == request.session.session_key  # type: ignore[attr-defined]
    return found


def end_visits(request: HttpRequest, person: Person, which: int | None) -> int:
    """End a session of a person by its number, or (None) all but this one; how many ended."""
    found = Visit.objects.filter(person=person).exclude(session=request.session.session_key)
    found = found if which is None else found.filter(pk=which)
    keys = list(found.values_list("session", flat=True))
    ended: int = Session.objects.filter(session_key__in=keys).delete()[0]
    found.delete()
    return ended


def sweep() -> int:
    """Forget sessions that are over, and what is known of them; how many."""
    over: int = Session.objects.filter(expire_date__lt=now()).delete()[0]
    Visit.objects.exclude(session__in=Session.objects.values("session_key")).delete()
    return over


def log_out(request: HttpRequest) -> None:
    """End the session."""
    request.session.flush()


def authenticated(login: str, password: str) -> Person | None:
    """The person with this name and password; as slow for a name that is none."""
    person = Person.objects.filter(login=login.casefold(), is_active=True).first()
    if person is None:
        Person().set_password(password)
        return None
    return person if person.check_password(password) else None


def person_of(request: HttpRequest) -> Person | None:
    """Who is logged in."""
    key, check = request.session.get(_PERSON), request.session.get(_CHECK, "")
    if key is None:
        return None
    person = Person.objects.filter(pk=key, is_active=True).first()
    if person is None or not constant_time_compare(check, person.get_session_auth_hash()):
        request.session.flush()
        return None
    return person

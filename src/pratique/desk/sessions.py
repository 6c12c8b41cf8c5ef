"""Who is behind a request: a person in a session, until it ends, the password changes, or the person is stopped.

Rule: a session has a new key from the moment that somebody logs in, and dies with the password that began it. The
framework's own log-in is not used: it would bring permissions and their tables, which the desk has no use for.
"""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from pratique.desk.models import Person

_PERSON, _CHECK = "person", "check"


def log_in(request: HttpRequest, person: Person) -> None:
    """Begin a session; also after a change of the password, which ends the others."""
    request.session.flush()
    request.session[_PERSON] = person.pk
    request.session[_CHECK] = person.get_session_auth_hash()


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

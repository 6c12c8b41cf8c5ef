"""Logging in by single sign-on: to the provider, and back with what it says."""

from __future__ import annotations

import logging

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from pratique.desk import sso
from pratique.desk.pages.account import noted
from pratique.desk.pages.problems import too_often
from pratique.desk.people import waits
from pratique.desk.sessions import log_in
from pratique.errors import UsageError

_AFTER = "sso-after"
_log = logging.getLogger("pratique.desk.sso")


def begin(request: HttpRequest) -> HttpResponse:
    """To the provider."""
    if sso.provider() is None:
        raise Http404
    if wait := waits(f"sso:{request.META.get('REMOTE_ADDR', '')}", size=40, each=1.5):
        return too_often(request, wait)
    request.session[_AFTER] = request.GET.get("next", "/")
    try:
        sent: HttpResponse = sso.client().authorize_redirect(request, request.build_absolute_uri(reverse("sso-back")))
        return sent
    except UsageError as error:
        return _failed(request, str(error))
    except Exception as error:  # whatever the provider or the network does
        _log.warning("sso failed", extra={"kind": type(error).__name__})
        return _failed(request, "The provider does not answer. Log in by password, or try it again.")


def back(request: HttpRequest) -> HttpResponse:
    """Back with a code, or with a refusal."""
    if sso.provider() is None:
        raise Http404
    after = str(request.session.pop(_AFTER, "/"))
    try:
        claims = dict(sso.client().authorize_access_token(request).get("userinfo") or {})
    except Exception as error:  # refused, replayed, forged, expired, or no answer: all one to who asks
        _log.warning("sso failed", extra={"kind": type(error).__name__})
        return _failed(request, "The provider's answer could not be used. Begin again from the page to log in.")
    person = sso.person_of_claims(claims)
    if person is None:
        return _failed(request, "Nobody here is known by this account. Ask who administers the workspace to add you.")
    log_in(request, person)
    noted(person.login, "log-in by single sign-on")
    if not url_has_allowed_host_and_scheme(after, allowed_hosts=None):
        return redirect("today")
    return HttpResponseRedirect(after)


def _failed(request: HttpRequest, says: str) -> HttpResponse:
    return render(request, "problem.html", {"title": "Single sign-on did not work", "says": says}, status=403)

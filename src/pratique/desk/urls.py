"""Every address of the desk and what it needs."""

from __future__ import annotations

from django.urls import URLPattern

from pratique.desk.api.urls import urlpatterns as api_patterns
from pratique.desk.pages import account, problems, setup, today
from pratique.desk.routes import ANYONE, PERSON, Route

ROUTES = (
    Route("", today.page, "today"),
    Route("setup", setup.page, "setup", ANYONE, ANYONE),
    Route("login", account.login_page, "login", ANYONE, ANYONE),
    Route("logout", account.logout_page, "logout", None, PERSON),
    Route("account", account.page, "account", PERSON, PERSON),
)
urlpatterns: list[URLPattern] = [*api_patterns, *(each.pattern for each in ROUTES)]
handler400 = problems.bad
handler403 = problems.not_allowed
handler404 = problems.missing
handler500 = problems.broken

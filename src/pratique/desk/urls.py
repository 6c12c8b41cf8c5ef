"""Every address of the desk and what it needs."""

from __future__ import annotations

from django.urls import URLPattern

from pratique.desk.api.urls import urlpatterns as api_patterns
from pratique.desk.pages import (
    account,
    admin,
    answers,
    bom,
    dates,
    dossiers,
    evidence,
    figures,
    jobs,
    law,
    markets,
    new,
    ownership,
    papers,
    parties,
    problems,
    questionnaires,
    questions,
    records,
    search,
    setup,
    supplier,
    today,
    verdict,
)
from pratique.desk.routes import ANYONE, PERSON, Route

ROUTES = (
    Route("", today.page, "today"),
    Route("setup", setup.page, "setup", ANYONE, ANYONE),
    Route("login", account.login_page, "login", ANYONE, ANYONE),
    Route("logout", account.logout_page, "logout", None, PERSON),
    Route("account", account.page, "account", PERSON, PERSON),
    Route("dossiers", dossiers.page, "dossiers"),
    Route("dossiers.csv", dossiers.as_csv, "dossiers-csv"),
    Route("dossiers/new", new.page, "dossier-new", "work", "work"),
    Route("dossiers/<int:key>", verdict.page, "verdict"),
    Route("dossiers/<int:key>/decide", verdict.decide, "decide", None, "work"),
    Route("dossiers/<int:key>/answer.<str:form>", verdict.as_file, "answer-file"),
    Route("dossiers/<int:key>/questions", questions.page, "questions"),
    Route("dossiers/<int:key>/questions/next", questions.next_page, "question-next", "work", "work"),
    Route("dossiers/<int:key>/questions/send", questionnaires.new_page, "questionnaire-new", None, "work"),
    Route("dossiers/<int:key>/answers", answers.page, "answers", "read", "work"),
    Route("dossiers/<int:key>/parts", bom.page, "bom"),
    Route("dossiers/<int:key>/ownership", ownership.page, "ownership"),
    Route("dossiers/<int:key>/dates", dates.page, "dates", "read", "work"),
    Route("dossiers/<int:key>/what-if", dates.what_if_page, "what-if", "read", "work"),
    Route("dossiers/<int:key>/evidence", evidence.page, "evidence", "read", "work"),
    Route("dossiers/<int:key>/evidence/<int:file>", evidence.download, "download"),
    Route("dossiers/<int:key>/papers", papers.page, "papers", "read", "work"),
    Route("dossiers/<int:key>/source.zip", papers.source, "dossier-source"),
    Route("dossiers/<int:key>/records", records.dossier_page, "dossier-records"),
    Route("questionnaires", questionnaires.page, "questionnaires"),
    Route("questionnaires/<int:key>", questionnaires.one_page, "questionnaire", "read", "work"),
    Route("q/<str:token>", supplier.page, "supplier", ANYONE, ANYONE),
    Route("law", law.page, "law"),
    Route("law/cite", law.cite_page, "law-cite", "read", "sign"),
    Route("parties", parties.page, "parties", "read", "work"),
    Route("markets", markets.page, "markets", "read", "work"),
    Route("markets/<int:key>", markets.one_page, "market"),
    Route("figures", figures.page, "figures", "read", "work"),
    Route("figures/bulletins/<int:key>", figures.bulletin, "bulletin"),
    Route("jobs/<int:key>", jobs.page, "job"),
    Route("admin", admin.page, "admin", "administer", "administer"),
    Route("search", search.page, "search"),
    Route("records", records.page, "records"),
)
urlpatterns: list[URLPattern] = [*api_patterns, *(each.pattern for each in ROUTES)]
handler400 = problems.bad
handler403 = problems.not_allowed
handler404 = problems.missing
handler500 = problems.broken

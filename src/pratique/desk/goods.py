"""Goods as a form states them, or a model that was brought -> their duty in each market, or what to mend.

Rule: what is answered is what `pratique duty` answers to the same words; every mistake is told at once, at its field.
"""

from __future__ import annotations

from contextlib import ExitStack
from datetime import date

from pratique.desk.asked import COMPARED, MARKETS, laid
from pratique.desk.models import Job, Staged, Workspace
from pratique.files.clock import iso_day
from pratique.usecases.markets.asked_duties import Goods, Mistake, asked_duties
from pratique.usecases.markets.duty_answer import DutyAnswer

FIELDS = ("code", "origin", "powertrain", "facts", "model", "into", "on", "known_on", "construe")
MOST_MARKETS = 40
MOST_JOBS = 50
"""Questions about models that are looked through, as the page of markets shows them."""
Models = dict[str, tuple[str, Job]]
"""By job and file, what a model is called and its job."""


def models_of(workspace: Workspace) -> Models:
    """The models that a workspace asked about and whose files are still here, those asked last first."""
    jobs = list(Job.objects.filter(workspace=workspace, kind__in=(MARKETS, COMPARED)).order_by("-id")[:MOST_JOBS])
    marks = {mark for each in jobs for mark in each.given["files"].values()}
    here = set(Staged.objects.filter(sha256__in=marks).values_list("sha256", flat=True))
    found: Models = {}
    for each in jobs:
        if here.issuperset(each.given["files"].values()):
            title = (each.result or {}).get("title", "")
            for name in each.given.get("models") or [each.given["main"]]:
                found[f"{each.pk}/{name}"] = (f"{title or name} ({each.given['day']})", each)
    return found


def duties(given: dict[str, str], models: Models) -> tuple[list[DutyAnswer], list[Mistake]]:
    """The duty in each market that a form names; or what is wrong with it, and no answer."""
    wrong: list[Mistake] = []
    on, known_on = (_day(given, name, wrong) for name in ("on", "known_on"))
    markets = list(dict.fromkeys(each.strip() for each in given["into"].split(",") if each.strip()))
    if not markets or len(markets) > MOST_MARKETS:
        wrong.append(("into", f"Say one market or several, as EU, US; no more than {MOST_MARKETS}."))
    if given["model"] and given["model"] not in models:
        return [], [*wrong, ("model", "This model is not here any more: choose another.")]
    facts = [each.strip() for each in given["facts"].splitlines() if each.strip()]
    if given["powertrain"]:
        facts.insert(0, f"vehicle.powertrain={given['powertrain']}")
    with ExitStack() as until:
        file = None
        if given["model"]:
            files = models[given["model"]][1].given["files"]
            file = until.enter_context(laid(files)) / given["model"].partition("/")[2]
        goods = Goods(file=file, code=given["code"] or None, origin=given["origin"] or None, facts=tuple(facts))
        construe = _construed(given["construe"])
        found, told = asked_duties(goods, markets[:MOST_MARKETS], on=on, known_on=known_on, construe=construe)
    return ([], [*wrong, *told]) if wrong else (found, told)


def _construed(text: str) -> str | dict[str, str] | None:
    pairs = [each.partition("=") for each in text.split(",")]
    return {name.strip(): value.strip() for name, _, value in pairs} if "=" in text else text or None


def _day(given: dict[str, str], name: str, wrong: list[Mistake]) -> date | None:
    day = iso_day(given[name])
    if given[name] and day is None:
        wrong.append((name, f"{given[name][:20]!r} is no day; write it as 2026-11-22."))
    return day

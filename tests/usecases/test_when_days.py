"""What `when` asks and refuses; that its days are right is tested on every case (test_days_of_cases)."""

from __future__ import annotations

import copy
import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from pratique.errors import UsageError
from pratique.usecases.changes.when import Timeline, when
from pratique.usecases.check import check
from tests.cases.runner import KNOWN_ON, all_cases
from tests.running import EXAMPLES, run

CASES = list(all_cases())


def said(timeline: Timeline, day: date) -> tuple[str, str]:
    text = day.isoformat()
    (one,) = [each for each in timeline.intervals if each.start <= text <= each.end]
    return one.verdict.best, one.verdict.worst


def test_day_by_day_over_the_days_in_which_an_authorization_begins() -> None:
    case = next(case for case in CASES if "authorization" in case.name.lower() and case.file.name == "vehicles.toml")
    start, end = date(2026, 5, 30), date(2026, 6, 22)
    timeline = when(case.data, start, end, known_on=KNOWN_ON, construe=case.construe)
    for step in range((end - start).days + 1):
        day = start + timedelta(days=step)
        verdict = check(case.data, on=day, known_on=KNOWN_ON, construe=case.construe).verdict
        assert said(timeline, day) == (verdict.best, verdict.worst), day


def test_model_years_are_told_where_they_make_a_difference() -> None:
    case = next(case for case in CASES if case.name.startswith("W1 "))
    timeline = when(case.data, date(2027, 1, 1), date(2027, 2, 1), known_on=KNOWN_ON, construe="usual")
    years = [(each.start, each.end, each.verdict.worst) for each in timeline.model_years]
    assert [(start, end) for start, end, _ in years] == [(None, 2026), (2027, None)]
    for start, end, worst in years:
        data = {**case.data, "vehicles": [{**case.data["vehicles"][0], "model_year": start or end}]}
        assert check(data, known_on=KNOWN_ON, construe="usual").verdict.worst == worst
    chinese = next(case for case in CASES if case.id.startswith("cn/export/cars"))
    assert when(chinese.data, date(2026, 1, 1), date(2026, 2, 1), known_on=KNOWN_ON).model_years == ()


def test_an_empty_time_is_refused() -> None:
    with pytest.raises(UsageError, match="before it begins"):
        when(CASES[0].data, date(2031, 12, 31), date(2025, 1, 1))


def test_an_owner_who_sells_changes_the_answer_on_that_day(tmp_path: Path) -> None:
    data = copy.deepcopy(next(case for case in CASES if case.name.startswith("W1 ")).data)
    maker = data["parties"][1]
    for name in ("organised_in", "headquartered_in", "principal_place_of_business", "controlled_from_prc_or_russia"):
        maker.pop(name, None)
    path = tmp_path / "owners.json"
    path.write_text(json.dumps(sold(maker.get("name", maker["id"]), date(2027, 6, 1))))
    start, end = date(2027, 1, 1), date(2027, 12, 31)
    timeline = when(data, start, end, known_on=KNOWN_ON, construe="usual", registries=[path])
    assert "2027-06-01" in [each.start for each in timeline.intervals]
    for day in (date(2027, 5, 31), date(2027, 6, 1), start, end):
        answer = check(data, on=day, known_on=KNOWN_ON, construe="usual", registries=[path])
        assert said(timeline, day) == (answer.verdict.best, answer.verdict.worst), day


def sold(name: str, day: date) -> list[dict[str, Any]]:
    """A German company of which a Chinese one holds 80 percent of the votes until `day`."""
    share = {"type": "votingRights", "directOrIndirect": "direct", "share": {"exact": 80}}
    relation = {"isComponent": False, "subject": "maker", "interestedParty": "top",
                "interests": [{**share, "startDate": "2020-01-01", "endDate": day.isoformat()}]}  # fmt: skip
    rows = [
        ("maker", "entity", entity(name, "DE")),
        ("top", "entity", entity("Top Group Co., Ltd.", "CN")),
        ("top-in-maker", "relationship", relation),
    ]
    publication = {"publicationDate": "2026-05-01", "bodsVersion": "0.4", "publisher": {"name": "ours"}}
    return [
        {"statementId": f"statement-of-{record}", "declarationSubject": "maker", "statementDate": "2026-05-01",
         "publicationDetails": publication, "recordId": record, "recordStatus": "new", "recordType": kind,
         "recordDetails": details}
        for record, kind, details in rows
    ]  # fmt: skip


def entity(name: str, country: str) -> dict[str, Any]:
    return {"isComponent": False, "entityType": {"type": "registeredEntity"}, "name": name,
            "jurisdiction": {"code": country, "name": country}}  # fmt: skip


def test_the_day_of_an_act_is_refused_with_what_to_ask_instead():
    ran = run("when", EXAMPLES / "aurora" / "dossier.toml", "--on", "2027-02-15")
    assert ran.status == 2
    assert "--from, --to" in ran.err
    assert "pratique check --on" in ran.err
    assert "--on " not in run("when", "--help").out

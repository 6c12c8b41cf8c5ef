"""Registries and lists joined to a dossier: the chain stands in the reasons; a likeness decides nothing."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pratique.reports.html import html
from pratique.usecases.answer.answer import Answer
from pratique.usecases.check import check
from tests.running import EXAMPLES

KNOWN = date(2026, 11, 22)


def statement(record: str, kind: str, details: dict[str, Any]) -> dict[str, Any]:
    return {
        "statementId": f"statement-of-{record}", "declarationSubject": "telematik", "statementDate": "2026-05-01",
        "publicationDetails": {"publicationDate": "2026-05-01", "bodsVersion": "0.4", "publisher": {"name": "ours"}},
        "recordId": record, "recordStatus": "new", "recordType": kind, "recordDetails": details,
    }  # fmt: skip


def company(record: str, name: str, country: str) -> dict[str, Any]:
    details = {"isComponent": False, "entityType": {"type": "registeredEntity"}, "name": name,
               "jurisdiction": {"code": country, "name": country}}  # fmt: skip
    return statement(record, "entity", details)


def holding(owner: str, held: str, percent: int) -> dict[str, Any]:
    interest = {"type": "votingRights", "directOrIndirect": "direct", "share": {"exact": percent},
                "startDate": "2020-01-01"}  # fmt: skip
    details = {"isComponent": False, "subject": held, "interestedParty": owner, "interests": [interest]}
    return statement(f"{owner}-in-{held}", "relationship", details)


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    path = tmp_path / "owners.json"
    path.write_text(json.dumps([
        company("telematik", "Acme Telematik GmbH", "DE"), company("mid", "Mid Holding B.V.", "NL"),
        company("top", "Top Group Co., Ltd.", "CN"), holding("mid", "telematik", 80), holding("top", "mid", 70),
    ]))  # fmt: skip
    return path


@pytest.fixture
def screening(tmp_path: Path) -> Path:
    path = tmp_path / "list.csv"
    path.write_text(
        "source,name,addresses,alt_names\nOur List,Acme Telematik GmbH,DE,\nOur List,Hanbit Semiconducter,KR,\n"
    )
    return path


def asked(**options: Any) -> Answer:
    return check(EXAMPLES / "aurora" / "dossier.toml", known_on=KNOWN, **options)


def test_control_by_a_chain_decides_and_the_chain_is_shown(registry: Path) -> None:
    before, after = asked(), asked(registries=[registry])
    assert before.verdict.best != "prohibited"
    assert after.verdict.best == "prohibited"
    (one,) = (each for each in after.ownership if each.party == "acme-telematik")
    assert one.controlled == "yes"
    assert [name in " ".join(one.chain) for name in ("Top Group", "Mid Holding", "Acme Telematik")] == [True] * 3
    facts = [fact for each in after.decided_by for reason in each.because for fact in reason.facts]
    (basis,) = {f.basis for f in facts if f.name == "party.controlled_from_prc_or_russia" and f.chain}
    assert basis == "computed"
    page = html(after)
    assert "Mid Holding B.V." in page
    assert "Top Group Co., Ltd." in page


def test_what_a_registry_and_the_dossier_say_differently_is_open(registry: Path) -> None:
    plain = json.loads(registry.read_text().replace('"code": "DE"', '"code": "AT"'))
    registry.write_text(json.dumps(plain))
    found = asked(registries=[registry])
    assert any(note.about == "acme-telematik party.organised_in" for note in found.conflicts)


def test_a_list_reports_and_decides_nothing(screening: Path) -> None:
    before, after = asked(), asked(lists=[screening])
    assert after.verdict == before.verdict
    status = {each.party: each.status for each in after.screened}
    assert status["acme-telematik"] != "not listed"
    assert status["northwind-us"] == "not listed"
    assert "Our List" in html(after)


def test_the_suppliers_of_a_bill_are_screened_too(tmp_path: Path, screening: Path, registry: Path) -> None:
    bill = json.loads((EXAMPLES / "aurora" / "aurora.cdx.json").read_text())
    (tmp_path / "b.cdx.json").write_text(json.dumps(bill))
    act = {"act": "sale", "into": "US", "date": "2026-11-22", "role": "manufacturer", "vehicle": "v"}
    dossier = {"vehicles": [{"id": "v", "boms": ["b.cdx.json"]}], "transactions": [act],
               "registries": ["owners.json"], "lists": ["list.csv"]}  # fmt: skip
    (tmp_path / "d.json").write_text(json.dumps(dossier))
    found = check(tmp_path / "d.json", known_on=KNOWN)
    assert "Acme Telematik GmbH" in {each.name for each in found.screened if each.status != "not listed"}
    assert {each.controlled for each in found.ownership} == {"yes"}

"""Every form of every page, sent twice at once: one effect, and both who sent it are told the same.

`make proof` does it on PostgreSQL too.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from pratique.desk.urls import ROUTES
from tests.desk.browser import StartedDesk
from tests.desk.forms import PASSWORD, Browser, Fields
from tests.desk.served import ServedDesk, served
from tests.desk.test_kills import database

PROOF = bool(os.environ.get("PRATIQUE_PROOF"))
COUNTED = {
    "record": "'record ' || kind", "dossier": "'dossier'", "dossierfile": "'file'", "reply": "'reply'",
    "decision": "'decision'", "questionnaire": "'questionnaire'", "signoff": "'signoff'", "judgement": "'judgement'",
    "token": "'token'", "membership": "'member'", "person": "'person'", "checkpoint": "'checkpoint'",
    "job": "'job ' || kind",
}  # fmt: skip
"""What is counted of each table; what a worker does by itself (daily work, messages) is left out."""


@dataclass
class Team:
    """Somebody who may do everything, and what is in the database."""

    desk: ServedDesk
    browser: Browser
    tried: set[str] = field(default_factory=set)

    def counts(self) -> Counter[str]:
        """Rows by what they are."""
        found: Counter[str] = Counter()
        for table, told in COUNTED.items():
            for name, count in self._rows(f"SELECT {told}, count(*) FROM desk_{table} GROUP BY 1"):
                found[name] += count
        return Counter({name: count for name, count in found.items() if name not in ("job daily", "job hook")})

    def _rows(self, asked: str) -> list[Any]:
        if self.desk.database is None:
            with closing(sqlite3.connect(self.desk.home / "desk.sqlite3", timeout=60)) as link:
                return link.execute(asked).fetchall()
        import psycopg

        with psycopg.connect(self.desk.database) as link:
            return link.execute(asked).fetchall()

    def twice(self, route: str, path: str, given: Fields, at: str = "", /, **effect: int) -> str:
        """Send it twice at once; where both were led to, or what both were shown."""
        before = self.counts()
        first, second = self.browser.post_twice(path, given, at)
        came = {name.replace(" ", "_").replace("-", "_"): n for name, n in (self.counts() - before).items()}
        assert came == effect, (route, given, came, first.body[:3000])
        assert (first.status, first.where) == (second.status, second.where), (route, given)
        assert first.status in (200, 302) or (first.status, effect) == (409, {}), (route, first.status, first.body)
        assert first.status != 200 or effect == {} or first.body == second.body, "told once, and told to both"
        self.tried.add(route)
        return first.where or first.body


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.skipif(not PROOF, reason="proof"))])
def team(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Team]:
    """A desk that listens, and its first person."""
    with database(request.param) as where, served(tmp_path / "home", where or None) as desk:
        link = re.findall(r"(/setup\?token=\S+)", (tmp_path / "desk.log").read_text())[0]
        made = Team(desk, Browser(desk.port))
        told = {"token": link.partition("=")[2], "name": "A. Rivera", "login": "rivera", "workspace": "Team"}
        given = {**told, "password": PASSWORD, "again": PASSWORD}
        before = made.counts()
        first, second = made.browser.post_twice("/setup", given, link)
        assert {first.status, second.status} <= {302, 403}
        came = made.counts() - before
        del came["checkpoint"]  # of the work of the day, where its worker began late
        assert came == Counter({"person": 1, "member": 1})
        assert made.browser.post("/login", {"login": "rivera", "password": PASSWORD}).where == "/"
        made.tried |= {"setup", "login", "logout"}
        home = None if where else desk.home
        with StartedDesk(link, desk.process, home).without_workers():  # type: ignore[arg-type]
            yield made


def test_every_form_sent_twice_at_once_is_one_act_and_meant_twice_it_is_two(team: Team) -> None:
    where = team.twice("dossier-new", "/dossiers/new", {"example": "aurora"}, dossier=1, file=2, decision=1,
                       record_decision=1)  # fmt: skip
    team.twice("dossier-new", "/dossiers/new", {"example": "aurora"}, dossier=1, file=2, decision=1,
               record_decision=1)  # fmt: skip
    worked_on(team, where)
    answered(team, where)
    asked_of_suppliers(team, where)
    of_the_workspace(team, where)
    posted = {each.name for each in ROUTES if each.post is not None}
    assert posted == team.tried, "each form is tried here"


def worked_on(team: Team, where: str) -> None:
    """What begins work, once; what is decided, once."""
    team.twice("decide", f"{where}/decide", {}, "/account")
    team.twice("dates", f"{where}/dates", {"start": "2026-12-01", "end": "2027-12-01"}, job_when=1)
    team.twice("what-if", f"{where}/what-if", {}, job_what_if=1)
    team.twice("pending", f"{where}/pending", {}, job_pending=1)
    team.twice("papers", f"{where}/papers", {"do": "check"}, job_papers=1)
    team.twice("papers", f"{where}/papers", {"do": "draft"}, job_pack=1)
    decision = team.browser.get(f"{where}/records").found(r'value="(\d+)" aria-label="New')
    replay = {"decision": decision, "book": "old"}
    team.twice("dossier-records", f"{where}/records", replay, job_replay=1)
    job = team.twice("markets", "/markets", {"example": "1"}, job_markets=1)
    team.twice("job", job, {}, "/account")
    team.twice(
        "figures", "/figures", {"bulletin": ("b.txt", b"Exports rose to 5 units in May 2026.")}, job_bulletin=1
    )
    team.twice("calendar", "/calendar", {}, job_calendar=1)


def answered(team: Team, where: str) -> None:
    """Answers, options, files: each with its record, and decided on once."""
    page = team.browser.get(f"{where}/questions/next")
    fact, entity = page.found(r'name="fact" value="([^"]+)'), page.found(r'name="entity" value="([^"]*)')
    given = {"fact": fact, "entity": entity, "value": "no", "source": "a mail"}
    team.twice("question-next", f"{where}/questions/next", given, reply=1, decision=1, record_reply=1,
               record_decision=1)  # fmt: skip
    mark = team.browser.get(f"{where}/answers").found(r'name="mark" value="([^"]+)')
    taken = {"mark": mark, "reason": "misread"}
    team.twice("answers", f"{where}/answers", taken, reply=1, decision=1, record_withdrawal=1, record_decision=1)
    team.twice("readings", f"{where}/options", {"construe": "usual"}, decision=1, record_options=1,
               record_decision=1)  # fmt: skip
    team.twice("evidence", f"{where}/evidence", {"files": ("note.txt", b"a note")}, file=1, decision=1,
               record_decision=1)  # fmt: skip


def asked_of_suppliers(team: Team, where: str) -> None:
    """A questionnaire: its link is told to both, and is good; what the supplier does is done once."""
    ask = team.browser.get(f"{where}/questions").found(r'name="ask"[^>]*value="([^"]+)')
    sent = {"ask": [ask], "recipient": "Acme", "days": "30", "do": "send"}
    page = team.twice("questionnaire-new", f"{where}/questions/send", sent, f"{where}/questions", questionnaire=1,
                      record_questionnaire_sent=1)  # fmt: skip
    key = re.findall(r"/questionnaires/(\d+)", team.browser.get("/questionnaires").body)[0]
    one = f"/questionnaires/{key}"
    link = re.findall(r"<code>http://[^/]+(/q/[^<]+)</code>", page)[0]
    assert team.browser.get(link).status == 200
    team.twice("questionnaire", one, {"do": "extend"}, record_questionnaire_changed=1)
    page = team.twice("questionnaire", one, {"do": "replace"}, record_questionnaire_changed=1)
    link = re.findall(r"<code>http://[^/]+(/q/[^<]+)</code>", page)[0]
    team.twice("supplier", link, {"do": "start"}, record_questionnaire_opened=1)
    team.twice("supplier", link, {"do": "answer", "number": "1", "value": "no", "source": "files"})
    team.twice("supplier", link, {"do": "send", "name": "A. Li", "attest": "1"}, reply=1, record_reply=1,
               record_questionnaire_answered=1)  # fmt: skip
    reply = team.browser.get(f"{where}/answers").found(r'name="reply" value="(\d+)')
    team.twice("answers", f"{where}/answers", {"do": "refuse", "reply": reply}, record_refusal=1)


def of_the_workspace(team: Team, where: str) -> None:
    """Judgements, sign-offs, people, tokens, rules, checkpoints."""
    judged = {"party": "Acme", "entry": "SDN:1", "says": "different", "reason": "another country"}
    team.twice("parties", "/parties", judged, judgement=1, record_screening_judgement=1)
    cite = "15 CFR 791.303(b)"
    signed = {"cite": cite, "text": ("791.txt", b"the text"), "password": PASSWORD}
    team.twice("law-cite", "/law/cite", signed, "/law/cite?cite=15+CFR+791.303(b)", signoff=1, record_sign_off=1)
    person = {"do": "person", "login": "li", "name": "A. Li", "role": "read", "password": PASSWORD}
    team.twice("admin", "/admin", person, person=1, member=1, record_role=1)
    member = re.findall(r'name="member" value="(\d+)', team.browser.get("/admin").body)[0]
    team.twice("admin", "/admin", {"do": "role", "member": member, "role": "counsel"}, record_role=1)
    rules = {"do": "rules", "retention_years": "12", "name": "Team"}
    team.twice("admin", "/admin", rules, record_policy=1)
    page = team.twice("admin", "/admin", {"do": "token", "name": "t", "days": "3", "scopes": ["read"]}, token=1,
                      record_token=1)  # fmt: skip
    assert "t" in page
    token = re.findall(r'name="token" value="(\d+)', team.browser.get("/admin").body)[0]
    team.twice("admin", "/admin", {"do": "revoke", "token": token}, record_token=1)
    ledger = team.browser.get("/records").found(r'name="ledger" value="(\d+)')
    team.twice("records", "/records", {"do": "sign", "ledger": ledger}, checkpoint=1)
    team.twice("records", "/records", {"do": "verify"})
    team.twice("retention", "/records/retention", {"dossier": where.rpartition("/")[2], "reason": "x"}, "/account")
    team.twice("account", "/account", {"do": "workspace", "workspace": "1"})
    new = {"old": PASSWORD, "password": "another calm sentence", "again": "another calm sentence"}
    team.twice("account", "/account", new, record_password_changed=1)

"""An answer taken back stays where it was and counts no longer; a correction counts at once."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from click.testing import Result

from pratique.cli import commands
from pratique.dossier.answers import answers_file, append_answers
from pratique.dossier.document import Withdrawal
from pratique.dossier.read import read_dossier
from pratique.dossier.withdrawals import history, mark_of
from pratique.errors import InvalidInput, UsageError
from pratique.usecases.check import check
from pratique.usecases.missing.ask import begin
from pratique.usecases.papers.declare import declare
from tests.running import invoked
from tests.usecases.aurora import KNOWN_ON, SETTLING, aurora

ACME = SETTLING[2]
DAY = "2026-11-22"


def run(*arguments: str) -> Result:
    return invoked(commands, ["answers", *arguments, "--known-on", DAY])


def verdict(path: Path) -> str:
    found = check(path, known_on=KNOWN_ON).verdict
    return found.best if found.best == found.worst else f"{found.best} .. {found.worst}"


def test_what_is_taken_back_counts_no_longer_and_stays(tmp_path: Path) -> None:
    path = aurora(tmp_path, *SETTLING)
    before = answers_file(path).read_text()
    assert verdict(path) == "clear with duties"
    ran = run(str(path), "--withdraw", mark_of(ACME)[:6], "--by", "R", "--reason", "wrong line")
    assert "clear with duties -> clear with duties .. prohibited" in ran.output
    assert answers_file(path).read_text().startswith(before)
    assert verdict(path) == "clear with duties .. prohibited"
    opens = {(each.name, each.entity): each for each in check(path, known_on=KNOWN_ON).open_facts}
    assert opens[ACME["fact"], ACME["entity"]].reason == "withdrawn"
    assert (ACME["fact"], ACME["entity"]) in {(q.fact, q.entity) for q in begin(path, known_on=KNOWN_ON).questions()}


def test_a_correction_counts_at_once_and_is_no_conflict(tmp_path: Path) -> None:
    path = aurora(tmp_path, *SETTLING)
    ran = run(str(path), "--withdraw", mark_of(ACME), "--correct", "yes", "--by", "R")
    assert "clear with duties -> prohibited" in ran.output
    answer = check(path, known_on=KNOWN_ON)
    assert answer.verdict.best == "prohibited"
    assert answer.conflicts == ()
    kept = [each for each in history(read_dossier(path)) if each.entry["fact"] == ACME["fact"]]
    assert [(each.entry["value"], each.withdrawal is None) for each in kept] == [(False, False), (True, True)]
    assert kept[1].entry["source"] == ACME["source"]


def test_the_same_answer_may_be_given_again(tmp_path: Path) -> None:
    path = aurora(tmp_path, *SETTLING)
    run(str(path), "--withdraw", mark_of(ACME), "--correct", "no", "--by", "R")
    assert verdict(path) == "clear with duties"
    assert append_answers(answers_file(path), [ACME]) == 0


def test_an_answer_of_the_dossier_itself_is_taken_back_from_beside_it(tmp_path: Path) -> None:
    path = aurora(tmp_path)
    before = path.read_bytes()
    first = history(read_dossier(path))[0]
    run(str(path), "--withdraw", first.mark, "--by", "R")
    assert path.read_bytes() == before
    again = history(read_dossier(path))[0]
    assert again.entry == first.entry
    assert again.withdrawal == Withdrawal(first.mark, "R", again.withdrawal.on if again.withdrawal else "")


def test_the_evidence_index_says_what_was_taken_back(tmp_path: Path) -> None:
    path = aurora(tmp_path, *SETTLING)
    run(str(path), "--withdraw", mark_of(ACME), "--correct", "no", "--source", "register", "--by", "R")
    held = [
        each for each in declare(path, draft=True).evidence if each.fact == ACME["fact"] and "acme" in each.entity
    ]
    assert [(each.value, each.source) for each in held] == [
        ("unknown", f"mail 2; withdrawn by R on {date_of(path)}"),
        ("no", "register"),
    ]


def date_of(path: Path) -> str:
    return str(tomllib.loads(answers_file(path).read_text())["withdrawals"][0]["on"])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--withdraw", "ffff", "--by", "R"), "No answer that counts has a mark beginning with 'ffff'"),
        (("--withdraw", "f", "--by", "R"), "at least 4 digits"),
        (("--withdraw", mark_of(ACME)), "add --by NAME"),
        (("--correct", "yes"), "--withdraw MARK"),
        (("--withdraw", mark_of(ACME), "--correct", "cake", "--by", "R"), "neither true nor false"),
    ],
)
def test_what_cannot_be_taken_back_changes_nothing(tmp_path: Path, arguments: tuple[str, ...], message: str) -> None:
    path = aurora(tmp_path, *SETTLING)
    before = answers_file(path).read_bytes()
    ran = run(str(path), *arguments)
    assert isinstance(ran.exception, UsageError)
    assert message in str(ran.exception)
    assert answers_file(path).read_bytes() == before


@pytest.mark.parametrize(
    ("table", "code"),
    [
        ('of = "0123456789abcdef"\nby = "R"\non = "2026-11-22"', "answers.withdrawn-nothing"),
        ('of = "0123456789abcdef"\nby = "R"', "answers.withdrawal"),
        ('of = "0123456789abcdef"\nby = "R"\non = "soon"', "answers.withdrawal"),
        (f'of = "{mark_of(ACME)}"\nby = 3\non = "2026-11-22"', "answers.withdrawal"),
    ],
)
def test_a_withdrawal_of_nothing_is_a_finding(tmp_path: Path, table: str, code: str) -> None:
    path = aurora(tmp_path, *SETTLING)
    with answers_file(path).open("a") as stream:
        stream.write(f"\n[[withdrawals]]\n{table}\n")
    with pytest.raises(InvalidInput) as caught:
        check(path)
    assert [each.code for each in caught.value.findings] == [code]


def test_changing_what_was_withdrawn_is_found(tmp_path: Path) -> None:
    path = aurora(tmp_path, *SETTLING)
    run(str(path), "--withdraw", mark_of(ACME), "--by", "R")
    kept = answers_file(path)
    kept.write_text(kept.read_text().replace("mail 2", "mail 3"))
    with pytest.raises(InvalidInput, match="was said is withdrawn, never changed"):
        check(path)


def test_the_history_is_listed(tmp_path: Path) -> None:
    path = aurora(tmp_path, ACME | {"confidential": True})
    run(str(path), "--withdraw", mark_of(ACME | {"confidential": True}), "--by", "R", "--reason", "wrong line")
    text = run(str(path)).output
    assert "withdrawn by R" in text
    assert "in confidence" in text
    assert max(map(len, text.splitlines())) <= 80
    listed = json.loads(run(str(path), "--format", "json").stdout)
    assert [each["withdrawal"] is None for each in listed] == [True] * (len(listed) - 1) + [False]

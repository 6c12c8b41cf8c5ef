"""Sign-off: bound to text and encoding, kept beside the dossier; policy only ever tightens."""

from __future__ import annotations

import hashlib
import json
import random
import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pratique.cli import commands
from pratique.deciding.decision import decided
from pratique.deciding.overlay import citations
from pratique.deciding.signoff import overlay_file, read_overlays, sign_off
from pratique.dossier.toml import toml_value
from pratique.errors import InvalidInput, UsageError
from pratique.facts import vehicle
from pratique.facts.part import kind as part_kind
from pratique.law import book as law_book
from pratique.logic.author import ALWAYS, all_of
from pratique.logic.interchange import to_plain
from pratique.usecases.check import check
from tests.cases.runner import all_cases
from tests.running import invoked
from tests.usecases.aurora import DECIDES, KNOWN_ON, SETTLING, aurora

TODAY = date(2026, 11, 22)


def signed(path: Path, cite: str = DECIDES, **options: object) -> str:
    text = path.parent / "official.txt"
    text.write_text("as it was read")
    kept = sign_off(cite, by="A. Counsel", text=text, on=TODAY, overlay=overlay_file(path), **options)  # type: ignore[arg-type]
    return kept.text_sha256


def test_check_says_what_is_signed_off(tmp_path: Path) -> None:
    path = aurora(tmp_path, *SETTLING)
    before = check(path, known_on=KNOWN_ON, construe="usual")
    assert DECIDES in {note.about for note in before.unverified}
    assert signed(path) == hashlib.sha256(b"as it was read").hexdigest()
    after = check(path, known_on=KNOWN_ON, construe="usual")
    assert [each.signed_off for each in after.decided_by if each.cite == DECIDES] == [True]
    assert DECIDES not in {note.about for note in after.unverified}
    assert after.verdict == before.verdict


def test_a_sign_off_of_another_encoding_does_not_count(tmp_path: Path) -> None:
    path = aurora(tmp_path, *SETTLING)
    signed(path)
    overlay = overlay_file(path)
    mark = tomllib.loads(overlay.read_text())["signoffs"][0]["encoding_sha256"]
    overlay.write_text(overlay.read_text().replace(mark, "0" * 64))
    answer = check(path, known_on=KNOWN_ON, construe="usual")
    assert not any(each.signed_off for each in answer.decided_by)


def test_counsel_settles_a_construction(tmp_path: Path) -> None:
    path = aurora(tmp_path)
    name = "legal.us.cfr15_791d.service_counts_as_supply"
    assert name in {fact.name for fact in check(path, known_on=KNOWN_ON).open_facts}
    signed(path, correct={"us.cfr15_791d.service_counts_as_supply": "widens"})
    answer = check(path, known_on=KNOWN_ON)
    assert answer.constructions[name] == "widens"
    assert name not in {fact.name for fact in answer.open_facts}
    assert check(path, known_on=KNOWN_ON, construe="usual").constructions[name] == "widens"
    assert check(path, known_on=KNOWN_ON, construe={name: "does_not_widen"}).constructions[name] == "does_not_widen"


def test_confirming_settles_what_was_encoded_from_memory(tmp_path: Path) -> None:
    path = aurora(tmp_path)
    cite = next(
        e.cite for i in law_book.load(["us.cfr15_791d"]) for e in i.exceptions() if "Authorization 3" in e.cite
    )
    signed(path, cite, confirm=True)
    fixed = read_overlays([overlay_file(path)]).constructions
    assert fixed == {"legal.unverified.us_cfr15_791d_ga3_terms": "as_encoded"}


def test_what_is_not_in_the_book_cannot_be_signed(tmp_path: Path) -> None:
    path = aurora(tmp_path)
    with pytest.raises(UsageError, match="cited as exactly"):
        signed(path, "15 CFR 791")
    with pytest.raises(UsageError, match="legal fact"):
        signed(path, correct={"no.such": "x"})
    assert not overlay_file(path).exists()


def test_counsel_who_disagree_are_told_so(tmp_path: Path) -> None:
    path = aurora(tmp_path)
    signed(path, correct={"us.cfr15_791d.service_counts_as_supply": "widens"})
    before = overlay_file(path).read_bytes()
    firm = tmp_path / "firm.overlay.toml"
    other = {"us.cfr15_791d.service_counts_as_supply": "does_not_widen"}
    with pytest.raises(InvalidInput) as caught:
        sign_off(DECIDES, by="B. Other", text=path, on=TODAY, overlay=overlay_file(path), correct=other)
    assert [finding.code for finding in caught.value.findings] == ["overlay.dispute"]
    assert overlay_file(path).read_bytes() == before
    sign_off(DECIDES, by="B. Other", text=path, on=TODAY, overlay=firm, correct=other)
    with pytest.raises(InvalidInput) as caught:
        check(path, known_on=KNOWN_ON, overlays=[firm])
    assert [finding.code for finding in caught.value.findings] == ["overlay.dispute"]


def test_one_person_may_think_again_on_a_later_day_and_not_the_same(tmp_path: Path) -> None:
    path = aurora(tmp_path)
    signed(path, correct={"us.cfr15_791d.service_counts_as_supply": "widens"})
    options: Any = {"by": "A. Counsel", "text": path.parent / "official.txt", "overlay": overlay_file(path)}
    with pytest.raises(InvalidInput) as caught:
        sign_off(DECIDES, on=TODAY, correct={"us.cfr15_791d.service_counts_as_supply": "does_not_widen"}, **options)
    assert [finding.code for finding in caught.value.findings] == ["overlay.duplicate"]
    sign_off(
        DECIDES,
        on=date(2026, 11, 23),
        correct={"us.cfr15_791d.service_counts_as_supply": "does_not_widen"},
        **options,
    )
    assert read_overlays([overlay_file(path)]).constructions == {
        "legal.us.cfr15_791d.service_counts_as_supply": "does_not_widen"
    }


def test_what_no_longer_counts_settles_nothing_and_is_said(tmp_path: Path) -> None:
    path = aurora(tmp_path)
    signed(path, correct={"us.cfr15_791d.service_counts_as_supply": "does_not_widen"})
    overlay = overlay_file(path)
    mark = tomllib.loads(overlay.read_text())["signoffs"][0]["encoding_sha256"]
    overlay.write_text(overlay.read_text().replace(mark, "0" * 64))
    answer = check(path, known_on=KNOWN_ON)
    assert "legal.us.cfr15_791d.service_counts_as_supply" in {fact.name for fact in answer.open_facts}
    assert any("encoded otherwise today" in note.note for note in answer.findings)


def test_a_text_that_was_changed_since_is_found(tmp_path: Path) -> None:
    path = aurora(tmp_path)
    signed(path)
    (path.parent / "official.txt").write_text("as somebody would like it to read")
    with pytest.raises(InvalidInput) as caught:
        check(path, known_on=KNOWN_ON)
    assert [finding.code for finding in caught.value.findings] == ["overlay.text"]


def test_a_text_settles_nothing_of_another_law(tmp_path: Path) -> None:
    other = next(cite for i in law_book.load() if i.id.startswith("cn.") for cite in citations(i))
    with pytest.raises(UsageError, match="does not leave"):
        signed(aurora(tmp_path), other, correct={"us.cfr15_791d.service_counts_as_supply": "does_not_widen"})


def by_hand(**changes: object) -> str:
    """A sign-off as somebody would forge it."""
    entry: dict[str, object] = {"cite": DECIDES, "by": "A", "on": "2026-11-22"}
    entry |= {"text_sha256": "0" * 64, "encoding_sha256": "0" * 64} | changes
    return "[[signoffs]]\n" + "".join(f"{name} = {toml_value(value)}\n" for name, value in entry.items())


def rule(**changes: object) -> str:
    entry: dict[str, object] = {"cite": "House rule 1", "summary": "Ours.", "severity": "prohibited"}
    entry |= {"from": "2020-01-01", "when": "true"} | changes
    return "[[policies]]\n" + "".join(f"{name} = {toml_value(value)}\n" for name, value in entry.items())


def test_appending_keeps_what_was_signed(tmp_path: Path) -> None:
    path = aurora(tmp_path)
    signed(path)
    first = overlay_file(path).read_text()
    signed(path, "15 CFR 791.303(b)", note="read in the Federal Register")
    assert overlay_file(path).read_text().startswith(first)
    assert {each.cite for each in read_overlays([overlay_file(path)]).signoffs} == {DECIDES, "15 CFR 791.303(b)"}


def policy(severity: str, when: object, per: str = "case") -> str:
    return (
        f'[[policies]]\ncite = "House rule 1"\nsummary = "Ours."\nseverity = "{severity}"\n'
        f"from = \"2020-01-01\"\nper = \"{per}\"\nwhen = '''{json.dumps(when)}'''\n"
    )


def test_a_policy_tightens(tmp_path: Path) -> None:
    path = aurora(tmp_path, *SETTLING)
    when = to_plain(all_of(vehicle.automation_level >= 3))
    overlay_file(path).write_text(policy("prohibited", when))
    answer = check(path, known_on=KNOWN_ON, construe="usual")
    assert answer.verdict.best == answer.verdict.worst == "prohibited"
    assert {each.cite for each in answer.decided_by} == {"House rule 1"}
    assert "house.policy" in answer.law_book.instruments
    overlay_file(path).write_text(policy("licence required", to_plain(part_kind.is_("software")), "part"))
    assert check(path, known_on=KNOWN_ON, construe="usual").verdict.best == "licence required"


def test_no_policy_loosens(tmp_path: Path) -> None:
    """Whatever a policy asks for, no outcome of any case gets better."""
    file = tmp_path / "house.overlay.toml"
    dice = random.Random(6)
    examined = [case for case in all_cases() if "791d" in str(case.file)]
    cases = dice.sample(examined, 20)
    conditions = [to_plain(ALWAYS), to_plain(vehicle.new), to_plain(vehicle.model_year < 2027)]
    for case in cases:
        severity = dice.choice(["clear with duties", "licence required", "prohibited"])
        file.write_text(policy(severity, dice.choice(conditions)))
        options = {"on": case.on, "known_on": KNOWN_ON, "construe": case.construe}
        law = decided(case.data, **options).range
        house = decided(case.data, overlays=[file], **options).range
        assert house.best >= law.best
        assert house.worst >= law.worst


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (policy("clear", True), "overlay.policy"),
        (policy("prohibited", {"no": "condition"}), "overlay.policy"),
        ('[[policies]]\ncite = "x"\n', "overlay.policy"),
        ('[[signoffs]]\ncite = "x"\n', "overlay.signoff"),
        ("[loosen]\n", "overlay.table"),
        ("signoffs = 3\n", "overlay.table"),
        ("policies = ['x']\n", "overlay.table"),
        (by_hand(cite="15 CFR 791.399"), "overlay.cite"),
        (by_hand(constructions={"legal.us.cfr15_791d.service_counts_as_supply": "banana"}), "overlay.construction"),
        (by_hand(constructions={"party.controlled_from_prc_or_russia": "no"}), "overlay.construction"),
        (by_hand(constructions="x"), "overlay.construction"),
        (by_hand(by=""), "overlay.signoff"),
        (by_hand(by=3), "overlay.signoff"),
        (by_hand(on="soon"), "overlay.signoff"),
        (by_hand(text_sha256="cafe"), "overlay.signoff"),
        (by_hand(verified=True), "overlay.signoff"),
        (by_hand() + by_hand(text_sha256="1" * 64), "overlay.duplicate"),
        (rule(severity="clear"), "overlay.policy"),
        (rule(severity="authorized"), "overlay.policy"),
        (rule(severity=0), "overlay.policy"),
        (rule(cite="15 CFR 791.303(b)"), "overlay.policy"),
        (rule(cite="15 CFR §791.305 (house)", severity="clear with duties"), "overlay.policy"),
        (rule(per="planet"), "overlay.policy"),
        (rule(summary=3), "overlay.policy"),
        (rule(market="XX"), "overlay.policy"),
        (rule(when="[" * 100_000), "overlay.policy"),
        (rule(lifted_by=[]), "overlay.policy"),
    ],
)
def test_a_bad_overlay_is_refused(tmp_path: Path, text: str, code: str) -> None:
    path = aurora(tmp_path)
    overlay_file(path).write_text(text)
    with pytest.raises(InvalidInput) as caught:
        check(path, known_on=KNOWN_ON)
    assert code in {finding.code for finding in caught.value.findings}
    assert caught.value.findings[0].place.file == str(overlay_file(path))


def test_on_the_command_line(tmp_path: Path) -> None:
    path = aurora(tmp_path, *SETTLING)
    arguments = ["law", "signoff", DECIDES, "--by", "A", "--text", str(path), "--overlay", str(overlay_file(path)),
                 "--on", "2026-11-20"]  # fmt: skip
    ran = invoked(commands, arguments)
    assert ran.exit_code == 0, ran.output
    shown = invoked(commands, ["check", str(path), "--construe", "usual"])
    assert "[signed off]" in shown.output
    with pytest.raises(UsageError):
        invoked(commands, ["law", "signoff", DECIDES], catch_exceptions=False, standalone_mode=False)


def test_a_sign_off_of_a_later_day_than_the_state_asked_for_does_not_count(tmp_path: Path) -> None:
    path = aurora(tmp_path, *SETTLING)
    told = ["law", "signoff", DECIDES, "--by", "A", "--text", str(path), "--overlay", str(overlay_file(path))]
    assert invoked(commands, [*told, "--on", "2026-11-23"]).exit_code == 0
    for day, counts in (("2026-11-22", False), ("2026-11-23", True)):
        shown = invoked(commands, ["check", str(path), "--construe", "usual", "--known-on", day])
        assert ("[signed off]" in shown.output) is counts


OF_NO_INSTRUMENT = {
    "legal.law_pack.after_its_last_day",  # of a pack, not of a text
    "legal.unverified.gbt40429_2021_no_oedr",  # of a standard by which features are classified
    "legal.eu.phev_countervailing_adopted",  # of a duty, as those of rates
}
"""Legal facts that no provision reads, so that the text of none settles them."""
UNSETTLED = """
from pratique.deciding.overlay import left_open
from pratique.facts.vocabulary import VOCABULARY
from pratique.law import book

instruments = book.load().instruments
found = set().union(*map(left_open, instruments))
legal = {name for name, each in VOCABULARY.items() if each.is_legal}
print(len(instruments), *sorted(legal - found))
"""


def test_every_legal_fact_of_the_book_is_left_open_by_the_instrument_whose_text_settles_it() -> None:
    """In a process of its own, where no other law, rate or standard has its legal facts."""
    told = subprocess.run(
        [sys.executable, "-c", UNSETTLED], capture_output=True, text=True, check=True
    ).stdout.split()
    assert int(told[0]) > 40
    assert {each for each in told[1:] if not each.startswith("legal.unverified.rate.")} <= OF_NO_INSTRUMENT


@pytest.mark.parametrize(
    ("cite", "name", "value"),
    [
        ("15 CFR 744.11(a)(1), affiliates (90 FR 47201)", "us.ear.affiliates_suspension_extended", "not_extended"),
        ("15 CFR 742.6(a)(6)(iii)", "us.ear.china_volume_measure", "as_given"),
        (DECIDES, "us.cfr15_791d.dominant_minority", "from_a_quarter"),
    ],
    ids=["a clock", "a review", "a test of owners"],
)
def test_counsel_settles_what_stands_beside_the_conditions(cite: str, name: str, value: str, tmp_path: Path) -> None:
    text, overlay = tmp_path / "text.txt", tmp_path / "firm.overlay.toml"
    text.write_text("what was read", "utf-8")
    sign_off(cite, by="A. Counsel", text=text, on=TODAY, overlay=overlay, correct={name: value})
    assert read_overlays([overlay]).constructions == {f"legal.{name}": value}

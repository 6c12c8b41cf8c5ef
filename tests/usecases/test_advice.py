"""What is advised first, windows of one outcome, and every question asked of every kind of file."""

from __future__ import annotations

import tomllib
from datetime import date

import pytest

from pratique.errors import InvalidInput
from pratique.facts.granted import HELD
from pratique.reports.questions import when_text
from pratique.usecases.answer.answer import VerdictOut
from pratique.usecases.changes.search import LABELS
from pratique.usecases.changes.what_if import what_if
from pratique.usecases.changes.when import Timeline, Window
from pratique.usecases.missing.missing import Shortcut
from pratique.usecases.missing.needs import _is_past, needs

from ..cases.runner import KNOWN_ON, Given, all_cases
from ..running import DOSSIERS, EXAMPLES, KNOWN, SMALL, run

CLEAR, BARRED = VerdictOut(best="clear", worst="clear"), VerdictOut(best="prohibited", worst="prohibited")


def is_held(shortcut: Shortcut) -> bool:
    return any(each.fact == "act.date" or each.fact.startswith(HELD) for each in shortcut.answers)


@pytest.mark.parametrize("name", ["aurora", "tyre-sensor"])
def test_that_an_authorization_is_held_is_never_advised_before_what_can_be_found_out(name):
    path = next(each for each in DOSSIERS if each.parent.name == name)
    held = [is_held(each) for each in needs(path).shortcuts]
    assert held == sorted(held)


def window(start: str, end: str, verdict: VerdictOut, cite: str) -> Window:
    return Window(start=start, end=end, verdict=verdict, as_enforced=verdict, provisions=(cite,), changed=(cite,))


def test_windows_of_one_outcome_are_one_in_text_and_in_json():
    windows = (
        window("2026-01-01", "2026-06-30", CLEAR, "a"), window("2026-07-01", "2026-12-31", CLEAR, "b"),
        window("2027-01-01", "2027-12-31", BARRED, "c"), window("2028-01-01", "2028-12-31", CLEAR, "d"),
    )  # fmt: skip
    found = Timeline(title="t", verdict=CLEAR, exit_status=0, intervals=windows, model_years=(), law_book="x")
    told = [(each["from"], each["to"], each["verdict"]["best"]) for each in found.to_dict()["windows"]]
    assert told == [
        ("2026-01-01", "2026-12-31", "clear"), ("2027-01-01", "2027-12-31", "prohibited"),
        ("2028-01-01", "2028-12-31", "clear"),
    ]  # fmt: skip
    page = when_text(found)
    assert [line.strip() for line in page.splitlines() if " to " in line] == [
        "2026-01-01 to 2026-12-31  clear", "2027-01-01 to 2027-12-31  prohibited", "2028-01-01 to 2028-12-31  clear",
    ]  # fmt: skip


MODEL = EXAMPLES / "model-bev" / "model.toml"
SHEET = (
    "id,data.leaves_or_reached_from_abroad,personal,data.important_items\ntelemetry,yes,no,none\nfaces,yes,yes,?\n"
)
BILL = '"Reference","Value","Qty","Manufacturer","PartNumber"\n"U5","modem","1","Quectel","RG650V"\n'
ON = ("--on", "2026-12-01")


def subjects(folder):
    """A dossier, a model, a sheet of cases, a bill: what each is asked beside the file."""
    for name, text in (("d.toml", SMALL), ("inventory.csv", SHEET), ("board.csv", BILL)):
        (folder / name).write_text(text)
    yield [folder / "d.toml"]
    yield [MODEL, "--into", "EU", "--only", "eu.type_approval"]
    yield [folder / "inventory.csv", "--act", "data_export", "--out-of", "CN", "--into", "DE"]
    yield [folder / "board.csv", "--act", "import", "--into", "US", "--role", "importer"]


@pytest.mark.usefixtures("short_proofs")
@pytest.mark.parametrize("command", ["needs", "what-if", "when", "check"])
def test_every_question_takes_dossiers_models_sheets_and_bills(command, tmp_path):
    days = () if command == "when" else ON
    for asked in subjects(tmp_path):
        if command in ("when", "needs") and "import" in asked:
            continue  # the same door; what little a bill says leaves too much to work out here
        ran = run(command, *asked, *days, *KNOWN)
        assert ran.status in (0, 1, 3), (asked, ran.err)
        assert ran.out


def test_two_models_are_compared_as_two_dossiers_are(tmp_path):
    other = tmp_path / "other.toml"
    other.write_text(MODEL.read_text().replace('origin = "CN"', 'origin = "JP"'))
    ran = run("compare", MODEL, other, "--into", "EU", "--only", "eu.type_approval", *ON, *KNOWN)
    assert ran.status in (0, 1, 3), ran.err
    assert "trade.origin" in ran.out


def test_one_instrument_is_asked_alone_and_the_others_are_named(tmp_path):
    (tmp_path / "d.toml").write_text(SMALL)
    alone = run("check", tmp_path / "d.toml", "--only", "us.cfr15_791d", *KNOWN)
    whole = run("check", tmp_path / "d.toml", *KNOWN)
    assert alone.status == whole.status == 3
    car = run("check", MODEL, "--into", "EU", "--only", "eu.type_approval", *ON, *KNOWN)
    said = " ".join(car.out.split())
    assert "Not asked, though it may concern these acts:" in said
    assert "eu.customs_tariff" in said
    assert "Rests on" in said
    wrong = run("check", MODEL, "--into", "EU", "--only", "eu.type_aproval", *ON, *KNOWN)
    assert wrong.status == 2
    assert "eu.type_approval" in wrong.err
    assert run("declare", tmp_path / "d.toml", "--only", "us.cfr15_791d", "-o", tmp_path / "p").status == 2


def test_no_advice_calls_a_thing_otherwise_or_reaches_back():
    path = next(each for each in DOSSIERS if each.parent.name == "shanghai-app")
    found = what_if(path, known_on=date(2026, 11, 22))
    changed = [each for flip in found.flips for each in flip.changes]
    assert LABELS.isdisjoint(each.fact for each in changed)
    assert "vehicle.model_year" not in {each.fact for each in changed}  # 2026 would be the same car, called otherwise
    assert [each.fact for each in found.flips[-1].changes] == ["authorization.specific_granted"]


YEARS = [case for case in all_cases() if "model_year" in str(case.data)]


@pytest.mark.parametrize("case", YEARS[::12], ids=lambda case: case.id)
def test_nothing_is_called_of_a_model_year_before_its_own_or_given_one(case: Given) -> None:
    try:
        found = what_if(case.data, known_on=KNOWN_ON, on=case.on, construe="usual")
    except InvalidInput:
        return  # a case of what is refused
    changes = [each for flip in found.flips for one in flip.changes for each in (one, *one.or_else)]
    years = [(each.now, each.then) for each in changes if each.fact.endswith("model_year")]
    assert [each for each in years if each[0] == "none"] == []
    assert [each for each in years if each[0][:4].isdigit() and each[1][:4] < each[0][:4]] == []


def test_no_day_that_is_over_is_held_out_as_an_answer():
    dossier = tomllib.loads(SMALL.replace("date = 2026-11-22\n", ""))
    found = needs(dossier, known_on=date(2026, 11, 22))
    days = [each.value for matter in found.matters if matter.fact == "act.date" for each in matter.replies]
    days += [each.value for one in found.shortcuts for each in one.answers if each.fact == "act.date"]
    assert [each for each in days if _is_past(each, "2026-11-22")] == []
    assert _is_past("no later than 2025-03-16", "2026-11-22")
    assert _is_past("2025-03-17 to 2025-06-10", "2026-11-22")
    assert not _is_past("no earlier than 2025-03-17", "2026-11-22")
    assert not _is_past("2025-03-17 to 2028-12-31", "2026-11-22")

"""Screening: candidates with reasons, outcomes that never call an unknown clear, decisions that are kept."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import Result
from tests.running import invoked

from pratique.cli.screen import command
from pratique.errors import InvalidInput, Place, UsageError
from pratique.ids import country_name
from pratique.parties.decisions import (
    NO_DECISIONS,
    Decision,
    Decisions,
    append_decision,
    decide,
    decision_toml,
    read_decisions,
)
from pratique.parties.lists import Identifier, ListedName, ListEntry, ScreeningList
from pratique.parties.screening import Candidate, Query, Screener, Weights, read_queries, screen_party

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def listing(number: str, name: str, *aliases: str, code: str = "OWN", **more: object) -> ListEntry:
    names = (ListedName(name), *(ListedName(alias, "aka") for alias in aliases))
    return ListEntry(code, number, names, Place("own.csv", line=int(number) + 1), **more)  # type: ignore[arg-type]


ORION = listing(
    "1", "ORION MARINE SERVICES LTD", "ORION OFFSHORE", kind="organisation", countries=frozenset({"KP"}),
    identifiers=(Identifier("Tax ID No.", "7707083893", "KP"),),
)  # fmt: skip
KIM = listing("2", "KIM, Chol Su", kind="individual", countries=frozenset({"KP"}))
ENDED = listing("3", "QUASAR OPTICS", start=date(2020, 1, 1), end=date(2024, 1, 1))
OWN = ScreeningList("OWN", "Own list", "own.csv", (ORION, KIM, ENDED), as_of=date(2026, 11, 1), digest="own")
SHORT = ScreeningList(
    "CUT", "Cut list", "cut.csv", (), digest="cut", incomplete=("0 entries are fewer than expected",)
)


def candidates(query: Query, on: date | None = None, **weights: float) -> tuple[Candidate, ...]:
    return Screener([OWN], Weights(**weights)).candidates(query, on)


# --- evidence ---------------------------------------------------------------------------------------------------


def test_a_candidate_says_what_agrees_and_what_differs() -> None:
    [found] = candidates(Query("Orion Marine Holding", countries=frozenset({"CN"})), threshold=0.6)
    assert found.agrees == ("words: orion marine",)
    assert found.differs == (
        "only in the query: holding",
        "only on the list: service",
        f"country: China against {country_name('KP')}",
    )
    assert found.score < found.name_score


def test_country_evidence_moves_the_score_in_the_stated_step() -> None:
    plain, agreeing, differing = (
        candidates(Query("Orion Marine Servicess", countries=frozenset(codes)), threshold=0.5)[0]
        for codes in ((), ("KP",), ("DE",))
    )
    weights = Weights()
    assert agreeing.score == pytest.approx(min(1.0, plain.score + weights.country_agrees), abs=1e-3)
    assert differing.score == pytest.approx(plain.score + weights.country_differs, abs=1e-3)


def test_an_identifier_finds_an_entry_under_any_name() -> None:
    [found] = candidates(Query("Renamed Holding", identifiers=(Identifier("tax", "7707-083-893"),)))
    assert (found.id, found.identified) == ("1", True)
    assert found.agrees[-1] == "identifier: Tax ID No. 7707083893"
    other_issuer = Query("Renamed Holding", identifiers=(Identifier("tax", "7707083893", "DE"),))
    assert candidates(other_issuer) == ()


def test_another_number_of_the_same_kind_counts_against() -> None:
    own = Query("Orion Marine Services", identifiers=(Identifier("Tax ID No.", "1234567890", "KP"),))
    [found] = candidates(own)
    assert any(text.startswith("identifier:") for text in found.differs)
    assert found.score < 1.0


def test_a_person_is_no_company() -> None:
    [found] = candidates(Query("Kim Chol-su", individual=False), threshold=0.5)
    assert any(text.startswith("kind:") for text in found.differs)


def test_a_weak_alias_says_so() -> None:
    weak = ListEntry(
        "OWN", "9", (ListedName("ZETA GROUP"), ListedName("FALCONRY", "aka", weak=True)), Place("own.csv")
    )
    [found] = Screener([ScreeningList("OWN", "", "own.csv", (weak,))]).candidates(Query("Falconry"))
    assert "the publisher calls this alias weak" in found.differs


def test_the_threshold_can_be_moved() -> None:
    assert candidates(Query("Orion Maritime Shipping Agency")) == ()
    assert [item.id for item in candidates(Query("Orion Maritime Shipping Agency"), threshold=0.4)] == ["1"]


def test_an_entry_is_one_candidate_with_its_best_name() -> None:
    [found] = candidates(Query("Orion Offshore"))
    assert (found.name, found.matched.text) == ("ORION MARINE SERVICES LTD", "ORION OFFSHORE")


# --- outcomes ---------------------------------------------------------------------------------------------------


def outcome(name: str, made: Decisions = NO_DECISIONS, on: date | None = None, *ids: Identifier) -> tuple[str, ...]:
    return tuple(each.status for each in screen_party(name, ["KP"], ids, [OWN], made, on))


def made(verdict: str, about: ListEntry = ORION, query: str = "Orion Marine Services") -> Decisions:
    return Decisions([decide(query, ["KP"], about, verdict, "A. Person", "register extract", NOON)])


def test_nobody_near_a_complete_list_is_not_listed() -> None:
    assert outcome("Brightwater Bakery") == ("not listed",)


def test_an_undecided_candidate_is_unknown_never_clear() -> None:
    assert outcome("Orion Marine Services") == ("unknown",)


@pytest.mark.parametrize(
    ("verdict", "status"), [("same", "listed"), ("different", "not listed"), ("unsure", "unknown")]
)
def test_a_decision_settles_it(verdict: str, status: str) -> None:
    assert outcome("Orion Marine Services", made(verdict)) == (status,)


def test_a_decision_binds_one_party_only() -> None:
    judged = made("different")
    assert outcome("SERVICES, Orion Marine", judged) == ("not listed",), "order and case are the same question"
    assert outcome("Orion Marine Service Agency", judged) != ("not listed",)
    [elsewhere] = screen_party("Orion Marine Services", ["DE"], (), [OWN], judged)
    assert elsewhere.status == "unknown", "with another country it is another party"


def test_different_lapses_when_the_entry_gets_a_name_and_same_does_not() -> None:
    changed = listing("1", "ORION MARINE SERVICES LTD", "ORION OFFSHORE", "ORION DEEPWATER")
    again = ScreeningList("OWN", "", "own.csv", (changed,), digest="later")
    for verdict, status in (("different", "unknown"), ("same", "listed")):
        [found] = screen_party("Orion Marine Services", ["KP"], (), [again], made(verdict))
        assert found.status == status
    [found] = screen_party("Orion Marine Services", ["KP"], (), [again], made("different"))
    assert "changed since" in found.reasons[0]


@pytest.mark.parametrize(("name", "status"), [("ORION MARINE SERVICES LTD", "not listed"), ("", "unknown")])
def test_different_without_a_digest_holds_for_the_name_that_was_seen(name: str, status: str) -> None:
    (said,) = made("different").items
    for entry, found in ((ORION, status), (listing("1", "ORION MARINE SERVICES LLC"), "unknown")):
        kept = Decisions([replace(said, fingerprint="", name=name)])
        one = ScreeningList("OWN", "", "own.csv", (entry,), digest=f"{entry.name}")
        [outcome] = screen_party("Orion Marine Services", ["KP"], (), [one], kept)
        assert outcome.status == found


def test_an_agreeing_identifier_lists_unless_a_person_says_otherwise() -> None:
    number = Identifier("Tax ID No.", "7707083893", "KP")
    assert outcome("Orion Marine Services", NO_DECISIONS, None, number) == ("listed",)
    assert outcome("Orion Marine Services", made("different"), None, number) == ("not listed",)


def test_an_incomplete_list_proves_no_absence() -> None:
    own, short = screen_party("Brightwater Bakery", [], (), [OWN, SHORT], NO_DECISIONS)
    assert (own.status, short.status) == ("not listed", "unknown")
    assert "0 entries are fewer than expected" in short.reasons[0]


def test_a_name_without_letters_is_unknown() -> None:
    assert outcome("?!") == ("unknown",)


@pytest.mark.parametrize(
    ("on", "status"),
    [
        (date(2019, 12, 31), "not listed"),
        (date(2020, 1, 1), "unknown"),
        (date(2024, 1, 1), "unknown"),
        (date(2024, 1, 2), "not listed"),
        (None, "unknown"),
    ],
)
def test_an_entry_counts_from_its_first_to_its_last_day(on: date | None, status: str) -> None:
    assert outcome("Quasar Optics", NO_DECISIONS, on) == (status,)


# --- decisions --------------------------------------------------------------------------------------------------


def test_decisions_are_appended_and_read_back(tmp_path: Path) -> None:
    file = tmp_path / "decisions.toml"
    first = decide('Orion "M" Services', ["KP", "CN"], ORION, "unsure", "A. Person", "line one\nline two \\ 条", NOON)
    second = decide('Orion "M" Services', ["CN", "KP"], ORION, "different", "B. Person", "asked them", NOON)
    append_decision(file, first)
    before = file.read_bytes()
    append_decision(file, second)
    assert file.read_bytes().startswith(before)
    read = read_decisions(file)
    assert read.items == (first, second)
    assert read.find('Orion "M" Services', ["KP", "CN"], ORION) == second


def test_a_broken_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "decisions.toml"
    file.write_text("[[decision]\n")
    with pytest.raises(InvalidInput, match=r"decisions\.syntax"):
        append_decision(file, made("same").items[0])
    assert file.read_text() == "[[decision]\n"


def test_every_fault_of_a_decisions_file_is_found(tmp_path: Path) -> None:
    file = tmp_path / "decisions.toml"
    good = decision_toml(made("same").items[0])
    other = [('"same"', '"perhaps"'), ("who =", "whom ="), ("2026-11-22T12:00:00Z", '"soon"')]
    file.write_text("\n".join(good.replace(old, new) for old, new in other))
    with pytest.raises(InvalidInput) as caught:
        read_decisions(file)
    assert [(item.code, item.place.pointer) for item in caught.value.findings] == [
        ("decisions.verdict", "decision[0]"),
        ("decisions.lacking", "decision[1]"),
        ("decisions.when", "decision[2]"),
    ]


@pytest.mark.parametrize(("verdict", "who", "why"), [("maybe", "A", "x"), ("same", " ", "x"), ("same", "A", "")])
def test_a_decision_needs_a_verdict_a_person_and_a_ground(verdict: str, who: str, why: str) -> None:
    with pytest.raises(UsageError):
        decide("Orion", [], ORION, verdict, who, why, NOON)


def test_no_file_means_no_decisions(tmp_path: Path) -> None:
    assert read_decisions(tmp_path / "none.toml").items == ()
    assert isinstance(made("same").items[0], Decision)


# --- the command ------------------------------------------------------------------------------------------------


def folder(tmp_path: Path) -> Path:
    (tmp_path / "suppliers.csv").write_text(
        "name;country;lei;shoe size\nOrion Marine Services;North Korea;;44\nBrightwater Bakery;GB;;40\n"
    )
    (tmp_path / "own.csv").write_text(
        'name,alt_names,country,ids\n"ORION MARINE SERVICES LTD",ORION OFFSHORE,KP,"7707083893, Tax ID No."\n'
    )
    return tmp_path


def run(tmp_path: Path, *arguments: str) -> Result:
    base = [str(tmp_path / "suppliers.csv"), "--list", f"{tmp_path / 'own.csv'}@2026-11-01"]
    result = invoked(command, [*base, *arguments], standalone_mode=False)
    assert result.exception is None or isinstance(result.exception, (InvalidInput, UsageError)), result.exception
    return result


def test_the_command_prints_candidates_with_reasons(tmp_path: Path) -> None:
    result = run(folder(tmp_path))
    assert result.return_value == 3
    assert "own: 1 entry, of 2026-11-01, from own.csv" in result.stdout
    assert "+ words: orion marine service" in result.stdout
    assert "own: not listed (no name on the list comes close)" in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_the_command_gives_json(tmp_path: Path) -> None:
    result = run(folder(tmp_path), "--format", "json")
    orion, bakery = json.loads(result.stdout)
    assert orion["query"] == "Orion Marine Services"
    assert {"list", "id", "name", "score", "agrees", "differs"} <= set(orion["candidates"][0])
    assert orion["outcomes"][0]["status"] == "unknown"
    assert (bakery["candidates"], bakery["outcomes"][0]["status"]) == ([], "not listed")


def test_the_command_records_a_decision_and_uses_it(tmp_path: Path) -> None:
    folder(tmp_path)
    [orion, _] = json.loads(run(tmp_path, "--format", "json").stdout)
    entry = f"own:{orion['candidates'][0]['id']}"
    kept = ["--decisions", str(tmp_path / "d.toml")]
    told = [*kept, "--who", "A. Person", "--why", "other seat", "--party", "Orion Marine Services"]
    assert run(tmp_path, *told, "--decide", f"{entry}=different").return_value == 0
    assert run(tmp_path, *kept).return_value == 0
    assert "= different: A. Person" in run(tmp_path, *kept).stdout
    assert run(tmp_path, *told, "--decide", f"{entry}=same").return_value == 1
    assert len(read_decisions(tmp_path / "d.toml").items) == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ["--decide", "own:1=same"],
        ["--decide", "own:1=same", "--decisions", "d.toml", "--party", "Orion Marine Services"],
        ["--name", "X", "--country", "Ruritania"],
    ],
)
def test_a_wrong_question_is_a_usage_error(tmp_path: Path, arguments: list[str]) -> None:
    assert isinstance(run(folder(tmp_path), *arguments).exception, UsageError)


def test_a_row_without_a_name_is_not_passed_over(tmp_path: Path) -> None:
    folder(tmp_path)
    (tmp_path / "suppliers.csv").write_text("name,country\n,DE\nBrightwater Bakery,Ruritania\n")
    result = run(tmp_path)
    assert result.return_value == 4
    assert "suppliers.csv:2: error" in result.stderr
    assert "'Ruritania' is not known" in result.stderr
    assert "Brightwater Bakery" in result.stdout


def test_a_table_without_a_name_column_is_refused(tmp_path: Path) -> None:
    (tmp_path / "suppliers.csv").write_text("a,b\n1,2\n")
    with pytest.raises(InvalidInput, match=r"screen\.header"):
        read_queries(tmp_path / "suppliers.csv")


@pytest.mark.parametrize(
    ("query", "aliases", "listed", "status"),
    [
        ("无名之物", (), ("Something Else Entirely",), "unknown"),
        ("삼성무명", (), ("Something Else Entirely",), "unknown"),
        ("无名之物", ("Nameless Thing",), ("Something Else Entirely",), "not listed"),
        ("无名之物", (), ("Something Else Entirely", "完全不同"), "not listed"),
        ("Nameless Thing", (), ("Something Else Entirely",), "not listed"),
        ("Безымянный", (), ("Something Else Entirely",), "not listed"),
    ],
)
def test_a_chinese_name_is_not_absent_beside_latin_ones(
    query: str, aliases: tuple[str, ...], listed: tuple[str, ...], status: str
) -> None:
    names = tuple(ListedName(text, "primary" if text == listed[0] else "aka") for text in listed)
    one = ScreeningList("T", "T", "t.csv", (ListEntry("T", "1", names, Place("t.csv")),))
    (outcome,) = Screener([one]).screen(Query(query, aliases), NO_DECISIONS).outcomes
    assert outcome.status == status

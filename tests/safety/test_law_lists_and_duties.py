"""Nothing clears by what is left out where the law is another: `--law-on`, overlays, `ask`, `duty`, `screen`, `bulk`.

What asks under another state of the law, with a house policy, or with counsel's sign-off stands in for every command
that takes them: each hands them to the same decision. A few draws in every run; `make explore` draws many more.
"""

from __future__ import annotations

import copy
import functools
import random
import tempfile
import tomllib
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from pratique.deciding.decision import decided
from pratique.dossier.document import plain_data
from pratique.dossier.model import model_of
from pratique.dossier.toml import toml_value
from pratique.errors import InvalidInput, UsageError
from pratique.law.outcome import Outcome
from pratique.logic.author import ALWAYS
from pratique.logic.interchange import to_plain
from pratique.usecases.check import check
from pratique.usecases.markets.duty import duty
from pratique.usecases.missing.ask import begin, entry_of, told
from pratique.usecases.ownership.screen import NameAsked, screened
from tests.cases.runner import KNOWN_ON, Given, all_cases
from tests.running import EXAMPLES
from tests.safety import changes
from tests.safety.test_through_other_doors import is_torn

CASES = list(all_cases())
TRIES = settings(max_examples=12, phases=(Phase.explicit, Phase.reuse, Phase.generate))
STATES = (0, 400, 4000)
"""Days after an act on which the law is read: what was published by then."""


def drawn(data: st.DataObject) -> tuple[Given, dict[str, Any]]:
    case = data.draw(st.sampled_from(CASES), label="case")
    return case, {"on": case.on, "construe": case.construe, "known_on": KNOWN_ON}


def worst(data: Any, **options: Any) -> Outcome:
    """The worst outcome; what is refused is cleared of nothing."""
    try:
        return decided(copy.deepcopy(data), **options).range.worst
    except (InvalidInput, UsageError):
        return Outcome.PROHIBITED


def left_out(data: st.DataObject, whole: Any) -> Any:
    paths = list(changes.paths(whole))
    return changes.without(whole, data.draw(st.sampled_from(paths), label="left out")) if paths else whole


@TRIES
@given(st.data())
def test_under_the_law_of_another_day(data: st.DataObject) -> None:
    case, options = drawn(data)
    day = case.on or date(2026, 11, 22)
    options["law_on"] = day + timedelta(days=data.draw(st.sampled_from(STATES), label="days"))
    if not is_torn(case.data, {k: v for k, v in options.items() if k != "known_on"}):
        assert worst(left_out(data, case.data), **options) >= worst(case.data, **options), case.name


def policy(severity: str) -> str:
    entry = {"id": "p", "summary": "ours", "severity": severity, "when": to_plain(ALWAYS)}
    return "[[policies]]\n" + "".join(f"{name} = {toml_value(value)}\n" for name, value in entry.items())


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("house") / "house.overlay.toml"
    path.write_text(policy("licence required"))
    return path


@TRIES
@given(data=st.data())
def test_under_a_policy_of_the_house(house: Path, data: st.DataObject) -> None:
    case, options = drawn(data)
    options["overlays"] = [house]
    before = worst(case.data, **options)
    assert before >= worst(case.data, **{**options, "overlays": []})
    if not is_torn(case.data, {k: v for k, v in options.items() if k not in ("known_on", "overlays")}):
        assert worst(left_out(data, case.data), **options) >= before, case.name


@TRIES
@given(st.data())
def test_an_answer_that_is_not_given_settles_nothing_better(data: st.DataObject) -> None:
    """Of a few answers to `ask` those that are given and some of them: fewer never read better."""
    case, options = drawn(data)
    whole = changes.without(case.data, data.draw(st.sampled_from(list(changes.paths(case.data)))))
    try:
        asking = begin_of(whole, options)
    except (InvalidInput, UsageError):
        return
    questions = [each for each in asking.questions() if each.is_yes_or_no][:3]
    given_ = [entry_of(each, data.draw(st.booleans()), source="mail 1") for each in questions]
    try:
        every = told(asking, given_)
    except InvalidInput:
        return
    torn = any(each.related is not None and each.related.contradictions for each in every.found.cases.cases)
    if torn or every.found.cases.contradictions or every.found.cases.evidence.conflicts():
        return  # what cannot all be so reads worse than without one of its sides
    for index in range(len(given_)):
        less = told(asking, [*given_[:index], *given_[index + 1 :]])
        if not list(less.found.cases.evidence.conflicts()):
            assert less.found.range.worst >= every.found.range.worst, questions[index].fact


def begin_of(whole: Any, options: dict[str, Any]) -> Any:
    import json

    path = Path(tempfile.mkdtemp()) / "dossier.json"
    path.write_text(json.dumps(whole, default=str))
    return begin(path, **options)


# --- duties -------------------------------------------------------------------------------------------------------


@functools.cache
def models() -> tuple[dict[str, Any], ...]:
    return tuple(plain_data(tomllib.loads(each.read_text("utf-8"))) for each in sorted(EXAMPLES.glob("*/model.toml")))


def most_due(model: dict[str, Any], into: str) -> tuple[Decimal, Decimal] | None:
    """The most that may be due at entry and in the end; None where the question is refused."""
    try:
        found = duty(model_of(copy.deepcopy(model)), into, on=date(2026, 11, 22), known_on=KNOWN_ON)
    except (InvalidInput, UsageError):
        return None
    if not found.covered:
        return None
    return top(found.rate_at_entry), top(found.finally_owed)


def top(rate: Any) -> Decimal:
    """The upper end of a rate; one without an end is above every other."""
    if isinstance(rate, Decimal):
        return rate
    return max(rate["one_of"]) if "one_of" in rate else rate.get("max", Decimal("Infinity"))


@TRIES
@given(st.data())
def test_what_a_model_leaves_out_never_lowers_the_most_that_is_due(data: st.DataObject) -> None:
    model = data.draw(st.sampled_from(models()))
    into = data.draw(st.sampled_from(["EU", "US", "CA", "MX", "BR", "TR", "GB", "RU", "IN", "AU"]), label="into")
    before = most_due(model, into)
    paths = [each for each in changes.paths(model) if each != ("trade",)]
    after = most_due(changes.without(model, data.draw(st.sampled_from(paths), label="left out")), into)
    if before is not None and after is not None:
        assert all(a >= b for a, b in zip(after, before, strict=True))


# --- lists --------------------------------------------------------------------------------------------------------

BADNESS = {"not listed": 0, "unknown": 1, "listed": 2}
ROWS = (
    ("Quectel Wireless Solutions Co., Ltd.", "CN", "移远通信"),
    ("Müller Elektronik GmbH", "DE", ""),
    ("Иванов Иван", "RU", "Ivanov Ivan"),
    ("Shenzhen Hanbit Semiconductor", "", "Hanbit"),
)
ASKED = (
    {"name": "Quectel Wireless", "countries": ("DE",), "individual": False},
    {"name": "Mueller Electronic", "countries": ("US",), "aliases": ("Muller",)},
    {"name": "I. Ivanov", "countries": ("UA",), "births": ("1970",), "individual": True},
    {"name": "Hanbit Semiconducter", "identifiers": (("LEI", "529900T8BM49AURSDO55"),), "countries": ("KR",)},
)


@pytest.mark.parametrize("asked", ASKED, ids=lambda each: each["name"])
def test_what_a_query_leaves_out_hides_no_name(asked: dict[str, Any], tmp_path: Path) -> None:
    for seed in range(3):
        rows = list(ROWS)
        random.Random(seed).shuffle(rows)
        path = tmp_path / f"{seed}.csv"
        path.write_text("\n".join(["source,name,addresses,alt_names", *(f'L,"{n}",{c},{a}' for n, c, a in rows), ""]))

        def status(path: Path = path, **query: Any) -> int:
            return max(BADNESS[each.status] for each in screened([NameAsked(**query)], [path])[0].outcomes)

        before = status(**asked)
        for key in asked:
            if key not in ("name", "aliases"):  # another name asks another question
                assert status(**{k: v for k, v in asked.items() if k != key}) >= before, key


# --- tables -------------------------------------------------------------------------------------------------------


def test_a_column_left_out_of_a_table_never_improves_a_row(tmp_path: Path) -> None:
    pl = pytest.importorskip("polars")
    from pratique.usecases.bulk.answers import bulk_tables

    rows: dict[str, Any] = {
        "act.kind": ["data_export"] * 3, "act.date": [date(2026, 3, 1)] * 3, "act.into": ["DE"] * 3,
        "act.out_of": ["CN"] * 3,
        "data.leaves_or_reached_from_abroad": [True] * 3, "data.personal": [True, True, False],
        "data.ordinary_people_this_year": [99_999, 100_000, 0], "data.sensitive_people_this_year": [0] * 3,
        "data.by_critical_infrastructure_operator": [False, False, True],
        "data.notified_or_published_important": [False] * 3, "data.collected_abroad_only": [False] * 3,
        "data.outside_zone_negative_list": [False] * 3, "data.assessment_passed": [False] * 3,
        "data.standard_contract_or_certification": [False] * 3, "data.important_stored_in_china": [True] * 3,
    }  # fmt: skip

    def read(columns: dict[str, Any]) -> list[Outcome]:
        source, output = tmp_path / "cases.parquet", tmp_path / "answers.parquet"
        pl.DataFrame({"case": [1, 2, 3], **columns}).write_parquet(source)
        bulk_tables(source, output, "cn.data")
        return [Outcome.named(each) for each in pl.read_parquet(output).sort("case")["worst"]]

    before = read(rows)
    for name in rows:
        after = read({key: value for key, value in rows.items() if key != name})
        assert all(a >= b for a, b in zip(after, before, strict=True)), name


def test_the_options_here_are_those_of_the_command() -> None:
    """`check` with the same options tells what `decided` does, so that the properties above are of the command."""
    case = CASES[0]
    options = {"on": case.on, "construe": case.construe, "known_on": KNOWN_ON, "law_on": date(2030, 1, 1)}
    assert check(copy.deepcopy(case.data), **options).verdict.worst == worst(case.data, **options).words

"""Nothing clears because of what was left out, repeated, moved or contradicted: over cases, examples and worlds.

The short run draws the same examples anywhere; `make explore` many more, anew each time.
"""

from __future__ import annotations

import copy
import json
import os
import random
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from pratique.dossier.document import plain_data
from pratique.errors import InvalidInput, UsageError
from pratique.law.outcome import Outcome
from pratique.usecases.check import check
from tests.cases.runner import KNOWN_ON, all_cases
from tests.exploring import is_exploring
from tests.running import EXAMPLES
from tests.safety import changes
from tests.safety.inputs import BRACKET, FORMATS, MODEM, answers, dossier, lay, line, refs_of

EXPLORE = is_exploring()
CASES = list(all_cases())
FILES = sorted(EXAMPLES.glob("*/dossier.toml"))
TRIES = settings(max_examples=25, phases=(Phase.explicit, Phase.reuse, Phase.generate))
BEST, WORST = Outcome.OUT_OF_SCOPE, Outcome.PROHIBITED


def outcome(data: Any, **options: Any) -> tuple[Outcome, Outcome]:
    """Best and worst; what is refused is cleared of nothing and counts as the worst."""
    try:
        found = check(data, known_on=KNOWN_ON, **options)
    except (InvalidInput, UsageError):
        return WORST, WORST
    return Outcome.named(found.verdict.best), Outcome.named(found.verdict.worst)


def contradicts(data: Any, **options: Any) -> bool:
    """Whether facts of the case contradict each other."""
    try:
        return bool(check(copy.deepcopy(data), known_on=KNOWN_ON, **options).contradictions)
    except (InvalidInput, UsageError):
        return False


def no_better(after: tuple[Outcome, Outcome], before: tuple[Outcome, Outcome]) -> bool:
    return after[1] >= before[1]


def drawn(data: st.DataObject) -> tuple[dict[str, Any], dict[str, Any]]:
    """A shipped case with its options."""
    case = data.draw(st.sampled_from(CASES), label="case")
    return copy.deepcopy(case.data), {"on": case.on, "construe": case.construe}


@TRIES
@given(st.data())
def test_leaving_anything_out_of_a_case_never_improves_it(data: st.DataObject) -> None:
    case, options = drawn(data)
    before, torn = outcome(copy.deepcopy(case), **options), contradicts(case, **options)
    for _ in range(3):
        left = list(changes.paths(case))
        if not left:
            return
        path = data.draw(st.sampled_from(left), label="left out")
        case = changes.without(case, path)
        after = outcome(copy.deepcopy(case), **options)
        if torn and not contradicts(case, **options):
            return  # one side is gone, and what the other says may settle it
        assert no_better(after, before), path


@TRIES
@given(st.data())
def test_a_linked_source_never_improves_a_case(data: st.DataObject) -> None:
    case, options = drawn(data)
    if not changes.parts_of(case):
        return
    after = changes.with_a_linked_source(case, random.Random(data.draw(st.integers(0, 99))))
    assert no_better(outcome(after, **options), outcome(case, **options))


@TRIES
@given(st.data())
def test_order_and_repetition_never_change_a_case(data: st.DataObject) -> None:
    case, options = drawn(data)
    before = outcome(copy.deepcopy(case), **options)
    choose = random.Random(data.draw(st.integers(0, 99)))
    assert outcome(changes.shuffled(copy.deepcopy(case), choose), **options) == before
    assert outcome(changes.doubled(case), **options) == before


@TRIES
@given(st.data())
def test_moving_parts_and_not_naming_the_vehicle_never_improve_a_case(data: st.DataObject) -> None:
    case, options = drawn(data)
    before = outcome(copy.deepcopy(case), **options)
    for after in changes.moved(case):
        assert no_better(outcome(after, **options), before)


@TRIES
@given(st.data())
def test_a_contradiction_never_reads_better_than_either_side(data: st.DataObject) -> None:
    case, options = drawn(data)
    found = list(changes.sides(case))
    if not found:
        return
    (where, _, key), answering = data.draw(st.sampled_from(found), label="contradicted")
    before = outcome(copy.deepcopy(case), **options)
    for value in (True, False):
        both = outcome(answering(value), **options)
        assert no_better(both, before), (where, key, value)


# --- examples, with their files -------------------------------------------------------------------------------


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.parent.name)
def test_examples_with_their_bills_and_registries(file: Path, tmp_path: Path) -> None:
    shutil.copytree(file.parent, tmp_path / "x")
    plain = plain_data(tomllib.loads(file.read_text()))
    choose = random.Random(7)
    before = outcome(lay(tmp_path / "x", plain))
    assert outcome(lay(tmp_path / "x", changes.shuffled(plain, choose))) == before
    assert outcome(lay(tmp_path / "x", changes.doubled(plain))) == before
    left = list(changes.paths(plain))
    for path in left if EXPLORE else choose.sample(left, min(len(left), 8)):
        assert no_better(outcome(lay(tmp_path / "x", changes.without(plain, path))), before), path


@pytest.mark.parametrize("name", ["aurora", "shanghai-app"])
def test_the_same_bytes_under_any_hash_seed_locale_and_zone(name: str) -> None:
    command = [sys.executable, "-m", "pratique", "check", f"examples/{name}/dossier.toml", "--format", "json"]
    told = []
    for seed, zone, locale in (
        ("1", "UTC", "C"),
        ("77", "Asia/Shanghai", "C.UTF-8"),
        ("4096", "America/Lima", "POSIX"),
    ):
        env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale}
        told.append(subprocess.run(command, cwd=EXAMPLES.parent, env=env, capture_output=True, check=False).stdout)
    assert told[0]
    assert len(set(told)) == 1


# --- worlds of bills in every format --------------------------------------------------------------------------

TI = line("t", "SN65HVD230DR", "Texas Instruments")
KINDS = sorted(FORMATS)


def world(folder: Path, kind: str, lines: list[Any], name: str | None = None, **more: Any) -> Path:
    """A dossier with a bill of these lines, about which its importer says what only it can say."""
    own, write = FORMATS[kind]
    data = write(lines)
    file = name or own
    return lay(folder, dossier(file, answers=answers(*dict.fromkeys(refs_of(data))), **more), {file: data})


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_line_leaves_out_never_improves_it(kind: str, tmp_path: Path) -> None:
    before = outcome(world(tmp_path / "0", kind, [MODEM, BRACKET]))
    assert before == (WORST, WORST)
    facts = sorted(MODEM["facts"])
    for fact in facts if EXPLORE else facts[:: 4 if kind == "xlsx" else 3]:
        less = {**MODEM, "facts": {k: v for k, v in MODEM["facts"].items() if k != fact}}
        assert no_better(outcome(world(tmp_path / fact, kind, [less, BRACKET])), before), fact


@pytest.mark.parametrize("kind", ["cyclonedx", "csv", "spdx2"])
@pytest.mark.parametrize("field", ["maker", "name", "version", "type"])
def test_nor_does_an_empty_field(kind: str, field: str, tmp_path: Path) -> None:
    empty = {**MODEM, field: ""}
    assert no_better(outcome(world(tmp_path, kind, [empty, BRACKET])), (WORST, WORST))


@pytest.mark.parametrize("kind", KINDS)
def test_a_row_left_out_never_settles(kind: str, tmp_path: Path) -> None:
    assert outcome(world(tmp_path, kind, [BRACKET]))[1] is WORST


@pytest.mark.parametrize("kind", KINDS)
def test_order_repetition_and_file_names_of_bills_change_nothing(kind: str, tmp_path: Path) -> None:
    before = outcome(world(tmp_path / "0", kind, [MODEM, BRACKET, TI]))
    assert outcome(world(tmp_path / "1", kind, [TI, BRACKET, MODEM])) == before
    suffix = FORMATS[kind][0].rpartition(".")[2]
    assert outcome(world(tmp_path / "2", kind, [MODEM, BRACKET, TI], name=f"z-{kind}.{suffix}")) == before
    twice = world(tmp_path / "3", kind, [MODEM, BRACKET, TI])
    plain = json.loads(twice.read_text())
    plain["vehicles"][0]["boms"] *= 2
    twice.write_text(json.dumps(plain))
    assert outcome(twice) == before


@pytest.mark.parametrize("kind", ["cyclonedx", "xml", "csv", "spdx2"])
def test_two_bills_are_read_in_any_order(kind: str, tmp_path: Path) -> None:
    own, write = FORMATS[kind]
    files = {f"a/{own}": write([MODEM]), f"b/{own}": write([BRACKET])}
    found = {
        order: outcome(
            lay(tmp_path / str(order[0])[0], dossier(*order, answers=answers(*refs_of(write([MODEM])))), files)
        )
        for order in (tuple(files), tuple(reversed(files)))
    }
    assert len(set(found.values())) == 1
    assert all(worst is WORST for _, worst in found.values())

"""A question that is narrowed, and a portfolio of many: nothing clears by what was not asked or not looked at.

Over the shipped cases: one law asked alone is no worse than all of them, and all together no worse than the worst of
them; what is left out of a case improves it under no filter. Over folders: a dossier says the same alone and among
others, and no file that asks is passed over, whatever its format.
"""

from __future__ import annotations

import copy
import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pratique.errors import InvalidInput, UsageError
from pratique.law.outcome import Outcome
from pratique.usecases.bulk.portfolio import portfolio
from pratique.usecases.check import check
from tests.safety import changes
from tests.safety.inputs import KNOWN_ON, MODEM, answers, as_cyclonedx, dossier, lay
from tests.safety.test_nobody_examined import denied
from tests.safety.test_nothing_clears import CASES, TRIES, drawn, no_better, outcome

FEW = settings(TRIES, max_examples=12)


def _concerned(case: dict[str, Any], **options: Any) -> tuple[str, ...]:
    """The instruments that a case is asked under; none of one that is refused."""
    try:
        found = check(copy.deepcopy(case), known_on=KNOWN_ON, **options)
    except (InvalidInput, UsageError):
        return ()
    return found.law_book.instruments


@FEW
@given(st.data())
def test_one_law_asked_alone_is_a_part_of_all(data: st.DataObject) -> None:
    case, options = drawn(data)
    laws = _concerned(case, **options)
    if not laws:
        return
    whole = outcome(copy.deepcopy(case), **options)
    alone = [outcome(copy.deepcopy(case), only=(each,), **options) for each in laws]
    assert max(worst for _, worst in alone) >= whole[1], "all laws are no worse than the worst of them"


@FEW
@given(st.data())
def test_leaving_anything_out_improves_no_law_asked_alone(data: st.DataObject) -> None:
    case, options = drawn(data)
    laws = _concerned(case, **options)
    left = list(changes.paths(case))
    if not laws or not left:
        return
    only = (data.draw(st.sampled_from(laws), label="law"),)
    path = data.draw(st.sampled_from(left), label="left out")
    before = outcome(copy.deepcopy(case), only=only, **options)
    assert no_better(outcome(changes.without(case, path), only=only, **options), before), (only, path)


@FEW
@given(st.data())
def test_a_portfolio_says_of_each_what_it_says_alone(data: st.DataObject) -> None:
    some = data.draw(st.lists(st.sampled_from(CASES), min_size=1, max_size=4), label="cases")
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for index, case in enumerate(some):
            (root / f"{index}.json").write_text(json.dumps(case.data, default=str))
        alone = [outcome(json.loads(json.dumps(case.data, default=str))) for case in some]
        found = portfolio(root, known_on=KNOWN_ON)
        worst: dict[str, Outcome] = {}
        for row in found.acts:
            one = Outcome.PROHIBITED if row.findings else Outcome.named(row.worst)
            worst[row.dossier] = max(worst.get(row.dossier, Outcome.OUT_OF_SCOPE), one)
    assert [worst[f"{index}.json"] for index in range(len(some))] == [each[1] for each in alone]
    assert found.exit_status != 0 or all(each[1] <= Outcome.AUTHORIZED for each in alone)


BARRED = dossier("bom.cdx.json", answers=answers("m"))
BARRED["vehicles"][0]["parts_complete"] = True
PLAIN = json.dumps(BARRED)
ASKING: dict[str, tuple[str, bytes]] = {
    "JSON": ("b.json", PLAIN.encode()),
    "capitals": ("B.JSON", PLAIN.encode()),
    "a mark of order": ("b.json", b"\xef\xbb\xbf" + PLAIN.encode()),
    "two bytes a character": ("b.json", PLAIN.encode("utf-16")),
    "two bytes without a mark": ("b.json", PLAIN.encode("utf-16-le")),
    "an escape in the key": ("b.json", PLAIN.replace('"transactions"', '"transa\\u0063tions"').encode()),
    "the key of a bill": ("b.json", json.dumps({"bomFormat": "CycloneDX", **BARRED}).encode()),
    "a list of them": ("b.json", f"[{PLAIN}]".encode()),
    "one a line": ("b.jsonl", f"{PLAIN}\n{PLAIN}".encode()),
    "YAML": ("b.yaml", b"title: x\ntransactions:\n  - id: a\n    act: import\n"),
    "YAML that is JSON": ("b.yml", PLAIN.encode()),
    "JSON with comments": ("b.jsonc", b"// the car\n" + PLAIN.encode()),
    "broken off": ("b.json", PLAIN.encode()[:-40]),
    "a blank behind the name": ("b.json ", PLAIN.encode()),
}
ASKING_NOTHING: dict[str, tuple[str, bytes]] = {
    "YAML of a pipeline": ("ci.yaml", b"jobs:\n  build:\n    steps: []\n"),
    "lines of a log": ("run.jsonl", b'{"level": "info"}\n'),
    "a bill": ("bom.cdx.json", as_cyclonedx([MODEM])),
    "settings": ("settings.json", b'{"a": "\\u0063"}'),
}


@pytest.mark.parametrize("kind", ASKING)
def test_no_file_that_asks_is_passed_over(kind: str, tmp_path: Path) -> None:
    lay(tmp_path / "clear", denied())
    name, content = ASKING[kind]
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "bom.cdx.json").write_bytes(as_cyclonedx([MODEM]))
    (tmp_path / "other" / name).write_bytes(content)
    found = portfolio(tmp_path, known_on=KNOWN_ON)
    assert (found.dossiers, found.exit_status) in ((2, 1), (2, 4))


@pytest.mark.parametrize("kind", ASKING_NOTHING)
def test_and_no_other_file_is_asked(kind: str, tmp_path: Path) -> None:
    lay(tmp_path / "clear", denied())
    name, content = ASKING_NOTHING[kind]
    (tmp_path / name).write_bytes(content)
    found = portfolio(tmp_path, known_on=KNOWN_ON)
    assert (found.dossiers, found.exit_status) == (1, 0)

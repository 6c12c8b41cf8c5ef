"""Every answer is plain data too: a dict that JSON holds, rows for dataframes, a picture in a notebook."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

import pratique
from pratique.files.plain import AnswerRows, as_table, table
from tests.running import EXAMPLES, run

TODAY = date(2026, 11, 22)
APP = EXAMPLES / "shanghai-app" / "dossier.toml"
MODEL = EXAMPLES / "model-bev" / "model.toml"
FEATURES = EXAMPLES / "automation" / "features.toml"

ASKED: dict[str, Callable[[], Any]] = {
    "check": lambda: pratique.check(APP, known_on=TODAY),
    "needs": lambda: pratique.needs(EXAMPLES / "aurora" / "dossier.toml", known_on=TODAY),
    "what_if": lambda: pratique.what_if(APP, known_on=TODAY),
    "when": lambda: pratique.when(APP, date(2026, 1, 1), date(2027, 1, 1), known_on=TODAY),
    "compare": lambda: pratique.compare(APP, EXAMPLES / "aurora" / "dossier.toml", known_on=TODAY),
    "explain": lambda: pratique.explain(APP, "15 CFR 791.303(b)", known_on=TODAY),
    "duty": lambda: pratique.duty(MODEL, "EU", on=date(2026, 3, 1), known_on=TODAY),
    "markets": lambda: pratique.markets(MODEL, on=TODAY, known_on=TODAY),
    "vocabulary": lambda: pratique.vocabulary("party"),
    "look_up": lambda: pratique.look_up("15 CFR 791.303"),
}


@pytest.fixture(scope="module")
def answers() -> dict[str, Any]:
    return {name: ask() for name, ask in ASKED.items()}


@pytest.mark.parametrize("name", ASKED)
def test_an_answer_is_a_dict_rows_and_a_picture(name: str, answers: dict[str, Any]) -> None:
    answer = answers[name]
    assert json.loads(json.dumps(answer.to_dict())) == answer.to_dict()
    rows = answer.rows()
    assert rows
    assert len({tuple(row) for row in rows}) == 1
    assert {type(cell) for row in rows for cell in row.values()} <= {str, int, float, bool, type(None)}
    page = answer._repr_html_()
    assert page.startswith("<")
    assert "<script" not in page


@pytest.mark.parametrize("name", ASKED)
def test_a_dataframe_takes_the_rows_as_they_are(name: str, answers: dict[str, Any]) -> None:
    pl = pytest.importorskip("polars")
    pa = pytest.importorskip("pyarrow")
    rows = answers[name].rows()

    frame = pl.from_arrow(pa.RecordBatchReader.from_stream(answers[name]).read_all())
    assert frame.height == len(rows)
    assert frame.columns == list(rows[0])
    assert pa.RecordBatchReader.from_stream(AnswerRows()).read_all().num_rows == 0


def test_a_notebook_shows_what_the_command_prints(answers: dict[str, Any]) -> None:
    from html import unescape

    said = run("needs", EXAMPLES / "aurora" / "dossier.toml", "--known-on", TODAY.isoformat()).out
    assert said in unescape(answers["needs"]._repr_html_())


def test_nothing_of_a_stranger_is_live_in_a_table() -> None:
    rows = table(
        [{"name": "<script>x</script>", "verdict": {"best": "clear", "worst": "prohibited"}, "n": [1]}, {"z": 1}]
    )
    assert rows[0] == {"name": "<script>x</script>", "verdict_best": "clear", "verdict_worst": "prohibited",
                       "n": "[1]", "z": None}  # fmt: skip
    assert "<script" not in as_table(rows)
    assert as_table([]) == "<p>No rows.</p>"


def test_the_vocabulary_is_the_same_whatever_was_read_before() -> None:
    import subprocess
    import sys

    code = "import pratique; from pratique.usecases.schemas import SCHEMAS as s; d = s['dossier']()['$defs']; "
    code += "print(sum(n.startswith('fact.') and '.' in n[5:] for n in d)); print(len(pratique.vocabulary()))"
    fresh = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    pratique.markets(MODEL, on=TODAY, known_on=TODAY)
    assert [int(each) for each in fresh.split()] == [len(pratique.vocabulary())] * 2

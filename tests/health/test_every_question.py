"""Every question of the command line is a function of the package, and the two say the same.

The commands are enumerated from the program itself: a command that is added without a function, or a function whose
answer is other than what the command prints, fails here.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.commands import leaves
from tests.running import EXAMPLES, inside, run

import pratique
from pratique.files.plain import AnswerRows, Plain

KNOWN = date(2026, 11, 22)
AURORA, MODEL, STAKES = "aurora/dossier.toml", "model-bev/model.toml", "tyre-sensor/stakes.csv"
BILL = "aurora/aurora.cdx.json"
APP, HOLDING = "shanghai-app/dossier.toml", "holding/dossier.toml"
NO_QUESTION = {
    "desk": "serves pages",
    "mcp": "serves an assistant",
    "completion": "is for a shell",
    "records": "looks after the desk's own store",
}
"""What of the command line asks nothing, with what it does."""
ELSE_CALLED = {"law": "look_up", "facts": "vocabulary"}
"""Commands whose name a package has."""


LEAVES = [words for words, _ in leaves(without=set(NO_QUESTION))]


def function_of(words: tuple[str, ...]) -> str:
    return ELSE_CALLED.get("_".join(words), "_".join(words)).replace("-", "_")


@pytest.mark.parametrize("words", LEAVES, ids=" ".join)
def test_every_command_has_a_function_that_says_what_goes_in_and_comes_out(words: tuple[str, ...]) -> None:
    function = getattr(pratique, function_of(words))
    assert " -> " in (function.__doc__ or "").split("\n\n")[0], function_of(words)
    assert function_of(words) in pratique.__all__


# --- the same answer --------------------------------------------------------------------------------------

ON = {"on": KNOWN}
HOW = {"known_on": KNOWN}
_ON, _KNOWN = ["--on", "2026-11-22"], ["--known-on", "2026-11-22"]
SAME: list[tuple[list[str], Callable[[], Any], str]] = [
    # the command without --format json, the call, and which part of its dict the command prints ("" all of it)
    (["check", AURORA, *_KNOWN], lambda: pratique.check(AURORA, **HOW), ""),
    (["check", BILL, "--into", "US", "--act", "sale", *_ON, *_KNOWN],
     lambda: pratique.check(pratique.question(BILL, into="US", act="sale", **ON), **ON, **HOW), ""),
    (["explain", APP, "15 CFR 791.303(b)", *_KNOWN],
     lambda: pratique.explain(APP, "15 CFR 791.303(b)", **HOW), ""),
    (["needs", HOLDING, *_KNOWN], lambda: pratique.needs(HOLDING, **HOW), ""),
    (["what-if", APP, *_KNOWN], lambda: pratique.what_if(APP, **HOW), ""),
    (["when", APP, "--from", "2026-11-01", "--to", "2027-03-31", *_KNOWN],
     lambda: pratique.when(APP, date(2026, 11, 1), date(2027, 3, 31), **HOW), ""),
    (["compare", APP, APP, *_KNOWN], lambda: pratique.compare(APP, APP, **HOW), ""),
    (["calendar", APP, "--from", "2026-11-22", "--to", "2027-06-30", *_KNOWN],
     lambda: pratique.calendar(APP, KNOWN, date(2027, 6, 30), **HOW), ""),
    (["answers", AURORA], lambda: pratique.answers(AURORA), ""),
    (["attest", AURORA, *_KNOWN, "-o", "attested"], lambda: pratique.attest(AURORA, **HOW), ""),
    (["markets", MODEL, *_ON, *_KNOWN], lambda: pratique.markets(MODEL, **ON, **HOW), ""),
    (["compare-markets", MODEL, "--into", "EU,US", *_ON, *_KNOWN],
     lambda: pratique.compare_markets(MODEL, ["EU", "US"], **ON, **HOW), ""),
    (["duty", MODEL, "--into", "EU", *_ON, *_KNOWN], lambda: pratique.duty(MODEL, "EU", **ON, **HOW), ""),
    (["permits", "--service", "driverless", "--on", "2023-07-01"],
     lambda: pratique.permits(date(2023, 7, 1), service="driverless"), ""),
    (["classify", "chip", "NVIDIA H20 SXM", *_ON], lambda: pratique.classify_chip("NVIDIA H20 SXM", KNOWN), ""),
    (["classify", "chip", "--tops", "[1000,2000]@4", "--datacenter", "no", *_ON],
     lambda: pratique.classify_chip(tops="[1000,2000]@4", datacenter=False, **ON), ""),
    (["classify", "chips", "chips.csv", *_ON], lambda: pratique.classify_chips("chips.csv", KNOWN), ""),
    (["classify", "model", "--training-ops", "[1e25,3e25]", *_ON],
     lambda: pratique.classify_model(training_ops=(1e25, 3e25), **ON), ""),
    (["classify", "automation", "automation/assisted.toml", *_ON],
     lambda: pratique.classify_automation("automation/assisted.toml", KNOWN), ""),
    (["own", "pirelli", "--registry", STAKES, *_ON],
     lambda: pratique.own("pirelli", pratique.OwnQuestion([STAKES], KNOWN)), ""),
    (["own", "suppliers.csv", "--registry", STAKES, *_ON],
     lambda: pratique.own_many("suppliers.csv", pratique.OwnQuestion([STAKES], KNOWN)), "suppliers"),
    (["screen", "suppliers.csv", "--name", "Example Ltd", "--list", "sdn.csv"],
     lambda: pratique.screen("suppliers.csv", names="Example Ltd", lists="sdn.csv"), "parties"),
    (["lists", "status", "--list", "sdn.csv", *_ON], lambda: pratique.lists_status(["sdn.csv"], KNOWN), ""),
    (["law", "15 CFR 791.303(b)"], lambda: pratique.look_up("15 CFR 791.303(b)"), ""),
    (["law", "--diff", "2026-01-01", "2026-12-31"],
     lambda: pratique.law_diff(date(2026, 1, 1), date(2026, 12, 31)), ""),
    (["law", "pending", "US"], lambda: pratique.law_pending("US"), ""),
    (["law", "relations", "us.cfr15_791d"], lambda: pratique.law_relations("us.cfr15_791d"), ""),
    (["facts", "party"], lambda: pratique.vocabulary("party"), ""),
    (["data", "status", *_ON], lambda: pratique.data_status(KNOWN), ""),
    (["data", "diff", "pratique.law.eu/rates.csv", "pratique.law.eu/rates.csv"],
     lambda: pratique.data_diff("pratique.law.eu/rates.csv", "pratique.law.eu/rates.csv"), ""),
    (["watch", "aurora", "tyre-sensor", "--known-on", "2026-11-22", "2026-11-22"],
     lambda: pratique.watch("aurora", "tyre-sensor", options_before=HOW, options_after=HOW), ""),
    (["bulk", "tyre-sensor", *_KNOWN], lambda: pratique.portfolio("tyre-sensor", **HOW), ""),
    (["read", "bulletin.txt"], lambda: pratique.read("bulletin.txt"), "0"),
    (["figures", "check"], lambda: pratique.figures_check(), ""),
    (["figures", "list", "exports:nev:CN"], lambda: pratique.figures_list("exports:nev:CN"), "figures"),
    (["figures", "show", "exports:nev:CN", "2023"], lambda: pratique.figures_show("exports:nev:CN", "2023"),
     "printings"),
    (["figures", "series", "exports:nev:CN"], lambda: pratique.figures_series("exports:nev:CN"), ""),
    (["figures", "target", "exports:nev:CN", "5000000", "--by", "2030"],
     lambda: pratique.figures_target("exports:nev:CN", "5000000", 2030), ""),
    (["exposure", "us.cfr15_791d", *_ON], lambda: pratique.exposure("us.cfr15_791d", KNOWN), ""),
]  # fmt: skip


@pytest.fixture(scope="module")
def laid(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The examples, and a table of chips, of suppliers, a list, a bulletin."""
    folder = tmp_path_factory.mktemp("every")
    shutil.copytree(EXAMPLES, folder, dirs_exist_ok=True)
    (folder / "chips.csv").write_text("name,tops,datacenter\nA,1979@8,yes\nB,5@8,no\n", "utf-8")
    (folder / "suppliers.csv").write_text("name,country\nPirelli & C. S.p.A.,IT\nNobody Known,DE\n", "utf-8")
    (folder / "sdn.csv").write_text('36,"EXAMPLE LTD",-0- ,"CUBA",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \n', "utf-8")
    (folder / "bulletin.txt").write_text("In 2023 China exported 1.203 million new energy vehicles.\n", "utf-8")
    return folder


def plain(answer: Any, part: str) -> Any:
    whole = answer.to_dict()
    chosen = whole if not part else whole[int(part)] if part.isdigit() else whole[part]
    return json.loads(json.dumps(chosen))


@pytest.mark.parametrize(("command", "call", "part"), SAME, ids=[" ".join(each[0][:3]) for each in SAME])
def test_a_function_says_what_its_command_prints(
    command: list[str], call: Callable[[], Any], part: str, laid: Path
) -> None:
    with inside(laid):
        ran = run(*command, "--format", "json")
        answer = call()
    assert json.loads(ran.out) == plain(answer, part), ran.err
    shows_itself(answer)


def shows_itself(answer: Any) -> None:
    """A dict that JSON takes, rows with the same keys, a table for any dataframe, and a picture for a notebook."""
    import pyarrow as pa

    assert isinstance(answer, Plain | AnswerRows)
    json.dumps(answer.to_dict())
    rows = answer.rows()
    assert len({tuple(row) for row in rows}) <= 1
    assert pa.table(answer).num_rows == len(rows)
    assert answer._repr_html_().startswith("<")


# --- what a function makes --------------------------------------------------------------------------------


def test_every_command_is_tried_here() -> None:
    tried = {function_of(tuple(command[:2])) for command, _, _ in SAME}
    tried |= {function_of(tuple(command[:1])) for command, _, _ in SAME}
    elsewhere = {"apply", "ask", "convert", "data_export", "data_fetch", "data_import", "declare", "examples"}
    elsewhere |= {"figures_add", "graph_build", "lists_build", "lists_import", "new", "prove", "questionnaire"}
    elsewhere |= {"schema", "sign", "sql", "verify"}
    assert {function_of(words) for words in LEAVES} - tried == elsewhere


def test_schemas_examples_and_conversions_are_what_the_command_writes(laid: Path) -> None:
    for name in ("model", "overlay", "mapping", "answers"):
        assert json.loads(run("schema", name).out) == pratique.schema(name).to_dict()
    assert run("examples").out.split() == [each.name for each in pratique.examples()]
    with inside(laid):
        made = pratique.convert("aurora/aurora.cdx.json", "spdx-3.0")
        assert run("convert", "aurora/aurora.cdx.json", "--to", "spdx-3.0").raw == made.data
        found = pratique.sql("us.cfr15_791d", "duckdb")
        assert run("sql", "us.cfr15_791d", "--dialect", "duckdb").out == found.query + "\n"
        copied = pratique.examples_copy("aurora", "copied")
    for each in (
        made,
        found,
        copied,
        pratique.examples(),
        pratique.schema("model"),
    ):
        shows_itself(each)


def test_papers_and_folders_are_what_the_command_writes(laid: Path, tmp_path: Path) -> None:
    def written(*command: str) -> dict[str, bytes]:
        folder = tmp_path / f"{command[0]}-made"
        assert run(*command, "-o", folder).err.count("Traceback") == 0
        return {each.name: each.read_bytes() for each in folder.iterdir()}

    with inside(laid):
        declared, applied = (
            pratique.declare(APP, draft=True, **HOW),
            pratique.apply(APP, "opinion", draft=True, **HOW),
        )
        assert written("declare", APP, "--draft", *_KNOWN) == pratique.files_of(declared)
        assert written("apply", APP, "--kind", "opinion", "--draft", *_KNOWN) == pratique.files_of(applied)
        begun, asked = pratique.new("holding"), pratique.questionnaire(AURORA, accepted_by="A. Person", **HOW)
        assert written("new", "holding") == begun.files
        books = written("questionnaire", AURORA, "--accepted-by", "A. Person", *_KNOWN)
        assert {name: data for name, data in books.items() if name.endswith(".xlsx")} == pratique.files_of(asked)
        begun.write(tmp_path / "begun")
    assert (tmp_path / "begun" / "dossier.toml").is_file()
    for each in (declared, applied, asked, begun):
        shows_itself(each)


def test_what_is_kept_signed_stored_and_answered_says_so(laid: Path, tmp_path: Path, monkeypatch: Any) -> None:
    pytest.importorskip("cryptography")
    monkeypatch.setenv("PRATIQUE_DATA", str(tmp_path / "packs"))
    (tmp_path / "packs").mkdir()
    shutil.copytree(laid / "aurora", tmp_path / "aurora")
    with inside(tmp_path):
        pratique.law_export().write("book.json")
        assert run("law", "export").raw == Path("book.json").read_bytes()
        pratique.sign_new_key("firm.key")
        signed = pratique.sign("book.json", "firm.key", "Acme")
        verified = pratique.verify("book.json", signed.public_key)
        assert verified.is_whole
        made = pratique.data_export("pratique.law.eu/rates.csv", "pack", name="eu", expires_on=date(2030, 1, 1))
        imported = pratique.data_import("pack")
        kept = pratique.lists_build(laid / "sdn.csv", "lists.index")
        stored = pratique.graph_build(laid / STAKES, "graph.db")
        listed = run("figures", "list", "exports:nev:CN", "--format", "csv").out
        Path("rows.csv").write_text("\n".join(listed.splitlines()[:2]) + "\n", "utf-8")
        added = pratique.figures_add("rows.csv", "ledger.csv")
        question = pratique.ask(AURORA, **HOW)
        assert question is not None
        pratique.answer(AURORA, question, "?", by="A. Person", on=KNOWN)
        said = pratique.answers(AURORA)[-1]
        assert (said.entry["fact"], said.entry["by"]) == (question.fact, "A. Person")
        back = pratique.withdraw_answer(AURORA, said.mark, by="A. Person", **HOW)
    for each in (signed, verified, made, imported, kept, stored, added, question, back):
        shows_itself(each)

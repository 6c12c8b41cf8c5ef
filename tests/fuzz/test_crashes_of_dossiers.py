"""Dossiers and what lies beside them (answers, mappings, ledgers, replies) that once ended a command or hung it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.crashes import asked
from tests.running import SMALL, run

LONG = "1" + "0" * 5000
TOMLS: dict[str, tuple[str, tuple[str, ...]]] = {
    "number of 5,000 digits": (f"a = {LONG}\n", ("decisions", "columns", "answers", "overlay")),
    "2,000 brackets": ("a = " + "[" * 2000 + "\n", ("decisions", "columns", "answers", "overlay")),
    "a text for tables": ('decision = "x"\nanswers = "x"\nsignoffs = "x"\n', ("decisions", "columns", "answers", "overlay")),
    "countries as a number": (
        '[[decision]]\nwhen = 2026-01-01T00:00:00Z\nwho = "a"\nwhy = "b"\ndecision = "same"\nquery = "x"\nlist = "l"\nid = "1"\n'
        "countries = 5\n", ("decisions",),
    ),
    "an encoding that is none": ('encoding = "\\u0000"\n[columns]\nname = "name"\n', ("columns",)),
    "a delimiter of two": ('delimiter = "ab"\n[columns]\nname = "name"\n', ("columns",)),
    "a nul in a path": ('answers_files = ["\\u0000"]\n', ("dossier",)),
    "a nul in an overlay": ('overlays = ["\\u0000"]\n', ("dossier",)),
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "reader"), [(name, reader) for name, (_, readers) in TOMLS.items() for reader in readers]
)
def test_toml_that_cannot_be_meant_is_a_finding(name: str, reader: str, tmp_path: Path) -> None:
    content = TOMLS[name][0]
    if reader == "decisions":
        status, err = asked(tmp_path, {"d.toml": content, "l.csv": "name,source\nx,y\n"},
                            "screen", "--name", "x", "--list", "@l.csv", "--decisions", "@d.toml")  # fmt: skip
    elif reader == "columns":
        status, err = asked(tmp_path, {"c.toml": content, "b.csv": "name\nx\n"},
                            "convert", "@b.csv", "--to", "cyclonedx-1.6", "--columns", "@c.toml")  # fmt: skip
    elif reader == "dossier":
        status, err = asked(tmp_path, {"d.toml": content + SMALL}, "check", "@d.toml")
    else:
        status, err = asked(tmp_path, {"d.toml": SMALL, f"d.{reader}.toml": content}, "check", "@d.toml")
    assert (status, "Internal error" in err) == (4, False)


def test_features_of_another_shape(tmp_path: Path) -> None:
    status, err = asked(
        tmp_path, {"a.toml": '[[features]]\nid = "x"\nfacts = "x"\n'}, "classify", "automation", "@a.toml"
    )
    assert (status, "feature.fact" in err) == (4, True)


@pytest.mark.parametrize("content", ["{}", "[]", '"x"', '{"dossier": 3}', '{"dossier": ""}', "{"])
def test_a_ledger_of_questionnaires_of_another_shape(content: str, tmp_path: Path) -> None:
    status, err = asked(tmp_path, {"questionnaires.json": content, "r.xlsx": b"PK"}, "answers", "@r.xlsx")
    assert (status, "Internal error" in err) == (4, False)


def test_a_reply_on_a_fact_that_there_is_none_of_is_a_finding(tmp_path: Path) -> None:
    pytest.importorskip("openpyxl")
    from pratique.errors import InvalidInput
    from pratique.reports.workbook import workbook
    from pratique.usecases.missing.questionnaire import AskedLine, Questionnaire, key_of
    from pratique.usecases.missing.replies import read_replies

    facts = ("", ";", "part.[rogrammable", "no.such")
    lines = tuple(
        AskedLine(key_of("vcs", fact), "vcs", fact, "unit", "Is it?", "?", "yes/no", "", ("yes",)) for fact in facts
    )
    (tmp_path / "r.xlsx").write_bytes(workbook(Questionnaire("Acme", "0" * 64, "1" * 64, lines)))
    with pytest.raises(InvalidInput) as refused:
        read_replies([tmp_path / "r.xlsx"], dossier="0" * 64, law_book="1" * 64)
    assert "reply.authority" in {each.code for each in refused.value.findings}


@pytest.mark.parametrize("cell", ["\\ud800", "v\\udc00.colour", "a\\ud800\\u0041", "\\udc00\\ud800"])
def test_half_a_character_in_the_hidden_sheet_is_no_text(cell: str) -> None:
    """Replies and customers' workbooks are told apart by hashes, which only text has."""
    from pratique.usecases.missing.replies import unescaped

    assert unescaped(cell) == cell
    assert unescaped("\\ud83d\\ude00 \\u0041") == "\U0001f600 A"


def test_a_pipe_is_refused_without_waiting(tmp_path: Path) -> None:
    import os

    if not hasattr(os, "mkfifo"):
        pytest.skip("this machine has no pipes with names")
    question = ("--into", "US", "--act", "sale")
    for name, arguments in (("x.json", question), ("y.json", ()), ("x.toml", ()), ("x.csv", question)):
        os.mkfifo(tmp_path / name)
        ran = run("check", tmp_path / name, *arguments)
        assert (ran.status, "file.not-regular" in ran.err) == (4, True)


@pytest.mark.parametrize("key", ["boms", "registries", "lists", "answers_files", "overlays"])
def test_a_loop_of_links_is_a_finding(key: str, tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    text = (
        SMALL.replace("model_year = 2027", 'model_year = 2027\nboms = ["loop"]')
        if key == "boms"
        else f'{key} = ["loop"]\n{SMALL}'
    )
    status, err = asked(tmp_path, {"d.toml": text}, "check", "@d.toml")
    assert (status, "Internal error" in err) == (4, False)


def test_what_stands_in_the_wrong_place_is_not_echoed_whole(tmp_path: Path) -> None:
    status, err = asked(tmp_path, {"d.toml": f'transactions = "{"x" * 1_000_000}"\n'}, "check", "@d.toml")
    assert (status, "characters left out" in err) == (4, True)
    assert len(err) < 20_000


def test_a_file_nested_beyond_any_document_is_no_dossier_and_no_bill(tmp_path: Path) -> None:
    deep = '{"a":' * 100_000
    for words in (("attest", "@d.json", "--into", "US", "--act", "sale", "-o", "@out"), ("check", "@d.json")):
        status, err = asked(tmp_path, {"d.json": deep}, *words)
        assert status in (2, 4)  # the second takes it for a bill, of which more must be said
        assert "Internal error" not in err


def test_a_name_longer_than_any_file_is_a_finding(tmp_path: Path) -> None:
    manifest = '{"sha256": {"%s": "00"}}' % ("a" * 5000)
    (tmp_path / "pack").mkdir()
    status, err = asked(tmp_path, {"pack/manifest.json": manifest}, "verify", "@pack")
    assert (status, "file.outside" in err) == (4, True)

"""One answer in every format: stdout alone, the same bytes twice, the shapes that the formats ask for."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from tests.running import DOSSIERS, EXAMPLES, KNOWN, ROOT, SMALL, inside, run

AURORA = EXAMPLES / "aurora"
OWN = [each for each in DOSSIERS if each.parent.name in ("aurora", "shanghai-app", "export-chips")]
FORMATS = ("text", "json", "html", "md", "sarif", "junit", "gitlab")
STATUS = {"aurora": 3, "shanghai-app": 1, "export-chips": 1}


@pytest.fixture(scope="module")
def schemas() -> dict[str, Any]:
    return {name: json.loads(run("schema", name).raw) for name in ("dossier", "answer")}


@pytest.mark.parametrize("dossier", OWN, ids=lambda path: path.parent.name)
@pytest.mark.parametrize("form", FORMATS)
def test_the_same_bytes_on_stdout_alone_and_in_a_file(dossier: Path, form: str, tmp_path: Path) -> None:
    first = run("check", dossier, "--format", form, *KNOWN)
    assert first.status == STATUS[dossier.parent.name]
    assert first.err == ""
    assert first.raw.endswith(b"\n")
    assert b"\x1b" not in first.raw
    kept = run("check", dossier, "--format", form, *KNOWN, "--output", tmp_path / "answer")
    assert (kept.status, kept.raw) == (first.status, b"")
    assert (tmp_path / "answer").read_bytes() == first.raw
    assert [each.name for each in tmp_path.iterdir()] == ["answer"]


@pytest.mark.parametrize("whole", [False, True], ids=["digest", "whole"])
@pytest.mark.parametrize("dossier", OWN, ids=lambda path: path.parent.name)
def test_text_fits_a_terminal_and_stays_as_it_was_read(
    dossier: Path, whole: bool, golden: Callable[[str, str], None]
) -> None:
    with inside(ROOT):
        ran = run("check", dossier.relative_to(ROOT), *(["--verbose"] if whole else []), *KNOWN)
    assert all(len(line) <= 80 for line in ran.out.splitlines() if "/" not in line)
    # The hash of the law book changes with every word of the law; here the words of the answer count.
    name = f"answers/{dossier.parent.name}{'.whole' if whole else ''}.txt"
    golden(name, re.sub(r"Law(\s+)book(\s+)[0-9a-f]{16}", r"Law\1book\2...", ran.out))


@pytest.mark.parametrize("dossier", DOSSIERS, ids=lambda path: path.parent.name)
def test_every_example_fits_the_schema_and_its_answer_too(dossier: Path, schemas: dict[str, Any]) -> None:
    import tomllib

    from pratique.dossier.document import plain_data

    jsonschema_rs.validate(schemas["dossier"], plain_data(tomllib.loads(dossier.read_text())))
    answer = json.loads(run("check", dossier, "--format", "json", *KNOWN).raw)
    jsonschema_rs.validate(schemas["answer"], answer)
    assert {"best", "worst"} == set(answer["verdict"])
    assert len(answer["law_book"]["hash"]) == 64


def test_the_answer_says_what_the_issue_asks_for() -> None:
    answer = json.loads(run("check", AURORA / "dossier.toml", "--format", "json", *KNOWN).raw)
    assert answer["schema_version"] == "1"
    assert {"15 CFR 791.303(b)"} == {each["cite"] for each in answer["decided_by"]}
    assert all({"cite", "outcome", "text_verified", "because"} <= each.keys() for each in answer["decided_by"])
    assert any(each["name"] == "party.controlled_from_prc_or_russia" for each in answer["open_facts"])
    assert any(each["due"] == "2026-12-17" and each["status"] == "due" for each in answer["duties"])
    assert {"FCC Covered List (47 CFR 1.50002)"} <= {each["about"] for each in answer["not_examined"]}
    assert answer["staleness"]
    assert answer["unverified"]


def test_a_bill_and_a_question_answer_as_a_dossier_does() -> None:
    words = ("--into", "US", "--act", "sale", "--role", "manufacturer", "--model-year", "2027", "--on", "2026-11-22")
    ran = run("check", AURORA / "aurora.cdx.json", *words, "--format", "json", *KNOWN)
    answer = json.loads(ran.raw)
    assert (ran.status, ran.err) == (3, "")
    assert answer["transactions"][0]["act"] == "sale"
    assert len(answer["transactions"][0]["instruments"][0]["lines"]) >= 11
    settled = run(
        "check", AURORA / "aurora.cdx.json", *words, *KNOWN, "--fact", "vehicle.rail_only=true", "--format", "json"
    )
    assert json.loads(settled.raw)["verdict"]["worst"] != "prohibited"


def test_without_a_day_today_is_taken_and_said_so_on_stderr() -> None:
    ran = run("check", AURORA / "aurora.cdx.json", "--into", "US", "--act", "sale", "--format", "json")
    assert json.loads(ran.raw)
    assert ran.err.startswith("No --on: the day of the act is taken to be today")


@pytest.mark.parametrize(
    ("example", "fail_on", "status"),
    [
        ("aurora", "undetermined", 3), ("aurora", "prohibited", 0), ("aurora", "never", 0),
        ("shanghai-app", "undetermined", 1), ("shanghai-app", "prohibited", 1), ("shanghai-app", "never", 0),
    ],
)  # fmt: skip
def test_fail_on(example: str, fail_on: str, status: int) -> None:
    dossier = EXAMPLES / example / "dossier.toml"
    assert run("check", dossier, *KNOWN, "--fail-on", fail_on, "--format", "json").status == status


def test_what_may_cross_exits_with_0(tmp_path: Path) -> None:
    text = (EXAMPLES / "shanghai-app" / "dossier.toml").read_text()
    (tmp_path / "d.toml").write_text(text.replace("rail_only = false", "rail_only = true"))
    ran = run("check", tmp_path / "d.toml", *KNOWN)
    assert (ran.status, ran.out.partition(":")[0]) == (0, "MAY CROSS UNDER WHAT WAS EXAMINED")


def test_nothing_half_written_when_the_input_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "d.toml").write_text(SMALL + "[")
    (tmp_path / "answer.json").write_text("before")
    assert run("check", tmp_path / "d.toml", "--format", "json", "-o", tmp_path / "answer.json").status == 4
    assert (tmp_path / "answer.json").read_text() == "before"


def test_sarif_has_the_shape_of_2_1_0() -> None:
    log = json.loads(run("check", AURORA / "dossier.toml", "--format", "sarif", *KNOWN).raw)
    assert (log["version"], log["$schema"].endswith("sarif-2.1.0.json")) == ("2.1.0", True)
    (one,) = log["runs"]
    rules = [rule["id"] for rule in one["tool"]["driver"]["rules"]]
    assert len(rules) == len(set(rules))
    assert one["results"]
    marks = set()
    for result in one["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        # 3.27.9: a result of a kind other than fail has the level none.
        assert (result["kind"] == "fail") == (result["level"] != "none")
        assert result["kind"] in ("pass", "open", "informational", "notApplicable", "review", "fail")
        assert result["message"]["text"]
        for place in result["locations"]:
            uri = place["physicalLocation"]["artifactLocation"]["uri"]
            assert " " not in uri
            assert place["physicalLocation"].get("region", {"startLine": 1})["startLine"] >= 1
        marks.add(result["partialFingerprints"]["pratique/v1"])
    assert len(marks) == len(one["results"])


def record(required: str, **properties: object) -> dict[str, object]:
    """A JSON Schema of an object that has these properties, and no others."""
    return {
        "type": "object", "properties": properties, "required": required.split(), "additionalProperties": False,
    }  # fmt: skip


def many(item: object, least: int = 0) -> dict[str, object]:
    return {"type": "array", "items": item, "minItems": least, "uniqueItems": True}


TEXT = {"type": "string", "minLength": 1}
MESSAGE = record("text", text=TEXT)
RULE = record("id", id=TEXT, shortDescription=MESSAGE, help=MESSAGE)
PHYSICAL = record(
    "artifactLocation",
    artifactLocation=record("uri", uri={"type": "string", "format": "uri-reference"}),
    region=record("startLine", startLine={"type": "integer", "minimum": 1}),
)
LOGICAL = record("", fullyQualifiedName=TEXT, name=TEXT, kind=TEXT)
RESULT = record(
    "ruleId ruleIndex message",
    ruleId=TEXT, ruleIndex={"type": "integer", "minimum": 0}, message=MESSAGE,
    kind={"enum": ["notApplicable", "pass", "fail", "review", "open", "informational"]},
    level={"enum": ["none", "note", "warning", "error"]},
    locations=many(record("", physicalLocation=PHYSICAL, logicalLocations=many(LOGICAL))),
    partialFingerprints={"type": "object", "additionalProperties": {"type": "string"}},
)  # fmt: skip
DRIVER = record("name", name=TEXT, version=TEXT, rules=many(RULE))
SARIF = record(
    "version runs",
    **{"$schema": {"type": "string", "format": "uri"}},
    version={"const": "2.1.0"},
    runs=many(
        record(
            "tool results", tool=record("driver", driver=DRIVER), results=many(RESULT), properties={"type": "object"}
        ),
        1,
    ),
)
"""What SARIF 2.1.0 (OASIS, 3.13 to 3.49) asks of the properties that are written here; no other may stand."""


@pytest.mark.parametrize("dossier", OWN, ids=lambda path: path.parent.name)
@pytest.mark.parametrize("name", ["d", "a b", "100% \u4e0a\u6d77 [x]#1"])
def test_every_answer_in_sarif_fits_the_standard_whatever_the_file_is_called(
    dossier: Path, name: str, tmp_path: Path
) -> None:
    from urllib.parse import unquote

    folder = tmp_path / name
    shutil.copytree(dossier.parent, folder)
    with inside(folder.parent):
        log = json.loads(run("check", f"{name}/dossier.toml", "--format", "sarif", *KNOWN).raw)
    jsonschema_rs.validator_for(SARIF, validate_formats=True).validate(log)
    places = [place for one in log["runs"] for result in one["results"] for place in result["locations"]]
    files = {unquote(place["physicalLocation"]["artifactLocation"]["uri"]) for place in places}
    assert files
    assert files <= {f"{name}/{each.name}" for each in folder.iterdir()}


def test_the_exported_book_gives_the_same_answer(tmp_path: Path) -> None:
    assert run("law", "export", "-o", tmp_path / "book.json").status == 0
    dossier = EXAMPLES / "shanghai-app" / "dossier.toml"
    built_in = json.loads(run("check", dossier, "--format", "json", *KNOWN).raw)
    exported = json.loads(run("check", dossier, "--format", "json", *KNOWN, "--law-book", tmp_path / "book.json").raw)
    assert exported["law_book"]["origin"] == "built in"  # the same law, wherever its file lies
    assert exported == built_in
    again = run("law", "export", "--law-book", tmp_path / "book.json").raw
    assert again == (tmp_path / "book.json").read_bytes()


COLOUR = """
import sys, pratique.cli
sys.stdout.isatty = lambda: True
pratique.cli.main(["check", sys.argv[1]])
"""


@pytest.mark.parametrize(
    ("environment", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True)]
)
def test_no_color_is_honoured(environment: dict[str, str], coloured: bool) -> None:
    import os

    base = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    command = [sys.executable, "-c", COLOUR, str(EXAMPLES / "shanghai-app" / "dossier.toml")]
    ran = subprocess.run(command, capture_output=True, env={**base, **environment}, check=False)
    assert (b"\x1b[" in ran.stdout) is coloured
    assert ran.returncode == 1


HOSTILE = "\x1b[2J\u202e<script>alert(1)</script>|[x](http://h)`=cmd|' /C'!A0"


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    text = (EXAMPLES / "shanghai-app" / "dossier.toml").read_text()
    name, act = json.dumps(HOSTILE), json.dumps(f"{HOSTILE} sold")
    text = text.replace('"Telematics app"', name).replace('ref = "app"', f"ref = {name}")
    text = text.replace('id = "sale"', f"id = {act}").replace('"sh"', name)
    (tmp_path / "d.toml").write_text(f"title = {name}\n" + re.sub(r"(?m)^title.*\n", "", text))
    return tmp_path / "d.toml"


@pytest.mark.parametrize("form", FORMATS)
def test_hostile_names_stay_text(hostile: Path, form: str) -> None:
    ran = run("check", hostile, "--format", form, *KNOWN)
    assert ran.status == 1, ran.err
    assert b"\x1b" not in ran.raw
    if form == "html":
        assert "<script" not in ran.out.lower()
    if form == "md":
        assert "<script" not in ran.out.replace("\\<", "")
        assert "[x](" not in ran.out
        assert all(line.count("|") - line.count("\\|") in (0, 3, 4, 5, 6, 7) for line in ran.out.splitlines())
    if form in ("text", "md", "html"):
        assert "\u202e" not in ran.out


def test_hostile_names_in_findings_do_not_reach_the_terminal(tmp_path: Path) -> None:
    name = json.dumps(HOSTILE)
    (tmp_path / "d.toml").write_text(SMALL.replace('actor = "acme"', f"actor = {name}") + f"[facts]\n{name} = 1\n")
    ran = run("check", tmp_path / "d.toml")
    assert ran.status == 4
    assert "\x1b" not in ran.err
    assert "\u202e" not in ran.err

# ruff: noqa: E501
"""Bad input to `check`: every finding at once on stderr, nothing on stdout, exit status 4 (2 for the command line).

Each case is a file that is wrong in one way and what must be said of it; what is said of the more telling ones is
kept word for word in tests/golden/errors.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.running import EXAMPLES, SMALL, inside, run

BILL = EXAMPLES / "aurora" / "aurora.cdx.json"
ASK = '{"transactions": [{"act": "sale", "into": "US"}]'

FILES: dict[str, tuple[str, bytes, tuple[str, ...]]] = {
    # name: (file name, content, codes that must be reported)
    "truncated TOML": ("d.toml", SMALL[:-5].encode(), ("toml.syntax",)),
    "truncated JSON": ("d.json", b'{"transactions": [{"act": "sa', ("json.syntax",)),
    "Latin-1": ("d.toml", SMALL.replace("small", "caf\xe9").encode("latin-1"), ("file.encoding",)),
    "half a UTF-16 character": ("d.toml", SMALL.encode("utf-16")[:-1], ("file.encoding",)),
    "brackets": ("d.toml", b"x = " + b"[" * 5000 + b"]" * 5000, ("toml.depth",)),
    "dotted keys": ("d.toml", b"a" + b".a" * 3000 + b" = 1", ("dossier.depth",)),
    "JSON brackets": ("d.json", b'{"transactions": ' + b"[" * 900 + b"]" * 900 + b"}", ("dossier.depth",)),
    "many JSON brackets": ("d.json", b'{"transactions": ' + b"[" * 90000 + b"]" * 90000 + b"}", ("json.depth",)),
    "endless number": ("d.toml", SMALL.encode() + b"automation_level = 0x" + b"f" * 9000, ("dossier.number",)),
    "endless decimal": ("d.toml", SMALL.encode() + b"automation_level = " + b"9" * 9000, ("toml.value",)),
    "endless exponent": ("d.toml", SMALL.replace("2027", '"1e999999999"').encode(), ("dossier.fact.value",)),
    "TOML key twice": ("d.toml", SMALL.encode() + b'vehicle = "v"\n', ("toml.syntax",)),
    "JSON key twice": ("d.json", b'{"transactions": [{"act": "sale", "act": "import", "into": "US"}]}', ("json.duplicate",)),
    "nothing": ("d.toml", b"", ("dossier.transactions",)),
    "no JSON": ("d.json", b"", ("json.syntax",)),
    "JSON that is no table": ("d.json", b"[]", ("dossier.schema",)),
    "null bytes": ("d.toml", b"\0\0", ("toml.syntax",)),
    "no transactions": ("d.toml", SMALL.partition("[[trans")[0].encode(), ("dossier.transactions",)),
    "a day that is none": ("d.toml", ('known_on = "2026-02-30"\nlaw_on = "2026-13-01"\n' + SMALL).encode(), ("dossier.day",) * 2),
    "an act on a day that is none": ("d.toml", SMALL.replace("2026-11-22", '"2026-02-30"').encode(), ("dossier.fact.value",)),
    "days in the wrong order": ("d.toml", SMALL.replace("2026-11-22", '{min = "2027-01-02", max = "2027-01-01"}').encode(), ("dossier.fact.value",)),
    "over a hundred percent": ("d.json", (ASK + ', "parts": [{"ref": "p", "generators": 1, "facts": {"generator.share_percent": 120}}]}').encode(), ("dossier.fact.unknown", "dossier.fact.kind")),
    "names twice": ("d.toml", (SMALL + '[[parties]]\nid = "acme"\n[[vehicles]]\nid = "v"\n').encode(), ("dossier.duplicate",) * 2),
    "part twice": ("d.toml", (SMALL + '[[vehicles.parts]]\nref = "p"\n[[vehicles.parts]]\nref = "p"\n').encode(), ("dossier.duplicate",)),
    "basis that is none": ("d.toml", (SMALL + '[facts]\n"act.purpose" = {value = "other", basis = ["documented"]}\n').encode(), ("dossier.fact.value",)),
    "LEI with a wrong check digit": ("d.toml", SMALL.replace('name = "Acme Inc."', 'lei = "5493001KJTIIGC8Y1R13"').encode(), ("dossier.lei",)),
    "a bill as a dossier": ("d.toml", b'bomFormat = "CycloneDX"\n', ("dossier.bill",)),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_every_wrong_file_is_refused_with_its_findings(name: str, tmp_path: Path) -> None:
    file, content, codes = FILES[name]
    path = tmp_path / file
    path.write_bytes(content)
    ran = run("check", path)
    assert ran.status == 4
    assert ran.raw == b""
    assert [f"[{code}]" for code in codes] == [line.rpartition(" ")[2] for line in ran.err.splitlines()]


MANY = """\
construe = { "legal.us.cfr15_791d.macau" = "not_listed" }

[[parties]]
id = "acme"
name = "Acme Inc."
organised = "US"
headquartered_in = "Atlantis"

[[vehicles]]
id = "v"
model_year = "soon"
automation_level = 9
gvwr = "5 stones"
new = "perhaps"
boms = ["../elsewhere.json", "not-there.json"]

[[vehicles.parts]]
ref = "modem"
radio_frequency_max = "5 kg"

[[vehicles.parts.sources]]
party = "nobody"
roles = ["baked"]

[[transactions]]
id = "s"
act = "sell"
role = "king"
actor = "zz"
date = "2026-02-30"
into = "US"
vehicle = "w"
goods = ["rocket"]

[transactions.parties]
consignee = "q"
butler = "acme"

[facts]
"vehicle.modelyear" = 2027
"party.organised_in" = "US"

[[answers]]
entity = "modemm"
fact = "part.kind"
value = "hardware"

[[answers]]
fact = "part.kind"
value = "hardware"
"""


def test_all_findings_at_once(tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    (tmp_path / "d.toml").write_text(MANY)
    with inside(tmp_path):
        ran = run("check", "d.toml")
    assert ran.status == 4
    assert ran.raw == b""
    golden("errors/many.txt", ran.err)


WRONG_LINES: dict[str, tuple[str, ...]] = {
    "construe: no word of it": ("--construe", "bold"),
    "construe: no such fact": ("--construe", "us.cfr15_791d.maco=part_of_prc"),
    "construe: no such construction": ("--construe", "us.cfr15_791d.macau=perhaps"),
    "construe: both ways": ("--construe", "usual", "--construe", "us.cfr15_791d.macau=part_of_prc"),
    "fact without value": ("--fact", "act.purpose"),
    "fact without name": ("--fact", "=3"),
    "day that is none": ("--on", "2026-02-30"),
    "market beside a dossier": ("--into", "US"),
    "no such format": ("--format", "pdf"),
    "output into nowhere": ("--output", "nowhere/answer.txt"),
    "no such option": ("--onn", "2026-01-01"),
}


@pytest.mark.parametrize("name", WRONG_LINES)
def test_wrong_command_lines(name: str, tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    (tmp_path / "d.toml").write_text(SMALL)
    with inside(tmp_path):
        ran = run("check", "d.toml", *WRONG_LINES[name])
    assert ran.status == 2
    assert ran.raw == b""
    golden(f"errors/line {name.replace(':', '')}.txt", ran.err)


def test_a_market_without_a_book_is_refused_not_cleared(tmp_path: Path) -> None:
    for into in ('"BR"', '{one_of = ["BR", "AR"]}'):
        (tmp_path / "d.toml").write_text(SMALL.replace('"US"\nvehicle', f"{into}\nvehicle"))
        ran = run("check", tmp_path / "d.toml")
        assert ran.status == 2
        assert "nothing was examined" in ran.err


def test_a_book_without_the_market_is_refused_not_cleared(tmp_path: Path) -> None:
    (tmp_path / "d.toml").write_text(SMALL.replace('into = "US"', 'into = "CN"'))
    (tmp_path / "b.json").write_bytes(_book_of_one())
    ran = run("check", tmp_path / "d.toml", "--law-book", tmp_path / "b.json")
    assert ran.status == 2
    assert "there are books for US." in ran.err


def _book_of_one() -> bytes:
    from pratique.law import book
    from pratique.law.export import export_book

    return export_book(book.load(["us.cfr15_791d"]))


def test_bill_without_a_question() -> None:
    ran = run("check", BILL)
    assert ran.status == 2
    assert "add --into and --act" in ran.err


@pytest.mark.parametrize(("option", "value", "code"), [
    ("--into", "Atlantis", "dossier.fact.value"),
    ("--act", "dance", "dossier.fact.value"),
    ("--role", "king", "dossier.role"),
    ("--model-year", "²", "dossier.fact.value"),
    ("--fact", "vehicle.model_year=[2030,2027]", "dossier.fact.value"),
    ("--fact", "vehicle.modell=1", "dossier.fact.unknown"),
])  # fmt: skip
def test_bill_with_a_wrong_question(option: str, value: str, code: str) -> None:
    usual = {"--into": "US", "--act": "sale", "--on": "2026-11-22", option: value}
    ran = run("check", BILL, *[word for pair in usual.items() for word in pair])
    assert (ran.status, ran.raw) == (4, b"")
    assert ran.err.rstrip().endswith(f"[{code}]")


def test_a_dossier_in_the_place_of_a_bill(tmp_path: Path) -> None:
    (tmp_path / "x.cdx.json").write_text((EXAMPLES / "aurora" / "dossier.toml").read_text())
    ran = run("check", tmp_path / "x.cdx.json", "--into", "US", "--act", "sale", "--on", "2026-11-22")
    assert (ran.status, ran.raw) == (4, b"")


@pytest.mark.parametrize(
    "content", [b"", b"{", b"\xff\xfe\x00", b"[" * 3000, b'{"schema_version": "1"}', b"[]", b"null"]
)
def test_a_broken_law_book(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "d.toml").write_text(SMALL)
    (tmp_path / "b.json").write_bytes(content)
    ran = run("check", tmp_path / "d.toml", "--law-book", tmp_path / "b.json")
    assert (ran.status, ran.raw) == (4, b"")


def test_a_law_book_changed_by_hand(tmp_path: Path) -> None:
    (tmp_path / "d.toml").write_text(SMALL)
    plain = json.loads(_book_of_one())
    plain["instruments"][0]["provisions"][0]["severity"] = "clear"
    (tmp_path / "b.json").write_text(json.dumps(plain))
    ran = run("check", tmp_path / "d.toml", "--law-book", tmp_path / "b.json")
    assert ran.status == 4
    assert "the file was changed" in ran.err


@pytest.mark.parametrize("option", ["--registry", "--list", "--law-book"])
def test_files_that_are_not_there(option: str, tmp_path: Path) -> None:
    (tmp_path / "d.toml").write_text(SMALL)
    ran = run("check", tmp_path / "d.toml", option, tmp_path / "none.json")
    assert (ran.status, ran.raw) == (4, b"")
    assert "[file.missing]" in ran.err

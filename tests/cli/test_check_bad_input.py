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
    "dotted keys": ("d.toml", b"a" + b".a" * 100_000 + b" = 1", ("toml.depth",)),
    "JSON brackets": ("d.json", b'{"transactions": ' + b"[" * 900 + b"]" * 900 + b"}", ("json.depth",)),
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


HEAD = b'{"bomFormat":"CycloneDX","specVersion":"1.6","components":'
PART = HEAD + b'[{"type":"device","name":"a"%}]}'
PLAIN = PART.replace(b"%", b"")
SPDX2 = b'{"spdxVersion":"SPDX-2.3","packages":[{"SPDXID":"a","name":"a"%},{"SPDXID":"b","name":"b"}]~}'
SPDX3 = b'{"@context":"https://spdx.org/rdf/3.0.1/spdx-context.jsonld","@graph":[{"type":"software_Package","spdxId":"urn:a","name":"a"%}]}'
XML = b'<bom xmlns="http://cyclonedx.org/schema/bom/1.6"><components><component type="device"><name>a%</name></component></components></bom>'
SAID = b',"properties":[{"name":"pratique:fact:part.modelyear","value":"2027"},{"name":"pratique:fact:part.model_year","value":"soon"},{"name":"pratique:fact:part.radio_frequency_max","value":"5 kg"},{"name":"pratique:date:last-maintained","value":"2026-02-30"},{"name":"pratique:party:developer:country","value":"Atlantis"},{"name":"pratique:radio:0:band-hz","value":"[60,25]"}]'
ENTITY = b'<!DOCTYPE bom [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'

BILLS: dict[str, tuple[bytes, tuple[str, ...]]] = {
    # name: (content, codes that must be reported); `%` is cut out of each seed.
    "truncated CycloneDX": (PART[:-9], ("json.syntax",)),
    "truncated SPDX 2": (SPDX2[:-9], ("json.syntax",)),
    "truncated SPDX 3": (SPDX3[:-9], ("json.syntax",)),
    "truncated XML": (XML[:-9], ("xml.syntax",)),
    "Latin-1 in what is read": (PART.replace(b'"a"', b'"caf\xe9"'), ("file.encoding",)),
    "Latin-1 in what is not": (PART.replace(b"%", b',"description":"caf\xe9"'), ("file.encoding",)),
    "Latin-1 in SPDX 2": (SPDX2.replace(b"%", b',"comment":"caf\xe9"'), ("file.encoding",)),
    "Latin-1 in SPDX 3": (SPDX3.replace(b"%", b',"comment":"caf\xe9"'), ("file.encoding",)),
    "Latin-1 in XML": (XML.replace(b"%", b"\xe9"), ("xml.syntax",)),
    "Latin-1 in a table": (b"name;type\ncaf\xe9\xe9;device\n", ("file.encoding",)),
    "UTF-16 without its mark": (PLAIN.decode().encode("utf-16-le"), ("file.encoding",)),
    "half a UTF-16 character": (PLAIN.decode().encode("utf-16")[:-1], ("file.encoding",)),
    "UTF-32": (PLAIN.decode().encode("utf-32"), ("file.encoding",)),
    "an unknown encoding": (b'<?xml version="1.0" encoding="klingon"?>' + XML, ("xml.syntax",)),
    "endless name": (PART.replace(b'"a"', b'"' + b"a" * 140_000 + b'"'), ("bill.text.long",)),
    "endless cell": (b"name,type\n" + b"a" * 2_000_000 + b",device\n", ("csv.syntax",)),
    "deep arrays": (PART.replace(b"%", b',"x":' + b"[" * 100_000 + b"]" * 100_000), ("json.depth",)),
    "deep objects": (SPDX2.replace(b"%", b',"x":' + b'{"a":' * 100_000 + b"1" + b"}" * 100_000), ("json.depth",)),
    "deep elements": (XML.replace(b"%", b"<a>" * 100_000 + b"</a>" * 100_000), ("xml.depth",)),
    "deep assemblies": (HEAD + b'[{"type":"device","name":"n","components":' * 250 + b"[]" + b"}]" * 250 + b"}", ("cyclonedx.depth",)),
    "keys twice": (PART.replace(b"%", b',"name":"b","purl":"c","purl":"d"'), ("json.duplicate-key",) * 2),
    "SPDX 2 key twice": (SPDX2.replace(b"%", b',"name":"b"'), ("json.duplicate-key",)),
    "SPDX 3 key twice": (SPDX3.replace(b"%", b',"name":"b"'), ("json.duplicate-key",)),
    "XML element twice": (XML.replace(b"%", b"</name><name>"), ("xml.repeated-element",)),
    "entities": (ENTITY + XML.replace(b"%", b"&b;"), ("xml.entities",)),
    "an outer entity": (b'<!DOCTYPE b [<!ENTITY a SYSTEM "file:///etc/hostname">]>' + XML.replace(b"%", b"&a;"), ("xml.entities",)),
    "nothing": (b"", ("bill.format",)),
    "an empty object": (b"{}", ("bill.format",)),
    "a list": (b"[]", ("bill.format",)),
    "all that is said is wrong": (PART.replace(b"%", SAID), ("bill.property.unknown", *("bill.property.value",) * 5)),
    "a table of wrong values": (b"name,pratique.fact.part.modelyear,pratique.date.last-maintained\na,2027,2026-02-30\n", ("bill.property.unknown", "bill.property.value")),
    "a table of strangers": (b"foo,bar\n1,2\n", ("table.column", "table.mapping")),
}  # fmt: skip


@pytest.mark.parametrize("name", BILLS)
def test_every_wrong_bill_is_refused_with_its_findings(name: str, tmp_path: Path) -> None:
    content, codes = BILLS[name]
    path = tmp_path / "bill"
    path.write_bytes(content.replace(b"%", b"").replace(b"~", b""))
    ran = run("check", path, "--into", "US", "--act", "sale", "--on", "2026-11-22")
    assert ran.status == 4
    assert ran.raw == b""
    assert sorted(f"[{code}]" for code in codes) == sorted(line.rpartition(" ")[2] for line in ran.err.splitlines())
    assert all(len(line) < 4000 for line in ran.err.splitlines())


def test_a_directory_and_an_unknown_name_are_refused_with_a_way_on(tmp_path: Path) -> None:
    ran = run("check", tmp_path, "--into", "US", "--act", "sale", "--on", "2026-11-22")
    assert (ran.status, ran.raw) == (4, b"")
    assert "holds 0 dossiers" in ran.err
    (tmp_path / "b").write_bytes(PART.replace(b"%", SAID))
    ran = run("check", tmp_path / "b", "--into", "US", "--act", "sale", "--on", "2026-11-22")
    assert "Did you mean pratique:fact:part.model_year" in ran.err


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
construe = { "legal.us.cfr15_791d.us_residents" = "carved_out" }

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
    "construe: no such fact": ("--construe", "us.cfr15_791d.us_resident=carved_out"),
    "construe: no such construction": ("--construe", "us.cfr15_791d.us_residents=perhaps"),
    "construe: both ways": ("--construe", "usual", "--construe", "us.cfr15_791d.us_residents=carved_out"),
    "fact without value": ("--fact", "act.purpose"),
    "fact without name": ("--fact", "=3"),
    "day that is none": ("--on", "2026-02-30"),
    "market beside a dossier": ("--into", "US"),
    "no such format": ("--format", "docx"),
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


@pytest.mark.parametrize("word", ["a\0b", "half\ud800", "no\udcfftext"])
@pytest.mark.parametrize(
    "words",
    [
        ("check", "{}"),
        ("markets", "{}"),
        ("bulk", "{}"),
        ("lists", "import", "{}"),
        ("read", "{}"),
        ("own", "{}", "--registry", "{}"),
        ("screen", "--name", "{}", "--list", "@l.csv", "--format", "json"),
        ("sign", "@l.csv", "--key", "@key", "--by", "{}"),
    ],
    ids=lambda words: words[0],
)
def test_a_word_that_is_no_text_is_refused_in_a_sentence(words: tuple[str, ...], word: str, tmp_path: Path) -> None:
    from tests.running import run

    (tmp_path / "l.csv").write_text("name,source\nAcme,Made-up List (MUL)\n")
    (tmp_path / "key").write_text("11" * 32 + "\n")
    given = (str(tmp_path / each[1:]) if each[0] == "@" else each.replace("{}", word) for each in words)
    ran = run(*given)
    assert ran.status in (2, 4)
    assert "Internal error" not in ran.err
    assert ran.err.isprintable() or all(line.isprintable() for line in ran.err.splitlines())


@pytest.mark.parametrize("end", [".answers.toml", ".overlay.toml", ".form.toml"])
@pytest.mark.parametrize("how", ["link to nothing", "link to itself", "folder", "pipe"])
def test_what_lies_beside_a_dossier_and_is_no_file_is_told(end: str, how: str, tmp_path: Path) -> None:
    """A policy that forbids, or an answer taken back, is not passed over since its link leads nowhere."""
    import os

    (tmp_path / "d.toml").write_text(SMALL)
    beside = tmp_path / f"d{end}"
    if how == "folder":
        beside.mkdir()
    elif how == "pipe":
        os.mkfifo(beside)
    else:
        beside.symlink_to(beside if how == "link to itself" else tmp_path / "nowhere")
    given = ("declare", tmp_path / "d.toml", "--draft", "-o", tmp_path / "pack") if end == ".form.toml" else None
    ran = run(*(given or ("check", tmp_path / "d.toml")), "--known-on", "2026-11-22")
    assert (ran.status, beside.name in ran.err) == (4, True)


@pytest.mark.parametrize(
    "name", ["d.answer.toml", "d.Answers.toml", "d.answers.TOML", "d.overlays.toml", "d.overlay.toml.txt"]
)
@pytest.mark.parametrize("form", ["json", "html", "md", "sarif", "text"])
def test_a_file_that_is_almost_called_so_is_told_in_the_answer(name: str, form: str, tmp_path: Path) -> None:
    (tmp_path / "d.toml").write_text(SMALL)
    (tmp_path / name).write_text("")
    ran = run("check", tmp_path / "d.toml", "--known-on", "2026-11-22", "--format", form)
    assert name in " ".join(ran.out.replace("<wbr>", "").replace("\\", "").split())


def test_a_dossier_in_capitals_has_its_overlay(tmp_path: Path) -> None:
    (tmp_path / "D.TOML").write_text(SMALL)
    (tmp_path / "D.overlay.toml").write_text("[[policies]]\ncite = 'x'\n")
    ran = run("check", tmp_path / "D.TOML", "--known-on", "2026-11-22")
    assert (ran.status, "D.overlay.toml" in ran.err) == (4, True)

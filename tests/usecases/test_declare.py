"""The declaration: refused for each reason, the same bytes for the same input, nothing told that was confidential."""

from __future__ import annotations

import hashlib
import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pratique.cli import commands
from pratique.deciding.signoff import overlay_file, sign_off
from pratique.errors import InvalidInput
from pratique.law.instrument import Instrument
from pratique.records.manifest import verify
from pratique.reports.declaration import pack
from pratique.usecases.papers.declare import declare
from pratique.usecases.papers.form import WITHHELD, form_file
from tests.running import invoked
from tests.usecases.aurora import DECIDES, EXAMPLE, KNOWN_ON, SETTLING, aurora

OPTIONS: dict[str, Any] = {"known_on": KNOWN_ON, "construe": "usual"}


DENIED = ("15 CFR 791.303(b)", "15 CFR 791.304, first sentence", "15 CFR 791.311")
"""The bars on which the sale of a vehicle by its maker can founder."""


def ready(folder: Path, *more: dict[str, Any]) -> Path:
    path = aurora(folder, *SETTLING, *more)
    text = path.parent / "791.txt"
    text.write_text("official")
    for cite in (DECIDES, *DENIED):
        sign_off(cite, by="A. Counsel", text=text, on=KNOWN_ON, overlay=overlay_file(path))
    return path


def test_may_be_declared_when_settled_read_and_in_time(tmp_path: Path) -> None:
    made = declare(ready(tmp_path), **OPTIONS)
    assert made.refused == ()
    form = {(field.section, field.name): field.value for field in made.fields}
    assert form["Declarant", "name"] == "Northwind Motors North America LLC"
    assert form["Dates", "declaration of conformity (15 CFR 791.305)"] == "due; by 2026-12-17"
    assert form["What is declared", "model year"] == "2027"
    assert form["What is declared", "first import or sale"] == "2027-02-15"
    assert {(each["cite"], each["by"]) for each in made.signoffs} == {(c, "A. Counsel") for c in (DECIDES, *DENIED)}


def test_refused_where_no_declaration_is_asked_for() -> None:
    refused = declare(EXAMPLE.parent / "export-vehicle/dossier.toml", known_on=KNOWN_ON).refused
    assert "15 CFR 791.305 asks for no declaration of what this dossier does." in refused


def test_refused_while_open(tmp_path: Path) -> None:
    made = declare(aurora(tmp_path), **OPTIONS)
    assert any("not settled" in each for each in made.refused)


def test_refused_where_barred(tmp_path: Path) -> None:
    made = declare(aurora(tmp_path, SETTLING[2] | {"value": True}), **OPTIONS)
    assert any("could be true" in each for each in made.refused)


OLD_MODEL = """
[[parties]]
id = "sh"
name = "OEM Shanghai Software Co Ltd"
organised_in = "CN"
natural_person = false
[[vehicles]]
id = "old"
model_year = 2026
mechanical_power = true
primarily_public_road = true
rail_only = false
networked_hardware_with_software = true
communicates_wirelessly = true
completed = true
new = true
automation_level = 2
gvwr = "2400 kg"
parts_complete = true
[[vehicles.parts]]
ref = "app"
name = "Telematics app"
kind = "software"
software_class = "application"
on_primary_processor = true
software_enables = ["VCS"]
foreign_interest = true
open_source = false
last_designed_or_supplied = 2026-06-15
[[vehicles.parts.sources]]
party = "sh"
roles = ["developed", "supplied"]
facts = {"source.only_by_citizenship" = false}
[[transactions]]
id = "sale-of-the-old-model"
act = "sale"
role = "manufacturer"
actor = "northwind-us"
date = 2027-02-15
into = "US"
vehicle = "old"
"""


@pytest.mark.parametrize("open_fact", ["", "foreign_interest = true\n"])
def test_refused_where_an_exemption_that_nobody_read_clears_another_act(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, open_fact: str
) -> None:
    """It need not be certain that what it lifts would bar: without the exemption the act would not be clear."""
    path = ready(tmp_path)
    head, facts, tail = path.read_text().partition("[facts]")
    path.write_text(f"{head}{OLD_MODEL.replace(open_fact, '') if open_fact else OLD_MODEL}\n{facts}{tail}")
    assert declare(path, **OPTIONS).refused == ()  # its text was read
    read = Instrument.exceptions
    monkeypatch.setattr(
        Instrument, "exceptions", lambda self: (replace(each, text_verified=False) for each in read(self))
    )
    told = "15 CFR 791.308(b) decides, but its official text was neither read nor signed off."
    assert told in declare(path, **OPTIONS).refused


def test_refused_while_nobody_read_what_decides(tmp_path: Path) -> None:
    made = declare(aurora(tmp_path, *SETTLING), **OPTIONS)
    assert made.refused == (
        f"{DECIDES} decides, but its official text was neither read nor signed off.",
        *(f"The statement denies {cite}, whose official text was neither read nor signed off." for cite in DENIED),
    )


def test_a_bar_that_the_act_rules_out_need_not_be_read(tmp_path: Path) -> None:
    """Who imports a car need not read the bar on selling one, and who sells one not that on importing hardware."""
    path = aurora(tmp_path, *SETTLING)
    path.write_text(path.read_text().replace('act = "sale"', 'act = "import"'))
    denied = " ".join(declare(path, **OPTIONS).refused)
    assert "791.303(a)" in denied
    assert "791.303(b)" not in denied
    assert "791.302(a)" in denied  # a maker may be an importer of hardware too: its roles are a lower bound
    assert "791.302(a)" not in " ".join(declare(aurora(tmp_path / "sale", *SETTLING), **OPTIONS).refused)


def test_what_the_form_asks_beside_the_law_is_read_or_stays_a_blank(tmp_path: Path) -> None:
    path = ready(tmp_path)
    blank = {field.name for field in declare(path, **OPTIONS).fields if field.value is None}
    assert {"address", "contact", "make", "trim", "measures with suppliers", "signature"} <= blank
    form_file(path).write_text('address = "1 Harbour Way"\nmake = "Northwind"\nsignatory = "D. Ortiz"\n')
    made = declare(path, **OPTIONS)
    form = {(field.section, field.name): field.value for field in made.fields}
    assert form["Declarant", "address"] == "1 Harbour Way"
    assert form["What is declared", "make"] == "Northwind"
    assert form["Signature", "name"] == "D. Ortiz"
    assert "dossier.form.toml" in {name for name, _, _ in made.files}
    assert "1 Harbour Way" in pack(made)["report.html"].decode()


def test_a_form_file_with_other_fields_is_refused_whole(tmp_path: Path) -> None:
    path = aurora(tmp_path)
    form_file(path).write_text("maker = \"X\"\ntrim = 3\ncontact = ' '\n")
    with pytest.raises(InvalidInput) as caught:
        declare(path, draft=True, **OPTIONS)
    assert [each.code for each in caught.value.findings] == ["form.field", "form.value", "form.value"]
    assert [each.place.line for each in caught.value.findings] == [1, 2, 3]


def test_refused_where_late(tmp_path: Path) -> None:
    path = ready(tmp_path)
    path.write_text(path.read_text().replace('"declaration.filed" = "none"', '"declaration.filed" = 2027-01-05'))
    refused = declare(path, **OPTIONS).refused
    assert [each for each in refused if "is late" in each] == list(refused) != []


def test_refused_where_overdue(tmp_path: Path) -> None:
    """Nothing was filed, and the last day for it is past on the day on which it is asked."""
    path = ready(tmp_path)
    for day, late in ((date(2026, 12, 17), False), (date(2026, 12, 18), True)):
        refused = declare(path, **OPTIONS | {"known_on": day}).refused
        assert any("late: due 2026-12-17, not done yet" in each for each in refused) is late


def test_nobody_declares_what_was_taken_for_granted(tmp_path: Path) -> None:
    path = ready(tmp_path)
    path.write_text(path.read_text("utf-8").replace('"actor.informed_by_bis" = false', ""), "utf-8")
    assert any("not settled" in each for each in declare(path, **OPTIONS).refused)
    (refused,) = declare(path, **OPTIONS, presume=["ordinary"]).refused
    assert refused.startswith("Nobody stated what was taken for granted (actor.informed_by_bis")


def test_no_paper_is_made_under_law_that_is_older_than_its_act(tmp_path: Path) -> None:
    path = ready(tmp_path)
    (refused,) = declare(path, **OPTIONS, law_on=date(2025, 3, 20)).refused
    assert "2025-03-20" in refused
    assert declare(path, **OPTIONS, law_on=date(2027, 2, 15)).refused == ()


def test_evidence_names_documents_by_hash(tmp_path: Path) -> None:
    path = ready(tmp_path, SETTLING[2] | {"document": "register.pdf", "basis": "documented", "source": "register"})
    (path.parent / "register.pdf").write_bytes(b"extract")
    made = declare(path, **OPTIONS)
    held = [each for each in made.evidence if each.document == "register.pdf"]
    assert {each.document_sha256 for each in held} == {hashlib.sha256(b"extract").hexdigest()}
    names = {name for name, _, _ in made.files}
    assert names == {"dossier.toml", "aurora.cdx.json", "dossier.answers.toml", "dossier.overlay.toml"}


def test_what_was_told_in_confidence_decides_and_is_not_shown(tmp_path: Path) -> None:
    secret = SETTLING[3] | {"source": "data sheet 99, secret", "confidential": True}
    path = aurora(tmp_path, *SETTLING[:3], secret)
    made = declare(path, draft=True, **OPTIONS)
    assert made.answer.verdict.worst == "clear with duties"
    held = [each for each in made.evidence if each.fact == "part.software_class" and each.confidential]
    assert {(each.value, each.source) for each in held} == {(WITHHELD, WITHHELD)}
    for name, data in unpacked(pack(made)):
        assert b"data sheet 99" not in data, name
        assert b'"firmware"' not in data, name


def unpacked(files: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """The files of a pack, those inside a package one by one."""
    for name, data in files.items():
        yield name, data
        if data[:2] == b"PK":
            with zipfile.ZipFile(io.BytesIO(data)) as package:
                yield from ((f"{name}:{inner}", package.read(inner)) for inner in package.namelist())


def test_a_confidential_value_is_in_no_paper_also_where_it_is_disputed_or_decides(tmp_path: Path) -> None:
    bill = SETTLING[0]["entity"].partition("#")[0]
    part = {"entity": f"{bill}#modem-fw", "fact": "part.last_designed_or_supplied", "confidential": True}
    told = [part | {"value": day, "source": f"mail of {day}"} for day in ("2025-12-24", "2025-12-25")]
    other = {"fact": "declaration.first_event", "value": "2027-03-17", "confidential": True, "source": "plan"}
    made = declare(aurora(tmp_path, *told, other), draft=True, known_on=KNOWN_ON)
    assert made.answer.conflicts
    for name, data in unpacked(pack(made)):
        for secret in (b"2025-12-24", b"2025-12-25", b"2027-03-17"):
            assert secret not in data, (name, secret)


def test_the_same_input_gives_the_same_bytes_wherever_it_lies(tmp_path: Path) -> None:
    packs = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        packs.append(pack(declare(ready(tmp_path / name), **OPTIONS)))
    assert packs[0] == packs[1]
    assert str(tmp_path).encode() not in b"".join(packs[0].values())


def test_the_same_input_gives_the_same_bytes_in_every_process(tmp_path: Path) -> None:
    """Two processes, with other seeds for hashing, other clocks and other places of the day."""
    path = ready(tmp_path)
    run = "import sys; from pratique.cli import main; sys.exit(main())"
    for seed, zone in (("1", "Pacific/Auckland"), ("4242", "America/Los_Angeles")):
        arguments = ["declare", str(path), "-o", str(tmp_path / seed), "--construe", "usual"]
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}
        subprocess.run([sys.executable, "-c", run, *arguments], env=environment, check=True, capture_output=True)
    one, two = ({f.name: f.read_bytes() for f in (tmp_path / seed).iterdir()} for seed in ("1", "4242"))
    assert one == two
    assert len(one) == 9


def test_on_the_command_line(tmp_path: Path) -> None:
    path, out = aurora(tmp_path), tmp_path / "pack"
    arguments = ["declare", str(path), "-o", str(out), "--known-on", "2026-11-22"]
    refused = invoked(commands, arguments, standalone_mode=False)
    assert refused.return_value == 3
    assert not out.exists()
    drafted = invoked(commands, [*arguments, "--draft"], standalone_mode=False)
    assert drafted.return_value == 0
    assert json.loads((out / "form.json").read_text())["draft"] is True
    assert not verify(out).items
    (out / "report.md").write_text("changed")
    (out / "evidence.json").unlink()
    assert {finding.code for finding in verify(out)} == {"pack.changed", "pack.missing"}


@pytest.mark.parametrize("name", ["report.md", "report.html"])
def test_a_draft_says_so_before_anything_else(tmp_path: Path, name: str) -> None:
    text = pack(declare(aurora(tmp_path), draft=True, **OPTIONS))[name].decode()
    body = text.partition("<body>")[2] or text
    assert "DRAFT" in body[:80]
    assert body.index("not settled") < body.index("Northwind Motors")


def test_a_final_paper_does_not_tell_the_agency_what_its_writer_doubts() -> None:
    from types import SimpleNamespace

    from pratique.reports.form_table import form_table

    fields = [SimpleNamespace(name="make", shown="Aurora", sure="from memory")]
    final = form_table(SimpleNamespace(draft=False), fields)  # type: ignore[arg-type]
    draft = form_table(SimpleNamespace(draft=True), fields)  # type: ignore[arg-type]
    assert final == (("field", "entry"), [("make", "Aurora")])
    assert draft[1] == [("make", "Aurora", "from memory")]

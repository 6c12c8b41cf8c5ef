"""The declaration: refused for each reason, the same bytes for the same input, nothing told that was confidential."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from pratique.cli import commands
from pratique.records.manifest import verify
from pratique.reports.declaration import pack
from pratique.usecases.declare import WITHHELD, declare
from pratique.usecases.signoff import overlay_file, sign_off
from tests.usecases.aurora import DECIDES, KNOWN_ON, SETTLING, aurora

OPTIONS: dict[str, Any] = {"known_on": KNOWN_ON, "construe": "usual"}


def ready(folder: Path, *more: dict[str, Any]) -> Path:
    path = aurora(folder, *SETTLING, *more)
    text = path.parent / "791.txt"
    text.write_text("official")
    sign_off(DECIDES, by="A. Counsel", text=text, on=KNOWN_ON, overlay=overlay_file(path))
    return path


def test_may_be_declared_when_settled_read_and_in_time(tmp_path: Path) -> None:
    made = declare(ready(tmp_path), **OPTIONS)
    assert made.refused == ()
    form = {field.name: field.value for field in made.fields}
    assert form["declarant"] == "Northwind Motors North America LLC"
    assert form["declaration of conformity (15 CFR 791.305)"] == "due; by 2026-12-17"
    assert [each["by"] for each in made.signoffs] == ["A. Counsel"]


def test_refused_while_open(tmp_path: Path) -> None:
    made = declare(aurora(tmp_path), **OPTIONS)
    assert any("not settled" in each for each in made.refused)


def test_refused_where_barred(tmp_path: Path) -> None:
    made = declare(aurora(tmp_path, SETTLING[2] | {"value": True}), **OPTIONS)
    assert any("could be true" in each for each in made.refused)


def test_refused_while_nobody_read_what_decides(tmp_path: Path) -> None:
    made = declare(aurora(tmp_path, *SETTLING), **OPTIONS)
    assert made.refused == (
        f"{DECIDES} decides, but its official text was neither read nor signed off (`pratique law signoff`).",
    )


def test_refused_where_late(tmp_path: Path) -> None:
    path = ready(tmp_path)
    path.write_text(path.read_text().replace('"declaration.filed" = "none"', '"declaration.filed" = 2027-01-05'))
    refused = declare(path, **OPTIONS).refused
    assert [each for each in refused if "is late" in each] == list(refused) != []


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
    for name, data in pack(made).items():
        assert b"data sheet 99" not in data, name
        assert b'"firmware"' not in data, name


def test_the_same_input_gives_the_same_bytes_wherever_it_lies(tmp_path: Path) -> None:
    packs = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        packs.append(pack(declare(ready(tmp_path / name), **OPTIONS)))
    assert packs[0] == packs[1]
    assert str(tmp_path).encode() not in b"".join(packs[0].values())


def test_on_the_command_line(tmp_path: Path) -> None:
    path, out = aurora(tmp_path), tmp_path / "pack"
    arguments = ["declare", str(path), "-o", str(out), "--known-on", "2026-11-22"]
    refused = CliRunner().invoke(commands, arguments, standalone_mode=False)
    assert refused.return_value == 3
    assert not out.exists()
    drafted = CliRunner().invoke(commands, [*arguments, "--draft"], standalone_mode=False)
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
    assert body.index("not settled") < body.index("declarant")

"""The papers as files: attestations that validate and load, DOCX marked on each page, packages without a clock."""

from __future__ import annotations

import io
import json
import zipfile
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from pratique.reports.cdxa import cdxa
from pratique.reports.declaration import page
from pratique.reports.docx import docx
from pratique.reports.package import FIXED, timeless
from pratique.usecases.papers.declare import Declaration, declare
from tests.usecases.aurora import EXAMPLE, KNOWN_ON, SETTLING, aurora

DRAFT = "DRAFT - not a declaration"
SCHEMAS = Path(__file__).parents[3] / "shared/samples/schemas"


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Declaration:
    return declare(aurora(tmp_path_factory.mktemp("papers")), draft=True, known_on=KNOWN_ON)


@pytest.fixture(scope="module")
def settled(tmp_path_factory: pytest.TempPathFactory) -> Declaration:
    path = aurora(tmp_path_factory.mktemp("papers"), *(each | {"asserted_on": "2026-11-01"} for each in SETTLING))
    return declare(path, known_on=KNOWN_ON, construe="usual")


EXAMPLES = sorted(EXAMPLE.parent.glob("*/dossier.toml"))


@lru_cache
def validator(version: str) -> Any:
    """Of the official schema of CycloneDX, with those that it refers to."""
    if not SCHEMAS.is_dir():
        pytest.skip("the official schemas are not here")
    import jsonschema_rs

    schemas = [json.loads(file.read_text()) for file in SCHEMAS.glob("*.schema.json")]
    registry = jsonschema_rs.Registry([(each["$id"], each) for each in schemas if "$id" in each])
    schema = json.loads((SCHEMAS / f"bom-{version}.schema.json").read_text())
    return jsonschema_rs.validator_for(schema, registry=registry)


def loads(made: Declaration, version: Any) -> None:
    from cyclonedx.model.bom import Bom

    document = json.loads(cdxa(made, version))
    assert [error.message for error in validator(version).iter_errors(document)] == []
    loaded = Bom.from_json(document)  # type: ignore[attr-defined]
    assert loaded.metadata.component.name == made.answer.title
    assert len(loaded.definitions.standards) == 1


@pytest.mark.parametrize("version", ["1.6", "1.7"])
def test_attestations_validate_and_load(draft: Declaration, settled: Declaration, version: Any) -> None:
    loads(draft, version)
    loads(settled, version)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.parent.name)
def test_the_draft_of_every_example_validates_and_loads(example: Path) -> None:
    made = declare(example, draft=True, known_on=KNOWN_ON)
    loads(made, "1.6")
    loads(made, "1.7")


def test_every_reference_of_an_attestation_is_there(settled: Declaration) -> None:
    document = json.loads(cdxa(settled))
    declarations = document["declarations"]
    refs = {each["bom-ref"] for key in ("assessors", "claims", "evidence") for each in declarations[key]}
    refs |= {each["bom-ref"] for each in declarations["targets"]["components"]}
    refs |= {each["bom-ref"] for each in document["definitions"]["standards"][0]["requirements"]}
    for claim in declarations["claims"]:
        assert {claim["target"], *claim.get("evidence", [])} <= refs
    for mapped in declarations["attestations"][0]["map"]:
        assert {mapped["requirement"], *mapped["claims"]} <= refs


def test_what_is_open_has_no_score(draft: Declaration) -> None:
    assert '"score"' not in cdxa(draft).decode()


def test_docx_is_marked_on_every_page_and_opens_with_what_is_open(draft: Declaration) -> None:
    from docx import Document

    document = Document(io.BytesIO(docx(draft)))
    assert [section.header.paragraphs[0].text for section in document.sections] == [DRAFT]
    texts = [each.text for each in document.paragraphs]
    assert texts.index(DRAFT) < next(index for index, text in enumerate(texts) if text.startswith("Outcome:"))
    cells = {cell.text for table in document.tables for row in table.rows for cell in row.cells}
    assert "party.controlled_from_prc_or_russia" in cells
    assert {"address", "signature"} <= cells
    assert "PAGE" in document.sections[0].footer._element.xml


def test_html_is_marked_on_every_page_when_printed(draft: Declaration, settled: Declaration) -> None:
    marked = page(draft)
    assert f'@top-center{{content:"{DRAFT}"' in marked
    assert '<div class="watermark"' in marked
    assert "DRAFT" not in page(settled).replace("draft", "").partition("<body>")[2]
    assert marked.index("facts that can still change the outcome") < marked.index("<h2>Declarant</h2>")


def test_packages_carry_no_clock(draft: Declaration) -> None:
    with zipfile.ZipFile(io.BytesIO(docx(draft))) as package:
        assert {entry.date_time for entry in package.infolist()} == {FIXED}
        core = package.read("docProps/core.xml").decode()
    assert core.count("1980-01-01T00:00:00Z") == 2
    assert timeless(docx(draft)) == docx(draft)

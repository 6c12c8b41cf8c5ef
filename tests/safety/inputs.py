"""One barred act in every format in which its bill can come: what the tests of the border take apart.

The act is settled by the dossier and one line of a bill, so that whatever reads better than `prohibited` afterwards
has been cleared by the border and not by the law.
"""

from __future__ import annotations

import copy
import csv
import io
import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from pratique.errors import InvalidInput
from pratique.items.readers import read_bill
from pratique.items.writers import convert
from pratique.law.outcome import Outcome

KNOWN_ON = date(2026, 11, 22)
SERIAL = "urn:uuid:aaaaaaaa-395b-41f5-a30f-a58921a69b7"
MODEM_FACTS = {
    "part.radio_frequency_max": "3800000000", "part.functions": "communication", "part.for_completed_vehicle": "true",
    "part.installed_in_vehicle": "true", "part.programmable": "true", "part.directly_enables_vcs": "true",
    "part.directly_connected_to_vcs": "true", "part.in_enabling_item": "true",
    "part.contributes_to_communication": "true", "part.named_type": "cellular_modem_or_module",
    "part.model_year": "2031", "part.foreign_interest": "true",
}  # fmt: skip
BRACKET_FACTS = {
    **MODEM_FACTS, "part.contributes_to_communication": "false", "part.programmable": "false",
    "part.named_type": "not_named",
}  # fmt: skip
"""What a bracket says of itself: of no type that the definition names, it contributes nothing, so it is outside."""
Line = dict[str, Any]


def line(ref: str, name: str, maker: str, facts: Mapping[str, str] = MODEM_FACTS, **more: Any) -> Line:
    """A line of a bill in no format yet."""
    return {"ref": ref, "name": name, "maker": maker, "facts": dict(facts), "version": "1", "type": "device", **more}


MODEM = line("m", "EC25-AF LTE modem", "Quectel")
BRACKET = line("b", "bracket", "Acme", BRACKET_FACTS)


# --- formats -------------------------------------------------------------------------------------------------


def _properties(each: Line) -> list[dict[str, str]]:
    found = [{"name": f"pratique:fact:{name}", "value": text} for name, text in each["facts"].items()]
    return [*found, {"name": "pratique:sources", "value": "complete"}]


def cyclonedx(lines: Sequence[Line], **fields: Any) -> dict[str, Any]:
    """A CycloneDX 1.6 document; `extra` of a line are further fields of its component."""
    components = [
        {
            "type": each["type"], "bom-ref": each["ref"], "name": each["name"], "version": each["version"],
            "manufacturer": {"name": each["maker"]}, "properties": _properties(each), **each.get("extra", {}),
        }
        for each in lines
    ]  # fmt: skip
    return {"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "components": components, **fields}


def as_cyclonedx(lines: Sequence[Line]) -> bytes:
    return json.dumps(cyclonedx(lines)).encode()


def as_xml(lines: Sequence[Line]) -> bytes:
    text = ""
    for each in lines:
        inner = "".join(
            f"<property name={quoteattr(p['name'])}>{escape(p['value'])}</property>" for p in _properties(each)
        )
        text += (
            f'<component type="{each["type"]}" bom-ref={quoteattr(each["ref"])}><name>{escape(each["name"])}</name>'
            f"<version>{each['version']}</version><manufacturer><name>{escape(each['maker'])}</name></manufacturer>"
            f"<properties>{inner}</properties></component>"
        )
    head = '<?xml version="1.0"?><bom xmlns="http://cyclonedx.org/schema/bom/1.6" version="1">'
    return f"{head}<components>{text}</components></bom>".encode()


def as_spdx2(lines: Sequence[Line]) -> bytes:
    packages = [
        {
            "SPDXID": f"SPDXRef-{each['ref']}", "name": each["name"], "versionInfo": each["version"],
            "originator": f"Organization: {each['maker']}", "primaryPackagePurpose": "DEVICE",
            "downloadLocation": "NOASSERTION",
            "annotations": [
                {"annotator": "Tool: t", "annotationDate": "2026-01-01T00:00:00Z", "annotationType": "OTHER",
                 "comment": f"{p['name']}={p['value']}"} for p in _properties(each)
            ],
        }
        for each in lines
    ]  # fmt: skip
    return json.dumps({
        "spdxVersion": "SPDX-2.3", "SPDXID": "SPDXRef-DOCUMENT", "name": "d", "dataLicense": "CC0-1.0",
        "documentNamespace": "https://example.org/d", "packages": packages,
        "creationInfo": {"created": "2026-01-01T00:00:00Z", "creators": ["Tool: t"]},
    }).encode()  # fmt: skip


def _converted(target: str) -> Callable[[Sequence[Line]], bytes]:
    def write(lines: Sequence[Line]) -> bytes:
        written = convert(read_bill(as_cyclonedx(lines), name="b"), target)[0]
        return re.sub(rb"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2026-01-01T00:00:00Z", written)

    return write


def table(lines: Sequence[Line]) -> list[list[str]]:
    """The header and rows of a table."""
    names = list(dict.fromkeys(name for each in lines for name in each["facts"]))
    head = ["ref", "name", "version", "type", "manufacturer", "pratique.sources"]
    rows = [
        [each["ref"], each["name"], each["version"], each["type"], each["maker"], "complete",
         *(each["facts"].get(name, "") for name in names)] for each in lines
    ]  # fmt: skip
    return [[*head, *(f"pratique.fact.{name}" for name in names)], *rows]


def as_csv(lines: Sequence[Line]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(table(lines))
    return text.getvalue().encode()


def as_xlsx(lines: Sequence[Line]) -> bytes:
    from openpyxl import Workbook

    book, data = Workbook(), io.BytesIO()
    for row in table(lines):
        book.active.append(row)
    book.save(data)
    return data.getvalue()


FORMATS: dict[str, tuple[str, Callable[[Sequence[Line]], bytes]]] = {
    "cyclonedx": ("bom.cdx.json", as_cyclonedx), "xml": ("bom.cdx.xml", as_xml), "spdx2": ("bom.spdx.json", as_spdx2),
    "spdx3": ("bom.spdx3.json", _converted("spdx-3.0")), "cx-0158": ("bom.cx0158.json", _converted("cx-0158-1")),
    "csv": ("bom.csv", as_csv), "xlsx": ("bom.xlsx", as_xlsx),
}  # fmt: skip


def refs_of(data: bytes) -> tuple[str, ...]:
    """The references of the lines of a bill as its format writes them."""
    return tuple(ref for ref in read_bill(data, name="bill").lines.refs if ref is not None)


# --- the dossier ---------------------------------------------------------------------------------------------

_PARTY = {
    "natural_person": False, "acts_for_prc_or_russia": False, "controlled_from_prc_or_russia": False,
}  # fmt: skip


def _seat(id: str, name: str, country: str) -> dict[str, Any]:
    seats = dict.fromkeys(("organised_in", "headquartered_in", "principal_place_of_business"), country)
    return {"id": id, "name": name, **seats, **_PARTY}


def dossier(*boms: str, **more: Any) -> dict[str, Any]:
    """The import of a car's units by an importer, with everything said but the parts."""
    data = {
        "known_on": "2026-11-22",
        "parties": [
            {**_seat("importer", "Importer Inc.", "US"), "us_person": True},
            _seat("quectel", "Quectel", "CN"), _seat("acme", "Acme", "DE"), _seat("ti", "Texas Instruments", "US"),
        ],
        "vehicles": [{
            "id": "car", "model_year": 2031, "boms": list(boms), "gvwr": "2000 kg", "mechanical_power": True,
            "primarily_public_road": True, "rail_only": False, "networked_hardware_with_software": True,
            "communicates_wirelessly": True, "completed": True, "new": True, "automation_level": 2,
        }],
        "transactions": [
            {"id": "entry", "act": "import", "actor": "importer", "date": "2031-01-02", "into": "US", "out_of": "CN",
             "vehicle": "car"}
        ],
        "facts": {
            "actor.roles": ["vcs_hardware_importer"], "actor.told_ineligible_by_bis": False,
            "actor.informed_by_bis": False, "actor.imports_vehicles_for_sale": False,
            "actor.assembles_in_us_for_sale": False, "actor.integrates_ads_for_sale": False,
            "authorization.specific_granted": False, "authorization.personal_use": False,
            "authorization.off_road_only": False, "authorization.days_on_public_roads": 300,
            "authorization.leaves_again": "none", "authorization.exported_for_sale_abroad": False,
            "act.purpose": "production",
        },
        **more,
    }  # fmt: skip
    return copy.deepcopy(data)


FOR_THE_ACT = (
    {"fact": "part.import_purpose", "value": "production"},
    {"fact": "part.repaired_vehicle_model_year", "value": "none"},
    {"fact": "part.supplier_on_approved_list", "value": False},
)
"""What the importer itself has to say of a part: no document of a supplier may."""


def answers(*refs: str) -> list[dict[str, Any]]:
    """What the importer says of its parts."""
    return [{**each, "entity": ref, "source": "import desk"} for ref in refs for each in FOR_THE_ACT]


def lay(folder: Path, data: Mapping[str, Any], files: Mapping[str, bytes] | None = None) -> Path:
    """A dossier in `folder` with its files beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in (files or {}).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    path = folder / "dossier.json"
    path.write_text(json.dumps(data))
    return path


REFUSED = "refused"
"""What `outcome` gives for an input that is refused: nothing was cleared."""


def outcome(path: Path | Mapping[str, Any], **options: Any) -> tuple[Outcome, Outcome] | str:
    """Best and worst of a dossier, or `REFUSED`."""
    from pratique.usecases.check import check

    try:
        found = check(path, known_on=options.pop("known_on", KNOWN_ON), **options)
    except InvalidInput:
        return REFUSED
    return Outcome.named(found.verdict.best), Outcome.named(found.verdict.worst)


def clears(found: tuple[Outcome, Outcome] | str) -> bool:
    """Whether an outcome is a certain `may cross`."""
    return isinstance(found, tuple) and found[1] <= Outcome.AUTHORIZED

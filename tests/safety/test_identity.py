"""A part is what it is, not where it stands: no serial number, designator or file name names a part by itself."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pratique.dossier.answers import answers_file, append_answers
from pratique.errors import InvalidInput
from pratique.items.readers import read_bill
from pratique.items.writers import TARGETS, convert
from pratique.law.outcome import Outcome
from pratique.usecases.check import check
from pratique.usecases.missing.ask import begin, entry_of
from tests.safety.inputs import (
    BRACKET,
    FORMATS,
    KNOWN_ON,
    MODEM,
    REFUSED,
    SERIAL,
    Line,
    answers,
    as_csv,
    clears,
    cyclonedx,
    dossier,
    lay,
    line,
    outcome,
    refs_of,
)

BARRED = (Outcome.PROHIBITED, Outcome.PROHIBITED)
NO = "part.contributes_to_communication"


# --- documents ------------------------------------------------------------------------------------------------


def bill(each: Line, subject: str | None, version: int, serial: str = f"{SERIAL}9") -> bytes:
    more: dict[str, Any] = {"serialNumber": serial, "version": version}
    if subject:
        more["metadata"] = {"component": {"type": "device", "name": subject, "bom-ref": f"subject-{subject}"}}
    return json.dumps(cyclonedx([each], **more)).encode()


@pytest.mark.parametrize("subjects", [("TCU", "Seat"), ("TCU", None), (None, None)])
@pytest.mark.parametrize("versions", [(1, 2), (2, 1), (1, 1)])
@pytest.mark.parametrize("swapped", [False, True])
def test_one_serial_number_on_two_documents_hides_neither(
    subjects: tuple[str | None, str | None], versions: tuple[int, int], swapped: bool, tmp_path: Path
) -> None:
    files = {
        "tcu.json": bill(MODEM, subjects[0], versions[0]), "seat.json": bill({**BRACKET, "ref": "m"}, subjects[1],
        versions[1]),
    }  # fmt: skip
    names = sorted(files, reverse=swapped)
    path = lay(tmp_path, dossier(*names), files)
    labels = {each.label for one in check(path).transactions[0].instruments for each in one.lines}
    assert {"EC25-AF LTE modem 1", "bracket 1"} <= labels
    assert not clears(outcome(path))


def test_a_later_version_of_one_document_still_supersedes(tmp_path: Path) -> None:
    files = {"1.json": bill(MODEM, "TCU", 1), "2.json": bill(BRACKET, "TCU", 2)}
    found = check(lay(tmp_path, dossier(*files), files))
    labels = {each.label for one in found.transactions[0].instruments for each in one.lines}
    assert "bracket 1" in labels
    assert "EC25-AF LTE modem 1" not in labels
    assert any("superseded" in note.note for note in found.findings)


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("kind", ["csv", "spdx2"])
def test_what_is_written_is_called_after_what_it_holds(target: str, kind: str) -> None:
    def written(each: Line, name: str) -> bytes:
        return convert(read_bill(FORMATS[kind][1]([each]), name=name), target)[0]

    def identity(data: bytes) -> str:
        return read_bill(data, name="x").identity

    one, other = written(MODEM, "a/bom"), written(BRACKET, "b/bom")
    if kind == "csv":
        assert identity(one) != identity(other)
    assert identity(one) == identity(written(MODEM, "a/bom"))


# --- references -----------------------------------------------------------------------------------------------

CLEARING = [
    {"entity": "U1", "fact": NO, "value": False},
    {"entity": "U1", "fact": "part.programmable", "value": False},
]
UNSAID = {k: v for k, v in MODEM["facts"].items() if k not in (NO, "part.programmable")}
UNSAID["part.named_type"] = "not_named"  # of a modem, or what is called one, the two answers could not be
SWITCH, RADIO = (
    line("U1", "SN65HVD230DR", "Texas Instruments", UNSAID),
    line("U1", "XQ25-AF", "Quectel", UNSAID),
)


def two_vehicles(data: dict[str, Any]) -> dict[str, Any]:
    data["vehicles"] = [{"id": "car", "model_year": 2031, "boms": ["a/bom.csv"]},
                        {"id": "van", "model_year": 2031, "boms": ["b/bom.csv"]}]  # fmt: skip
    data["transactions"].append({**data["transactions"][0], "id": "second", "vehicle": "van"})
    return data


def one_listed(data: dict[str, Any]) -> dict[str, Any]:
    data["vehicles"][0]["boms"] = ["b/bom.csv"]
    data["vehicles"][0]["parts"] = [{"ref": "U1", "name": "SN65HVD230DR", "kind": "hardware"}]
    return data


@pytest.mark.parametrize("change", [lambda data: data, two_vehicles, one_listed])
@pytest.mark.parametrize("swapped", [False, True])
def test_a_designator_that_names_two_parts_names_neither(
    change: Callable[[dict[str, Any]], dict[str, Any]], swapped: bool, tmp_path: Path
) -> None:
    names = sorted(["a/bom.csv", "b/bom.csv"], reverse=swapped)
    files = {"a/bom.csv": as_csv([SWITCH]), "b/bom.csv": as_csv([RADIO])}
    data = change(dossier(*names, answers=CLEARING))
    with pytest.raises(InvalidInput, match="names 2 different parts"):
        check(lay(tmp_path, data, files), known_on=KNOWN_ON)


@pytest.mark.parametrize("kind", ["csv", "xlsx", "cyclonedx", "spdx2"])
def test_nor_where_one_document_repeats_it(kind: str, tmp_path: Path) -> None:
    name, write = FORMATS[kind]
    data = write([SWITCH, RADIO])
    entries = [{**each, "entity": refs_of(data)[0]} for each in CLEARING]
    assert outcome(lay(tmp_path, dossier(name, answers=entries), {name: data})) == REFUSED


def test_the_same_part_twice_under_one_designator_is_one_part(tmp_path: Path) -> None:
    path = lay(tmp_path, dossier("bom.csv", answers=CLEARING), {"bom.csv": as_csv([SWITCH, SWITCH])})
    assert outcome(path) != REFUSED


def test_a_document_key_still_names_one_of_them(tmp_path: Path) -> None:
    files = {"a/bom.csv": as_csv([SWITCH]), "b/bom.csv": as_csv([RADIO])}
    key = f"{tmp_path / 'b/bom.csv'}#U1"
    data = dossier(*files, answers=[{**each, "entity": key} for each in CLEARING])
    assert outcome(lay(tmp_path, data, files)) != REFUSED


# --- answers follow their part --------------------------------------------------------------------------------


def asked(folder: Path, name: str, data: bytes) -> Path:
    """A dossier with its bill, and beside it what `ask` keeps of answers that clear its one radio."""
    path = lay(folder, dossier(name, answers=answers(*refs_of(data))), {name: data})
    asking = begin(path, known_on=KNOWN_ON)
    found = [each for each in asking.questions() if each.fact in (NO, "part.programmable")]
    assert len(found) == 2
    append_answers(answers_file(path), [entry_of(each, False, source="mail 1") for each in found])
    assert all(each.part and each.part["name"] == "XQ25-AF" for each in found)
    return path


def line_of(path: Path, label: str = "XQ25") -> str:
    found = check(path, known_on=KNOWN_ON)
    (one,) = (
        each for one in found.transactions[0].instruments if one.id == "us.cfr15_791d" for each in one.lines
        if label in each.label
    )  # fmt: skip
    return one.verdict.worst


@pytest.mark.parametrize("kind", ["csv", "xlsx", "cyclonedx", "xml", "spdx2"])
def test_an_answer_keeps_its_part_and_not_its_place(kind: str, tmp_path: Path) -> None:
    name, write = FORMATS[kind]
    path = asked(tmp_path, name, write([RADIO]))
    assert line_of(path) == "out of scope"
    moved = write([SWITCH, {**RADIO, "ref": "U7"}])
    lay(tmp_path, dossier(name), {name: moved})
    assert line_of(path) == "out of scope", "a changed designator keeps it"
    assert line_of(path, "SN65") != "out of scope"


@pytest.mark.parametrize(
    "changed",
    [
        {"name": "XQ25-E"}, {"version": "2"}, {"maker": "Acme"},
        {"name": "RM500Q", "maker": "Fibocom", "version": "9"},
    ],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["csv", "cyclonedx", "spdx2"])
def test_another_part_in_its_place_voids_it_and_says_what_to_ask(
    kind: str, changed: dict[str, str], tmp_path: Path
) -> None:
    name, write = FORMATS[kind]
    path = asked(tmp_path, name, write([RADIO]))
    lay(tmp_path, dossier(name), {name: write([{**RADIO, **changed}])})
    found = check(path, known_on=KNOWN_ON)
    assert line_of(path, changed.get("name", "XQ25")) != "out of scope"
    assert sum("counts no more" in note.note for note in found.findings) == 2


@pytest.mark.parametrize("serials", [(f"{SERIAL}1", f"{SERIAL}2"), (f"{SERIAL}1", f"{SERIAL}1")])
def test_another_number_or_version_of_the_document_keeps_it(serials: tuple[str, str], tmp_path: Path) -> None:
    path = asked(tmp_path, "bom.json", bill(RADIO, None, 1, serials[0]))
    lay(tmp_path, dossier("bom.json"), {"bom.json": bill(RADIO, None, 2, serials[1])})
    assert line_of(path) == "out of scope"


def test_an_answer_with_a_print_by_hand(tmp_path: Path) -> None:
    told = {"name": "XQ25-AF", "version": "1", "maker": "Quectel"}
    data = dossier("bom.csv", answers=[{**each, "part": told} for each in CLEARING])
    path = lay(tmp_path, data, {"bom.csv": as_csv([RADIO])})
    assert line_of(path) == "out of scope"
    lay(tmp_path, data, {"bom.csv": as_csv([SWITCH])})
    assert line_of(path, "SN65") != "out of scope"


def nested(*whole: tuple[str, bool]) -> bytes:
    """A bill with assemblies, each with whether a microcontroller is built into it."""
    part = {"type": "device", "bom-ref": "mcu", "name": "MCU S32K", "version": "1", "manufacturer": {"name": "Acme"}}
    its = [
        {"type": "device", "bom-ref": name, "name": name, **({"components": [part]} if has else {})}
        for name, has in whole
    ]
    return json.dumps(cyclonedx([], components=its)).encode()


def leveled(*whole: tuple[str, bool]) -> bytes:
    rows = ["level,reference,name,version,type,manufacturer"]
    for name, has in whole:
        rows += [f"1,{name},{name},,hardware,"] + ["2,mcu,MCU S32K,1,hardware,Acme"] * has
    return ("\n".join(rows) + "\n").encode()


def depending(*whole: tuple[str, bool]) -> bytes:
    packages = [{"SPDXID": f"SPDXRef-{name}", "name": name, "downloadLocation": "NONE"} for name, _ in whole]
    packages += [{
        "SPDXID": "SPDXRef-mcu", "name": "MCU S32K", "versionInfo": "1", "downloadLocation": "NONE",
        "supplier": "Organization: Acme", "primaryPackagePurpose": "DEVICE",
    }]  # fmt: skip
    edges = [
        {"spdxElementId": f"SPDXRef-{name}", "relationshipType": "CONTAINS", "relatedSpdxElement": "SPDXRef-mcu"}
        for name, has in whole if has
    ]  # fmt: skip
    head = {"spdxVersion": "SPDX-2.3", "SPDXID": "SPDXRef-DOCUMENT", "name": "bill", "dataLicense": "CC0-1.0"}
    head |= {"documentNamespace": "https://example.com/b", "creationInfo": {"created": "2026-01-01T00:00:00Z"}}
    head["creationInfo"]["creators"] = ["Tool: none"]
    return json.dumps({**head, "packages": packages, "relationships": edges}).encode()


OF_ITS_PLACE = ("part.in_enabling_item", NO, "part.directly_enables_vcs", "part.directly_connected_to_vcs")


@pytest.mark.parametrize(
    ("name", "write"), [("bom.json", nested), ("bom.csv", leveled), ("bom.spdx.json", depending)]
)
def test_an_answer_about_its_place_does_not_follow_a_part_into_another_assembly(
    name: str, write: Callable[..., bytes], tmp_path: Path
) -> None:
    seat, tcu = ("Seat", True), ("TCU", False)
    path = lay(tmp_path, dossier(name), {name: write(seat, tcu)})
    found = [
        each for each in begin(path, known_on=KNOWN_ON).questions() if "S32K" in (each.part or {}).get("name", "")
    ]
    its = [each for each in found if each.fact in (*OF_ITS_PLACE, "part.programmable")]
    append_answers(answers_file(path), [entry_of(each, False, source="mail 1") for each in its])
    assert {each.fact for each in its if (each.part or {}).get("within") == "Seat"} == set(OF_ITS_PLACE)
    assert line_of(path, "S32K") == "out of scope"
    lay(tmp_path, dossier(name), {name: write(("Wheel", False), seat, tcu)})
    assert line_of(path, "S32K") == "out of scope", "another assembly beside it changes nothing"
    lay(tmp_path, dossier(name), {name: write(("Seat", False), ("TCU", True))})
    assert line_of(path, "S32K") != "out of scope"
    void = [note.note for note in check(path, known_on=KNOWN_ON).findings if "built into TCU" in note.note]
    assert len(void) == len(OF_ITS_PLACE), "what is a matter of the part alone is kept"


PLACES = {
    "csv": ("U1", "7", "R12a"),
    "xlsx": ("U1",),
    "cyclonedx": ("U1", "component-3"),
    "spdx2": ("U1", "Package-2"),
}


@pytest.mark.parametrize(("kind", "ref"), [(kind, ref) for kind, its in PLACES.items() for ref in its])
def test_a_mere_place_carries_no_answer_from_one_part_to_another(kind: str, ref: str, tmp_path: Path) -> None:
    """A designator is used again in the next version of a board: an answer that names nothing else counts not."""
    name, write = FORMATS[kind]
    for part, label in ((SWITCH, "SN65"), (RADIO, "XQ25")):
        data = write([{**part, "ref": ref}])
        entries = [{**each, "entity": refs_of(data)[0]} for each in CLEARING]
        path = lay(tmp_path / label, dossier(name, answers=[*answers(*refs_of(data)), *entries]), {name: data})
        found = check(path, known_on=KNOWN_ON)
        assert line_of(path, label) != "out of scope"
        assert found.exit_status == 3
        assert sum("which part" in note.note for note in found.not_read) == len(entries) + 3


@pytest.mark.parametrize("kind", ["csv", "cyclonedx"])
def test_with_the_name_of_its_part_it_is_about_that_part_alone(kind: str, tmp_path: Path) -> None:
    name, write = FORMATS[kind]
    for part, label, kept in ((SWITCH, "SN65", True), (RADIO, "XQ25", False)):
        data = write([part])
        entries = [{**each, "entity": refs_of(data)[0], "part": "SN65HVD230DR"} for each in CLEARING]
        path = lay(tmp_path / label, dossier(name, answers=entries), {name: data})
        assert (line_of(path, label) == "out of scope") is kept


def test_a_part_that_the_dossier_lists_itself_is_called_what_it_is_called() -> None:
    listed = {"ref": "U1", "name": "switch", "kind": "hardware"}
    data = dossier(answers=CLEARING)
    data["vehicles"][0] |= {"parts": [listed]}
    assert not [each for each in check(data, known_on=KNOWN_ON).not_read if "which part" in each.note]

"""Every row of the list of faults of the border, by its id, and the tests that hold its kind: two at least.

The list stands beside the repository; where it is there, a row that this table does not know is an error.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
LIST = TESTS.parents[1] / "shared" / "reference" / "faults-border.md"
ROWS: dict[str, tuple[str, ...]] = {
    "A.F1": (
        "safety/test_authority.py::test_what_a_bill_says_of_the_act_changes_nothing_and_is_told",
        "safety/test_authority.py::test_nor_does_what_the_document_says_of_itself",
        "safety/test_registries_beside.py::test_no_reply_states_what_only_the_asker_or_an_authority_can",
    ),
    "A.F2": (
        "safety/test_identity.py::*",
        "safety/test_nothing_clears.py::test_two_bills_are_read_in_any_order",
        "safety/test_nothing_clears.py::test_order_repetition_and_file_names_of_bills_change_nothing",
    ),
    "A.F3": (
        "safety/test_closure.py::*",
        "safety/test_named_elsewhere.py::*",
        "safety/test_said_beside.py::*",
        "safety/test_said_in_tables.py::*",
        "safety/test_said_in_documents.py::*",
        "safety/test_nobody_examined.py::test_an_act_that_nobody_examined_leaves_a_dossier_open",
    ),
    "A.F4": ("usecases/test_explain_weight.py::*", "safety/test_every_door.py::*"),
    "A.F5": ("facts/test_questions_have_texts.py::*", "usecases/test_questionnaire.py::*"),
    "A.F6": ("safety/test_no_effect.py::*", "items/test_trouble_files.py::*", "items/test_bad_input.py::*"),
    "A.F7": ("items/test_trouble_files.py::*", "items/test_bad_input.py::*"),
    "A.F8": ("items/test_blemishes.py::*", "items/test_trouble_files.py::*"),
    "A.F9": ("items/test_writers.py::*", "items/test_hidden_records.py::*"),
    "A.F10": (
        "items/test_spdx.py::*",
        "safety/test_brands_beside.py::*",
        "safety/test_made_there.py::test_a_place_that_a_code_or_a_number_tells_opens",
        "safety/test_said_by_its_name.py::test_the_name_of_a_maker_or_a_place_there_stands_against_a_bare_denial",
    ),
    "B.W1": (
        "safety/test_closure.py::*",
        "safety/test_nobody_examined.py::test_nor_does_asking_one_instrument_alone_examine_the_others",
    ),
    "B.W2": (
        "safety/test_faults_of_the_border.py::test_residence_against_only_by_citizenship_is_open_law_and_no_exit",
        "cases/test_cases.py::*",
    ),
    "B.W3": (
        "safety/test_faults_of_the_border.py::"
        "test_who_imports_cars_with_the_hardware_inside_is_not_cleared_by_its_other_role",
        "cases/test_cases.py::*",
    ),
    "B.W4": (
        "safety/test_faults_of_the_border.py::test_what_the_source_shows_otherwise_clears_nothing",
        "safety/test_structure_and_flags.py::test_a_flag_clears_nothing_that_the_structure_denies",
        "safety/test_structure_and_flags.py::test_calling_a_controlled_thing_by_another_kind_is_no_way_out",
        "safety/test_numbers_together.py::test_what_cannot_be_is_a_contradiction_and_clears_nothing",
        "safety/test_said_by_its_name.py::test_who_stands_above_a_party_stands_against_the_denial",
        "safety/test_expires_before_the_act.py::test_a_licence_that_lapses_before_the_act_clears_nothing",
    ),
    "B.F3": ("safety/test_closure.py::*", "cases/test_cases.py::*"),
    "B.F4": ("cases/test_cases.py::*", "usecases/test_relations.py::*"),
    "B.F7": (
        "safety/test_faults_of_the_border.py::test_what_follows_is_not_asked",
        "usecases/test_relations.py::*",
    ),
    "B.F8": ("usecases/test_known_readings.py::*", "cases/test_cases.py::*"),
}  # fmt: skip
"""The rows by section and number; `*` stands for every test of a file."""
THERE, TRIPS = "safety/test_samples_of_the_border.py::", "items/test_round_trips.py::"
SAMPLES: dict[str, tuple[str, ...]] = {
    "CERN CycloneDX 1.2": (THERE + "test_43_components_and_their_root_are_44_lines_of_an_open_list",),
    "NXP SPDX 2.3": (THERE + "test_five_packages_are_five_lines_and_what_is_not_asserted_is_no_party",),
    "SPDX 3.0 Rust": (THERE + "test_a_file_that_a_document_is_about_is_a_line",),
    "BODS fermcat": ("parties/test_readers.py::*",),
    "GLEIF RR fragment": (THERE + "test_a_fragment_of_a_register_is_no_whole",),
    "licences": (
        THERE + "test_every_licence_survives",
        TRIPS + "test_licences_survive_the_way_through_spdx_3",
    ),
    "SPDX id or expression becomes free text": (TRIPS + "test_what_is_written_as_an_expression_parses",),
    "16 of 20 CPEs": (THERE + "test_every_identifier_survives_and_what_does_not_is_told",),
    "extracted licence text": (THERE + "test_every_identifier_survives_and_what_does_not_is_told",),
    "DYNAMIC_LINK, DESCRIBES edges": (THERE + "test_every_identifier_survives_and_what_does_not_is_told",),
    "externalReferences": (TRIPS + "test_references_and_properties_of_others_go_to_spdx_3_and_back",),
    "supplier address.country": (THERE + "test_the_seat_of_a_supplier_survives_or_is_told",),
    "services and their provider": (THERE + "test_a_service_its_provider_and_what_is_said_of_the_document_are_told",),
    "build scope of dependsOn": (TRIPS + "test_what_is_left_behind_is_what_is_told",),
    "packages without a purpose": ("items/test_writers.py::test_what_is_left_behind_is_named",),
}
"""The public samples that were counted and the losses that were seen, by how their row begins."""
_ROW = re.compile(r"^\*\*([FW]\d+)\b", re.MULTILINE)
_SECTION = re.compile(r"^# ([A-Z])\. ", re.MULTILINE)


def siblings_of(named: str) -> int:
    """How many tests, each kind of input one, a name leads to: functions, and the members of what they are given."""
    file, _, name = named.partition("::")
    text = (TESTS / file).read_text("utf-8")
    wanted = r"test_\w+" if name == "*" else re.escape(name)
    return len(re.findall(rf"^def {wanted}\(", text, re.MULTILINE))


@pytest.mark.parametrize("row", ROWS)
def test_a_row_has_siblings(row: str) -> None:
    missing = [each for each in ROWS[row] if not siblings_of(each)]
    assert not missing
    assert sum(map(siblings_of, ROWS[row])) >= 2


@pytest.mark.skipif(not LIST.is_file(), reason="the list of faults stands beside the repository")
def test_every_row_of_the_list_is_here() -> None:
    text = LIST.read_text("utf-8")
    starts = [(found.start(), found[1]) for found in _SECTION.finditer(text)]
    rows = set()
    for found in _ROW.finditer(text):
        section = [letter for start, letter in starts if start < found.start()][-1]
        rows.add(f"{section}.{found[1]}")
    assert rows
    assert rows <= ROWS.keys(), rows - ROWS.keys()
    assert ROWS.keys() <= rows, ROWS.keys() - rows


@pytest.mark.parametrize("row", SAMPLES)
def test_a_sample_and_a_loss_has_its_test(row: str) -> None:
    assert all(siblings_of(each) for each in SAMPLES[row])


@pytest.mark.skipif(not LIST.is_file(), reason="the list of faults stands beside the repository")
def test_every_sample_of_the_list_is_here() -> None:
    samples = LIST.read_text("utf-8").partition("## 3. Samples")[2]
    first = [line.split("|")[1].strip(" *") for line in samples.splitlines() if line.startswith("| ")]
    rows = [each for each in first if each not in ("file", "loss", "---")]
    assert rows
    assert not [each for each in rows if not each.startswith(tuple(SAMPLES))]
    assert not [each for each in SAMPLES if not any(row.startswith(each) for row in rows)]

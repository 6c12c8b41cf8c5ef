"""Every row of the list of hostile inputs and faults, by its id, with the tests that hold its kind: two at least.

The list stands beside the repository; where it is there, a row that this table does not know is an error.
"""

from __future__ import annotations

import re

import pytest

from tests.safety.test_every_fault_has_siblings import LIST as OTHER
from tests.safety.test_every_fault_has_siblings import siblings_of

LIST = OTHER.with_name("faults-hostile.md")
BILLS = "fuzz/test_crashes_of_bills.py::"
DOSSIERS = "fuzz/test_crashes_of_dossiers.py::"
LISTS = "fuzz/test_crashes_of_lists.py::"
REGISTRIES = "fuzz/test_crashes_of_registries.py::"
TABLES = "fuzz/test_crashes_of_tables.py::"
WORKBOOKS = "fuzz/test_crashes_of_workbooks.py::"
STRANGERS = "safety/test_faults_of_strangers.py::"
WORD = "usecases/test_provenance.py::"
WRITER = "files/test_every_writer.py::"
READERS = "fuzz/test_readers.py::test_every_mutant_is_read_or_refused"
TREE = "reports/test_hostile_tree.py::test_a_stranger_does_nothing_in_any_command_and_format"
ROWS: dict[str, tuple[str, ...]] = {
    "W1": (
        WORKBOOKS + "test_no_row_or_column_outside_the_declared_dimension_is_lost",
        WORKBOOKS + "test_rows_in_no_order_and_cells_that_stand_twice_are_read_or_told",
        "items/test_hidden_records.py::*",
    ),
    "W2": (
        BILLS + "test_a_record_that_cannot_be_read_is_named_and_opens_the_list",
        BILLS + "test_an_element_in_the_wrong_place_is_read_or_told",
        "items/test_hidden_records.py::*",
        "safety/test_closure.py::*",
        "safety/test_hostile_bills.py::*",
    ),
    "W3": (
        TABLES + "test_a_broken_table_or_list_is_a_finding",
        "parties/test_suppliers_as_typed.py::*",
        "parties/test_screening.py::test_a_row_without_a_name_is_not_passed_over",
        "items/test_bad_input.py::test_a_repeated_key_is_found_wherever_it_is_read",
    ),
    "W4": (
        LISTS + "test_a_threshold_that_is_no_number_is_refused",
        TABLES + "test_a_power_of_ten_beyond_any_quantity_is_refused_at_once",
    ),
    "W5": ("usecases/test_parties_reach_the_law.py::*", "usecases/test_listed_above.py::*"),
    "W6": (
        "usecases/test_parties_reach_the_law.py::test_a_row_that_was_not_used_reaches_the_outcome",
        "parties/test_no_over_a_hole.py::*",
        "parties/test_no_over_a_hole_formats.py::*",
        "parties/test_no_over_a_hole_siblings.py::*",
    ),
    "W7": (
        STRANGERS + "test_a_reply_that_was_made_and_not_sent_is_refused",
        "usecases/test_questionnaire.py::test_an_edited_reply_is_refused_with_its_cell",
        DOSSIERS + "test_a_reply_on_a_fact_that_there_is_none_of_is_a_finding",
    ),
    "W8": (
        WORD + "test_a_foreign_law_book_is_named_in_every_format",
        WORD + "test_a_foreign_law_book_makes_no_declaration",
        WORD + "test_a_signed_book_says_so_and_a_changed_one_is_refused",
        "usecases/test_provenance_of_questions.py::*",
    ),
    "W9": (
        WORD + "test_who_settled_a_doubt_and_on_what_text_is_seen",
        WORD + "test_a_sign_off_without_its_text_makes_no_declaration",
        "usecases/test_signoff.py::*",
    ),
    "evasion": ("parties/test_evading_screening.py::*",),
    "I1": (
        "files/test_writing.py::test_two_writers_lose_nothing",
        "files/test_kills_of_commands.py::test_writers_at_once_lose_nothing_that_was_acknowledged",
    ),
    "I2": (
        "files/test_writing.py::test_a_file_keeps_its_mode_and_a_new_one_follows_the_umask",
        WRITER + "test_an_old_file_that_may_not_be_replaced_stands",
    ),
    "I3": (
        "files/test_writing.py::test_a_link_is_followed_to_the_file_that_it_names",
        DOSSIERS + "test_a_loop_of_links_is_a_finding",
    ),
    "I4": (
        "files/test_writing.py::test_what_is_no_file_is_refused_and_stays",
        WRITER + "test_a_device_is_refused_and_stays",
    ),
    "I5": (
        "files/test_writing.py::test_a_full_disk_is_a_finding_and_the_old_file_stands",
        WRITER + "test_a_full_disk_is_a_finding_and_everything_stands",
        "parties/test_screening.py::test_a_broken_file_is_refused_and_left_alone",
    ),
    "I6": (
        WRITER + "test_a_full_disk_is_a_finding_and_everything_stands",
        WRITER + "test_where_no_folder_can_be_it_is_said",
        WRITER + "test_a_folder_that_may_not_be_written_is_a_finding",
    ),
    "I7": (
        "files/test_kills_of_commands.py::test_a_command_ended_at_any_step_leaves_old_or_new",
        "files/test_writing.py::test_a_kill_leaves_no_half_a_pack",
        WORD + "test_a_pack_is_verified_and_what_was_done_to_it_is_told",
    ),
    "I8": (
        STRANGERS + "test_what_is_written_is_on_the_disk_before_it_has_its_name",
        "files/test_kills_of_commands.py::test_a_command_ended_at_any_step_leaves_old_or_new",
    ),
    "M1": (
        WORD + "test_a_server_reads_in_its_folder_and_echoes_no_content",
        "usecases/test_mcp_attacked.py::*",
    ),
    "M2": (WORD + "test_a_server_serves_no_whole_machine", "usecases/test_mcp_attacked.py::*"),
    "M3": (
        WORD + "test_a_dossier_given_as_data_honours_the_files_it_names",
        "usecases/test_mcp_attacked.py::*",
    ),
    "T1": (TREE, "reports/test_hostile_output.py::*"),
    "T2": ("reports/test_hostile_output.py::test_no_cell_of_a_table_begins_a_formula", TREE),
    "T3": (
        "reports/test_hostile_output.py::test_markdown_has_no_live_link_mention_or_mark_of_a_stranger",
        "reports/test_hostile_output.py::test_sarif_has_no_embedded_link",
        TREE,
    ),
    "5.1": (
        WORKBOOKS + "test_a_cell_far_away_costs_nothing",
        "items/test_bad_input.py::test_bombs_stumps_and_entities_in_workbooks_are_refused",
    ),
    "5.2": (
        WORKBOOKS + "test_a_cell_far_away_costs_nothing",
        WORKBOOKS + "test_no_row_or_column_outside_the_declared_dimension_is_lost",
    ),
    "5.3": (
        TABLES + "test_a_power_of_ten_beyond_any_quantity_is_refused_at_once",
        TABLES + "test_a_power_of_ten_in_a_table_of_chips",
    ),
    "5.4": (REGISTRIES + "test_a_registry_of_another_shape_is_a_finding", READERS),
    "5.5": ("files/test_limits.py::*",),
    "5.6": (
        REGISTRIES + "test_more_errors_than_anybody_mends_stop_the_reading",
        DOSSIERS + "test_what_stands_in_the_wrong_place_is_not_echoed_whole",
        "files/test_limits.py::test_values_of_another_kind_are_told_until_they_are_no_slip",
    ),
    "5.7": (
        "files/test_limits.py::test_more_acts_than_are_decided_together_are_refused_before_any_is",
        "files/test_limits.py::test_more_parties_than_are_screened_at_once_are_refused",
        "files/test_limits.py::test_the_chains_of_many_holders_are_no_more_than_anybody_reads",
        "cli/test_waiting.py::*",
    ),
    "5.8": (
        DOSSIERS + "test_a_pipe_is_refused_without_waiting",
        "files/test_writing.py::test_what_is_no_file_is_refused_and_stays",
    ),
    "C1": (
        REGISTRIES + "test_a_registry_of_another_shape_is_a_finding",
        DOSSIERS + "test_a_ledger_of_questionnaires_of_another_shape",
        READERS,
    ),
    "C2": (TABLES + "test_a_broken_table_or_list_is_a_finding", READERS),
    "C3": (
        TABLES + "test_a_broken_table_or_list_is_a_finding",
        REGISTRIES + "test_a_row_of_a_party_that_is_shifted_is_told_and_opens_it",
    ),
    "C4": (
        DOSSIERS + "test_toml_that_cannot_be_meant_is_a_finding",
        DOSSIERS + "test_a_file_nested_beyond_any_document_is_no_dossier_and_no_bill",
    ),
    "C5": (
        TABLES + "test_a_broken_table_or_list_is_a_finding",
        WORKBOOKS + "test_no_document_type_hides_in_a_part",
        "usecases/test_questionnaire.py::test_what_is_no_workbook_is_a_finding",
    ),
    "C6": (
        LISTS + "test_a_listed_name_without_letters_stands_in_no_way",
        TABLES + "test_a_broken_table_or_list_is_a_finding",
        "parties/test_lists_attacked.py::*",
    ),
    "C7": (
        DOSSIERS + "test_features_of_another_shape",
        DOSSIERS + "test_a_loop_of_links_is_a_finding",
        DOSSIERS + "test_a_name_longer_than_any_file_is_a_finding",
        STRANGERS + "test_a_terminal_that_cannot_write_a_name_is_no_defect",
        READERS,
    ),
    "R1": (
        STRANGERS + "test_what_is_said_of_a_kept_sign_off_is_so",
        "usecases/test_signoff.py::test_on_the_command_line",
    ),
    "R2": (
        STRANGERS + "test_what_bars_for_certain_is_told_beside_what_may_bar",
        "usecases/test_signoff.py::test_a_policy_tightens",
    ),
    "R3": (
        WORD + "test_one_law_hash_whatever_the_order_of_transactions",
        WORD + "test_a_law_book_whose_hash_does_not_fit_is_refused",
    ),
    "R4": (
        STRANGERS + "test_the_machine_is_asked_for_the_day_in_one_place",
        STRANGERS + "test_the_day_is_that_of_utc_wherever_the_machine_stands",
    ),
}
"""The rows by their ids; of section 5 by section and place; `*` stands for every test of a file."""
_BOLD = re.compile(r"^\*\*([CW]\d+)\b", re.MULTILINE)
_CELL = re.compile(r"^\| ([IMT]\d+) \|", re.MULTILINE)
_PLAIN = re.compile(r"^(R\d+) ", re.MULTILINE)


@pytest.mark.parametrize("row", ROWS)
def test_a_row_has_siblings(row: str) -> None:
    missing = [each for each in ROWS[row] if not siblings_of(each)]
    assert not missing
    assert sum(map(siblings_of, ROWS[row])) >= 2


def rows_of(text: str) -> set[str]:
    """The ids of the rows of the list, those of its table of hangs by their places."""
    found = {each for form in (_BOLD, _CELL, _PLAIN) for each in form.findall(text)}
    hangs = text.split("## 5. Hangs", 1)[1].split("\n## ", 1)[0]
    lines = [each for each in hangs.splitlines() if each.startswith("| ")][1:]
    return found | {f"5.{place}" for place, _ in enumerate(lines, 1)} | {"evasion"}


@pytest.mark.skipif(not LIST.is_file(), reason="the list of faults stands beside the repository")
def test_every_row_of_the_list_is_here() -> None:
    rows = rows_of(LIST.read_text("utf-8"))
    assert rows - ROWS.keys() == set()
    assert ROWS.keys() - rows == set()

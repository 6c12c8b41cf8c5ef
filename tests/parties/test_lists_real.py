"""Real copies of the lists: every row is read, and every name finds its entry."""

from __future__ import annotations

import csv
import random
import re
from pathlib import Path

import pytest

from pratique.parties.lists import ScreeningList, read_list
from pratique.parties.screening import Query, Screener

LISTS = Path(__file__).resolve().parents[3] / "shared" / "samples" / "lists"
pytestmark = pytest.mark.skipif(not LISTS.exists(), reason="the shared samples are not here")


def numbered_lines(name: str) -> list[str]:
    """Lines that begin with an entry number: an independent count, as no field holds a line break."""
    return [line for line in (LISTS / name).read_text("latin-1").split("\n") if re.match(r"\d+,", line)]


@pytest.mark.parametrize(
    ("primary", "aliases", "addresses"),
    [
        ("ofac-sdn.csv", "ofac-alt.csv", "ofac-add.csv"),
        ("ofac_sdn.csv", "ofac_alt.csv", None),
        ("ofac-cons_prim.csv", "ofac-cons_alt.csv", "ofac-cons_add.csv"),
        ("ofac_cons_prim.csv", None, None),
    ],
)
def test_every_row_of_the_ofac_files_is_read(primary: str, aliases: str | None, addresses: str | None) -> None:
    [one] = read_list(LISTS / primary)
    rows, alias_rows = numbered_lines(primary), numbered_lines(aliases) if aliases else []
    known = {line.split(",", 1)[0] for line in rows}
    lost = {line.split(",", 1)[0] for line in alias_rows} - known
    assert not [finding for finding in one.findings if finding.severity == "error"]
    assert len(one.listings) == len(rows) + len(lost)
    strong = sum(name.kind != "primary" and not name.weak for item in one.listings for name in item.names)
    assert strong == len(alias_rows)
    if addresses:
        printed = [line for line in numbered_lines(addresses) if line.count("-0-") < 4]
        assert sum(len(item.addresses) for item in one.listings) == len(printed)


def test_every_row_of_the_denied_persons_is_read() -> None:
    [one] = read_list(LISTS / "bis_dpl.txt")
    assert len(one.listings) == (LISTS / "bis_dpl.txt").read_bytes().count(b"\n") - 1
    assert one.complete
    assert {finding.code for finding in one.findings} == {"list.date"}, "one row says the year 3017"


@pytest.mark.parametrize("name", ["us-csl-extract.csv", "us-csl-consolidated-new-columns.csv"])
def test_every_row_of_the_csl_files_is_read(name: str) -> None:
    lists = read_list(LISTS / name)
    with (LISTS / name).open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert sum(len(one.listings) for one in lists) == len(rows)
    aliases = sum(len([part for part in row["alt_names"].split(";") if part.strip()]) for row in rows)
    assert sum(len(item.names) - 1 for one in lists for item in one.listings) == aliases
    assert not [finding for one in lists for finding in one.findings if finding.severity == "error"]


def test_new_columns_give_footnotes_and_numbers() -> None:
    lists = {one.code: one for one in read_list(LISTS / "us-csl-consolidated-new-columns.csv")}
    assert lists["EL"].listings[0].footnotes == {3}
    assert lists["SDN"].listings[0].countries == {"CN", "KP"}
    assert ("Passport", "836238033", "KP") in {
        (item.kind, item.value, item.country) for item in lists["SDN"].listings[0].identifiers
    }


def unfound(lists: list[ScreeningList], share: float) -> list[str]:
    """Names that do not find their own entry; `share` of all names is tried."""
    rnd = random.Random(5)
    screener = Screener(lists)
    lost = []
    for one in lists:
        for item in one.listings:
            for name in item.names:
                if rnd.random() < share:
                    found = screener.candidates(Query(name.text, individual=item.kind == "individual" or None))
                    if not any((each.list, each.id) == (item.list, item.id) for each in found):
                        lost.append(f"{item.list} {item.id} {name.text}")
    return lost


def test_every_alias_of_the_smaller_lists_finds_its_entry() -> None:
    lists = read_list(LISTS / "us-csl-extract.csv") + read_list(LISTS / "us-csl-consolidated-new-columns.csv")
    assert unfound(lists, 1.0) == []


def test_every_alias_of_the_consolidated_list_finds_its_entry() -> None:
    assert unfound(read_list(LISTS / "ofac-cons_prim.csv"), 1.0) == []


def test_a_sample_of_sdn_names_finds_its_entries() -> None:
    assert unfound(read_list(LISTS / "ofac-sdn.csv"), 0.1) == []

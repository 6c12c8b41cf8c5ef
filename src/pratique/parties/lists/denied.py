"""BIS's denied persons file (tab-separated, with a header row).

Rule: one row is one order against one person at one address. The date of the list is the newest `Last_Update`,
which the list is not older than.
"""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

from pratique.errors import Findings, Place
from pratique.parties.lists.delimited import decode_list, read_header, read_rows
from pratique.parties.lists.fields import country_of, digest_id, read_date
from pratique.parties.lists.listing import ListedAddress, ListedName, ListEntry, ScreeningList
from pratique.parties.lists.sizes import check_size, expected_sizes

DPL_TITLES = frozenset(
    ("effective_date", "expiration_date", "standard_order", "last_update", "action", "fr_citation")
)
"""Titles of which the file has some beside the names; a table of suppliers has none."""
LATEST_YEAR = 2100
"""A later year is a slip of the keyboard (one row of a real copy says 3017)."""


def read_denied_persons(data: bytes, path: Path, as_of: date | None = None) -> ScreeningList:
    """The Denied Persons List; rows that are short or nameless become findings."""
    findings, place = Findings(), Place(path.name)
    rows = read_rows(decode_list(data, place, findings), place, findings, delimiter="\t")
    header = read_header(rows, place, findings)
    listings: list[ListEntry] = []
    newest: list[date] = []
    for row in rows:
        where = Place(path.name, line=row.line)
        if len(row.cells) != len(header) or not row.cells[0].strip():
            findings.add(
                "dpl.row",
                f"This row has {len(row.cells)} cells where the header has {len(header)}, or no name.",
                where,
                "The file may be truncated here; download it again.",
                value="\t".join(row.cells),
            )
            continue
        cells = dict(zip(header, (cell.strip() for cell in row.cells), strict=True))
        listings.append(_listing(cells, where))
        newest += _updated(cells, where, findings)
    reasons = [reason for reason in [check_size("DPL", len(listings), place, findings)] if reason]
    if findings.errors:
        reasons.append(f"{len(findings.errors)} rows could not be read")
    return ScreeningList(
        "DPL",
        expected_sizes()["DPL"].title,
        path.name,
        tuple(listings),
        as_of,
        max(newest, default=None),
        hashlib.sha256(data).hexdigest(),
        findings=tuple(findings),
        incomplete=tuple(reasons),
    )


def _updated(cells: dict[str, str], where: Place, findings: Findings) -> list[date]:
    """The row's last update; a year that cannot be is a finding and counts for nothing."""
    found = read_date(cells.get("last_update", ""))
    if found is None or found.year <= LATEST_YEAR:
        return [found] if found else []
    text = cells["last_update"]
    findings.add(
        "list.date",
        f"Last_Update is {text!r}, which lies in the future.",
        where,
        "It was left out of the date of the list.",
        "warning",
        text,
    )
    return []


def _listing(cells: dict[str, str], where: Place) -> ListEntry:
    street = [cells.get(key, "") for key in ("street_address", "city", "state", "postal_code", "country")]
    country = country_of(street[-1]) if street[-1] else None
    notice = cells.get("fr_citation", "")
    order = (cells.get("effective_date", ""), notice, street[0])
    return ListEntry(
        list="DPL",
        id=digest_id("DPL", cells["name"], *order),
        names=(ListedName(cells["name"]),),
        place=where,
        countries=frozenset([country] if country else []),
        addresses=(ListedAddress(", ".join(filter(None, street)), country),),
        citations=(notice,) if notice else (),
        start=read_date(cells.get("effective_date", "")),
        end=read_date(cells.get("expiration_date", "")),
        remarks=cells.get("action", ""),
    )

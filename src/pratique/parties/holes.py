"""What a reader left out, as holes in what is known.

Rule: a record that was dropped may have been about anybody, unless its reader could say about whom and left a hole
there itself. A value that could not be read inside a record that is kept is unknown where it stands, and is no hole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from pratique.errors import Finding
from pratique.parties.holdings import Hole, Provenance

DROPPED = frozenset(
    {
        *("csv.row", "csv.rows", "csv.width", "json.syntax", "xml.syntax", "xml.encoding"),
        *("bods.statement", "bods.record-type", "bods.subject", "bods.dangling"),
        *(
            "ftm.json",
            "ftm.entity",
            "ftm.edge",
            "ftm.schema",
            "gleif.record",
            "gleif.count",
            "psc.record",
            "psc.count",
            "stakes.column-near",
            "registry.sheet",
            "registry.empty",
            "gleif.root",
            "csv.no-rows",
            "xlsx.struck",
            "xlsx.struck.row",
        ),
    }
)
"""The findings after which a record, or the rest of a file, is missing or may not be meant, of whom nobody knows."""


def holes_of(findings: Iterable[Finding]) -> Iterator[Hole]:
    """A hole for each finding that says that something was left out."""
    findings = list(findings)
    missing = _missing_pages(findings)
    for finding in findings:
        if finding.code in DROPPED or (finding.code == "gleif.page" and missing):
            yield Hole(None, finding.message, Provenance(finding.place.file, finding.place))


def _missing_pages(findings: Sequence[Finding]) -> bool:
    """Whether some pages of answers that come in pages were not given."""
    given: dict[str, set[str]] = {}
    for finding in findings:
        if finding.code == "gleif.page" and (found := re.search(r"page (\d+) of (\d+)", finding.message)):
            given.setdefault(found[2], set()).add(found[1])
    return any(len(seen) < int(last) for last, seen in given.items())

"""What a reader left out, as holes in what is known.

Rule: a record that was dropped may have been about anybody, unless its reader could say about whom and left a hole
there itself. A value that could not be read inside a record that is kept is unknown where it stands, and is no hole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pratique.errors import Finding
from pratique.parties.holdings import Hole, Provenance

DROPPED = frozenset(
    {
        *("csv.row", "csv.rows", "csv.width", "json.syntax", "xml.syntax", "xml.encoding"),
        *("bods.statement", "bods.record-type", "bods.subject"),
        *(
            "ftm.json",
            "ftm.entity",
            "ftm.edge",
            "gleif.record",
            "gleif.count",
            "psc.record",
            "psc.count",
            "stakes.column-near",
        ),
    }
)
"""The findings after which a record, or the rest of a file, is missing, and nobody knows whom it is about."""


def holes_of(findings: Iterable[Finding]) -> Iterator[Hole]:
    """A hole for each finding that says that something was left out."""
    for finding in findings:
        if finding.code in DROPPED:
            yield Hole(None, finding.message, Provenance(finding.place.file, finding.place))

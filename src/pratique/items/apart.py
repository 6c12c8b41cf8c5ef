"""A bill that several dossiers or vehicles name, to each of them as it was read.

Rule: what a dossier tells of a bill (whose it is, who its makers are, what its lines are said to be) changes the bill
that it has, so none has the one of another. What nothing tells more of is the very object that it was.
"""

from __future__ import annotations

from dataclasses import replace

from msgspec import structs

from pratique.errors import Findings
from pratique.items.bill import Bill
from pratique.items.lines import LineContent, PartyRecord, Source


def apart(bill: Bill) -> Bill:
    """A bill of which nothing was told since it was read -> the same, to be told of by somebody else."""
    copy = _Copy()
    parties = {key: copy.party(each) for key, each in bill.parties.items()}
    found = bill.findings
    return replace(
        bill,
        parties=parties,
        lines=bill.lines.apart(copy.shape),
        values=dict(bill.values),
        disputed={name: list(sides) for name, sides in bill.disputed.items()},
        outside=list(bill.outside),
        outsiders=set(bill.outsiders),
        findings=Findings(list(found.items), found.wrong, found.misread),
    )


class _Copy:
    """The parties of one bill and what leads to them, each made again once."""

    def __init__(self) -> None:
        self._parties: dict[int, PartyRecord] = {}
        self._sources: dict[int, Source] = {}
        self._shapes: dict[int, LineContent] = {}

    def party(self, record: PartyRecord) -> PartyRecord:
        """The record, of which more may be told and of which no element is made yet."""
        if id(record) not in self._parties:
            self._parties[id(record)] = replace(record, values=dict(record.values), made=None)
        return self._parties[id(record)]

    def _source(self, source: Source) -> Source:
        if source.party is None:
            return source
        if id(source) not in self._sources:
            self._sources[id(source)] = structs.replace(source, party=self.party(source.party))
        return self._sources[id(source)]

    def shape(self, shape: LineContent) -> LineContent:
        """What a line says, its sources led to the parties made here; equal lines go on sharing one."""
        if all(each.party is None for each in shape.sources):
            return shape
        if id(shape) not in self._shapes:
            self._shapes[id(shape)] = structs.replace(shape, sources=tuple(map(self._source, shape.sources)))
        return self._shapes[id(shape)]

"""Several bills of one vehicle, joined where one points into another by a BOM-Link.

Rule: of several bills of one thing with one serial number the highest version counts and the others are set aside
with a note; bills of different things are all kept, whatever number they share, and each keeps keys of its own; two
of the same version are both kept. A BOM-Link (`urn:cdx:<serial>/<version>#<ref>`) to a bill that is there
becomes an edge between the lines, to one that is not there a note: nothing is known of what it leads to. Parties
that are the same by their key become one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import field

from pratique.errors import Findings, Place
from pratique.items.bill import Bill, Edge, Outside
from pratique.items.interpret.agreement import narrower
from pratique.items.lines import PartyRecord
from pratique.logic.entities import Listing
from pratique.logic.values import Value
from pratique.value_class import dataclass

LINK = re.compile(r"urn:cdx:([0-9a-f-]{36})/(\d+)(?:#(.+))?")


@dataclass(slots=True)
class Joined:
    """The bills that count, those set aside, and the links between lines by the keys of their elements.

    `outside` is what one of them names and none of them holds.
    """

    bills: list[Bill]
    superseded: list[Bill] = field(default_factory=list)
    links: list[Edge] = field(default_factory=list)
    parties: dict[str, PartyRecord] = field(default_factory=dict)
    findings: Findings = field(default_factory=Findings)
    disputed: set[tuple[str, str]] = field(default_factory=set)
    outside: list[tuple[Bill, Outside]] = field(default_factory=list)

    @property
    def says_complete(self) -> bool:
        """Whether each of them says that it lists everything."""
        return bool(self.bills) and all(bill.closed for bill in self.bills)

    @property
    def closed(self) -> bool:
        """Whether they list everything: each of them says so, and none names anything that none of them holds."""
        return self.says_complete and not self.outside and not self.doubts()

    def doubts(self) -> list[tuple[Bill, Outside]]:
        """What each of them says beside its lines that leaves the list open."""
        from pratique.items.doubt.lines import doubts_of

        return [(bill, each) for bill in self.bills for each in doubts_of(bill)]

    @property
    def parts(self) -> Listing:
        """The parts of all bills."""
        return Listing([element for bill in self.bills for element in bill.parts.elements], self.closed)


def join_bills(bills: Sequence[Bill]) -> Joined:
    """Join bills in the order given; the elements of a party named by several are made one."""
    joined = Joined([])
    _supersede(bills, joined)
    joined.findings.extend(tell_apart(joined.bills))
    for bill in joined.bills:
        joined.findings.extend(bill.findings)
        _links(bill, joined)
        _parties(bill, joined)
        joined.outside += [(bill, each) for each in bill.outside if not _is_held(each.ref, bill, joined)]
    return joined


def _is_held(ref: str, bill: Bill, joined: Joined) -> bool:
    """Whether one of the bills holds what another names by a BOM-Link or an IRI."""
    found = LINK.fullmatch(ref)
    if found:
        serial, version, own = found.groups()
        there = [other for other in joined.bills if other.serial == f"urn:uuid:{serial}"]
        there = [other for other in there if other.version == int(version)]
        return len(there) == 1 and (own is None or own in there[0].lines.refs)
    others = (other for other in joined.bills if other is not bill)
    return ":" in ref and any(ref in (other.serial, *other.lines.refs) for other in others)


def _supersede(bills: Sequence[Bill], joined: Joined) -> None:
    latest: dict[tuple[str, object], int] = {}
    for bill in bills:
        if bill.serial:
            latest[_about(bill)] = max(bill.version, latest.get(_about(bill), bill.version))
    for bill in bills:
        if bill.serial and bill.version < latest[_about(bill)]:
            joined.superseded.append(bill)
            joined.findings.add(
                "bill.superseded",
                f"Version {bill.version} of this bill is superseded by version {latest[_about(bill)]}.",
                Place(bill.file),
                "It is set aside; check that the later one is meant.",
                "note",
                bill.serial,
            )
        else:
            joined.bills.append(bill)


def _about(bill: Bill) -> tuple[str, object]:
    """The serial number of a bill and what it is about; one that does not say, or whose version
    cannot be counted, is about nothing but itself.
    """
    if bill.subject is None or bill.version < 1:
        return bill.serial or "", id(bill)
    line = bill.lines[bill.subject]
    makers = frozenset(source.name for source in line.shape.sources)
    return bill.serial or "", (line.name.casefold().strip(), line.type, makers)


def tell_apart(bills: Iterable[Bill]) -> Findings:
    """Give different bills that are called the same keys of their own, so that no line is taken for another's.

    The names follow from what each document holds, whatever its file is called and in whatever order it is read; two
    of one content stay one document.
    """
    findings = Findings()
    called: dict[str, list[Bill]] = {}
    for bill in bills:
        called.setdefault(bill.lines.document, []).append(bill)
    for identity, its in called.items():
        marks = {id(bill): bill.mark for bill in its} if len(its) > 1 else {}
        if len(set(marks.values())) < 2:
            continue
        for bill in its:
            bill.call(f"{identity} {marks[id(bill)]}")
            if bill.serial:
                findings.add(
                    "bill.serial.shared",
                    f"{len(its)} different documents are called {identity!r}.",
                    Place(bill.file),
                    "All are read; give each document a serial number of its own.",
                    "warning",
                    identity,
                )
    return findings


def _links(bill: Bill, joined: Joined) -> None:
    """Resolve the BOM-Links among a bill's edges."""
    for edge in bill.edges:
        found = LINK.fullmatch(edge.target)
        if not found:
            continue
        serial, version, ref = found.groups()
        there = [other for other in joined.bills if other.serial == f"urn:uuid:{serial}"]
        if not there:
            joined.findings.add(
                "bill.link.missing",
                f"The BOM-Link {edge.target!r} leads to a bill that was not given.",
                Place(bill.file),
                "Give that bill too; nothing is known of its parts until then.",
                "warning",
                edge.target,
            )
            continue
        other = there[0]
        if other.version != int(version):
            joined.findings.add(
                "bill.link.version",
                f"The BOM-Link {edge.target!r} does not mean version {other.version}.",
                Place(bill.file),
                "Check that the link still holds.",
                "warning",
                edge.target,
            )
        _connect(bill, edge, other, ref, joined)


def _connect(bill: Bill, edge: Edge, other: Bill, ref: str | None, joined: Joined) -> None:
    subject = other.lines[other.subject] if other.subject is not None else None
    targets = list(other.named(ref)) if ref else [subject] if subject else []
    if not targets:
        joined.findings.add(
            "bill.link.ref",
            f"The bill {other.file!r} has no component {ref!r}.",
            Place(bill.file),
            "Correct the BOM-Link.",
            "warning",
            edge.target,
        )
    for source in bill.named(edge.source):
        joined.links += [Edge(edge.kind, source.key, target.key) for target in targets]


def _parties(bill: Bill, joined: Joined) -> None:
    """Make one element of a party that several bills name; what two of them say differently becomes unknown."""
    for key, record in bill.parties.items():
        first = joined.parties.setdefault(key, record)
        if first is record:
            continue
        _agree(first.values, record, bill, joined)
        # The later bill's sources lead to its own record: they go on sharing one mapping of values.
        record.values = first.values


def _agree(values: dict[str, Value], record: PartyRecord, bill: Bill, joined: Joined) -> None:
    for name, value in record.values.items():
        if (record.key, name) in joined.disputed:
            record.disputed += ((name, value),)
            continue
        before = values.get(name)
        agreed = value if before is None else narrower(before, value)
        if agreed is not None:
            values[name] = agreed
            continue
        assert before is not None
        del values[name]
        joined.disputed.add((record.key, name))
        record.disputed += ((name, before), (name, value))
        joined.findings.add(
            "bill.party.conflict",
            f"Two bills say different things of {name} for {record.name or record.key!r}.",
            Place(bill.file),
            "Find out which is right; until then it is unknown.",
            "warning",
        )

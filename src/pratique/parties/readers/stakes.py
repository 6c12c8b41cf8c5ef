"""A plain CSV of stakes, powers and parties: what a person types from a register, a prospectus or an answer.

One row, one claim. `kind` says which; columns that a kind does not use stay empty.

- `party`: `subject` (its id), `name`, `type` (person, entity, state, state_body, arrangement, anonymous, unknown),
  `organised`, `headquarters`, `principal_place`, `citizenship`, `residence` (countries, several joined by `;`),
  `lei`, `identifiers` (`GB-COH:01234567`, several joined by `;`), `us_permanent_resident`, `listed`, `reason`.
- `same_as`: `subject` and `holder` are ids of one party (`decisive` no: of two).
- `votes`, `capital`: `holder`, `subject`, `share` (37.5, 25-50, >50-75, at least 25, 1/3, 50 % plus one share),
  `held_for` (whom a nominee holds it for, `?` if that is not said), `suspended`, `indirect` (`?` if that is not
  said), `class` (shares of different classes are different shares and add up; so do rows of one source that differ
  in `record`).
- `board`, `veto`, `proxy`, `special_share`, `contract`, `articles`, `legal_framework`, `consolidation`, `branch`,
  `fund_manager`, `trustee`, `nominator`, `nominee`, `management`, `influence`, `important_matters`, `undisclosed`:
  `holder`, `subject`, `decisive` (yes, no, empty if not said), `share` (of the seats or votes), `note`.
- `passive`: `holder`, `subject`: the holder decides nothing there (a passive investor who says so to the authority);
  short for `important_matters` with `decisive` no.
- `concert`: `holder` (the members joined by `;`), `subject`, `decisive` (yes: agreed; no: denied).
- `dispersed`: `subject`, `share` (every holder is below it), `concert` (no, where nobody below it acts in concert or
  the source counts concert parties as one holder), `float` (how much of the shares they have together, so that a
  larger holder that is missing shows), `reason`. `widely_held` is the same with `concert` no.
- `complete`, `rest`: `subject`, `reason`.
- `acts_for`: `holder` (the agent), `subject` (the principal, a party or a country), `decisive` (yes, no), `note`.

A table without `kind` says who holds how much of whom: `subject`, `holder`, and of the votes and the capital
`votes_share` and `capital_share` (`share` is of the capital). `holder_country` is a country of the holder, of which
it is not said what ties the holder to it. Titles, kinds and answers may be in other words and languages
(`stakes_words.toml`); what stands in a column that is not known opens its row's subject.

Every row may have `source`, `basis` (registry, documented, attested, asserted), `asserted_on`, `start`, `end` (first
day after) or `until` (last day), and `record` (later rows of the same source and record replace earlier ones).

Rule: a row with a fault is a finding; where a claim is left in it, the claim is kept with what is known, and whatever
the row may have said of its parties stays possible.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import get_args

from pratique.errors import Findings, Place
from pratique.files import delimiter_of, read_table
from pratique.ids.near import near_names
from pratique.parties.holdings import (
    Claim,
    Concert,
    Direction,
    Hole,
    Measure,
    PartyClaim,
    Power,
    PowerKind,
    Provenance,
    Remainder,
    SameAs,
    Stake,
)
from pratique.parties.misprints import opened_by_numbers
from pratique.parties.party import Countries, Party, PartyKind
from pratique.parties.readers.fields import (
    exchanged,
    identifier,
    note_self_ownership,
    parse_countries,
    parse_share,
)
from pratique.parties.readers.remarks import holes_beside, remark_holes, served, unless_over
from pratique.parties.readers.several import several
from pratique.parties.readers.stakes_columns import COLUMNS, KINDS
from pratique.parties.readers.stakes_row import StakeRow
from pratique.parties.readers.stakes_words import meant, plain, words

_SHORT = {"passive": "important_matters", "widely_held": "dispersed"}
"""Kinds that stand for another with an answer given."""
_POWERS: frozenset[str] = frozenset(get_args(PowerKind))
_KINDS: frozenset[str] = frozenset(get_args(PartyKind))


def is_stakes(data: bytes) -> bool:
    """Whether the first line of a file is the header of such a table."""
    first = data[:65536].removeprefix(b"\xef\xbb\xbf").partition(b"\n")[0]
    return are_stakes(header_of(first.decode("utf-8", "replace").rstrip("\r")))


def are_stakes(columns: Sequence[str]) -> bool:
    """Whether titles are those of such a table: rows by kind, or who holds how much of whom."""
    if "kind" in columns:
        return "subject" in columns or "holder" in columns
    return "holder" in columns and not {"share", "votes_share", "capital_share"}.isdisjoint(columns)


def header_of(line: str) -> list[str]:
    """The titles of the columns, as they are called here."""
    return [_title(cell.strip().strip('"')) for cell in line.split(delimiter_of(line))]


UNTITLED = "column "
"""How a title begins that a column without one gets, so that what stands below it is read as that of any other."""


def titled(header: str) -> str:
    """The line of the titles, in which a column without one is called by its number."""
    delimiter = delimiter_of(header)
    cells = [
        cell if cell.strip(' "\ufeff\r') or number == 0 else f"{UNTITLED}{number + 1}"
        for number, cell in enumerate(header.rstrip("\r").split(delimiter))
    ]
    return delimiter.join(cells)


def read_stakes(text: str, source: str, findings: Findings) -> Iterator[Claim]:
    """The claims of a table with a header row; `source` names the file."""
    blank = len(text) - len(text.lstrip("\r\n"))
    first, end, rest = text[blank:].partition("\n")
    table = read_table(
        text[:blank] + titled(first) + end + rest,
        Place(source),
        findings,
        delimiter=delimiter_of(text.lstrip("\r\n")),
        name=_title,
        short=True,
        max_lines=1,
    )
    check_header(table.header, source, findings)
    for place, row in table.rows:
        yield from _claim(StakeRow(row, findings, place), source)


def check_header(header: Sequence[str], source: str, findings: Findings) -> None:
    """Say which columns are not read, and which of them look like one that is."""
    unknown = [
        name
        for name in header
        if name and name not in COLUMNS and plain(name) not in words("aside") and not _is_untitled(name)
    ]
    for name in unknown:
        if meant := near_names(name, COLUMNS, 1, 0.8):
            message = f"The column {name!r} is not read; perhaps {meant[0]!r} is meant."
            step = "Rename or remove it; until then its cells may say anything."
            findings.add("stakes.column-near", message, Place(source, line=1), step, value=name)
    if unknown:
        step = f"Until then what stands there may say anything of the row. Known columns: {', '.join(COLUMNS)}."
        findings.add(
            "stakes.column", f"Unknown columns: {', '.join(unknown)}.", Place(source, line=1), step, "warning"
        )


def rows_at(header: str, lines: Sequence[tuple[int, bytes]], source: str, findings: Findings) -> Iterator[Claim]:
    """The claims of some lines of a table, each with its number in the file."""
    text = "\n".join([header, *(line.decode("utf-8", "replace").rstrip("\r") for _, line in lines)])
    local = Findings()
    table = read_table(
        text, Place(source), local, delimiter=delimiter_of(header), name=_title, short=True, max_lines=1
    )

    def real(place: Place) -> Place:
        return replace(place, line=lines[place.line - 2][0]) if place.line and place.line > 1 else place

    rows = (claim for place, row in table.rows for claim in _claim(StakeRow(row, findings, real(place)), source))
    yield from opened_by_numbers(rows, findings)
    findings.extend(replace(finding, place=real(finding.place)) for finding in local)


def _is_untitled(title: str) -> bool:
    return title.startswith(UNTITLED.strip()) and title.removeprefix(UNTITLED.strip()).strip("_ ").isdigit()


def _title(cell: str) -> str:
    title = re.sub(r"[ -]+", "_", cell.strip().lower())
    return title if title in COLUMNS else meant("columns", title)


def _claim(row: StakeRow, source: str) -> Iterator[Claim]:
    kind, subject, holder = row.kind, row.text("subject"), row.text("holder")
    provenance = row.provenance(source)
    yield from _unread(row, subject, provenance)
    yield from several(subject, provenance)
    if not row.has_kind or kind in _POWERS or kind in ("votes", "capital"):
        provenance = unless_over(provenance, "; ".join((row.text("note"), *(text for _, text in row.unread()))))
    if not row.has_kind:
        yield from _held(row, subject, holder, provenance)
        return
    kind = _SHORT.get(kind, kind)
    needs_holder = kind in _POWERS or kind in ("votes", "capital", "concert", "acts_for", "same_as")
    if kind not in KINDS:
        step = f"Use one of {', '.join(KINDS)}. Until then the row may say anything of its parties."
        row.findings.add("stakes.kind", f"There is no kind {kind!r}.", row.place, step, value=kind)
        yield from _holes(row, f"A row of the unknown kind {kind!r} was not used.", provenance)
        return
    if not subject or (needs_holder and not holder):
        step = "Fill it in; until then the row may be about anybody."
        message = f"A row of kind {kind!r} lacks its {'holder' if subject else 'subject'}."
        row.findings.add("stakes.party", message, row.place, step)
        yield from _holes(row, message, provenance, both=kind not in ("acts_for", "same_as"))
        return
    if needs_holder and kind not in ("acts_for", "same_as"):
        note_self_ownership(holder, subject, row.findings, row.place)
    yield from _known(row, kind, subject, holder, provenance)


def _unread(row: StakeRow, subject: str, provenance: Provenance) -> Iterator[Hole]:
    """What stands in columns that are not read, or in a note, may say anything of the row's subject."""
    if titles := [title for title, _ in row.unread()]:
        columns = f"column {titles[0]!r}" if len(titles) == 1 else f"columns {', '.join(map(repr, titles))}"
        yield Hole(subject or None, f"What stands in the {columns} is not read.", provenance)
    for title, text in row.misplaced():
        message = f"The column {title!r} says {text[:80]!r} in a row of kind {row.kind!r}, where it says nothing."
        step = "Move it to the column that is meant; perhaps the row is shifted."
        row.findings.add("stakes.shifted", message, row.place, step, "warning", text)
        yield Hole(subject or None, message, provenance)
    if row.kind not in _POWERS and row.kind not in ("passive", "acts_for"):
        yield from remark_holes(subject or None, row.text("note"), provenance)


def _held(row: StakeRow, subject: str, holder: str, provenance: Provenance) -> Iterator[Claim]:
    """The stakes of a row of a table without kinds: who holds how much of whom."""
    if not subject or not holder:
        message = f"A row on who holds how much lacks its {'holder' if subject else 'company'}."
        row.findings.add("stakes.party", message, row.place, "Fill it in; until then the row may be about anybody.")
        yield Hole(subject or None, message, provenance)
        yield from holes_beside([subject], "Below the table", provenance)  # a note, and no company's name
        return
    note_self_ownership(holder, subject, row.findings, row.place)
    citizen, resident = (
        parse_countries(row.many(column), row.findings, row.place) for column in ("citizenship", "residence")
    )
    named = Party(
        holder, "unknown", citizenship=citizen, residence=resident, principal_place=_somewhere(row, "holder_country")
    )
    for party in (Party(subject, "entity"), named):
        stated = Provenance(provenance.source, row.place, provenance.basis)
        yield PartyClaim(replace(party, names=_called(party.id)), stated)
    shares: list[tuple[Measure, str]] = [("votes", "votes_share"), ("capital", "capital_share"), ("capital", "share")]
    given = [(measure, column) for measure, column in shares if row.text(column)]
    for measure, column in given or shares[1:2]:
        yield _stake(row, holder, subject, provenance, measure, row.text(column))


def _somewhere(row: StakeRow, column: str) -> Countries:
    """A country that is stated without saying what ties to it: some seat, and perhaps others elsewhere."""
    return Countries(parse_countries(row.many(column), row.findings, row.place).must, None)


def _called(name: str) -> tuple[str, ...]:
    """The name of a party whom a table calls so and no otherwise; a word without a blank may be somebody's number."""
    return (name,) if " " in name or not name.isascii() else ()


def _known(row: StakeRow, kind: str, subject: str, holder: str, provenance: Provenance) -> Iterator[Claim]:
    """The claims of a row whose kind and parties are known."""
    if row.text("holder_country"):
        seated = Party(holder, "unknown", principal_place=_somewhere(row, "holder_country"))
        yield PartyClaim(seated, Provenance(provenance.source, row.place, provenance.basis))
    if kind == "party":
        yield PartyClaim(_party(row, subject), provenance)
    elif kind in ("votes", "capital"):
        measure: Measure = "votes" if kind == "votes" else "capital"
        yield _stake(row, holder, subject, provenance, measure, row.text("share") or row.text(f"{kind}_share"))
    elif kind == "concert":
        yield Concert(subject, frozenset(row.many("holder")), provenance, row.flag("decisive", default=True))
    elif kind == "acts_for":
        yield Direction(holder, subject, provenance, row.flag("decisive", default=True), row.text("note"))
        yield from exchanged(holder, subject, provenance, row.findings)
    elif kind == "same_as":
        yield SameAs(subject, holder, provenance, row.flag("decisive", default=True))
    elif kind in ("dispersed", "complete", "rest"):
        yield _remainder(row, kind, subject, provenance)
    else:
        share = parse_share(row.text("share"), row.findings, row.place)
        power = next(name for name in get_args(PowerKind) if name == kind)
        passive = False if row.kind == "passive" else None
        decisive = row.flag("decisive", default=passive)
        yield Power(holder, subject, power, provenance, decisive, share, row.text("note"))


def _holes(row: StakeRow, why: str, provenance: Provenance, both: bool = True) -> Iterator[Hole]:
    """What a row that is not used leaves open: its subject, its holder, or anybody where it does not name them."""
    named = [row.text("subject"), *(row.many("holder") if both else [])]
    subject, *others = named
    if not subject:
        yield Hole(None, why, provenance)
        return
    for name in dict.fromkeys([subject, *(others if row.kind not in KINDS else [])]):
        yield Hole(name, why, provenance)


def _party(row: StakeRow, name: str) -> Party:
    kind = row.text("type") or "entity"
    kind = kind if kind in _KINDS else meant("types", kind)
    if kind not in _KINDS:
        step = f"Use one of {', '.join(sorted(_KINDS))}."
        row.findings.add("stakes.type", f"There is no type of party {kind!r}.", row.place, step, value=kind)
        kind = "unknown"

    def countries(column: str) -> Countries:
        return parse_countries(row.many(column), row.findings, row.place)

    return Party(
        id=name,
        kind=next(known for known in get_args(PartyKind) if known == kind),
        names=tuple(row.many("name")) or _called(name),
        identifiers=tuple(_identifiers(row)),
        organised=countries("organised"),
        headquarters=countries("headquarters"),
        principal_place=countries("principal_place"),
        citizenship=countries("citizenship"),
        residence=countries("residence"),
        us_permanent_resident=row.flag("us_permanent_resident"),
        listed=row.flag("listed"),
        reason=row.text("reason") or None,
    )


def _identifiers(row: StakeRow) -> Iterator[tuple[str, str]]:
    """The identifiers of a party: its LEI, and `scheme:number` pairs; one that cannot be right is a finding."""
    given = [("LEI", row.text("lei"))] if row.text("lei") else []
    for text in row.many("identifiers"):
        scheme, colon, number = text.partition(":")
        if not colon or not number.strip():
            step = "Write it as GB-COH:01234567."
            row.findings.add("stakes.identifier", f"{text!r} is no scheme and number.", row.place, step, value=text)
            continue
        given.append((scheme, number))
    pairs = (identifier(scheme, number, row.findings, row.place) for scheme, number in given)
    yield from (pair for pair in pairs if pair)


def _stake(row: StakeRow, holder: str, subject: str, provenance: Provenance, measure: Measure, share: str) -> Stake:
    return Stake(
        holder,
        subject,
        measure,
        parse_share(share, row.findings, row.place),
        provenance,
        held_for=served(row.text("held_for"), row.text("note")),
        indirect=row.flag("indirect", default=False),
        suspended=row.flag("suspended", default=False),
        share_class=row.text("class"),
        additive=bool(row.text("record")),
    )


def _remainder(row: StakeRow, kind: str, subject: str, provenance: Provenance) -> Remainder:
    reason = row.text("reason") or "undisclosed"
    if kind == "dispersed":
        limit = parse_share(row.text("share"), row.findings, row.place)
        if not row.text("share"):
            step = "Give the threshold above which holders are disclosed; until then any holder may be large."
            row.findings.add("stakes.threshold", "A dispersed remainder lacks its threshold.", row.place, step)
            return Remainder(subject, "undisclosed", provenance, reason=reason)
        counted = False if row.kind == "widely_held" else None
        concert = row.flag("concert", default=counted)
        lies = parse_share(row.text("float"), row.findings, row.place) if row.text("float") else None
        # Nobody discloses from a part of one percent on: 0.3 may stand for 30 percent.
        most = limit.high * 100 if limit.bare else limit.high
        return Remainder(subject, "dispersed", provenance, most, concert, reason, lies)
    return Remainder(subject, "complete" if kind == "complete" else "undisclosed", provenance, reason=reason)

"""Who owns and controls a party, and what ties it to which country.

Rule: the answer to "linked?" stands first and is yes, no or unknown for each country that was asked about; it is no
only if nothing unread, undated or unnamed could make it yes. A batch gives each supplier the answer of a single one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from pratique.dossier.linked_person import PERSON
from pratique.errors import Finding, InvalidInput, Place, UsageError
from pratique.files.clock import today
from pratique.ids import country_code
from pratique.logic.truth import Truth
from pratique.parties.control import TESTS, ControlTest
from pratique.parties.join import Wanted
from pratique.parties.nexus import controllers, doubted, electorate_above, facts_of
from pratique.parties.registries import Registries
from pratique.parties.snapshot import Snapshot, take_snapshot
from pratique.parties.stored import is_large, is_spark
from pratique.usecases.ownership.owned import NotJoined, Owned, OwnedBatch
from pratique.value_class import dataclass

if TYPE_CHECKING:
    from pratique.parties.screening import Query

COUNTRIES = ("CN=CN,HK,MO", "RU=RU")
"""The countries that are asked about unless others are named."""
USUAL = "power-to-decide"


@dataclass(frozen=True, slots=True)
class OwnQuestion:
    """Registries (files or stored graphs) and how to read them -> what `own` and `own_many` ask of a party.

    `on` is the day that counts (today); of what was stated after `known_on` nothing is used. `countries` are those a
    link to which is sought, each with its territories as `CN=CN,HK,MO`; `test` names the test of control. With
    `spark` as `engine` what stands above is found by Spark, of registries that `graph_build` stored with it.

    >>> asked = pratique.OwnQuestion(registries=["tyre-sensor/stakes.csv"], on=day, countries=["CN=CN,HK,MO"])
    >>> [*pratique.own("pirelli", asked).facts]
    ['CN']
    """

    registries: Sequence[str | Path]
    on: date = field(default_factory=today)
    known_on: date | None = None
    countries: Sequence[str] = COUNTRIES
    test: str = USUAL
    engine: str = ""


def own(party: str, question: OwnQuestion) -> Owned:
    """A party (id, identifier or name) and a question -> who controls it, and whether that links it to a country.

    Raises `InvalidInput` where a registry cannot be read, `UsageError` where no party or several answer to the text.

    >>> asked = pratique.OwnQuestion(registries=["tyre-sensor/stakes.csv"], on=day)
    >>> {country: facts.linked for country, facts in pratique.own("pirelli", asked).facts.items()}
    {'CN': UNKNOWN, 'RU': UNKNOWN}
    """
    opened = _opened(question)
    found = _named(opened, party, question)
    registry = opened.above([found])
    snapshot = take_snapshot(registry, question.on, question.known_on)
    return _owned(party, found, "what was asked", registry.findings, question, snapshot)


def _opened(question: OwnQuestion) -> Registries:
    if not is_spark(question.engine):
        return Registries(question.registries)
    if not any(map(is_large, question.registries)):
        raise UsageError(
            "Spark looks up graphs that `pratique graph build --engine spark` stored: name one, or leave it out."
        )
    from pratique.usecases.ownership.large import SparkLookUp  # the only one that needs Spark

    return Registries(question.registries, SparkLookUp())


def _named(opened: Registries, party: str, question: OwnQuestion) -> str:
    """The id of the party; where nobody answers to it and a file has faults, these are what is told first."""
    try:
        return opened.named(party)
    except UsageError as error:
        faults = [each for each in opened.findings if each.severity != "note"]
        if not faults:
            raise
        where = Place(", ".join(str(each) for each in question.registries))
        raise InvalidInput([*faults, Finding("own.party", str(error), where, "Mend the file first.")]) from error


def own_many(suppliers: str | Path, question: OwnQuestion) -> OwnedBatch:
    """A table of suppliers and a question -> an answer for each row, in its order, and the findings on the table.

    A row joins by its identifiers, else by its full name and country. Raises as `own` does.

    >>> asked = pratique.OwnQuestion(registries=["tyre-sensor/stakes.csv"], on=day)
    >>> pratique.own_many("suppliers.csv", asked).exit_status
    3
    """
    from pratique.parties.screening.queries import read_queries

    queries, findings = read_queries(suppliers)
    opened = _opened(question)
    found = [opened.find(wanted_of(query)) for query in queries]
    registry = opened.above([each.party for each in found if each.party])
    snapshot = take_snapshot(registry, question.on, question.known_on)
    rows: list[Owned | NotJoined] = []
    for query, joined in zip(queries, found, strict=True):
        if joined.party is None or snapshot.canonical.get(joined.party, joined.party) not in snapshot.parties:
            rows.append(NotJoined(query.name, "; ".join((joined.by, *joined.against))))
        else:
            by = "; ".join((joined.by, *joined.against))
            owned = _owned(query.name, joined.party, by, registry.findings, question, snapshot, brief=True)
            facts = {name: doubted(each, joined.against) for name, each in owned.facts.items()}
            rows.append(replace(owned, facts=facts))
    return OwnedBatch(rows, tuple(findings))


def wanted_of(query: Query) -> Wanted:
    """Who is looked for in registries by a row of a table of suppliers."""
    return Wanted(
        names=(query.name, *query.aliases),
        identifiers=tuple(_pair(each.kind, each.value) for each in query.identifiers),
        countries=query.countries,
    )


def _pair(kind: str, value: str) -> tuple[str, str]:
    """The scheme and number of an identifier; one that is written `GB-COH:01234567` says its own scheme."""
    scheme, colon, number = value.partition(":")
    return (scheme.strip(), number.strip()) if kind == "Identifier" and colon else (kind, value)


def all_tests(found: Owned) -> dict[str, dict[str, Truth]]:
    """Whether the party is owned or controlled from each country, under every test: by test, then by country."""
    return {
        name: {
            country: facts_of(found.snapshot, one.party, one.countries, test, PERSON).controlled_by_linked
            for country, one in found.facts.items()
        }
        for name, test in TESTS.items()
    }


def drawing(found: Owned) -> str:
    """What is above the party, as SVG, with those marked that belong to one of the countries."""
    from pratique.parties.picture import draw

    return draw(found.snapshot, found.first, found.test, found.linked_parties)


def as_bods(found: Owned, question: OwnQuestion) -> str:
    """What was computed of the party, as BODS 0.4."""
    from pratique.parties.export_bods import export_bods

    return export_bods(found.snapshot, found.first.party, question.on)


def _owned(
    asked: str,
    party: str,
    joined_by: str,
    told: tuple[Finding, ...],
    question: OwnQuestion,
    snapshot: Snapshot,
    brief: bool = False,
) -> Owned:
    test = test_named(question.test)
    groups = dict(group_of(text) for text in question.countries)
    voting = electorate_above(snapshot, party, test)
    return Owned(
        asked=asked,
        joined_by=joined_by,
        facts={name: facts_of(snapshot, party, codes, test, PERSON, voting) for name, codes in groups.items()},
        above=() if brief else controllers(snapshot, party, test, voting),
        findings=tuple(sorted(dict.fromkeys(told), key=lambda each: (each.place.file, each.place.line or 0))),
        test=test,
        snapshot=snapshot,
    )


def test_named(name: str) -> ControlTest:
    """The definition of control of this name. Raises `UsageError` for a name that is none."""
    if name not in TESTS:
        raise UsageError(f"There is no test of control {name!r}. Use one of {', '.join(TESTS)}.")
    return TESTS[name]


def group_of(text: str) -> tuple[str, frozenset[str]]:
    """`CN=CN,HK,MO` as a name and its codes; `CN` alone stands for itself. Raises `UsageError` for no country."""
    name, _, codes = text.partition("=")
    found = [country_code(code) for code in (codes or name).split(",")]
    if None in found:
        raise UsageError(f"{text!r} holds a country that is not known. Write codes, as in CN=CN,HK,MO.")
    return name, frozenset(code for code in found if code)

"""The entries as a list: which ECCN an item can be in, on which days, by the text and as enforced.

Rule: an entry is a name with the condition that puts an item into it. Where another entry already describes the item
(an encryption component, a computer of 4A003), it is that entry's .z item instead, with the same consequences. An
item in none of these entries is called `none`, which says nothing about the entries not examined.
"""

from __future__ import annotations

from datetime import date

from pratique.facts import chip
from pratique.facts.kinds import PART
from pratique.law.clocks import in_force
from pratique.law.control_list import Entry
from pratique.law.outcome import Outcome
from pratique.law.provision import Provision
from pratique.law.us.ear.chips import meets_2022, meets_b, meets_c
from pratique.law.us.ear.licence import a_item
from pratique.law.us.ear.models import meets_4e091
from pratique.logic.author import all_of, any_of
from pratique.logic.nodes import Condition

NONE = "none"
"""Not 3A090, 4A090, 4E091 or a .z item of theirs; never "uncontrolled"."""


V1 = in_force("2022-10-21", lapses="2023-11-17", published="2022-10-07")
V2 = in_force("2023-11-17", published="2023-10-25")
"""Numbers unchanged in every later version."""
V4_MEMORY = in_force("2024-12-02", published="2024-12-02", enforced="2024-12-31")
V5_MODELS = in_force("2025-01-13", published="2025-01-13", enforced="2025-05-15", enforced_until="2025-05-13")

Z_ENTRIES = {
    "3A001.mmic": "3A001.z.1", "3A001.military": "3A001.z.2", "3A001.capacitor": "3A001.z.3", "3A001.other": "3A001.z.4",
    "4A003.bc": "4A003.z.1", "4A003.g": "4A003.z.2", "4A004": "4A004.z", "4A005": "4A005.z",
    "5A002.a": "5A002.z.1", "5A002.b": "5A002.z.2", "5A002.c": "5A002.z.3", "5A002.d": "5A002.z.4", "5A002.e": "5A002.z.5",
    "5A004.a": "5A004.z.1", "5A004.b": "5A004.z.2", "5D002": "5D002.z", "5D992": "5D992.z",
}  # fmt: skip
"""The .z item of each host entry; that of 5A992.c is numbered by paragraph (z.1 for .a, z.2 for .b)."""

_circuit, _computer = chip.kind.is_("circuit"), chip.kind.is_("computer")
_own = chip.host_entry.is_("none")
a_class, b_class = a_item, meets_b


def _host(*names: str) -> Condition:
    return chip.host_entry.is_(*names)


def _described(when: Condition, what: Condition) -> Condition:
    return all_of(_own, what, when)


def _z(host: str, eccn: str) -> Entry:
    return Entry(
        eccn,
        f"ECCN {eccn.partition('.z')[0]}.z",
        f"Already described in {host}, and reaching the limits of 3A090.a or .b.",
        all_of(_host(host), any_of(a_class, b_class)),
        V2,
    )


_ENTRY_OF_KIND = (
    ("circuit", "3A090", "Integrated circuit"),
    ("computer", "4A090", "Computer, assembly or component that holds such a circuit"),
    ("technology", "3E001", "Technology for such a circuit or computer (3E001, 4E001)"),
    ("software", "3D001", "Software for such a circuit or computer (3D001, 4D001, 4D090)"),
)

ENTRIES: tuple[Entry, ...] = (
    *(
        Entry(
            eccn if eccn in ("3A090", "4A090") else f"{eccn} for 3A090",
            f"ECCN {eccn}, version of 2022",
            f"{what}: the limits of October 2022.",
            all_of(chip.kind.is_(kind), meets_2022),
            V1,
        )
        for kind, eccn, what in _ENTRY_OF_KIND
    ),
    *(
        Entry(
            f"{eccn}.{letter}" if eccn in ("3A090", "4A090") else f"{eccn} for 3A090.{letter}",
            f"ECCN {eccn}.{letter}" if eccn in ("3A090", "4A090") else f"ECCN {eccn}",
            f"{what}: paragraph {letter}.",
            _described(when, chip.kind.is_(kind)),
            V2,
        )
        for letter, when in (("a", a_class), ("b", b_class))
        for kind, eccn, what in _ENTRY_OF_KIND
    ),
    *(_z(host, eccn) for host, eccn in Z_ENTRIES.items()),
    Entry(
        "5A992.z.1",
        "ECCN 5A992.z",
        "Mass-market encryption that reaches 3A090.a.",
        all_of(_host("5A992.c"), a_class),
        V2,
    ),
    Entry(
        "5A992.z.2",
        "ECCN 5A992.z",
        "Mass-market encryption that reaches 3A090.b.",
        all_of(_host("5A992.c"), b_class),
        V2,
    ),
    Entry("3A090.c", "ECCN 3A090.c", "High-bandwidth memory.", meets_c, V4_MEMORY),
    Entry("4E091", "ECCN 4E091", "Weights of an AI model.", meets_4e091, V5_MODELS),
)

PROVISIONS = tuple(
    Provision(
        f"{entry.cite} ({entry.eccn})" if entry.eccn not in entry.cite else entry.cite,
        "classification",
        entry.summary,
        Outcome.OUT_OF_SCOPE,
        entry.when,
        entry.clocks,
        PART,
        confidence=entry.confidence,
    )
    for entry in ENTRIES
)
"""The entries as provisions of the instrument: a class alone asks for nothing and decides no outcome."""


def edges() -> tuple[date, ...]:
    """Every day on which the class of an item can change."""
    return tuple(sorted({day for entry in ENTRIES for day in entry.clocks.edges}))

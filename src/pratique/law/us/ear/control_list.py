"""The Commerce Control List as it is registered for whoever classifies an item, with what each class asks for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pratique.law.clocks import Clocks
from pratique.law.control_list import ControlList, OfCircuits, OfModels
from pratique.law.instrument import Mode
from pratique.law.provision import Provision
from pratique.law.us.ear import INSTRUMENT, licence
from pratique.law.us.ear.chips import a1, a2, b1, b2, not_data_center_a, note_2
from pratique.law.us.ear.classification import ENTRIES, NONE, PROVISIONS
from pratique.law.us.ear.foundry import COMPLIANCE, advanced_logic
from pratique.law.us.ear.models import THRESHOLD, training_ops
from pratique.law.us.ear.performance import DENSE, DENSE_B1, DENSE_B2, LOW, MIDDLE, TOP, board, density, tpp
from pratique.law.us.ear.relations import RELATIONS
from pratique.law.us.ear.tables import model_named, models

_WHERE = {
    "version_2022": ("3A090", "4A090", "3E001 for 3A090", "3D001 for 3A090"),
    "memory": ("3A090.c",),
    "model": ("4E091",),
}
_A, _B, _EITHER = "a", "b", "either"
_SPEAKS_OF = {
    licence.china_2022.cite: {"version_2022"},
    licence.listed.cite: {_A, _B, _EITHER},
    licence.headquarters_2023.cite: {_A, _B, _EITHER},
    licence.headquarters_2025.cite: {_A, _B, _EITHER},
    licence.worldwide.cite: {_A, _EITHER},
    licence.uae_a.cite: {_A, _EITHER},
    licence.uae_b.cite: {_B, _EITHER},
    licence.memory.cite: {"memory"},
    licence.model_weights.cite: {"model"},
}
"""Which versions and paragraphs each requirement is about."""


def requirements_of(classes: tuple[str, ...], on: date, mode: Mode) -> Iterator[Provision]:
    """The licence requirements in time that one of the classes can meet, whoever the recipient."""
    versions = {_version(eccn) for eccn in classes if eccn != NONE}
    for provision in licence.BY_DESTINATION:
        if _SPEAKS_OF.get(provision.cite, set()) & versions and _in_time(provision.clocks, on, mode):
            yield provision


def _version(eccn: str) -> str:
    for version, names in _WHERE.items():
        if eccn in names:
            return version
    paragraph_b = eccn.endswith((".b", "5A992.z.2"))
    return _B if paragraph_b else _EITHER if ".z" in eccn and "5A992" not in eccn else _A


def _in_time(clocks: Clocks, on: date, mode: Mode) -> bool:
    start = clocks.compliance_due or clocks.in_force
    ends = [clocks.lapses, clocks.enforced_until if mode == "as_enforced" else None]
    if mode == "as_enforced":
        start = clocks.enforced or start
    return start is not None and start <= on and all(end is None or on < end for end in ends)


REGISTERS = ControlList(
    entries=ENTRIES,
    provisions=PROVISIONS,
    none=NONE,
    circuits=OfCircuits(
        performance=tpp,
        density=density,
        limits=(TOP, MIDDLE, LOW),
        density_limits=(DENSE, DENSE_B2, DENSE_B1),
        apart=frozenset({"4E091", "3A090.c"}),
        board=board.name,
        limbs=(a1, a2, b1, b2, note_2),
        excused=not_data_center_a,
        presumed=advanced_logic,
        presumed_from=date.fromisoformat(COMPLIANCE),
    ),
    models=OfModels("4E091", training_ops, THRESHOLD, models, model_named),
    relations=RELATIONS,
    constructions=("legal.us.ear.", "legal.unverified."),
    not_examined=tuple(each.name for each in INSTRUMENT.not_examined),
    asks=requirements_of,
)

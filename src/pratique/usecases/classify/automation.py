"""Which driving-automation levels a feature can have, under GB/T 40429-2021 and SAE J3016 side by side.

Rule: an open question leaves a set of levels, never the lowest or the highest of them; a vehicle has the highest
level of its features, and one whose list of features is not complete may have a higher one.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, ClassVar

from pratique.dossier.document import load_toml_or_json
from pratique.dossier.features import FeatureLevels, features_of, highest
from pratique.errors import Finding, Findings, Place
from pratique.facts.definition import VOCABULARY
from pratique.facts.vocabulary import load_vocabulary
from pratique.files import decode_text, read_bytes
from pratique.files.clock import today
from pratique.files.plain import Data, Plain
from pratique.ids.near import near_names
from pratique.law.registered import driving_levels
from pratique.value_class import dataclass

AROUND = {"features", "features_complete", "title", "name"}
"""What a file with several features has beside them."""


@dataclass(frozen=True, slots=True)
class AutomationClass(Plain):
    """The levels of every feature of a file and of the vehicle that has them."""

    rows_are: ClassVar[str] = "features"

    file: str
    on: date
    features: tuple[FeatureLevels, ...]
    complete: bool
    levels: dict[str, tuple[str, ...]]
    findings: tuple[Finding, ...]

    @property
    def is_settled(self) -> bool:
        """Whether one level is left under each standard."""
        return self.complete and all(len(each) == 1 for each in self.levels.values())

    def to_dict(self) -> Data:
        """The same as JSON values."""
        return plain_automation(self)


def classify_automation(file: str | Path, on: date | None = None) -> AutomationClass:
    """A TOML or JSON file of driving features -> the levels that each can have, under the standards of a day (today).

    Raises InvalidInput with every finding.

    >>> pratique.classify_automation("automation/assisted.toml", day).is_settled
    True
    """
    load_vocabulary()
    raw = load_toml_or_json(file)
    findings = Findings()
    place = Place(str(file))
    entries = _entries(raw, place, findings)
    several = "features" in raw
    complete = raw.get("features_complete") is True if several else True
    features = features_of(entries, place, findings, decode_text(read_bytes(file), place))
    findings.refuse()
    levels = {standard: _vehicle(features, standard, complete) for standard in driving_levels().standards}
    return AutomationClass(str(file), on or today(), tuple(features), complete, levels, tuple(findings))


def _entries(raw: Any, place: Place, findings: Findings) -> list[dict[str, Any]]:
    if not isinstance(raw, dict):
        findings.add(
            "feature.file", "The file is no table of facts.", place, "Write facts such as both_at_once = true."
        )
        return []
    if not raw:
        findings.add("feature.file", "The file is empty.", place, "Write facts such as both_at_once = true.")
        return []
    if "features" in raw:
        _check_around(raw, place, findings)
    entries = raw.get("features", [raw])
    if not isinstance(entries, list) or not entries or not all(isinstance(each, dict) for each in entries):
        findings.add(
            "feature.file", "features is no list of tables.", place, "Write [[features]] once for each feature."
        )
        return []
    return entries


def _check_around(raw: dict[str, Any], place: Place, findings: Findings) -> None:
    """Findings for what stands beside a list of features and would be passed over."""
    for key in sorted(set(raw) - AROUND):
        near = near_names(key, sorted(AROUND), 1)
        step = f"Did you mean {near[0]}?" if near else "State it of the feature that it is about."
        findings.add("feature.file", f"{key!r} is nothing that a list of features has.", place, step, value=key)
    if not isinstance(raw.get("features_complete", True), bool):
        message = f"features_complete is {raw['features_complete']!r}, which is neither true nor false."
        findings.add("feature.file", message, place, "Write true where there are no other features.")


def _vehicle(features: list[FeatureLevels], standard: str, complete: bool) -> tuple[str, ...]:
    """A feature that is not listed can have any higher level."""
    found = highest(features, standard)
    if complete:
        return found
    labels = [each.label for each in driving_levels().standards[standard]]
    return tuple(labels[labels.index(found[0]) :]) if found else tuple(labels)


def plain_automation(found: AutomationClass) -> Data:
    """The classification as JSON values."""
    table = driving_levels()
    in_force = found.on >= table.in_force
    return {
        "schema": "1",
        "file": found.file,
        "on": found.on.isoformat(),
        "levels": {standard: list(each) for standard, each in found.levels.items()},
        "complete": found.complete,
        "features": [_feature(each) for each in found.features],
        "differences": list(table.differences),
        "notes": [] if in_force else [f"{table.own} was not in force on {found.on}; it is from {table.in_force}."],
        "not_examined": ["Whether the feature may be sold or used: `pratique check` under cn.access and cn.permits."],
    }


def _feature(found: FeatureLevels) -> dict[str, Any]:
    return {
        "id": found.id,
        "name": found.name,
        "levels": {standard: [each.label for each in levels] for standard, levels in found.levels.items()},
        "level_names": {standard: [each.name for each in levels] for standard, levels in found.levels.items()},
        "open_facts": [{"fact": name, "meaning": VOCABULARY[name].meaning} for name in found.open_facts],
        "notes": list(found.notes),
    }

"""Which part of the supplier's is the one that a customer asks of.

Rule: a part is known by its number, its package address or its reference where the customer gives one, else by name
and version together. Where one side gives no version the name must be that of one part alone. A name that is near, or
that several parts bear, is no match, and the reason is said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pratique.deciding.decision import Decided
from pratique.dossier.prints import print_of
from pratique.value_class import dataclass


@dataclass(frozen=True, slots=True)
class Ours:
    """A part of the supplier's dossier: its key, its reference and all by which others may call it."""

    key: str
    ref: str | None
    name: str
    version: str
    maker: str
    numbers: frozenset[str]


def ours_of(found: Decided) -> list[Ours]:
    """Every part of the dossier: the lines of its bills and the parts that it lists itself."""
    ours = []
    for bill in found.cases.bills:
        for line in bill.lines:
            told = print_of(bill, line)
            record = bill.records.get(line.pointer)
            more = (
                (record.get(key) for key in ("part-number", "internal-number")) if isinstance(record, Mapping) else ()
            )
            ours.append(_ours(line.key, line.ref, told, [told.get("identifier"), line.ref, *more]))
    parties = {each.id: each.label for each in found.cases.dossier.parties}
    for key, known in {each.key: each for each in found.cases.prints.listed.values()}.items():
        makers = known.told.get("maker", "").split("; ")
        told = {**known.told, "maker": "; ".join(sorted(parties.get(each, each) for each in makers))}
        ours.append(_ours(key, known.ref, told, [known.told.get("identifier"), known.ref]))
    return ours


def _ours(key: str, ref: str | None, told: Mapping[str, str], numbers: Sequence[object]) -> Ours:
    kept = frozenset(folded(str(each)) for each in numbers if each)
    name, version, maker = (folded(told.get(each, "")) for each in ("name", "version", "maker"))
    return Ours(key, ref, name, version, maker, kept)


def folded(text: str) -> str:
    """A text as it is compared: without case and doubled blanks."""
    return " ".join(text.casefold().split())


def match(part: Mapping[str, str], ours: Sequence[Ours], declared: Mapping[str, str]) -> tuple[Ours | None, str]:
    """The one part that the customer's words name; None with the reason where none or several do."""
    for text in part.values():
        if text in declared:
            said = [each for each in ours if declared[text] in (each.ref, each.key)]
            return (
                (said[0], "")
                if len(said) == 1
                else (None, f"the mapping names {declared[text]!r}, which is no part here")
            )
    for key in ("identifier", "part-number", "internal-number", "ref", "designators"):
        if text := folded(part.get(key, "")):
            named = key in ("identifier", "part-number")
            mine = [each for each in ours if text in each.numbers or (named and text == each.name)]
            if len(mine) == 1 and _agrees(part, mine[0]):
                return mine[0], ""
            if named or mine:
                return None, _none(mine, part[key])
    name, version = folded(part.get("name", "")), folded(part.get("version", ""))
    mine = [each for each in ours if name and each.name == name and (not version or each.version in ("", version))]
    return (mine[0], "") if len(mine) == 1 and _agrees(part, mine[0]) else (None, _none(mine, part.get("name", "?")))


def _agrees(part: Mapping[str, str], ours: Ours) -> bool:
    """Whether nothing that the customer says of its part is otherwise here."""
    theirs = folded(part.get("version", ""))
    if theirs and ours.version and theirs != ours.version and "?" not in (theirs, ours.version):
        return False
    maker = folded(part.get("maker", ""))
    return not maker or not ours.maker or "?" in (maker, ours.maker) or is_short_for(maker, ours.maker)


def is_short_for(one: str, other: str) -> bool:
    """Whether every word of one name stands in the other, whichever is the longer: `Bosch`, `Robert Bosch GmbH`."""
    words, others = ({*each.replace(",", " ").replace(".", " ").split()} for each in (one, other))
    return bool(words and others) and (words <= others or others <= words)


def match_party(name: str, labels: Mapping[str, str], declared: Mapping[str, str]) -> tuple[str | None, str]:
    """The key of the one party that the customer's words name, of `labels` by key; None with the reason.

    A name that is only short for another is no match, since it may be another company's: it is told as a hint.
    """
    wanted = folded(declared.get(name, name))
    mine = [key for key, label in labels.items() if wanted in (folded(label), folded(key.rpartition(":")[2]))]
    if mine:
        return mine[0], ""
    if name in declared:
        return None, f"the mapping names {declared[name]!r}, which is no party here"
    near = [label for label in labels.values() if is_short_for(wanted, folded(label))]
    hint = f" (perhaps {near[0]!r})" if len(near) == 1 else ""
    return None, f"no party here is called {name!r}{hint}: say which it is in [parties] of a mapping (--columns)"


def _none(mine: Sequence[Ours], called: str) -> str:
    if len(mine) > 1:
        return f"{len(mine)} parts here are called {called!r}: say the version, or which in [parts] of a mapping"
    if mine:
        return f"the part called {called!r} here has another version or maker"
    return f"no part here is called {called!r}: say which it is in [parts] of a mapping (--columns)"

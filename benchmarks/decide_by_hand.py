"""15 CFR 791 subpart D in plain Python, three-valued, as one would write it for this rule alone.

The peer of benchmarks/decide.py: codes 0, 1, 3 so that `&` and `|` are Kleene's connectives, attributes with
defaults for what is unknown, loops that stop, terms of the case worked out once. It knows nothing of open facts.
"""

from __future__ import annotations

from datetime import date

F, U, T = 0, 1, 3
NOT = (3, 1, 1, 0)
ABSENT = object()
"""A number that is known not to exist."""


class Facts:
    """Facts of one element as attributes: a code, a value, a frozenset; None (or U) where unknown."""

    def __init__(self, known: dict[str, object]) -> None:
        self.__dict__.update(known)

    def __getattr__(self, name: str) -> object:
        return None


def truth(value: object) -> int:
    return U if value is None else value  # type: ignore[return-value]


def among(value: object, *values: str) -> int:
    return U if value is None else T if value in values else F


def meets(value: frozenset[str] | None, values: frozenset[str]) -> int:
    return U if value is None else F if value.isdisjoint(values) else T


def inside(value: frozenset[str] | None, values: frozenset[str]) -> int:
    return U if value is None else T if value <= values else F


def below(value: object, limit: int) -> int:
    if value is None:
        return U
    return F if value is ABSENT else T if value < limit else F  # type: ignore[operator]


def above(value: object, limit: int) -> int:
    if value is None:
        return U
    return F if value is ABSENT else T if value > limit else F  # type: ignore[operator]


RULE = date(2025, 3, 17).toordinal()
GENERAL = date(2025, 6, 11).toordinal()
LIST = date(2026, 6, 18).toordinal()
AMENDED = date(2026, 6, 18).toordinal()
HARDWARE = date(2029, 1, 1).toordinal()
LEGACY = date(2026, 3, 17).toordinal()
EXCLUDED = frozenset({"sensing", "ultrawideband_access", "one_way_reception", "power"})
SENSING, KEYS, RECEPTION, POWER = (
    frozenset({each}) for each in ("sensing", "ultrawideband_access", "one_way_reception", "power")
)
LINKED = ("CN", "HK", "MO", "RU")
LINKED_SET = frozenset(LINKED)
WORK_DAYS = ("last_designed", "last_developed", "last_manufactured", "last_supplied")
MADE = frozenset({"designed", "developed", "manufactured", "supplied"})
SERVED = frozenset({"operates", "manages", "maintains", "repairs", "updates", "services"})
VCS, ADS = frozenset({"VCS"}), frozenset({"ADS"})
MAKER, IMPORTER = frozenset({"connected_vehicle_manufacturer"}), frozenset({"vcs_hardware_importer"})


def linked_person(p: Facts, c: Facts) -> tuple[int, int]:
    """Linked by citizenship or residence, and linked by any other limb."""
    other = truth(p.acts_for_prc_or_russia)
    if other == T:
        return F, T
    human, citizen = truth(p.natural_person), F
    if human != F:
        tied = meets(p.citizen_of, LINKED_SET) | meets(p.resident_in, LINKED_SET)
        american = truth(p.us_citizen_or_permanent_resident) & among(c.us_residents, "carved_out")
        citizen = human & tied & NOT[american]
    if human != T:
        places = (p.organised_in, p.headquartered_in, p.principal_place_of_business)
        seated = truth(p.controlled_from_prc_or_russia)
        for place in places:
            seated |= among(place, *LINKED)
        other |= NOT[human] & seated
    return citizen, other


def nexus(part: Facts, c: Facts, linked: dict[int, tuple[int, int]]) -> int:
    found, widens = F, among(c.service_counts_as_supply, "widens")
    for source in part.sources:
        role = meets(source.roles, MADE) | (meets(source.roles, SERVED) & widens)
        if role != F:
            party = source.party
            known = linked.get(id(party))
            if known is None:
                known = linked[id(party)] = linked_person(party, c)
            citizen, other = known
            there = meets(party.resident_in, LINKED_SET)
            reaches = among(c.residence_under_the_citizenship_carve_out, "residence_too")
            only = truth(source.only_by_citizenship) & (NOT[there] | reaches)
            found |= role & (other | (citizen & NOT[only]))
            if found == T:
                return T
    return found


def connectivity_system(p: Facts, c: Facts, of_vehicle: int) -> int:
    system = above(p.radio_frequency_max, 450_000_000) & of_vehicle
    if system == F:
        return F
    power = among(c.power_supply, "as_encoded")
    only = inside(p.functions, SENSING) | inside(p.functions, RECEPTION) | inside(p.functions, KEYS)
    only |= inside(p.functions, POWER) & power
    only |= inside(p.functions, EXCLUDED) & among(c.combined_exclusive_functions, "together") & power
    made, installed = truth(p.for_completed_vehicle), truth(p.installed_in_vehicle)
    meant = among(c.item_for_vehicle, "made_for")
    for_vehicle = (made & installed) | (meant & made) | (NOT[meant] & installed)
    return system & NOT[meets(p.functions, EXCLUDED) & only] & for_vehicle


def hardware(p: Facts, c: Facts, of_vehicle: int) -> int:
    found = of_vehicle & among(p.kind, "hardware") & truth(p.programmable) & truth(p.contributes_to_communication)
    if found == F:
        return F
    named = among(p.named_type, "not_named")
    found &= NOT[named] | among(c.hardware_list, "open_list")
    enabling = truth(p.directly_enables_vcs) & truth(p.directly_connected_to_vcs)
    return found & (enabling | truth(p.in_enabling_item) | connectivity_system(p, c, of_vehicle))


def software(p: Facts, c: Facts, automated: int) -> int:
    found = among(p.kind, "software") & truth(p.foreign_interest) & truth(p.on_primary_processor)
    if found == F:
        return F
    found &= meets(p.software_enables, frozenset({"VCS"})) | (
        meets(p.software_enables, frozenset({"ADS"})) & automated
    )
    found &= NOT[among(p.software_class, "firmware")]
    forks = NOT[truth(p.open_source_changed_for_proprietary_use)] | truth(p.open_source_changes_shared)
    forks |= among(c.proprietary_forks, "stay_outside")
    found &= NOT[truth(p.open_source) & forks]
    before = {day: before_cutoff(getattr(p, day), c) for day in WORK_DAYS}
    aside = before["last_designed"] & before["last_developed"] & before["last_manufactured"]
    every = among(c.legacy_delivery_after_cutoff, "every_verb")
    delivered = before["last_supplied"]
    early = aside & (delivered | NOT[every])
    return found & NOT[early & NOT[truth(p.altered_by_linked_person_since_cutoff)]]


def before_cutoff(day: object, c: Facts) -> int:
    """Never, or before the cut-off; on the day itself as the text is construed."""
    if day is ABSENT:
        return T
    on_the_day = U if day is None else T if day == LEGACY else F
    return below(day, LEGACY) | (on_the_day & among(c.legacy_on_the_cutoff_day, "counts_as_before"))


def after(value: object, first: int) -> int:
    """On that day or later."""
    return NOT[below(value, first)] if value is not ABSENT else F


def by_level(severity: int, base: int, exempt: int, clear: int, authorized: int) -> tuple[int, ...]:
    """At least exempt, clear, clear with duties, authorized, licence required, prohibited."""
    held = base & NOT[exempt]
    if severity == 3:
        return base, held, held & NOT[clear], F, F, F
    barred = held & NOT[authorized]
    return base, held, held, held, barred, barred if severity == 6 else F


def decide(c: Facts) -> tuple[tuple[int, ...], list[tuple[int, ...]]]:
    """The six levels of the case and of each part."""
    importing, selling = among(c.act_kind, "import"), among(c.act_kind, "sale")
    service = among(c.act_kind, "commercial_service")
    updating = among(c.act_kind, "software_update")
    reach = among(c.into, "US") & (importing | selling | service | updating) & after(c.date, RULE)
    if reach == F:
        return (F,) * 6, [(F,) * 6 for _ in c.parts]
    lb, kg, unit = above(c.gvwr_lb, 10_000), above(c.gvwr_kg, 4_536), among(c.weight_unit, "pounds")
    heavy = (lb & kg) | (unit & lb) | (NOT[unit] & kg)
    concerns = truth(c.concerns_vehicle)
    connected = (
        concerns
        & truth(c.mechanical_power)
        & truth(c.primarily_public_road)
        & truth(c.networked_hardware_with_software)
    )
    connected &= truth(c.communicates_wirelessly) & NOT[truth(c.rail_only)] & NOT[heavy]
    completed, new = connected & truth(c.completed), truth(c.new)
    automated = after(c.automation_level, 3)
    american = truth(c.actor.us_person)
    making = truth(c.assembles_in_us_for_sale) | truth(c.imports_vehicles_for_sale) | truth(c.integrates_ads_for_sale)
    maker = meets(c.roles, MAKER) | (american & making)
    importer = meets(c.roles, IMPORTER) | (american & truth(c.imports_vcs_hardware)) | (maker & importing & completed)
    of_vehicle = NOT[concerns] | connected
    linked = {id(c.actor): linked_person(c.actor, c)}
    own = linked[id(c.actor)][0] | linked[id(c.actor)][1]
    knows = among(c.knowledge, "actual", "high_probability", "wilful_avoidance")
    granted = truth(c.specific_granted)
    before_2027 = maker & below(c.model_year, 2027)
    vehicle_exempt = before_2027
    maker_exempt = before_2027 & own
    first, second, third = authorizations(c, maker, importer, own)
    undeclared = granted | ((first | second) & among(c.declaration_under_general_authorization, "not_needed"))
    early = importer & below(c.date, HARDWARE)
    old_vehicle = importer & below(c.model_year, 2030)
    like_a_sale = updating & among(c.update_after_sale, "like_a_sale")
    any_interest = among(c.hardware_declaration_needs_foreign_interest, "no")

    rows: list[tuple[int, ...]] = []
    any_covered, any_software = F, F
    for p in c.parts:
        hard, soft = hardware(p, c, of_vehicle), software(p, c, automated)
        any_covered |= hard | soft
        any_software |= soft
        lifted = first | second | granted | (third & truth(p.supplier_on_approved_list))
        no_year = U if p.model_year is None else T if p.model_year is ABSENT else F
        unit_exempt = (early & no_year) | (importer & below(p.model_year, 2030))
        unit_exempt |= old_vehicle & (truth(p.imported_in_vehicle) | (truth(p.installed_in_vehicle) & maker))
        repair = among(p.import_purpose, "repair", "warranty") & below(p.repaired_vehicle_model_year, 2030)
        unit_exempt |= importer & repair
        tie = nexus(p, c, linked) if hard | soft else F
        known = tie & (knows | tie)
        base = importer & importing & hard
        levels = [
            by_level(6, base & known, unit_exempt, F, lifted),
            by_level(6, maker & importing & completed & soft & known, vehicle_exempt, F, lifted),
            by_level(6, maker & selling & new & completed & soft & known, vehicle_exempt, F, lifted),
            by_level(6, maker & like_a_sale & completed & soft & known, vehicle_exempt, F, lifted),
            by_level(3, base & (any_interest | truth(p.foreign_interest)), unit_exempt, undeclared, F),
        ]
        scope = (connected & maker & (hard | soft)) | base
        unit = importing & among(p.kind, "hardware")
        rows.append(joined(reach, scope, (NOT[unit] & vehicle_exempt) | (unit & unit_exempt), levels))

    informed = truth(c.informed_by_bis)
    content = maker & own & selling & new & completed & any_covered
    levels = [
        by_level(6, content & (knows | (own & any_covered)), maker_exempt, F, granted),
        by_level(6, maker & own & service & completed & automated, maker_exempt, F, granted),
        by_level(3, maker & (importing | (selling & new)) & completed & any_software, vehicle_exempt, undeclared, F),
        by_level(5, informed, vehicle_exempt, F, granted),
    ]
    whole = among(c.software_exemption_cross_reference, "any_vehicle")
    whole_exempt = before_2027 & (whole | any_software)
    return joined(reach, connected & maker, whole_exempt | maker_exempt, levels), rows


def authorizations(c: Facts, maker: int, importer: int, own: int) -> tuple[int, int, int]:
    """The three general authorizations, the last without its condition on the part."""
    eligible = (maker | importer) & NOT[own] & NOT[truth(c.told_ineligible_by_bis)]
    if eligible == F:
        return F, F, F
    exactly = U if c.days_on_public_roads is None else T if c.days_on_public_roads == 30 else F
    few = below(c.days_on_public_roads, 30) | (exactly & among(c.ga1_thirty_days, "still_counts"))
    road = few & (among(c.purpose, "test") | below(c.date, AMENDED))
    shown = truth(c.on_road_under_declarations) & among(c.purpose, "display", "test") & after(c.date, AMENDED)
    shown &= among(c.ga1_on_road_limb, "as_encoded")
    closed = truth(c.off_road_only) & among(c.purpose, "display", "test", "research")
    leaves = c.leaves_again
    brief = (
        U if leaves is None or c.date is None else F if leaves is ABSENT else T if leaves <= year_after(c.date) else F
    )
    visit = among(c.purpose, "repair", "alteration", "competition") & brief
    first = among(c.ga1_limbs, "as_encoded") & NOT[truth(c.personal_use)] & (road | shown | closed | visit)
    first &= NOT[among(c.act_kind, "sale")]
    given = U if leaves is None else F if leaves is ABSENT else T
    second = (
        among(c.ga2_terms, "as_encoded") & among(c.act_kind, "import") & truth(c.exported_for_sale_abroad) & given
    )
    since = after(c.date, GENERAL)
    third = after(c.date, LIST) & among(c.ga3_terms, "as_encoded")
    return eligible & since & first, eligible & since & second, eligible & third


def year_after(ordinal: int) -> int:
    day = date.fromordinal(ordinal)
    return date(day.year + 1, day.month, min(day.day, 28 if day.month == 2 else 31)).toordinal()


def joined(reach: int, scope: int, exempt: int, levels: list[tuple[int, ...]]) -> tuple[int, ...]:
    """The worst of the provisions, level by level; what is only in scope is exempt or clear."""
    found = [scope, scope & NOT[exempt], F, F, F, F]
    for its in levels:
        if its[0] != F:
            found = [a | b for a, b in zip(found, its, strict=True)]
    return tuple(reach & each for each in found)

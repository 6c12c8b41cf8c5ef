"""Export controls: which facts belong together.

Rule: what kind of thing an item is, who it goes to and what it was classified as are stated more than once, and say
the same or contradict each other. A number of the control list that was stated stands for the figures of its entry.
"""

from __future__ import annotations

from pratique.facts import act, chip, export, licences, model, party
from pratique.facts.cn import export as goods
from pratique.facts.conclusions import A_NUMBERS, B_NUMBERS, OTHER_NUMBERS, eccn, performance_density, tpp
from pratique.facts.identities import OF_CIRCUITS
from pratique.facts.kinds import CASE, CONSIGNEE, END_USER, INTERMEDIATE, PART, PARTY, PURCHASER
from pratique.facts.relations import PARTY_RELATIONS
from pratique.law.us.ear.chips import meets_a, meets_a_or_b, meets_b, meets_c
from pratique.law.us.ear.eccn import A_OR_B, WEIGHTS, A, B, C, elements_behind
from pratique.law.us.ear.end_use import EMBARGOED, is_supercomputer
from pratique.law.us.ear.models import meets_4e091
from pratique.law.us.ear.performance import density
from pratique.law.us.ear.performance import tpp as performance
from pratique.law.us.ear.tables import memberships
from pratique.logic.author import ALWAYS, all_of, any_of, none_of, some, the
from pratique.logic.nodes import Term
from pratique.logic.relations import Relation, contradicts, entails, look_again, presumed

LIST = "supplement 1 to 15 CFR part 774"
NAMED_PLACES = tuple(
    sorted({*EMBARGOED, *(row.country for row in memberships() if row.group.startswith(("D:", "E:")))})
)
"""Places that a rule on destinations has named at any time: whoever sits there gets the goods there."""
CONTROLLED = tuple(each for each in (*A_NUMBERS, *B_NUMBERS, "3A090.c", "4E091", *OTHER_NUMBERS))


def _number(name: str, numbers: tuple[str, ...], entry: Term) -> tuple[Relation, ...]:
    """That a stated number is one of these or not, against what the figures say."""
    others = tuple(sorted(eccn.values - {*numbers, "not_stated"}))
    figures = elements_behind(entry.body)
    return (
        entails(
            f"us.ear.eccn.{name}",
            entry.cite,
            f"It was classified as an item that {entry.name}.",
            per=PART,
            when=eccn.is_(*numbers),
            then=figures,
        ),
        entails(
            f"us.ear.eccn.not_{name}",
            entry.cite,
            f"It was classified as an item that no longer {entry.name}.",
            per=PART,
            when=eccn.is_(*others),
            then=none_of(figures),
        ),
    )


_RATES = tuple(chip.rates.values())
_WAFER_MM2 = 70_686
"""The area of a wafer 300 mm across."""

LAWS: tuple[Relation, ...] = (
    *PARTY_RELATIONS,
    *_number("a", A, meets_a),
    *_number("b", B, meets_b),
    *_number("a_or_b", A_OR_B, meets_a_or_b),
    *_number("c", C, meets_c),
    *_number("weights", WEIGHTS, meets_4e091),
    entails(
        "us.ear.eccn.on_list",
        LIST,
        "What stands in an entry of the control list is on it.",
        per=PART,
        when=eccn.is_(*CONTROLLED),
        then=export.on_control_list,
    ),
    entails(
        "us.ear.eccn.ear99",
        LIST,
        "What is EAR99 stands in no entry of the control list.",
        per=PART,
        when=eccn.is_("EAR99"),
        then=none_of(export.on_control_list),
    ),
    entails(
        "us.ear.stated_performance",
        "technical notes to ECCN 3A090",
        "The performance stated is the one that the rates come to.",
        per=PART,
        then=(performance - tpp).equals(0),
        given=(tpp,),
    ),
    entails(
        "us.ear.shipment_within_the_country",
        "15 CFR 748.15",
        "What is licensed for the destination holds this shipment.",
        per=CASE,
        then=(licences.country_tpp - licences.tpp_shipped) >= 0,
    ),
    entails(
        "us.ear.circuit_within_the_shipment",
        "15 CFR 740.27",
        "What is shipped together performs at least as much as each circuit in it.",
        per=PART,
        when=chip.kind.is_("circuit"),
        then=(licences.tpp_shipped - performance) >= 0,
        given=(licences.tpp_shipped,),
    ),
    entails(
        "us.ear.stated_density",
        "technical notes to ECCN 3A090",
        "The density stated is the performance over the area.",
        per=PART,
        then=(density - performance_density).between(-1, 1),
        given=(performance_density,),
    ),
    entails(
        "us.ear.supercomputer_by_its_figures",
        "15 CFR 772.1",
        "A machine that reaches the figures of the definition is a supercomputer.",
        per=CASE,
        when=is_supercomputer,
        then=export.end_uses.meets("supercomputer"),
        given=(export.cluster_volume,),
    ),
    entails(
        "us.ear.no_supercomputer_by_its_figures",
        "15 CFR 772.1",
        "A machine that does not reach the figures of the definition is none.",
        per=CASE,
        when=none_of(is_supercomputer),
        then=none_of(export.end_uses.meets("supercomputer")),
        given=(export.cluster_volume,),
    ),
    entails(
        "us.ear.other_recipients",
        "15 CFR 748.5",
        "Where a purchaser or an intermediate consignee is named there are other recipients.",
        per=CASE,
        when=any_of(some(PURCHASER, ALWAYS), some(INTERMEDIATE, ALWAYS)),
        then=export.others,
    ),
    entails(
        "us.ear.thing_is_no_equipment",
        LIST,
        "A circuit, a computer, a memory stack, the weights of a model and a vehicle are no equipment, material, software or technology of category 3.",
        per=PART,
        when=chip.kind.is_("circuit", "computer", "memory", "model_weights", "vehicle"),
        then=none_of(export.category_3_support),
    ),
    entails(
        "us.ear.thing_is_no_design_software",
        LIST,
        "A circuit, a computer, a memory stack, the weights of a model and a vehicle are no software or technology to design circuits.",
        per=PART,
        when=chip.kind.is_("circuit", "computer", "memory", "model_weights", "vehicle"),
        then=none_of(export.design_software),
    ),
    entails(
        "us.ear.material_is_no_circuit",
        LIST,
        "A metal, an alloy, a target, an oxide, another compound or a magnet is no circuit, computer, memory, software, technology, model or vehicle.",
        per=PART,
        when=goods.form.is_("metal", "alloy", "target", "oxide", "compound", "magnet"),
        then=chip.kind.is_("other"),
    ),
    contradicts(
        "us.ear.computes_and_is_none",
        "ECCN 3A090",
        "It is a memory stack, the weights of a model or a thing of no kind that the entries know, and rates at which it computes are given.",
        per=PART,
        when=any_of(*(each > 0 for each in _RATES)),
        then=chip.kind.is_("memory", "model_weights", "other"),
    ),
    contradicts(
        "us.ear.vehicle_of_a_data_centre",
        "ECCN 3A090",
        "It is a vehicle, and was designed or is marketed for data centres, with rates at which it computes.",
        per=PART,
        when=all_of(chip.data_center, any_of(*(each > 0 for each in _RATES))),
        then=chip.kind.is_("vehicle"),
    ),
    contradicts(
        "us.ear.data_centre_and_computes_nothing",
        "ECCN 3A090",
        "It is a circuit or a computer for data centres, and a rate at which it computes is given as zero and none above it.",
        per=PART,
        when=all_of(chip.data_center, chip.kind.is_("circuit", "computer"), any_of(*(each <= 0 for each in _RATES))),
        then=none_of(*(each > 0 for each in _RATES)),
    ),
    contradicts(
        "us.ear.memory_that_is_none",
        "ECCN 3A090",
        "It is a vehicle, the weights of a model or a thing of no kind that the entries know, and has the bandwidth of a memory stack.",
        per=PART,
        when=chip.hbm_bandwidth > 0,
        then=chip.kind.is_("other", "vehicle", "model_weights"),
    ),
    contradicts(
        "us.ear.stack_beyond_a_wafer",
        "ECCN 3A090.c",
        "It is a memory stack or package, and larger than the wafer of 300 mm that its dies are cut from.",
        per=PART,
        when=chip.kind.is_("memory"),
        then=chip.hbm_area > _WAFER_MM2,
        why="world",
    ),
    contradicts(
        "us.ear.circuit_beyond_a_wafer",
        "technical notes to ECCN 3A090",
        "It is one circuit, and its dies are larger than the wafer of 300 mm that circuits are cut from.",
        per=PART,
        when=chip.kind.is_("circuit"),
        then=chip.nonplanar_area > _WAFER_MM2,
        why="world",
    ),
    look_again(
        "us.ear.vehicle_that_computes",
        LIST,
        "It is a vehicle, and rates at which it computes are given.",
        per=PART,
        when=any_of(*(each > 0 for each in _RATES)),
        then=chip.kind.is_("vehicle"),
    ),
    look_again(
        "us.ear.other_that_was_trained",
        LIST,
        "It is no model, software or technology, and operations of its training are given.",
        per=PART,
        when=any_of(model.ops_before > 0, model.ops_after > 0),
        then=chip.kind.is_("other", "vehicle", "memory", "circuit", "computer"),
    ),
    entails(
        "us.ear.non_planar_area",
        "technical notes to ECCN 3A090",
        "A die made in a non-planar process has an area, and what has none has no such die.",
        per=PART,
        when=chip.non_planar,
        then=chip.nonplanar_area.is_given(),
    ),
    entails(
        "us.ear.area_is_non_planar",
        "technical notes to ECCN 3A090",
        "What has an area made in a non-planar process has such a die.",
        per=PART,
        when=chip.nonplanar_area.is_given(),
        then=chip.non_planar,
        given=(chip.nonplanar_area,),
    ),
    entails(
        "us.ear.base_is_of_a_derived_model",
        "ECCN 4E091",
        "What has a base with operations of its own, and training added to it, derives from a published model.",
        per=PART,
        when=all_of(model.base_ops > 0, model.ops_additional > 0),
        then=model.base_published,
        given=(model.base_ops, model.ops_additional),
    ),
    entails(
        "us.ear.base_and_added",
        "ECCN 4E091",
        "The training of a model holds that of the model it derives from and what was added to it.",
        per=PART,
        when=model.base_published,
        then=(model.base_ops + model.ops_additional - (model.ops_before + model.ops_after)) <= 0,
    ),
    entails(
        "us.ear.share_in_country",
        "15 CFR 748.15",
        "What is in one country outside the United States is outside it.",
        per=PARTY,
        then=(export.share_in_country - export.share_outside_us) <= 0,
        given=(export.share_in_country,),
    ),
    entails(
        "us.ear.share_outside_list",
        "15 CFR 748.15",
        "What is outside the listed countries is outside the United States.",
        per=PARTY,
        then=(export.share_outside - export.share_outside_us) <= 0,
        given=(export.share_outside,),
    ),
    *(
        contradicts(
            f"us.ear.site_of_{role}",
            "15 CFR 748.5",
            f"The site of the {said} lies in a place that a rule names, and the goods go elsewhere and are built into nothing.",
            per=PART,
            when=all_of(export.incorporated.is_("nothing"), none_of(act.kind.is_("deemed_export"))),
            then=any_of(
                *(
                    all_of(the(kind, export.located_in.is_(place)), none_of(act.into.is_(place)))
                    for place in NAMED_PLACES
                )
            ),
        )
        for role, said, kind in (("consignee", "consignee", CONSIGNEE), ("end_user", "end user", END_USER))
    ),
    look_again(
        "us.ear.uae_elsewhere",
        "supplement 8 to 15 CFR part 740",
        "It is an approved entity of the United Arab Emirates, and neither located nor headquartered there.",
        per=PARTY,
        when=export.uae_approved,
        then=none_of(any_of(export.located_in.is_("AE"), party.headquarters.is_("AE"))),
    ),
)

PRESUMPTIONS: tuple[Relation, ...] = (
    presumed(
        "us.ear.no_letter",
        "15 CFR 744.23(b)",
        "No letter of the agency names this product to this exporter.",
        within="ordinary",
        per=PART,
        then=none_of(export.named_in_letter),
        leans="permits",
    ),
    presumed(
        "us.ear.not_listed",
        "15 CFR 744.11",
        "The party is on no list, and no listed party holds any of it.",
        within="ordinary",
        per=PARTY,
        then=all_of(none_of(export.entity_listed), export.listed_ownership.equals(0)),
        leans="permits",
    ),
    presumed(
        "us.ear.no_listed_end_use",
        "15 CFR 744.23",
        "The item serves no listed end use.",
        within="ordinary",
        per=CASE,
        then=export.end_uses.inside(),
        leans="permits",
    ),
    presumed(
        "us.ear.no_support",
        "15 CFR 744.6",
        "No US person supports the making of chips at an advanced facility there.",
        within="ordinary",
        per=CASE,
        then=none_of(export.us_person_supports),
        leans="permits",
    ),
    presumed(
        "us.ear.no_other_recipients",
        "15 CFR 748.5",
        "There is no purchaser and no intermediate consignee besides.",
        within="ordinary",
        per=CASE,
        then=none_of(export.others),
        leans="permits",
    ),
    presumed(
        "us.ear.not_built_in",
        "15 CFR 734.9(h)",
        "The item is built into nothing before its last destination.",
        within="ordinary",
        per=PART,
        then=export.incorporated.is_("nothing"),
        leans="permits",
    ),
)
"""What may be taken for granted: never a licence, an exception's notice, a date, a list's completeness."""
RELATIONS = LAWS + OF_CIRCUITS + PRESUMPTIONS

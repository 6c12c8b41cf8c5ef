"""China: which facts belong together, instrument by instrument.

Rule: what one fact says of another by its meaning is derived; where the text of an instrument says that two do not go
together they contradict each other, and where they merely seldom do they are looked at again.
"""

from __future__ import annotations

from collections.abc import Iterator

from pratique.facts import act, chip, party, powertrain, trade, vehicle
from pratique.facts import export as consigned
from pratique.facts.cn import access, conflict, data, export, holding, mapping, service
from pratique.facts.identities import MEANING, OF_A_TYPE, OF_AN_EXPORT, OF_DATA
from pratique.facts.kinds import ACTOR, CASE, CONSIGNEE, END_USER, PART
from pratique.facts.relations import seated_in, without
from pratique.files.shipped import shipped_rows
from pratique.logic.author import all_of, any_of, none_of, the
from pratique.logic.relations import Relation, contradicts, entails, look_again, presumed

CHINA = "CN"
"""The mainland alone: investors of Hong Kong, Macao and Taiwan are held as foreign ones."""
ELSEWHERE = without(CHINA)
_foreign = any_of(
    party.organised_in.is_(*ELSEWHERE),
    party.headquarters.is_(*ELSEWHERE),
    consigned.parent_headquarters.is_(*ELSEWHERE),
    consigned.shared_parents.meets(*ELSEWHERE),
)
"""A party that is, or belongs to, somebody outside the mainland."""
_chinese = any_of(seated_in(CHINA), party.citizen_of.meets(CHINA))
"""A Chinese organisation or citizen."""

CATEGORIES = ("L", "M1", "M2", "M3", "N1", "N2", "N3", "O")
"""Categories of vehicles that the texts of every market name alike."""
MAPPING_RULE = "MNR notices of 2022 and 2024 on surveying by connected vehicles"

GEODATA: tuple[Relation, ...] = (
    entails(
        "cn.geodata_abroad_leaves",
        MEANING,
        "Geodata that is sent abroad is data that leaves China.",
        per=CASE,
        when=mapping.sent_abroad,
        then=data.leaves,
    ),
)

DATA: tuple[Relation, ...] = (
    *OF_DATA,
    *GEODATA,
    contradicts(
        "cn.data.an_export_leaves", MEANING,
        "Data is exported from China to another country, and does not leave China.",
        per=CASE, when=all_of(act.kind.is_("data_export"), act.out_of.is_(CHINA), act.into.is_(*ELSEWHERE)),
        then=none_of(data.leaves),
    ),
    contradicts(
        "cn.data.faces_are_personal", "Provisions of 2021, art. 3",
        "It holds faces or plates, and no personal information.",
        per=CASE, when=data.important_items.meets("outside_faces_or_plates"), then=none_of(data.personal),
    ),
    look_again(
        "cn.data.people_without_personal_data", MEANING,
        "It holds no personal information, and counts people whose information was sent abroad.",
        per=CASE, when=none_of(data.personal), then=any_of(data.ordinary_people > 0, data.sensitive_people > 0),
    ),
    contradicts(
        "cn.data.named_and_not_notified", "Provisions of 2021, art. 3",
        "It holds what an authority has named, and no authority has notified or published it.",
        per=CASE, when=data.important_items.meets("named_by_authority"), then=none_of(data.notified),
    ),
    look_again(
        "cn.data.stored_and_sent", "Provisions of 2021, art. 11",
        "Important data is stored in China, and leaves it without an assessment.",
        per=CASE, when=all_of(data.stored_in_china, data.leaves, data.notified), then=none_of(data.assessed),
    ),
    presumed(
        "cn.data.not_notified", "flow provisions of 2024, art. 2",
        "No authority has notified or published the data as important.",
        within="ordinary", per=CASE, then=none_of(data.notified), leans="permits",
    ),
)  # fmt: skip

MAPPING: tuple[Relation, ...] = (
    *GEODATA,
    contradicts(
        "cn.mapping.survey_of_nothing", MEANING, "It is an act of surveying, and nothing of a survey is done; or geodata are sent abroad, and nobody has any.",
        per=CASE, when=any_of(act.kind.is_("surveying"), mapping.sent_abroad),
        then=any_of(mapping.activities.inside(), all_of(mapping.sent_abroad, mapping.activities.inside("sensor_sale"))),
    ),
    entails(
        "cn.mapping.whole_chain_is_entrusted", MAPPING_RULE,
        "Where a qualified holder performs the whole chain it is entrusted with it.",
        per=CASE, when=mapping.holder_does_all, then=mapping.entrusted,
    ),
    contradicts(
        "cn.mapping.foreign_actor", MAPPING_RULE,
        "The actor is seated outside China or belongs to somebody there, and has no foreign share.",
        per=CASE, when=the(ACTOR, _foreign), then=none_of(mapping.foreign), why="world",
    ),
    look_again(
        "cn.mapping.foreign_and_qualified", MAPPING_RULE,
        "The actor has a foreign share, and a qualification of its own.",
        per=CASE, when=mapping.foreign, then=mapping.qualification.is_("A", "B"),
    ),
    look_again(
        "cn.mapping.sent_without_approval", MAPPING_RULE,
        "Geodata is stored in China, and sent abroad without approval.",
        per=CASE, when=all_of(mapping.stored_in_china, mapping.sent_abroad), then=none_of(mapping.abroad_approval),
    ),
)  # fmt: skip

OWNERSHIP: tuple[Relation, ...] = (
    contradicts(
        "cn.ownership.foreigner_holds_nothing", MEANING,
        "Whoever acquires the holding is seated outside China or belongs to somebody there, and no share is foreign.",
        per=CASE, when=all_of(act.kind.is_("acquire_holding"), the(ACTOR, _foreign)),
        then=holding.foreign_share <= 0, why="world",
    ),
    look_again(
        "cn.ownership.share_below_one_percent", MEANING,
        "The foreign share is above nothing and no more than one percent: it is stated in percent, not as a fraction.",
        per=CASE, when=holding.foreign_share > 0, then=holding.foreign_share <= 1,
    ),
    entails(
        "cn.ownership.partner_has_a_venture", MEANING,
        "A takeover with the Chinese partner of an existing venture has such a venture.",
        per=CASE, when=holding.joint_takeover, then=holding.ventures >= 1,
    ),
    look_again(
        "cn.ownership.whole_with_partner", MEANING,
        "The foreign share is the whole, and a Chinese partner takes part.",
        per=CASE, when=holding.foreign_share >= 100, then=holding.joint_takeover,
    ),
    contradicts(
        "cn.ownership.new_energy_by_its_drive", "MIIT Order 39 of 2017",
        "The company makes new-energy vehicles, and the vehicle of the act has an engine and no plug.",
        per=CASE, when=all_of(act.kind.is_("acquire_holding"), holding.kind.is_("nev")),
        then=powertrain.powertrain.is_("ICE", "HEV"),
    ),
    look_again(
        "cn.ownership.electric_venture_of_another_kind", MEANING,
        "The venture makes only battery-electric vehicles, and its kind is another than new-energy.",
        per=CASE, when=holding.pure_electric, then=none_of(holding.kind.is_("nev")),
    ),
)  # fmt: skip


def _ceilings() -> Iterator[Relation]:
    """Of each product that was admitted: within the limits of its approval it drives no faster than its ceiling."""
    for row in shipped_rows("pratique.law.cn", "access/data/approvals.csv"):
        yield entails(
            f"cn.access.ceiling_of_{row['model']}",
            f"approval of {row['from']}, {row['name']}",
            f"{row['name']} that drives itself above {row['ceiling_kmh']} km/h is outside the limits of its approval.",
            per=CASE,
            when=all_of(
                access.admitted_model.is_(row["model"]),
                vehicle.automated_speed > int(row["ceiling_kmh"]),
            ),
            then=none_of(access.within_limits),
        )


AUTOMATION: tuple[Relation, ...] = (
    *_ceilings(),
    contradicts(
        "cn.automated_function_has_a_level",
        MEANING,
        "A function of level 3 or higher is offered, and the vehicle has no such level.",
        per=CASE,
        when=access.function_enabled,
        then=vehicle.automation_level < 3,
    ),
)

SHARING: tuple[Relation, ...] = (
    contradicts(
        "cn.access.foreign_recipient",
        MEANING,
        "The member that receives it is seated outside China or belongs to somebody there, and has no foreign share.",
        per=CASE,
        when=any_of(the(CONSIGNEE, _foreign), the(END_USER, _foreign)),
        then=none_of(access.recipient_foreign),
        why="world",
    ),
)

ACCESS: tuple[Relation, ...] = (
    *OF_A_TYPE,
    *AUTOMATION,
    *SHARING,
    entails(
        "cn.access.unit_of_a_trailer", MEANING, "A trailer with a control unit is a trailer.",
        per=CASE, when=access.has_ecu, then=access.category.is_("O"),
    ),
    contradicts(
        "cn.access.one_category", MEANING, "It is of one category in the market entered and of another in China.",
        per=CASE,
        then=any_of(*(
            all_of(trade.category.is_(each), access.category.is_(*(other for other in CATEGORIES if other != each)))
            for each in CATEGORIES if each != "O"
        )),
    ),
    look_again(
        "cn.access.update_repairs_and_hides", "MIIT notice on over-the-air updates",
        "The update repairs a defect, and serves to hide one.",
        per=CASE, when=access.ota_defect, then=access.ota_hides,
    ),
    contradicts(
        "cn.access.level_2_is_assistance", MEANING, "It has level 2, and no combined driver assistance.",
        per=CASE, when=vehicle.automation_level.between(2, 2), then=none_of(access.assistance),
    ),
    look_again(
        "cn.access.parking_and_more", MEANING,
        "The automated function only parks, and the level is above 4.",
        per=CASE, when=access.parking_only, then=vehicle.automation_level > 4,
    ),
)  # fmt: skip

PERMITS: tuple[Relation, ...] = (
    contradicts(
        "cn.permits.nobody_drives", MEANING,
        "Nobody is on board, and the vehicle needs somebody who drives or stands by.",
        per=CASE, when=service.on_board.is_("none"), then=vehicle.automation_level < 3,
    ),
    entails(
        "cn.permits.no_stage_no_permit", MEANING, "A permit of no stage is no permit that is valid.",
        per=CASE, when=service.stage.is_("none"), then=none_of(service.held),
    ),
    look_again(
        "cn.permits.operator_and_remote", MEANING,
        "Somebody sits in the driver's seat, and a remote operator looks after the vehicle.",
        per=CASE, when=service.on_board.is_("driver_seat"), then=service.remote_ratio >= 1,
    ),
    look_again(
        "cn.permits.private_for_a_fare", MEANING, "The service is private, and passengers or shippers pay.",
        per=CASE, when=service.kind.is_("private"), then=service.fare,
    ),
    contradicts(
        "cn.permits.held_and_requested", MEANING,
        "A permit that is valid for the act is held, and the act needs one that is not granted yet.",
        per=CASE, when=service.held, then=service.new_permit,
    ),
    presumed(
        "cn.permits.no_new_permit", MEANING, "The act needs no permit that is not granted yet.",
        within="ordinary", per=CASE, when=service.held, then=none_of(service.new_permit), leans="permits",
    ),
    presumed(
        "cn.permits.taxi_for_a_fare", MEANING, "Whoever rides a taxi, a bus or a coach pays.",
        within="ordinary", per=CASE, when=service.kind.is_("taxi", "bus", "coach"), then=service.fare, leans="bars",
    ),
)  # fmt: skip

EXPORT: tuple[Relation, ...] = (
    *OF_AN_EXPORT,
    entails(
        "cn.export.no_vehicle_no_car", MEANING, "Goods or technology that concern no vehicle are no car, new or registered.",
        per=CASE, when=none_of(act.concerns_vehicle), then=none_of(export.passenger, export.used, export.has_vin),
    ),
    entails(
        "cn.export.vehicle_is_no_material", MEANING,
        "A finished vehicle is no element, material, cell, machine or part of the control notices.",
        per=PART, when=chip.kind.is_("vehicle"), then=all_of(export.elements.inside(), export.notices.inside()),
    ),
    entails(
        "cn.export.technology_is_no_material", MEANING, "Software and technology are no element of the control notices.",
        per=PART, when=chip.kind.is_("software", "technology", "model_weights"), then=export.elements.inside(),
    ),
    contradicts(
        "cn.export.registered_without_number", "GB 16735",
        "The car was registered, approved or certified as a whole, and has no identification number.",
        per=CASE, then=none_of(export.has_vin), why="world",
        when=any_of(
            export.used, trade.approvals.meets("whole_vehicle"), vehicle.certified_type.is_(*vehicle.CERTIFIED_TYPES)
        ),
    ),
    contradicts(
        "cn.export.technology_of_none", MEANING, "Technology crosses the border, and none is licensed, transferred or rendered.",
        per=PART, when=all_of(act.kind.is_("export", "reexport", "transfer"), chip.kind.is_("technology")),
        then=export.technology.is_("none"),
    ),
    entails(
        "cn.export.registered_has_a_day", MEANING, "A car that was registered has a day of registration.",
        per=CASE, when=export.used, then=export.registered_on.is_given(),
    ),
    entails(
        "cn.export.day_is_of_a_registration", MEANING, "A car with a day of registration was registered.",
        per=CASE, when=export.registered_on.is_given(), then=export.used, given=(export.registered_on,),
    ),
    entails(
        "cn.export.transferred_was_registered", MEANING, "A car registered for transfer was registered before.",
        per=CASE, when=export.transferred_before, then=export.used,
    ),
    contradicts(
        "cn.export.oxide_of_no_notice", "MOFCOM and GAC notice 23 of 2023",
        "It is an oxide of gallium or germanium, and no notice names it.",
        per=PART, when=all_of(export.elements.meets("Ga", "Ge"), export.form.is_("oxide")),
        then=none_of(export.notices.meets("23")), why="world",
    ),
    contradicts(
        "cn.export.carries_nobody", MEANING,
        "It is of a category or under a heading of vehicles that carry people, and carries none.",
        per=CASE,
        when=any_of(
            trade.category.is_("M1", "M2", "M3"), access.category.is_("M1", "M2", "M3"),
            trade.heading.is_(*trade.CARS, *trade.BUSES), trade.seats > 3,
        ),
        then=none_of(export.passenger),
    ),
    entails(
        "cn.export.transferred_after_registered", MEANING,
        "A car first registered in 2026 or later was not registered for transfer before 2026.",
        per=CASE, when=export.registered_on >= "2026-01-01", then=none_of(export.transferred_before),
    ),
    entails(
        "cn.export.heading_of_people", "Harmonized System, headings 8702 and 8703",
        "A motor vehicle of a heading for the carriage of people carries people.",
        per=CASE, when=trade.heading.is_(*trade.CARS, *trade.BUSES), then=export.passenger,
    ),
    look_again(
        "cn.export.registered_after_application", MEANING,
        "The car was first registered after its export was applied for.",
        per=CASE, when=export.used, then=(export.registered_on - export.applied_on) > 0,
    ),
    presumed(
        "cn.export.no_technology", MEANING, "Goods are exported, and no technology is licensed or transferred.",
        within="ordinary", per=CASE, when=export.passenger, then=export.technology.is_("none"), leans="permits",
    ),
)  # fmt: skip

CONFLICT: tuple[Relation, ...] = (
    contradicts(
        "cn.conflict.actor_is_chinese", MEANING,
        "Whoever does it is a Chinese organisation or citizen or sits there, and is none and not in China.",
        per=CASE, when=the(ACTOR, any_of(_chinese, consigned.located_in.is_(CHINA))), then=none_of(conflict.in_china),
    ),
    contradicts(
        "cn.conflict.counterparty_is_chinese", MEANING,
        "It is done to a Chinese organisation or citizen, and to none.",
        per=CASE, when=any_of(the(CONSIGNEE, _chinese), the(END_USER, _chinese)),
        then=none_of(conflict.chinese_counterparty),
    ),
    contradicts(
        "cn.conflict.reported_to_nobody", MEANING,
        "It is reported to a foreign state, and who gets it is a private party.",
        per=CASE, when=conflict.deed.is_("report_to_foreign_state"), then=conflict.recipient.is_("private_party"),
    ),
    look_again(
        "cn.conflict.exempted_from_an_order", MEANING, "An exemption from an order was granted, and no order names the measure.",
        per=CASE, when=conflict.exempted, then=none_of(conflict.named),
    ),
    look_again(
        "cn.conflict.reported_before_it_stopped", MEANING, "It was reported before the dealing was stopped.",
        per=CASE, when=conflict.reported_on.is_given(), then=(conflict.reported_on - conflict.stopped_on) < 0,
    ),
    look_again(
        "cn.conflict.commercial_and_reported", MEANING,
        "The reason is commercial, and something is reported to a foreign state.",
        per=CASE, when=conflict.reason.is_("commercial"), then=conflict.deed.is_("report_to_foreign_state"),
    ),
)  # fmt: skip

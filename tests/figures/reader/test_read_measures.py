"""Measures of trade with their days, in the sentence that names them and in the next; who takes which stance."""

from __future__ import annotations

import pytest

from pratique.figures.reader import read_text

MEASURES = (
    (
        "Canada's 100 percent surtax on Chinese-made electric vehicles took effect on October 1, 2024.",
        ("ca.surtax", "in force", "None", "2024-10-01", "None"),
    ),
    (
        "Turkey announced on June 8, 2024 a 40 percent additional tariff on vehicles imported from China, effective "
        "July 7.",
        ("tr.additional_duty", "announced", "2024-06-08", "2024-07-07", "None"),
    ),
    (
        "Mexico's Senate approved tariffs of up to 50 percent on cars from China on December 10, 2024; they take "
        "effect on January 1, 2025.",
        ("mx.import_tariff", "announced", "2024-12-10", "2025-01-01", "None"),
    ),
    (
        "Brazil will raise its import tax on electric cars to 35 percent in July 2026.",
        ("br.ev_import_duty", "planned", "None", "None", "None"),
    ),
    (
        "On January 16, 2025, the Bureau of Industry and Security published a final rule on connected vehicles. The "
        "new prohibitions go into effect on March 17, 2025.",
        ("us.cfr15_791d", "final", "2025-01-16", "2025-03-17", "None"),
    ),
    (
        "The EU announced provisional duties on electric cars. These duties expire on November 4, 2024.",
        ("eu.2024_1866", "announced", "None", "None", "2024-11-04"),
    ),
    (
        "加拿大宣布自10月1日起,对中国产电动汽车征收100%关税。",
        ("ca.surtax", "announced", "None", "2024-10-01", "None"),
    ),
)


@pytest.mark.parametrize(("text", "expected"), MEASURES, ids=[text[:40] for text, _ in MEASURES])
def test_a_measure_has_its_status_and_days(text: str, expected: tuple[str, ...]) -> None:
    found = read_text(text, published="2024-08-30").instruments
    assert [(i.id, i.status, str(i.date), str(i.effective), str(i.deadline)) for i in found] == [expected]


def test_what_a_complaint_is_about_has_not_its_days() -> None:
    text = "On November 4, 2024, China filed a complaint at the WTO over the EU's definitive duties."
    found = {i.id: (i.status, str(i.date)) for i in read_text(text).instruments}
    assert found == {"wto.complaint": ("announced", "2024-11-04"), "eu.2024_2754": ("mentioned", "None")}


@pytest.mark.parametrize(
    "text",
    [
        "US tariffs weighed on Mexico's exports of cars in May 2025.",
        "Canada exported 100,000 cars in May 2025 despite tariffs on steel.",
        "Exports of cars from Turkey to the EU rose 5 percent in May 2025, before US tariffs.",
    ],
)
def test_duties_of_others_are_not_this_countrys_measure(text: str) -> None:
    assert not [i.id for i in read_text(text).instruments if i.id.startswith(("mx", "ca", "tr"))]


STANCES = (
    ("Trudeau accused Beijing of unfair competition.", [("CA", "criticises")]),
    ("China does not acknowledge or accept the ruling, the Ministry of Commerce said.", [("MOFCOM", "opposes")]),
    ("The association is against additional tariffs on Chinese cars, VDA said.", [("VDA", "opposes")]),
    ("China hit back at Canada's tariffs.", [("CN", "opposes")]),
    ("US Commerce Secretary Howard Lutnick defended the tariffs on Chinese cars.", [("US", "supports")]),
    ("China will defend the legitimate rights of its firms.", []),
    ("加方不顾多方反对和劝阻,一意孤行。", []),
    ("中方对此强烈不满、坚决反对。", [("CN", "opposes")]),
    ("Spain abstained from the vote on the EU's tariffs on Chinese EVs.", []),
)


@pytest.mark.parametrize(("text", "expected"), STANCES, ids=[text[:40] for text, _ in STANCES])
def test_a_stance_is_in_its_verb(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(p.actor, p.stance) for p in read_text(text, published="2025-06-15").positions] == expected


def _told(text: str) -> list[tuple[str, str, object]]:
    return [(f.indicator, f.product, f.value) for f in read_text(text, published="2025-06-15").figures]


def test_a_part_of_a_count_is_told_by_its_own_words() -> None:
    assert _told("In May 2025, 13,000 of the 14,000 new cars sold in Norway were fully electric, or 93 percent.") == [
        ("sales", "bev", 13000),
        ("sales", "passenger_car", 14000),
        ("share", "bev", 93),
    ]
    unnamed = _told("In May 2025, 13,000 of the 14,000 new cars sold in Norway were imported from China.")
    assert unnamed == [("sales", "passenger_car", 14000)]
    exported = _told("Car output in Britain declined to 49,810 units in May 2025, of which 39,000 were exported.")
    assert exported == [("production", "passenger_car", 49810), ("exports", "passenger_car", 39000)]


def test_a_growth_in_value_is_none_of_the_number() -> None:
    text = "Japan's car exports to the US fell 24.7 percent in value in May 2025, though volume slipped 3.9 percent."
    growths = [f.yoy_percent for f in read_text(text).figures]
    assert -24.7 not in [float(g) for g in growths if g is not None]

"""What a part is called says more than the figures and lists that would clear it: it stays open."""

from __future__ import annotations

import copy
import tomllib
from pathlib import Path
from typing import Any

import pytest

from pratique.items.doubt.elements import elements_named
from pratique.items.doubt.texts import RADIO, field_says
from pratique.items.doubt.types import type_called
from pratique.law.outcome import Outcome
from pratique.usecases.check import check
from tests.cases.runner import HERE, all_cases
from tests.running import EXAMPLES
from tests.safety.inputs import (
    BRACKET_FACTS,
    FORMATS,
    KNOWN_ON,
    MODEM_FACTS,
    answers,
    as_cyclonedx,
    dossier,
    lay,
    line,
    outcome,
)
from tests.safety.test_named_elsewhere import cleared
from tests.safety.test_registries_beside import denied
from tests.safety.test_structure_and_flags import MAGNET, clears

CIRCUIT = next(case for case in all_cases(HERE / "us" / "ear") if case.expect["best"] == "licence required").data
LIGHT = {"chip.rate_8b": 10, "chip.rate_16b": 5, "chip.rate_32b": 1, "chip.rate_64b": 1}


def circuit(name: str, **facts: Any) -> dict[str, Any]:
    made = copy.deepcopy(CIRCUIT)
    made["parts"][0] |= {"name": name, "facts": {**made["parts"][0]["facts"], **facts}}
    return made


@pytest.mark.parametrize(
    "name",
    [
        "NVIDIA H100 SXM5", "H100 SXM5", "H100", "nvidia h200 sxm", "英伟达 H100 SXM5", "Huawei Ascend 910B",
        "MI300X", "AMD MI325X board", "H100 SXM5 for the training cluster", "H20", "B200",
        "GB200", "NVIDIA GB200 NVL72", "GB300", "HGX H100", "DGX B200", "NVIDIA GH200 superchip",
    ],
)  # fmt: skip
def test_a_circuit_of_the_table_is_not_lightened_by_its_figures(name: str) -> None:
    found = check(circuit(name, **LIGHT), known_on=KNOWN_ON)
    assert not clears(found)
    assert found.conflicts


@pytest.mark.parametrize("name", ["module", "controller 100", "TI TDA4VH", "Tesla T4 rack rail", "M4x20", "H1000"])
def test_a_name_of_another_thing_says_nothing(name: str) -> None:
    assert clears(check(circuit(name, **LIGHT), known_on=KNOWN_ON)) or name.startswith("Tesla T4")


def test_and_what_is_said_in_full_stands() -> None:
    assert not check(circuit("NVIDIA H100 SXM5"), known_on=KNOWN_ON).conflicts


def magnet(name: str, listed: list[str]) -> dict[str, Any]:
    made = copy.deepcopy(MAGNET)
    part = made["transactions"][0]["parts"][0]
    part["name"] = name
    part["facts"]["goods.controlled_elements"] = listed
    return made


@pytest.mark.parametrize(
    "name",
    [
        "Dysprosium oxide",
        "NdFeB magnet with terbium",
        "钕铁硼磁体（含镝）",
        "SmCo: samarium cobalt",
        "Gallium arsenide",
        "NdFeB magnet without terbium, with dysprosium",
        "terbium-free magnet with dysprosium",
        "(Nd,Dy)-Fe-B",
        "Sm2Co17 block",
        "ジスプロシウム添加磁石",
    ],
)
def test_an_element_in_the_name_stands_against_a_list_without_it(name: str) -> None:
    found = check(magnet(name, []), known_on=KNOWN_ON)
    assert Outcome.named(found.verdict.worst) > Outcome.AUTHORIZED
    assert found.conflicts


@pytest.mark.parametrize(
    "name", ["NdFeB magnet, dysprosium-free", "magnet without terbium", "无镝磁体", "steel bracket", "LuK clutch"]
)
def test_one_that_is_denied_does_not(name: str) -> None:
    assert clears(check(magnet(name, []), known_on=KNOWN_ON))


WORDS_FOR_TWO = (
    ("dysprosium", "terbium"), ("Dysprosium", "Terbium"), ("dysprosium", "ytterbium"), ("镝", "铽"), ("Dy", "Tb"),
    ("disprosio", "terbio"), ("ジスプロシウム", "テルビウム"), ("디스프로슘", "테르븀"), ("Gallium", "Germanium"),
)  # fmt: skip
DENIES = (
    "magnet without {}, with {}", "magnet ohne {}; mit {}", "{}-free magnet with {}", "magnet (0% {}, 2 % {})",
    "不含{}的磁体，含{}", "无{}含{}磁体", "magnet no {} + coating with {}", "aimant sans {}, avec {}",
)  # fmt: skip
DENIES_BOTH = (
    "magnet without {} and {}", "magnet ohne {} oder {}", "{}/{}-free magnet", "无{}、{}磁体", "magnet: {} 0%, {} 0%",
    "bracket for {} and {} magnets",
)  # fmt: skip


@pytest.mark.parametrize(("denied_one", "other"), WORDS_FOR_TWO)
def test_a_denial_of_one_element_silences_no_other(denied_one: str, other: str) -> None:
    (meant,) = elements_named(f"magnet: {other}")
    (left_out,) = elements_named(f"magnet: {denied_one}")
    for form in DENIES:
        assert elements_named(form.format(denied_one, other)) == {meant}, form
        assert elements_named(form.format(other, denied_one)) == {left_out}, form
    for form in DENIES_BOTH:
        assert elements_named(form.format(denied_one, other)) == frozenset(), form


READ_AS = {
    "Sm": ("SmCo",),
    "Dy": ("NdDyFeB", "Dy2O3", "NdFeB N42SH Dy 4%"),
    "Ga": ("GaAs wafer", "GaN"),
    "GaIn": ("InGaAs",),
    "InSb": ("InSb",),
    "Ge": ("SiGe LNA",),
    "Y": ("Y2O3",),
    "Yb": ("ytterbium oxide",),
    "Tb": ("terbium",),
    "W": ("WO3 powder", "钨粉", "Wolframoxid", "tungsten carbide", "ammonium paratungstate"),
    "Te": ("CdTe", "Te alloy"),
    "BiTe": ("Bi2Te3 module",),
    "Bi": ("bismuto", "Sn42Bi58 solder"),
    "Mo": ("NiMo", "MoS2", "молибден", "sodium molybdate", "molibdeno"),
    "In": ("InP wafer", "indium tin oxide"),
}
NO_ELEMENT = (
    *("LuK", "ErP", "SCSI", "YB10", "TMC2209", "B2B", "Er", "NdFeB N42", "Resistor 10k", "HoF", "Dy 4", "WC"),
    *(
        "IN718 alloy",
        "pimienta molida",
        "25 W magnet",
        "In magnet",
        "Bi-directional magnet valve",
        "индикатор",
        "Moisture sensor",
    ),
    "Tesla Model 3",
)


def test_a_formula_is_read_and_an_abbreviation_is_none() -> None:
    for symbols, names in READ_AS.items():
        assert {name: "".join(sorted(elements_named(name))) for name in names} == dict.fromkeys(names, symbols)
    assert [name for name in NO_ELEMENT if elements_named(name)] == []


THERE = (
    "Quectel Wireless Solutions", "Huawei Technologies Deutschland GmbH", "华为技术有限公司", "BYD Europe B.V.",
    "Hikvision Europe B.V.", "Fibocom Wireless", "移远通信德国公司",
)  # fmt: skip
NOT_THERE = (
    "Acme GmbH",
    "Berlin Sensors AG",
    "Quality Tel Inc.",
    "Robert Bosch GmbH",
    "Shenzhen plant of a Japanese group",
)


@pytest.mark.parametrize("name", THERE)
def test_the_name_of_a_maker_or_a_place_there_stands_against_a_bare_denial(name: str) -> None:
    found = check(denied(name=name), known_on=KNOWN_ON)
    assert not clears(found)
    assert any("its name" in note.note for note in found.conflicts)
    said = {"value": False, "basis": "documented", "source": "share register, notarised 2026-11-01"}
    assert clears(check(denied(name=name, controlled_from_prc_or_russia=said), known_on=KNOWN_ON))


@pytest.mark.parametrize("name", NOT_THERE)
def test_any_other_name_does_not(name: str) -> None:
    assert clears(check(denied(name=name), known_on=KNOWN_ON))


@pytest.mark.parametrize(
    ("told", "relation"),
    [
        ({"ultimate_parent_headquarters": "CN"}, "us.cfr15_791d.parent_there"),
        ({"ultimate_parent_headquarters": "RU"}, "us.cfr15_791d.parent_there"),
        ({"adversary_percent": 51}, "us.cfr15_791d.majority_there"),
        ({"on_other_us_list": "chinese_military_companies"}, "us.cfr15_791d.military_company"),
    ],
)
def test_who_stands_above_a_party_stands_against_the_denial(told: dict[str, Any], relation: str) -> None:
    found = check(denied(**told), known_on=KNOWN_ON)
    assert not clears(found)
    assert relation in {each.relation for each in found.contradictions}


@pytest.mark.parametrize(
    "told", [{"ultimate_parent_headquarters": "JP"}, {"adversary_percent": 50}, {"on_other_us_list": "none"}]
)
def test_what_can_be_is_no_contradiction(told: dict[str, Any]) -> None:
    assert clears(check(denied(**told), known_on=KNOWN_ON))


def test_a_source_that_had_no_part_in_it_is_none_that_was_looked_at() -> None:
    data = denied()
    data["vehicles"][0]["parts"][0]["sources"].append({"party": "quectel", "roles": []})
    found = check(data, known_on=KNOWN_ON)
    assert not clears(found)
    assert "us.cfr15_791d.source_of_nothing" in {each.relation for each in found.contradictions}


OF_A_TYPE = (
    "EC25-AF LTE modem", "Telematics control unit", "T-Box", "车载通信终端", "5G-Modul", "V2X OBU",
    "Bluetooth module", "Wi-Fi 6 module", "Funkmodul", "蓝牙模块", "WLAN card",
    "RF transceiver", "4G模块", "satellite modem", "модем",
)  # fmt: skip
OF_ANOTHER_THING = (
    "bracket", "modem bracket", "LTE antenna cable", "connector for modem", "Halter Telematik", "telematics housing",
    "FM antenna", "CAN transceiver", "motor MCU", "battery SoC sensor", "模块支架", "seat module", "door module",
    "wireless charging coil", "modemless gateway plate", "without modem", "transmission TCU",
)  # fmt: skip


BESIDE = (
    "{} with antenna connector", "{} with bracket and cable", "{} incl. mounting bracket", "{} (with housing)",
    "{}, connector U.FL", "{} for Aurora 5", "{} mit Halter", "{} inkl. Kabel", "{} für Aurora", "{} avec câble",
    "{} con soporte", "{} 带支架",
    "{} ブラケット付き", "ブラケット付き{}", "{} 브래킷 포함", "{} с кронштейном",
    "带支架的{}", "{}（含天线）", "bracket with {}", "Halter mit {}", "bracket and {}",
    "{} without antenna", "ohne Halter, {}", "不带天线的{}", "アンテナ付き{}", "{} - cable included", "housing + {}",
    "{}; label on top", "set of screws, nuts with {}", "surface mount {}", "part no 81 {}", "{} [shield can]",
    "housing for Aurora 5 with {}", "NFC {}",
)  # fmt: skip
"""A thing with what belongs to it, and what comes with the thing, is the thing."""
OF_IT = (
    "bracket for {}", "Halter für {}", "{} bracket", "{} cable, 2 m", "cable ({})", "connector, {}", "{}支架",
    "{}用支架", "支架用于{}", "用于{}的支架", "without {}", "ohne {}", "不带{}",
    "bracket for {} with antenna connector",
    "bracket for {} and {}", "screw for {} (M4)", "câble pour {}", "Halter: {}", "no {}, steel plate",
    "{} housing with seal",
    "{}用ブラケット", "кронштейн для {}",
)  # fmt: skip
"""What belongs to a thing, or is for it or without it, is none."""
NOUNS = {
    "LTE modem": "cellular_modem_or_module", "T-Box": "networking_or_telematics_unit",
    "5G模组": "cellular_modem_or_module",
    "Bluetooth module": "bluetooth_microcontroller_or_module", "WLAN-Modul": "wifi_microcontroller_or_module",
}  # fmt: skip


@pytest.mark.parametrize("noun", NOUNS)
def test_a_noun_is_the_thing_beside_what_belongs_to_it_and_not_in_what_belongs_to_it(noun: str) -> None:
    assert {form: type_called(form.format(noun)) for form in BESIDE} == dict.fromkeys(BESIDE, NOUNS[noun])
    assert {form: type_called(form.format(noun, noun)) for form in OF_IT} == dict.fromkeys(OF_IT)
    for filler in ("y ", "y, ", "模"):
        assert type_called(f"{filler * 2000}, {noun}, {filler * 2000}") == NOUNS[noun]


@pytest.mark.parametrize("form", FORMATS)
def test_what_stands_beside_the_noun_does_not_clear_it(form: str, tmp_path: Path) -> None:
    file, write = FORMATS[form]
    every = 7 if form in ("csv", "cyclonedx") else 29
    for index, beside in enumerate(BESIDE[::every]):
        assert not cleared(tmp_path / str(index), write(of_china(beside.format("LTE modem"))), file), beside
    assert cleared(tmp_path / "of it", write(of_china(OF_IT[0].format("LTE modem"))), file)


@pytest.mark.parametrize(
    ("field", "says"),
    [
        ("Class: LTE/NFC combo", True), ("Class: modem with bracket", True), ("Type: Wi-Fi for Aurora", True),
        ("Class: RF module, housing", True), ("Class: FM radio module", False), ("Class: bracket for modem", False),
        ("Class: NFC RF module", False), ("Class: antenna cable LTE", False), ("Vibration: 5G", False),
    ],
)  # fmt: skip
def test_the_value_of_a_field_is_read_as_a_name_is(field: str, says: bool) -> None:
    assert (field_says(field, silent=True) == RADIO) is says
    assert field_says(field, silent=False) is None


def of_china(name: str) -> list[Any]:
    return [line("b", name, "Quectel", BRACKET_FACTS)]


@pytest.mark.parametrize("form", FORMATS)
def test_a_bare_denial_stands_against_the_name_of_a_type_of_the_definition(form: str, tmp_path: Path) -> None:
    """A supplier that says of its LTE modem that it takes no part in communication has not cleared it."""
    file, write = FORMATS[form]
    every = form in ("csv", "cyclonedx")
    for index, name in enumerate(OF_A_TYPE if every else OF_A_TYPE[::5]):
        assert not cleared(tmp_path / str(index), write(of_china(name)), file), name
    assert not [name for name in OF_ANOTHER_THING if type_called(name) is not None]
    for index, name in enumerate(OF_ANOTHER_THING[:4] if every else OF_ANOTHER_THING[:1]):
        assert cleared(tmp_path / f"o{index}", write(of_china(name)), file), name


@pytest.mark.parametrize(("basis", "stands"), [(None, False), ("attested", False), ("documented", True)])
def test_nor_does_an_answer_unless_it_rests_on_a_document(basis: str | None, stands: bool, tmp_path: Path) -> None:
    told = {"entity": "m", "fact": "part.contributes_to_communication", "value": False, "source": "S"}
    told |= {} if basis is None else {"basis": basis, "source": "register 7"}
    left = ("part.contributes_to_communication", "part.named_type")
    modem = {name: value for name, value in MODEM_FACTS.items() if name not in left}
    lines = [line("m", "EC25-AF LTE modem", "Quectel", modem)]
    given = dossier("bom.json", answers=[*answers("m"), told])
    given["vehicles"][0]["parts_complete"] = True
    found = outcome(lay(tmp_path, given, {"bom.json": as_cyclonedx(lines)}))
    assert isinstance(found, tuple)
    assert (found[1] <= Outcome.AUTHORIZED) == stands


RATES = [f"chip.rate_{bits}" for bits in ("4b", "8b", "16b", "32b", "64b")]


@pytest.mark.parametrize("zeros", [5, 1])
@pytest.mark.parametrize("kind", ["circuit", "computer"])
def test_a_circuit_for_data_centres_that_computes_nothing_is_asked_about(zeros: int, kind: str) -> None:
    told = {each: 0 if index < zeros else "none" for index, each in enumerate(RATES)}
    found = check(circuit("Accelerator", **told, **{"item.kind": kind, "chip.data_center": True}), known_on=KNOWN_ON)
    assert not clears(found)
    assert "us.ear.data_centre_and_computes_nothing" in {each.relation for each in found.contradictions}


def test_one_that_has_no_such_rate_or_is_not_for_them_is_not() -> None:
    for told in (dict.fromkeys(RATES, "none"), {**dict.fromkeys(RATES, 0), "chip.data_center": False}):
        found = check(circuit("Switch", **told), known_on=KNOWN_ON)
        assert "us.ear.data_centre_and_computes_nothing" not in {each.relation for each in found.contradictions}


def of_shanghai(part: dict[str, Any], vehicle: dict[str, Any] | None = None) -> dict[str, Any]:
    """The shipped example that is barred, with more said of its application and of its vehicle."""
    made = tomllib.loads((EXAMPLES / "shanghai-app" / "dossier.toml").read_text("utf-8"))
    made["vehicles"][0]["parts"][0] |= part
    made["vehicles"][0] |= vehicle or {}
    return made


@pytest.mark.parametrize(
    "name", ["Telematics app", "V2X stack", "LTE connectivity manager", "车联网平台", "T-Box app"]
)
def test_software_that_is_called_by_what_it_enables_does_enable_it(name: str) -> None:
    assert not clears(check(of_shanghai({"name": name, "software_enables": []}), known_on=KNOWN_ON))
    told = {"value": [], "basis": "documented", "source": "architecture 7"}
    assert clears(check(of_shanghai({"name": name, "software_enables": told}), known_on=KNOWN_ON))


@pytest.mark.parametrize(
    "name", ["Seat app", "Navigation maps", "test tool for telematics", "ADS1115 driver", "radio UI"]
)
def test_software_of_another_name_does_not(name: str) -> None:
    assert clears(check(of_shanghai({"name": name, "software_enables": []}), known_on=KNOWN_ON))


@pytest.mark.parametrize("name", ["Aurora MY2027", "Aurora MY27", "Modelljahr 2027", "极光 2027款", "2027MY Aurora"])
def test_a_model_year_in_the_name_stands_against_another(name: str) -> None:
    found = check(of_shanghai({}, {"name": name, "model_year": 2026}), known_on=KNOWN_ON)
    assert not clears(found)
    assert found.conflicts


@pytest.mark.parametrize(
    "name", ["Aurora MY2026", "Aurora 2027", "MY2026/MY2027", "Mycar 20", "2026款", "SKU 2027MYX"]
)
def test_the_same_one_or_any_other_figure_does_not(name: str) -> None:
    assert clears(check(of_shanghai({}, {"name": name, "model_year": 2026}), known_on=KNOWN_ON))


NO_PRODUCT = {"item.direct_product": False, "item.plant_is_direct_product": False, "item.us_origin": False}


@pytest.mark.parametrize("name", ["NVIDIA H100 SXM5", "H100 SXM5 for the training cluster", "英伟达 H100 SXM5"])
def test_a_circuit_of_an_american_maker_is_a_product_of_its_technology(name: str) -> None:
    """A bare "no direct product" of an H100 is not what lets it out of the regulations."""
    assert not clears(check(circuit(name, **NO_PRODUCT), known_on=KNOWN_ON))
    said = {"value": False, "basis": "documented", "source": "tool list of the foundry"}
    told = NO_PRODUCT | {"item.direct_product": said}
    assert clears(check(circuit(name, **told), known_on=KNOWN_ON))


@pytest.mark.parametrize("name", ["accelerator", "Renesas R-Car V4H", "H1000", "bracket of an H100"])
def test_one_of_another_maker_may_be_none(name: str) -> None:
    assert clears(check(circuit(name, **NO_PRODUCT), known_on=KNOWN_ON))


@pytest.mark.parametrize(
    ("name", "basis", "stands"),
    [
        ("EC25-AF LTE modem", "asserted", False), ("T-Box", "attested", False), ("蓝牙模块", "asserted", False),
        ("EC25-AF LTE modem", "documented", True), ("bracket", "asserted", True), ("modem bracket", "asserted", True),
    ],
)  # fmt: skip
def test_a_bare_conclusion_against_the_name_settles_nothing(
    name: str, basis: str, stands: bool, tmp_path: Path
) -> None:
    told = {"entity": "m", "fact": "part.vcs_hardware", "value": "no", "source": "S", "basis": basis}
    given = dossier("bom.json", answers=[*answers("m"), told])
    given["vehicles"][0]["parts_complete"] = True
    found = outcome(lay(tmp_path, given, {"bom.json": as_cyclonedx([line("m", name, "Quectel", {})])}))
    assert isinstance(found, tuple)
    assert (found[1] <= Outcome.AUTHORIZED) == stands


@pytest.mark.parametrize("name", THERE)
def test_nor_does_a_bare_conclusion_that_a_maker_there_is_not_linked(name: str) -> None:
    def concluded(said: Any) -> Any:
        made = denied(name=name, linked=said)
        (acme,) = [each for each in made["parties"] if each["id"] == "acme"]
        for key in ("organised_in", "headquartered_in", "principal_place_of_business"):
            del acme[key]
        del acme["controlled_from_prc_or_russia"]
        return check(made, known_on=KNOWN_ON)

    assert not clears(concluded("no"))
    assert clears(concluded({"value": "no", "basis": "documented", "source": "opinion of counsel 4"}))

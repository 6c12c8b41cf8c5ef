"""What kind of thing a name says, against a kind said bare that would clear it: its form, class, drive, level."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest

from pratique.dossier.called import says_more
from pratique.dossier.kinds_called import kinds_against
from pratique.facts import part, vehicle
from pratique.facts.cn.export import elements, form, passenger
from pratique.facts.powertrain import powertrain
from pratique.logic.truth import FALSE, TRUE
from pratique.logic.values import Choice, Members, Value, point
from pratique.usecases.check import check
from tests.safety.inputs import FORMATS, KNOWN_ON, line
from tests.safety.test_named_elsewhere import cleared
from tests.safety.test_said_by_its_name import of_shanghai
from tests.safety.test_structure_and_flags import MAGNET, clears

OF_CONNECTIVITY = (
    "Telematics app", "telematics-service", "Telematik-Software", "Telematik-Dienst", "service télématique",
    "software telemático", "app telemática", "テレマティクスアプリ", "텔레매틱스 서비스", "телематическое ПО",
    "V2X stack", "C-V2X protocol stack", "V2Xスタック", "LTE stack", "5G modem firmware", "modem driver",
    "RIL daemon", "cellular manager", "eSIM LPA", "eCall application", "eCall stack", "connected car platform",
    "connected services", "TCU software", "TCU application", "T-Box软件", "车联网平台", "网联服务", "远程控车",
    "远程控制服务", "蓝牙协议栈", "Bluetooth stack", "Bluetooth-Stack", "bluetoothd", "Wi-Fi driver",
    "WLAN driver", "wpa_supplicant", "WiFi协议栈", "Bluetoothスタック", "블루투스 스택", "pile Bluetooth",
    "pila Bluetooth", "connectivity manager", "Konnektivitätsmanager", "phone-as-key app",
    "digital key service", "Mobilfunk-Treiber", "OBU software", "ModemManager", "车云通信", "通信协议栈",
)  # fmt: skip
"""Names of software that enables connectivity."""
OF_DRIVING = (
    "automated driving stack", "autonomous driving software", "ADS stack", "self-driving software", "autopilot",
    "Autopilot", "robotaxi planner", "ADAS L3", "L3 highway pilot", "highway pilot", "traffic jam pilot",
    "autonomes Fahren", "automatisiertes Fahren", "Fahrautomatisierung", "conduite autonome",
    "conduite automatisée", "conducción autónoma", "guida autonoma", "自动驾驶软件", "无人驾驶系统",
    "智能驾驶域控软件", "智驾软件", "自動運転ソフト", "高阶智驾", "자율주행 소프트웨어", "автономное вождение",
    "driverless software", "robobus software", "automated valet parking", "drive pilot",
)  # fmt: skip
"""Names of software that drives by itself."""
OF_NEITHER = (
    "Seat app", "navigation maps", "radio UI", "media player", "test tool for telematics", "ADS1115 driver",
    "airbag software", "engine control", "linux", "openssl", "curl", "zlib", "seat heater app",
    "climate control", "HMI", "cluster software", "Ads library", "ads sdk", "adsense", "advertising",
    "motor firmware", "battery manager", "BMS software", "audio DSP firmware", "USB stack", "CAN stack",
    "LIN driver", "display driver", "camera driver", "parking sensor firmware", "NOA library", "map of robots",
    "remote desktop", "ota library cellar", "rota planner", "pilot lamp app", "drive mode app", "blinker",
)  # fmt: skip
"""Names of software that does neither."""


def only(value: str) -> Choice:
    return Choice(frozenset({value}))


NOTHING = {part.software_enables.name: Members(frozenset(), frozenset())}


def test_what_software_is_called_it_enables() -> None:
    assert [name for name in (*OF_CONNECTIVITY, *OF_DRIVING) if not says_more(NOTHING, name)] == []
    assert [name for name in OF_NEITHER if says_more(NOTHING, name)] == []


def goods(name: str, listed: list[str], said: str, **more: Any) -> dict[str, Any]:
    made = copy.deepcopy(MAGNET)
    made["transactions"][0]["parts"][0]["name"] = name
    told = {"value": said, **more} if more else said
    made["transactions"][0]["parts"][0]["facts"] |= {"goods.controlled_elements": listed, "goods.form": told}
    return made


@pytest.mark.parametrize(
    ("name", "listed", "said"),
    [
        ("NdFeB magnet with terbium", ["Tb"], "other"), ("Dysprosium oxide", ["Dy"], "other"),
        ("Gallium metal 6N", ["Ga"], "other"), ("Gallium metal 6N", ["Ga"], "compound"),
        ("SmCo alloy", ["Sm"], "other"),
        ("钕铁硼磁钢（含镝）", ["Dy"], "other"), ("Terbium sputtering target", ["Tb"], "other"),
        ("aimant NdFeB au dysprosium", ["Dy"], "other"), ("ジスプロシウム磁石", ["Dy"], "other"),
        ("Dy2O3", ["Dy"], "other"), ("Gd2O3 powder, 99.99 %", ["Gd"], "other"),
        ("SmCo5", ["Sm"], "other"), ("TbF3", ["Tb"], "other"), ("Terbium fluoride", ["Tb"], "other"),
        ("Tb4O7", [], "other"), ("Dysprosium chloride", [], "other"),
        ("氟化镝", ["Dy"], "other"), ("Yttriumnitrat", ["Y"], "other"), ("scandium chloride", ["Sc"], "other"),
    ],
)  # fmt: skip
def test_a_form_in_the_name_stands_against_an_article(name: str, listed: list[str], said: str) -> None:
    assert not clears(check(goods(name, listed, said), known_on=KNOWN_ON))
    assert clears(check(goods("bracket", listed, said), known_on=KNOWN_ON))
    settled = goods(name, listed, said, basis="documented", source="classification 4 of customs")
    assert clears(check(settled, known_on=KNOWN_ON))


@pytest.mark.parametrize(
    "name",
    [
        "motor with NdFeB magnets", "magnet holder", "magnetic sensor", "speaker magnet assembly", "Magnetventil",
        "metal bracket", "oxide coated resistor", "磁铁支架", "rotor magnet", "separator",
        "Tb4O7 coated resistor", "ceramic capacitor, Tb4O7 doped", "sensor with TbF3", "motor with SmCo5 magnets",
        "fluoride glass sensor", "polycarbonate cover", "bracket for Dy2O3", "lithium sulfate battery holder",
        "cerium carbonate scrubber", "sodium chloride cell", "acetate film", "硫酸铅蓄电池",
    ],
)  # fmt: skip
def test_an_article_that_has_a_magnet_is_none(name: str) -> None:
    assert clears(check(goods(name, ["Tb"], "other"), known_on=KNOWN_ON))


CLASSES = {
    "Telematics app": "application", "telematics-app": "application", "Infotainment operating system": "system",
    "QNX hypervisor": "system", "座舱操作系统": "system", "V2X middleware": "middleware", "中间件": "middleware",
    "aplicación telemática": "application", "Betriebssystem IVI": "system", "テレマティクスアプリ": "application",
}  # fmt: skip
FIRMWARE = (
    "modem firmware",
    "telematics fw",
    "Bluetooth driver",
    "蓝牙驱动",
    "bootloader",
    "firmware for the app",
    "libfoo",
)


def test_firmware_is_not_what_is_called_an_application() -> None:
    said = {part.software_class.name: only("firmware")}
    for name, kind in CLASSES.items():
        assert dict(kinds_against(said, name)) == {part.software_class.name: only(kind)}, name
        assert not list(kinds_against({part.software_class.name: only(kind)}, name)), name
    assert not [name for name in FIRMWARE if list(kinds_against(said, name))]
    for name in ("Telematics app", "Infotainment operating system"):
        assert not clears(check(of_shanghai({"name": name, "software_class": "firmware"}), known_on=KNOWN_ON)), name
        told = {"value": "firmware", "basis": "documented", "source": "architecture 7"}
        assert clears(check(of_shanghai({"name": name, "software_class": told}), known_on=KNOWN_ON)), name
    assert clears(check(of_shanghai({"name": "modem firmware", "software_class": "firmware"}), known_on=KNOWN_ON))


@pytest.mark.parametrize("form", ["cyclonedx", "csv"])
@pytest.mark.parametrize("name", ["LTE modem", "4G模块", "T-Box with housing", "Wi-Fi module"])
def test_a_radio_that_is_listed_as_software_is_not_cleared_as_software(name: str, form: str, tmp_path: Path) -> None:
    file, write = FORMATS[form]
    assert not cleared(tmp_path / "radio", write([line("b", name, "Quectel", {}, type="application")]), file)
    assert cleared(
        tmp_path / "app", write([line("b", f"{name.split(' with')[0]} app", "Quectel", {}, type="application")]), file
    )


def test_a_package_is_called_after_what_it_is_for() -> None:
    said = {part.kind.name: only("software")}
    for name in (
        "modem-manager",
        "esp32",
        "bluetooth stack",
        "T-Box software",
        "RG500Q-GL",
        "modem operating system",
    ):
        assert not list(kinds_against(said, name)), name


@pytest.mark.parametrize(
    ("fact", "said", "name", "stands"),
    [
        (powertrain.name, only("ICE"), "Aurora BEV", True), (powertrain.name, only("BEV"), "Aurora BEV", False),
        (powertrain.name, only("HEV"), "Aurora plug-in hybrid", True),
        (powertrain.name, only("BEV"), "极光 增程版", True),
        (powertrain.name, only("ICE"), "Aurora rev A", False), (powertrain.name, only("ICE"), "Aurora 5", False),
        (powertrain.name, only("ICE"), "Aurora 纯电", True), (powertrain.name, only("ICE"), "Aurora fuel cell", True),
        (vehicle.automation_level.name, point(2), "Aurora Robotaxi", True),
        (vehicle.automation_level.name, point(4), "Aurora Robotaxi", False),
        (vehicle.automation_level.name, point(2), "无人驾驶小巴", True),
        (vehicle.automation_level.name, point(2), "Aurora L5", False),
        (vehicle.automation_level.name, point(0), "SAE level 4 shuttle", True),
        (form.name, only("other"), "NdFeB magnet", False),
    ],
)  # fmt: skip
def test_what_a_name_says_of_a_vehicle(fact: str, said: Value, name: str, stands: bool) -> None:
    assert bool(list(kinds_against({fact: said}, name))) is stands


def test_a_form_is_asked_about_only_of_what_has_a_controlled_element() -> None:
    of_none = {form.name: only("other"), elements.name: Members(frozenset(), frozenset())}
    assert not list(kinds_against(of_none, "aluminium alloy wheel"))
    of_one = of_none | {elements.name: Members(frozenset({"Sc"}), frozenset({"Sc"}))}
    assert list(kinds_against(of_one, "scandium aluminium alloy bar"))


def test_a_robotaxi_of_level_two_is_asked_about() -> None:
    said = {"software_enables": ["ADS"]}
    assert not clears(check(of_shanghai(said, {"name": "Aurora Robotaxi", "automation_level": 2}), known_on=KNOWN_ON))


ROAD_VEHICLES = (
    "electric SUV", "Plug-in hybrid", "truck", "second-hand truck", "皮卡", "Lastwagen", "Geländewagen",
    "VW Golf hatchback", "轿车", "乘用车", "电动汽车", "voiture électrique", "coche eléctrico",
    "электромобиль", "セダン", "전기차", "Pkw",
    "city bus", "公交车", "robotaxi", "ambulance", "Aurora BEV", "EV", "N1 delivery van", "motorcycle",
)  # fmt: skip
"""What runs on public roads, by its own engine and not on rails."""
NO_ROAD_VEHICLES = (
    "golf cart", "tram", "railcar", "Rail car", "cable car", "semi-trailer", "quad ATV", "electric bicycle", "叉车",
    "电动自行车", "agricultural tractor", "Straßenbahn", "有轨电车", "Aurora", "XC40", "Model 3",
)  # fmt: skip
DENIED = {vehicle.mechanical_power.name: False, vehicle.public_road.name: False, vehicle.rail_only.name: True}


@pytest.mark.parametrize("fact", DENIED)
def test_what_is_called_a_car_drives_on_roads(fact: str) -> None:
    said = {fact: TRUE if DENIED[fact] else FALSE}
    assert [name for name in ROAD_VEHICLES if not list(kinds_against(said, name))] == []
    assert [name for name in NO_ROAD_VEHICLES if list(kinds_against(said, name))] == []
    for name in ("racing car", "mining truck", "forklift truck", "airport bus", "truck trailer"):
        assert bool(list(kinds_against(said, name))) is (fact == vehicle.rail_only.name), name
    for name in ("electric SUV", "皮卡", "Lastwagen"):
        bare = {"name": name, fact.partition(".")[2]: DENIED[fact]}
        assert not clears(check(of_shanghai({}, bare), known_on=KNOWN_ON)), name
        told = {"value": DENIED[fact], "basis": "documented", "source": "type approval 7"}
        assert clears(check(of_shanghai({}, {"name": name, fact.partition(".")[2]: told}), known_on=KNOWN_ON)), name


def test_a_car_that_is_said_to_carry_nobody_is_asked_about() -> None:
    said = {passenger.name: FALSE}
    called = [name for name in ("electric SUV", "客车", "皮卡", "delivery van") if list(kinds_against(said, name))]
    assert called == ["electric SUV", "客车"]


def test_what_an_act_says_of_its_vehicle_stands_against_its_name_too() -> None:
    made = of_shanghai({}, {"name": "electric SUV"})
    made["vehicles"][0].pop("mechanical_power")
    made["transactions"][0].setdefault("facts", {})[vehicle.mechanical_power.name] = False
    assert not clears(check(made, known_on=KNOWN_ON))

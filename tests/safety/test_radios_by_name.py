"""Names of radios and computers in nine languages, by words, abbreviations and numbers; and names that are none.

Nothing that is called one of these clears by a bare denial, and none of the others is held against anybody.
"""

from __future__ import annotations

import re

import pytest

from pratique.dossier.called import says_more
from pratique.facts.part import RADIO_TYPES, contributes, named_type, programmable
from pratique.items.doubt.types import ORDER, _hints, _patterns, alternatives, computes, type_called
from pratique.logic.truth import FALSE
from pratique.logic.values import Choice

BY_WORDS = (
    "TCU 4G", "TCU (telematics control unit)", "T-BOX 4G", "TBOX", "Telematics Box", "TCAM", "TCU-5G EU", "OBU",
    "On-board unit (V2X)", "V2X OBU", "OBU V2X", "C-V2X module", "DSRC radio", "eSIM module", "eSIM-Modul",
    "5G NAD", "NAD module", "network access device", "eCall unit", "eCall-Modul", "ERA-GLONASS unit",
    "ERA-GLONASS terminal", "LTE-Modul", "LTE Cat 4 module", "LTE-A Cat.12 M.2 module", "5G NR Sub-6 module",
    "NB-IoT module", "NB-IoT模组", "4G全网通模块", "4G DTU", "5G车载模组", "蜂窝模块", "车载T-BOX", "车联网终端",
    "车载通信模块", "远程信息处理器", "车载无线终端", "通讯模块", "无线通信模块", "WiFi模块",
    "WIFI/蓝牙二合一模块", "蓝牙芯片", "蓝牙低功耗模块", "V2X模组", "车路协同终端", "路侧通信单元", "车载单元OBU",
    "5G通訊模組", "藍牙模組", "無線模組", "數據機", "LTEモジュール", "5G通信モジュール", "車載通信機",
    "DCM 通信モジュール", "テレマティクスユニット", "テレマティクス制御ユニット", "通信ユニット",
    "無線LANモジュール", "Wi-Fiモジュール", "Bluetoothモジュール", "ブルートゥースモジュール", "통신 모듈",
    "LTE 모듈", "5G 모뎀", "텔레매틱스 유닛", "무선 모듈", "블루투스 모듈", "와이파이 모듈",
    "Telematik-Steuergerät", "Telematiksteuergerät", "Telematikeinheit", "Kommunikationsmodul LTE",
    "Mobilfunkmodem", "Mobilfunk-Modul", "WLAN-Modul", "WLAN/BT-Modul", "BT/WLAN Kombimodul",
    "Bluetooth-Steuergerät", "Notrufsteuergerät", "Notrufmodul", "Funkmodul 868 MHz", "boîtier télématique",
    "boîtier télématique 4G", "unité télématique", "calculateur télématique", "module 4G", "module LTE Cat 1",
    "module de communication 4G", "module radio", "modem cellulaire", "module WiFi", "module Bluetooth",
    "module Wi-Fi/BT", "unidad telemática", "unidad de control telemático", "módulo 4G",
    "módulo de comunicaciones", "módem LTE", "módulo Bluetooth", "módulo Wi-Fi", "centralina telematica",
    "unità telematica", "modulo 4G", "modulo WiFi", "modulo Bluetooth", "moduł LTE", "модуль LTE", "GSM-модуль",
    "телематический блок", "блок телематики", "Wi-Fi модуль", "Bluetooth модуль", "модуль связи",
    "satellite modem", "satellite communication module", "SATCOM terminal", "卫星通信模块", "衛星通信モジュール",
    "Connectivity control unit", "Connectivity module", "Connected gateway LTE", "Cellular gateway", "LTE router",
    "5G router", "LTE dongle", "LTE data card", "USB modem", "4G USB stick", "cellular IoT SoC", "Wi-Fi SoC",
    "BLE SoC", "Bluetooth LE MCU", "BT 5.2 module", "BLE5 module", "Wi-Fi 6E/BT 5.3 combo", "WLAN chipset",
    "WiFi chip", "WiFi+BT chip", "RF transceiver 2.4GHz", "2.4 GHz transceiver", "Zigbee SoC",
    "UHF transceiver module", "LoRa module", "shark fin antenna", "Shark-Fin-Antenne", "Haifischflossenantenne",
    "antenne requin", "antena de techo", "鲨鱼鳍天线", "シャークフィンアンテナ", "샤크핀 안테나", "5G antenna",
    "LTE MIMO antenna", "Dachantenne", "4G天线", "车载天线", "MCU", "32-bit MCU", "ARM MCU", "MCU 32位",
    "微控制器", "单片机", "マイコン", "마이크로컨트롤러", "마이컴", "microcontrôleur", "microcontrolador",
    "microcontrollore", "Mikrocontroller", "микроконтроллер", "SoC", "application processor SoC", "cockpit SoC",
    "ADAS SoC", "智驾SoC", "座舱芯片", "system-on-module", "SoM", "computer on module", "microcomputer", "FPGA",
    "DSP", "audio DSP", "CPLD/FPGA", "数字信号处理器", "Telematics ECU", "Telematic unit", "telematics gateway",
    "vehicle telematics", "telematics", "Bluetooth key module", "phone-as-key BLE module", "Keyless BLE module",
    "WPC+NFC+BLE module", "IVI Wi-Fi module",
)  # fmt: skip
"""Each of a type that the definition names."""
NONE = (
    "transmission TCU", "TCU transmission", "Getriebe-TCU", "gearbox control unit TCU", "motor driver",
    "motor controller", "seat control module", "door control module", "body control module", "BCM",
    "gateway plate", "GPS receiver", "GNSS receiver", "GNSS module", "GPS-Modul", "FM tuner", "AM/FM tuner",
    "DAB tuner", "NFC reader", "NFC module", "RFID reader", "UWB module", "LF antenna", "LF-Antenne",
    "radar sensor", "77 GHz radar", "lidar", "camera", "front camera module", "ultrasonic sensor",
    "battery module", "battery cell", "power module", "SiC power module", "IGBT module", "LED module",
    "display module", "camera module", "CAN transceiver", "LIN transceiver", "Ethernet PHY", "Ethernet switch",
    "resistor 10k", "capacitor 100nF", "MLCC", "inductor", "ferrite bead", "crystal 26MHz", "TVS diode",
    "connector FAKRA", "RF connector", "coax cable", "antenna cable", "SIM holder", "SIM card socket",
    "SIM connector", "LTE filter", "SAW filter LTE", "BAW filter Wi-Fi", "balun BLE", "diplexer", "RF switch LTE",
    "LTE antenna cable", "screw", "washer", "PCB", "label FCC", "heat sink modem", "thermal pad modem",
    "shield can LTE", "modem shield cover", "housing TCU", "Gehäuse TCU", "T-Box支架", "TBOX线束", "天线馈线",
    "模块支架", "门模块", "电源模块", "电池模组", "电池模块", "显示模块", "摄像头模组", "雷达模组", "座椅模块",
    "バッテリーモジュール", "電源モジュール", "カメラモジュール", "배터리 모듈", "카메라 모듈", "module de porte",
    "module airbag", "module batterie", "módulo de batería", "módulo airbag", "modulo airbag", "модуль двери",
    "Batteriemodul", "Türmodul", "Airbagmodul", "Dachmodul", "Pumpenmodul", "WLAN cable", "5G grommet",
    "module 3 g", "socks", "SOC sensor", "battery SoC estimator", "state of charge (SoC)",
    "MCU (motor control unit)", "wireless charger", "wireless charging module", "wireless charging unit",
    "radio bracket", "radio knob", "radio bezel", "car radio", "remote control", "telematic bracket",
    "DSP gearbox", "Telematics Inc.", "unit 5", "2G accelerometer", "accelerometer 3g", "5G bolt",
    "PCB modem board bare",
)  # fmt: skip
"""None of such a type, or what belongs to one."""
BY_NUMBER = (
    "RG500Q-GL", "SIM7600E-H", "SIM7600", "EC25", "EC25-AF", "EC200U-CN", "BG96", "AG550Q-EU", "AG35-CE",
    "SARA-R410M", "SARA-R4", "ME310G1-WW", "ME310", "LE910C4-EU", "HL7802", "WP7607", "EM7565", "PLS62-W",
    "ALAS5-W", "FM350-GL", "L850-GL", "nRF9160", "ESP32-WROOM-32", "ESP32-S3", "ESP8266", "nRF52840", "nRF5340",
    "CC2652R", "CYW43455", "BCM4339", "JODY-W2", "NINA-B306", "MDM9628", "SA515M", "RM500Q-GL", "A7670E",
    "QCA6595AU", "88Q9098", "SAF5400", "STM32WB55",
)  # fmt: skip
"""Numbers of product lines of modules."""
NO_NUMBER = (
    "RC0603", "GRM155R71C104KA88", "C0G", "BC817", "BC847B", "BC956", "BCX56", "AR0603", "M95M02", "SIM card",
    "L610", "AN958", "TPS62130", "TPS7A", "LM358", "LM317", "LM2596", "LM1117", "LE33CD", "HE10", "ME3116",
    "EM4100", "MC7805", "MC74HC00", "AG1234", "EG-1", "SLM2", "SA5", "SAE J1939", "SN65HVD230", "STM32F407",
    "STM32H7", "TJA1042", "TMC2209", "BG24", "ADXL345", "EC11 encoder", "EC12", "EC10", "ELS", "EHS", "MV3",
    "WP20", "HL1", "PLS", "UC2843", "UC3842", "UG2", "BC107", "BC557", "BC327", "BC640", "BC846", "CC2", "KW4",
    "DA14", "IW1", "FC2", "ESP", "EM-5", "M4x20 DIN 912", "EG4 gasket", "SIM socket", "LM75", "LM4040", "LM5",
    "MC33063", "MC34063", "LM7805", "88E1512", "88E6320", "88W", "AR8035", "AR8031", "RTL8211F", "QCA7005",
    "RTL8111", "AR8033", "WP7", "L7805", "RTL8111HS", "88Q2112", "EM12 bolt", "BC95 bracket", "EC25 connector",
)  # fmt: skip
"""Numbers that look like them, and what belongs to one."""
RUNS_SOFTWARE = (
    "ADAS domain controller", "Domänencontroller", "Airbag-Steuergerät", "ECU door", "head unit", "IVI",
    "域控制器", "智驾域控", "车机", "ドメインコントローラ", "인포테인먼트 유닛", "calculateur moteur",
    "GPU board", "processor", "zonal controller with harness",
)  # fmt: skip
"""What runs software, of whatever type."""
RUNS_NONE = (
    "processor heat sink", "ECU bracket", "Steuergerätehalter", "head unit screw", "域控制器支架",
    "gasket for ECU", "resistor 10k", "connector 12 pin", "hydraulic unit", "seat",
)  # fmt: skip
"""What does not, or belongs to what does."""

AS_WRITTEN = (
    "LTE-modem", "LTE_modem", "LTEmodem", "LTE  Modem", "LTE mo\u200bdem", "LTE mo\xaddem",
    "\uff2c\uff34\uff25 \uff4d\uff4f\uff44\uff45\uff4d", "mo\u0301dem LTE", "4 G Modul", "4-G-Modul",
    "5 G modem", "L.T.E. modem", "LTE/modem", "MODEM,LTE", "modem; LTE", "Modem\tLTE", "LTE\nmodem", "EC 25-AF",
    "EC-25", "RG 500Q", "SIM 7600", "ASSY, TCU", "TCU ASSY", "TCU_5G_EU", "Tcu", "tcu2", "TCU2.0", "TCU-3",
    "TBox2", "T BOX", "T\uff0dBOX", "TELEMATICS", "MODULE ASSY-TELEMATICS", "UNIT ASSY, TELEMATICS",
    "ECU-TELEMATICS", "MODUL TELEMATIK", "STG TELEMATIK", "STEUERGERAET TELEMATIK", "Telematiksteuergeraet",
    "Bluetooth-Steuergeraet", "Steuergeraet eCall", "MODULE-WIFI", "WIFI MODULE ASSY", "ANTENNE LTE",
    "LTE模块总成", "T-BOX总成", "TBOX总成", "通讯终端总成", "Modem (LTE)", "modem[5G]", "Modems",
    "5G-NR-Modem-V2", "kit modem LTE", "PCBA LTE modem", "LTE modem PCBA", "PCB assy modem", "modem board",
    "LTE modem assy w/ bracket", "LTE MODEM W/O ANT", "LTE MODEM LESS BRACKET", "LTE modem (no housing)",
    "modem, housing not included", "LTE modem + 2 screws", "2x LTE modem", "1 LTE modem and 4 screws",
    "LTE modem c/w bracket", "LTE modem & bracket", "LTE modem plus cover", "modem w. Halter",
    "LTE-Modem (inkl. Halter)", "LTE-Modem m. Halter", "LTE-Modem samt Gehäuse", "LTE-Modem zzgl. Kabel",
    "LTE modem, bracket-mounted", "bracket-mounted LTE modem", "cable-free modem", "connectorised LTE modem",
    "LTE modem with 2 U.FL connectors", "LTE modem featuring housing", "LTE modem, comes with a bracket",
    "LTE modem in housing", "LTE modem on bracket", "LTE-Modem im Gehäuse", "LTE-Modem auf Halter",
    "modem LTE en boîtier", "modem LTE dans boîtier", "módem LTE en carcasa",
    "LTEモデム\uff08ブラケット付\uff09", "LTE模块\uff08配支架\uff09", "LTE模块 附天线线缆", "LTE模块和支架",
    "LTE模块及线束", "LTE 모뎀 및 브래킷", "LTE m\u043edem", "TCU\u200b",
)  # fmt: skip
"""As lists write them: shortened, turned round, in capitals, with signs that nobody sees."""
OF_IT_AS_WRITTEN = (
    "bracket on modem side", "cable in modem", "Halter im Modem", "screw on modem", "cover on modem",
    "label on modem", "housing in modem bay", "bracket, LTE modem, left", "BRKT MODEM", "BRKT-TCU", "HSG TCU",
    "CBL MODEM", "CONN MODEM", "HALTER TCU", "WIRING HARNESS TCU", "SCREW TCU M4", "NUT TCU", "FOAM MODEM",
    "CLIP MODEM", "ANT CABLE LTE", "kabel modem", "Kabelsatz Telematik", "Leitungssatz TCU", "Modemhalter",
    "TCU-Halter", "Haltewinkel TCU", "Deckel TCU", "Telematikhalter", "Befestigung TCU", "Konsole TCU",
    "Träger TCU", "support TCU", "TCU支架总成", "T-BOX支架", "TBOX安装支架", "TBOX 외장 브래킷",
)  # fmt: skip
"""What belongs to them, written so."""


def test_as_lists_write_them() -> None:
    assert [name for name in AS_WRITTEN if type_called(name) is None] == []
    assert {name: found for name in OF_IT_AS_WRITTEN if (found := type_called(name)) is not None} == {}


def test_each_is_of_a_type_and_none_of_the_others_is() -> None:
    assert [name for name in (*BY_WORDS, *BY_NUMBER) if type_called(name) is None] == []
    assert {name: found for name in (*NONE, *NO_NUMBER) if (found := type_called(name)) is not None} == {}


@pytest.mark.parametrize(
    "beside", ["{} with bracket", "{}, connector on side", "bracket for {}", "{} for Aurora", "ohne {}"]
)
def test_numbers_are_nouns(beside: str) -> None:
    is_part = beside.startswith("{}")
    assert [name for name in BY_NUMBER if (type_called(beside.format(name)) is not None) is not is_part] == []


def test_what_runs_software_is_not_what_belongs_to_it() -> None:
    assert [name for name in RUNS_SOFTWARE if not computes(name)] == []
    assert [name for name in RUNS_NONE if computes(name) or type_called(name)] == []


def test_a_bare_denial_stands_against_each_and_against_none_of_the_others() -> None:
    silent = {named_type.name: Choice(frozenset({"not_named"})), contributes.name: FALSE}
    for name in (*BY_WORDS, *BY_NUMBER):
        assert says_more(silent, name), name
        assert says_more({contributes.name: FALSE}, name) is (type_called(name) in RADIO_TYPES), name
    for name in (*NONE, *NO_NUMBER, *RUNS_NONE):
        assert not says_more({**silent, programmable.name: FALSE}, name), name
    for name in RUNS_SOFTWARE:
        assert says_more({programmable.name: FALSE}, name), name


def test_what_is_tried_first_leaves_out_nothing() -> None:
    """A name of ASCII letters is tried by the words it can hold: it is found by all words only if by those."""
    assert set(ORDER) >= set(RADIO_TYPES)
    for name in filter(str.isascii, (*BY_WORDS, *BY_NUMBER, *NONE)):
        plain = name.casefold()
        found = {
            latin: any(each.search(plain) for each in _patterns(latin=latin).values()) for latin in (True, False)
        }
        assert found[True] == found[False], name
    for name in (*BY_WORDS, *BY_NUMBER, *NONE):
        for latin in (True, False):
            for at, each in _patterns(latin=latin).items():
                assert each.search(name.casefold()) is None or _hints(latin=latin)[at].search(name.casefold()), name


def test_alternatives_are_those_of_the_pattern() -> None:
    for words in ("a|b(c|d)|[|]e|\\\\|f", "x", "(?:a|b)|c"):
        assert "|".join(alternatives(words)) == words
        assert all(re.compile(each) for each in alternatives(words))

"""What a bill says beside its lines opens a list that its owner calls complete: never cleared by what was not read.

Each text here once read as nothing beside a part that clears, with `parts_complete = true` said by the owner.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from pratique.items.doubt.lines import doubts_of
from pratique.items.doubt.texts import InDocument, said_in
from pratique.items.readers import read_bill
from pratique.usecases.check import check
from tests.running import KNOWN, run
from tests.safety.inputs import (
    KNOWN_ON,
    answers,
    as_csv,
    clears,
    dossier,
    lay,
    outcome,
    refs_of,
)
from tests.safety.test_named_elsewhere import CLEAN, HEAD, ROW, cleared, laid, with_column, written

REMARKS = (
    "replaced by EC25 from SN 200",
    "alt. EC25",
    "or equivalent",
    "or EC25",
    "second source: Quectel",
    "see BOM 4711",
    "incl. EC25 modem",
    "use EC21 instead",
    "only China variant",
    "US market only",
    "from MY2032",
    "until 31.12.2026",
    "made by Quectel",
    "Quectel",
    "phone +86 755 1234567",
    "Shenzhen",
    "to be replaced",
    "prototype",
    "changed to EC25",
    "ersetzt durch EC25",
    "ab SN 200",
    "wahlweise EC25",
    "nur für China",
    "siehe Stückliste 47",
    "hergestellt von Quectel",
    "inkl. Modem",
    "oder gleichwertig",
    "Variante China",
    "gültig ab 2032",
    "替代料EC25",
    "从2027年起改用EC25",
    "仅用于中国版",
    "见BOM 4711",
    "含通信模块",
    "或同等品",
    "供应商：移远",
    "由移远制造",
    "自SN200起",
    "remplacé par EC25",
    "uniquement Chine",
    "reemplazado por EC25",
    "только для Китая",
    "または EC25",
    "代替品あり",
    "EC25",
)
NOTHING = (
    "RoHS",
    "DNP: see note",
    "0603 1%",
    "black anodised",
    "ESD sensitive",
    "lead-free",
    "IP67",
    "AEC-Q100",
    "torque 5 Nm",
    "no alternate",
    "not replaced",
    "keine Alternative",
    "ohne Ersatz",
    "无替代",
    "不含铅",
    "schwarz eloxiert",
    "siehe Zeichnung",
    "SOT-23-5",
    "100nF 16V X7R",
    "M4x20",
    "ISO 4762",
    "hand solder",
    "无铅",
    "Gehäuse",
    "ECO 1234",
    "C101",
    "read only memory",
    "for reference only",
    "integrated circuit",
    "2.4 mm",
    "RAL9005",
    "n/a",
    "-",
    "Active",
    "checked 2026-01-02",
    "a",
    "Steel",
)


NOT_UNDERSTOOD = """
CN|Lieferant wechselt 2027|Wechsel auf Quectel|not for US|US: other part|LHD
option 4G|w/ 4G|customer choice|按订单选择|国产|委外加工
subcontracted|supplier decides|any brand|see AVL|generic
old stock until used up, then new|ships from HK|drop-in|BOM follows
open point|in Klärung|unknown|?|siehe Mail|see supplier BOM|black box
assembly by supplier|modem inside|eSIM|FW by Quectel
wafer from SMIC|chipset HiSilicon|CPU from Allwinner|Fibocom|EC25 possible
deviation permit: EC25|外协件|见邮件
"""
UNDERSTOOD = """
check polarity|Pb-free|halogenfrei|RoHS3|do not substitute|per drawing 4711
tighten 8 Nm|see assembly drawing|Zeichnung 4711|MSL3
reflow 260C|safety critical|approved 2025-03-01|Rev B|color black|Farbe: schwarz
left side|24V only|5% tolerance|1/4W|-40°C to +85°C
PPAP level 3|BOM item 5|C1, C2|near U3|手工焊接|黑色|关键件|注意极性|GB/T 5782|DIN 912
M6x20-8.8|A2-70|RAL 9005|verzinkt|Kabelhalter
"""


def test_a_remark_is_understood_word_by_word_or_opens_the_list() -> None:
    def said(listed: str) -> list[str]:
        return [each for line in listed.strip().splitlines() for each in line.split("|")]

    assert not [each for each in said(NOT_UNDERSTOOD) if said_in(each, "loose", InDocument()) is None]
    assert not [each for each in said(UNDERSTOOD) if said_in(each, "loose", InDocument()) is not None]


@pytest.mark.parametrize("title", ["Remarks", "Bemerkung", "备注"])
def test_a_remark_of_another_part_maker_market_or_time_opens_the_list(title: str, tmp_path: Path) -> None:
    for index, said in enumerate(REMARKS if title == "Remarks" else REMARKS[::6]):
        assert not cleared(tmp_path / str(index), with_column(title, said), "bom.csv"), said


def test_one_that_says_nothing_of_parts_does_not(tmp_path: Path) -> None:
    for index, said in enumerate(NOTHING):
        assert cleared(tmp_path / str(index), with_column("Remarks", said), "bom.csv"), said


# --- acts, commands, parties --------------------------------------------------------------------------------------


def test_goods_that_may_be_another_part_are_not_those_alone(tmp_path: Path) -> None:
    for index, (said, clear) in enumerate([("alt. EC25", False), ("made by Quectel", False), ("RoHS", True)]):
        given = dossier("bom.csv", answers=answers("b"))
        given["transactions"][0]["goods"] = ["b"]
        given["facts"]["act.concerns_vehicle"] = False
        path = lay(tmp_path / str(index), given, {"bom.csv": with_column("Remarks", said)})
        assert clears(outcome(path)) is clear, said


def test_a_day_within_that_of_the_part_does_not_open_it_and_on_counts(tmp_path: Path) -> None:
    path = laid(tmp_path, with_column("Valid from", "2030-06-01"), "bom.csv")
    assert clears(outcome(path))
    assert not clears(outcome(path, on=KNOWN_ON.replace(year=2030, month=5, day=31)))


def test_the_command_says_which_text_and_where(tmp_path: Path) -> None:
    path = laid(tmp_path, with_column("Remarks", "alt. EC25"), "bom.csv")
    for form in ("text", "json", "html"):
        ran = run("check", path, *KNOWN, "--format", form, *(["--verbose"] if form == "text" else []))
        assert ran.status == 3
        said = " ".join(ran.out.split())
        assert "alt. EC25" in said
        assert "row 2" in said


def test_a_private_id_that_is_called_as_a_maker_is_not_that_maker(tmp_path: Path) -> None:
    for name, clear in (("Acme", True), ("Acme GmbH", True), ("Alpha Werke GmbH", False)):
        given = dossier("bom.csv", answers=answers("b"))
        given["vehicles"][0]["parts_complete"] = True
        (acme,) = [each for each in given["parties"] if each["id"] == "acme"]
        acme["name"] = name
        path = lay(tmp_path / name, given, {"bom.csv": as_csv([CLEAN])})
        found = check(path, known_on=KNOWN_ON)
        assert clears(outcome(path)) is clear, name
        assert any("no name of it" in each.note for each in found.findings) is not clear


def test_what_is_a_row_is_not_another_part(tmp_path: Path) -> None:
    known = InDocument(frozenset({"ec25"}))
    assert said_in("replaced by EC25", "remark", known) is None
    assert said_in("replaced by EC25", "remark", InDocument()) is not None
    two = written([*HEAD, "Remarks"], [*ROW, "used with c"], ["c", *ROW[1:], ""])
    assert not doubts_of(read_bill(two, name="bom.csv"))
    assert refs_of(two) == ("b", "c")

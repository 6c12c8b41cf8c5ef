"""What people call a chip is that chip of the table, or is refused with those it may be: never one only like it."""

from __future__ import annotations

from datetime import date

import pytest

from pratique import InvalidInput, check, question
from pratique.law.us.ear.chip_names import chip_called, chips_called
from pratique.law.us.ear.tables import chips
from pratique.reports.brief import brief

from ..cases.runner import KNOWN_ON
from ..running import run

MEANT = {
    "H20": "NVIDIA H20 SXM",
    "nvidia h20": "NVIDIA H20 SXM",
    "H100 SXM5": "NVIDIA H100 SXM5",
    "h100-pcie": "NVIDIA H100 PCIe",
    "A100": "NVIDIA A100 SXM 80GB",
    "A100 80GB": "NVIDIA A100 SXM 80GB",
    "L40": "NVIDIA L40",
    "L40S": "NVIDIA L40S",
    "RTX 4090": "NVIDIA GeForce RTX 4090",
    "RTX 4090D": "NVIDIA GeForce RTX 4090 D",
    "GeForce RTX 5090 D V2": "NVIDIA GeForce RTX 5090 D V2",
    "AMD Instinct MI300X": "AMD MI300X",
    "Instinct MI308X": "AMD MI308X",
    "Intel Gaudi3": "Intel Gaudi 3",
    "Habana Gaudi 2": "Intel Gaudi 2",
    "昇腾910B": "Huawei Ascend 910B",
    "华为 Ascend 910C": "Huawei Ascend 910C",
    "英伟达H20": "NVIDIA H20 SXM",
    "Jetson AGX Orin": "NVIDIA Orin (Orin-X / AGX Orin)",
    "Orin-X": "NVIDIA Orin (Orin-X / AGX Orin)",
    "征程5": "Horizon Journey 5",
    "journey 6p": "Horizon Journey 6P",
    "EyeQ6H": "Mobileye EyeQ6H",
    "Snapdragon Ride SA8650P": "Qualcomm Snapdragon Ride SA8650P",
    "NVIDIA GPU H20": "NVIDIA H20 SXM",
}


@pytest.mark.parametrize("name", MEANT)
def test_a_name_that_people_use_is_the_chip_of_the_table(name):
    found = chip_called(name)
    assert found is not None
    assert found.name == MEANT[name]


@pytest.mark.parametrize(
    ("name", "among"),
    [
        ("H100", 2),
        ("Thor", 2),
        ("NIO NX9031", 2),
        ("RTX PRO 6000", 1),
        ("Journey 6", 0),
        ("Ascend", 0),
        ("GeForce RTX", 0),
    ],
)
def test_a_name_that_may_be_several_is_refused_with_them(name, among):
    assert chip_called(name) is None
    assert len(chips_called(name)) == among


@pytest.mark.parametrize(
    "name",
    [
        "AMD H100",
        "Intel H20",
        "H2O",
        "H20 141GB",
        "H200 NVL",
        "GB200",
        "B30A",
        "MI308",
        "L4S",
        "SXM",
        "NVIDIA",
        "",
        "昇腾",
        "RTX 3090",
        "Gaudi 3 PCIe",
    ],
)
def test_a_name_that_is_only_like_a_chip_is_none(name):
    assert chip_called(name) is None


def test_every_chip_is_called_by_its_own_name():
    assert [chip_called(chip.name) for chip in chips()] == list(chips())


def test_check_and_classify_read_the_same_name_and_say_so():
    asked = {"act": "export", "out_of": "US", "into": "CN", "on": KNOWN_ON}
    short, full = (check(question(chip=name, **asked), known_on=KNOWN_ON) for name in ("h20", "NVIDIA H20 SXM"))
    assert (short.verdict, short.by_text) == (full.verdict, full.by_text)
    assert "read as NVIDIA H20 SXM" in " ".join(note.note for note in short.findings)
    assert run("classify", "chip", "h20", "--on", "2026-02-01").out.startswith("NVIDIA H20 SXM")
    with pytest.raises(InvalidInput, match="H100"):
        check(question(chip="H100", **asked))
    told = run("classify", "chip", "H100", "--on", "2026-02-01")
    assert (told.status, "NVIDIA H100 SXM5" in told.err, "NVIDIA H100 PCIe" in told.err) == (2, True, True)


def test_the_first_screen_of_the_common_question_names_what_decides_and_asks_about_it():
    """What applies before anything lifts it comes first, then what the next question would settle, never a gap."""
    asked = {"act": "export", "out_of": "US", "into": "CN", "on": date(2026, 2, 1)}
    h100, h20 = (check(question(chip=name, **asked), known_on=KNOWN_ON) for name in ("H100 SXM5", "H20"))
    assert [each.decided_by[0].cite for each in (h100, h20)] == ["15 CFR 742.6(a)(6)(iii)"] * 2
    assert h100.decided_by[0].applies
    assert any(fact.name == h20.open_facts[0].name for reason in h20.decided_by[0].because for fact in reason.facts)
    assert brief(h20).index(h20.open_facts[0].name) < brief(h20).index("15 CFR 742.6(a)(6)(iii)")
    told = run(
        "check", "--chip", "H20", "--act", "deemed_export", "--out-of", "US", "--into", "DE", "--on", "2026-02-01"
    )
    assert told.status in (0, 1, 3)
    wrong = run("check", "--chip", "H20", "--act", "deemed_export", "--into", "US", "--on", "2026-02-01")
    assert (wrong.status, "the person's country" in wrong.err) == (2, True)

"""Screening cannot be talked out of: however a listed name is written to hide, it is found or said."""

from __future__ import annotations

from pathlib import Path

import pytest

from pratique.errors import Place, UsageError
from pratique.parties.decisions import NO_DECISIONS
from pratique.parties.lists import ListEntry, ScreeningList
from pratique.parties.lists.listing import ListedName
from pratique.parties.names.scripts import hidden_signs, mixed_words
from pratique.parties.screening import Query, Screener
from pratique.usecases.ownership.screening import ScreenQuestion, screen

NAMES = (
    "Huawei Technologies Co. Ltd.",
    "Shenzhen Sunway Radar Co. Ltd.",
    "Inspur Group",
    "Shenzhen Dongfang Radar Ltd",
)
LIST = ScreeningList(
    "MUL",
    "Made-up List",
    "list.csv",
    [ListEntry("MUL", str(n), (ListedName(name),), Place("list.csv", line=n)) for n, name in enumerate(NAMES, 2)],
)
EVADING = {
    "Cyrillic letters": "Huaw\u0435i T\u0435\u0441hn\u043el\u043egi\u0435s",
    "all but one Cyrillic": "\u041du\u0430w\u0435i T\u0435\u0441hn\u043el\u043egi\u0435s",
    "a Greek capital": "\u0397uawei Technologies",
    "a Greek tau": "Huawei \u03a4echnologies",
    "full width": "\uff28\uff35\uff21\uff37\uff25\uff29 Technologies",
    "mathematical letters": "\U0001d407\U0001d42e\U0001d41a\U0001d430\U0001d41e\U0001d422",
    "letters in circles": "\u24bd\u24e4\u24d0\u24e6\u24d4\u24d8 Technologies",
    "small capitals": "\u029c\u1d1c\u1d00\u1d21\u1d07\u026a Technologies",
    "a script a": "Hu\u0251wei Technologies",
    "a dotless i": "Huawe\u0131 Technologies",
    "a joiner": "Hu\u200bawei Tech\u200dnologies",
    "a soft hyphen": "Huawei\u00adTechnologies",
    "a combining joiner": "Hua\u034fwei Technologies",
    "a variation selector": "Huawei\ufe0f Technologies",
    "a mark that turns the rest": "Huawei\u202eseigolonhceT",
    "a filler": "Huawei\u3164Technologies",
    "spaces between letters": "H u a w e i Technologies",
    "points between letters": "H.u.a.w.e.i. Technologies",
    "hyphens": "Hua-wei Tech-nologies",
    "two words joined": "HuaweiTechnologies",
    "three words joined": "ShenzhenSunwayRadar",
    "a word parted": "Shen Zhen Sun Way Radar",
    "vv for w": "Huavvei Technologies",
    "turned about": "Technologies Huawei",
    "accents": "\u00cdnsp\u00far Group",
    "l for i": "lnspur Group",
    "codes of an address": "Huawei%20Technologies",
    "a code of a page": "H&uuml;awei Technologies",
    "a number of a page": "Hu&#x200b;awei Technologies",
    "a code of a program": "Hua\\u0077ei Technologies",
    "a word as it sounds": "Huawei Teknologies",
    "written together, with its form": "HuaweiTechnologiesCoLtd",
    "written together in small letters": "huaweitechnologieslimited",
    "written together with a place and a word that is translated": "ShenzhenDongfangRadarCoLtd",
    "with a word for what it was": "formerly Huawei",
    "black squares": "\U0001f177\U0001f184\U0001f170\U0001f186\U0001f174\U0001f178 Technologies",
    "black circles": "\U0001f157\U0001f164\U0001f150\U0001f166\U0001f154\U0001f158 Technologies",
    "letters of flags": "\U0001f1ed\U0001f1fa\U0001f1e6\U0001f1fc\U0001f1ea\U0001f1ee Technologies",
    "raised letters": "\u1d34\u1d58\u1d43\u02b7\u1d49\u2071 Technologies",
    "Armenian letters": "Huawei Techn\u0585l\u0585gies",
    "a Cherokee letter": "\u13bbuawei Technologies",
    "a Coptic letter": "Hu\u2c81wei Technologies",
    "a tag": "Huawei\U000e0041 Technologies",
    "an unseen product": "Hua\u2062wei Technologies",
    "a separator of lines": "Hua\u2028wei Technologies",
    "a backspace": "Huax\x08wei Technologies",
    "struck through": "H\u0336u\u0336a\u0336w\u0336e\u0336i\u0336 Technologies",
    "digits for letters": "Hu4wei Techn0l0gies",
    "digits for half of the letters": "Hu4w31 T3chn0l0g135",
    "a dollar": "In$pur Group",
    "a dollar before": "Shenzhen $unway Radar",
    "a mark of exclamation": "Huawe! T3chnologies",
    "a legal form in between": "Huawei GmbH Technologies Ltd",
    "a legal form before": "OOO Inspur Group",
    "many legal forms": "Huawei Ltd Co Inc GmbH Technologies",
    "low lines": "Huawei_Technologies",
    "signs of a table": "Huawei|Technologies",
    "brackets within": "Hua(wei) Technologies",
    "for whom it acts": "Bakery as agent for Huawei Technologies Co. Ltd.",
    "written twice": "Huawei Huawei Technologies",
}


@pytest.mark.parametrize("how", EVADING)
def test_nobody_is_called_absent_who_hides(how: str) -> None:
    (outcome,) = Screener([LIST]).screen(Query(EVADING[how]), NO_DECISIONS).outcomes
    assert outcome.status != "not listed"


@pytest.mark.parametrize("alias", ["Huaw\u0435i", "Hua\u200bwei"])
def test_an_alias_can_hide_as_little(alias: str) -> None:
    (outcome,) = Screener([LIST]).screen(Query("Quite Another Bakery", aliases=(alias,)), NO_DECISIONS).outcomes
    assert outcome.status == "unknown"


HONEST = (
    "Harmless Bakery GmbH",
    "\u041f\u0435\u043a\u0430\u0440\u043d\u044f \u041c\u043e\u0441\u043a\u0432\u0430",
    "M\u00fcller B\u00e4ckerei",
    "\u0646\u0627\u0646\u200c\u0648\u0627\u06cc\u06cc",
    "\u0391\u03c1\u03c4\u03bf\u03c0\u03bf\u03b9\u03b5\u03af\u03bf",
    "\u5317\u4eac ABC",
    "\U0001f1e9\U0001f1ea Harmless Bakery",
)
"""Names of bakeries as they are honestly written: in one script, with a joiner that Persian needs."""


@pytest.mark.parametrize("name", HONEST)
def test_an_honest_name_hides_nothing(name: str) -> None:
    assert (hidden_signs(name), mixed_words(name)) == ((), ())


PLAIN = (
    "Toy$ Bakery",
    "B4kery of Bread",
    "C4 Bakery",
    "Yahoo! Bakery",
    "G4S Ltd",
    "3M Company",
    "\U0001f1e9\U0001f1ea Bakery",
)
"""Names with signs and digits of their own."""


@pytest.mark.parametrize("name", PLAIN)
def test_a_sign_or_a_digit_alone_makes_nobody_listed(name: str) -> None:
    (outcome,) = Screener([LIST]).screen(Query(name), NO_DECISIONS).outcomes
    assert outcome.status == "not listed"


WORDS = " ".join(f"{first}{second}lo" for first in ("bi", "ko", "du", "fa", "gu", "he") for second in "aeioubdfglmn")
"""Seventy-two words that no list holds."""


@pytest.mark.parametrize("name", [f"{WORDS} Acme Radar Ltd", "甲乙丙丁" * 30])
def test_nobody_hides_behind_words_without_end(name: str, tmp_path: Path) -> None:
    (tmp_path / "s.csv").write_text(f"name\n{name}\nQuite Other GmbH\n", encoding="utf-8")
    (tmp_path / "l.csv").write_text("name,source\nAcme Radar Ltd,Made-up List (MUL)\n")
    found = screen(ScreenQuestion(lists=[tmp_path / "l.csv"], suppliers=tmp_path / "s.csv")).to_dict()
    assert [each["status"] for each in found["parties"]] == ["unknown", "not listed"]


@pytest.mark.parametrize("beside", ["aliases", "parent"])
def test_nor_behind_a_long_name_beside_a_short_one(beside: str, tmp_path: Path) -> None:
    (tmp_path / "s.csv").write_text(f"name,{beside}\nHarmless GmbH,{WORDS} Acme Radar Ltd\n")
    (tmp_path / "l.csv").write_text("name,source\nAcme Radar Ltd,Made-up List (MUL)\n")
    found = screen(ScreenQuestion(lists=[tmp_path / "l.csv"], suppliers=tmp_path / "s.csv")).to_dict()
    assert [each["status"] for each in found["parties"]] == ["unknown"]


def test_a_list_with_an_endless_name_calls_nobody_absent(tmp_path: Path) -> None:
    (tmp_path / "l.csv").write_text(f"name,source\n{WORDS} Acme Radar Ltd,Made-up List (MUL)\nB,Made-up List (MUL)\n")
    found = screen(ScreenQuestion(lists=[tmp_path / "l.csv"], names=["Acme Radar Ltd"])).to_dict()
    assert [each["status"] for each in found["parties"]] == ["unknown"]


def test_what_is_longer_than_a_name_is_refused(tmp_path: Path) -> None:
    (tmp_path / "s.csv").write_text(f"name\n{'x' * 1_001}\nHarmless GmbH\n")
    (tmp_path / "l.csv").write_text("name,source\nAcme Radar Ltd,Made-up List (MUL)\n")
    found = screen(ScreenQuestion(lists=[tmp_path / "l.csv"], suppliers=tmp_path / "s.csv"))
    assert [each["query"] for each in found.to_dict()["parties"]] == ["Harmless GmbH"]
    assert "screen.name" in [each.code for each in found.findings]
    with pytest.raises(UsageError, match="1,000 characters"):
        screen(ScreenQuestion(lists=[tmp_path / "l.csv"], names=["x" * 1_001]))


@pytest.mark.parametrize("name", ["\U0001f600", "\u2122", "\u260e \u2605", "\u093e\u093f", "!!!", "\u200b"])
def test_a_name_without_letters_is_nobody_who_is_absent(name: str, tmp_path: Path) -> None:
    (tmp_path / "l.csv").write_text("name,source\nAcme Radar,Made-up List (MUL)\n")
    found = screen(ScreenQuestion(lists=[tmp_path / "l.csv"], names=[name]))
    assert found.exit_status == 3
    assert "no letters" in found.found[0].outcomes[0].reasons[0]

"""Names as they are called elsewhere: brands read at home, joined and split words, other transliterations.

Each pair was thought of without the tables at hand; those of a kind that was not found were mended by kind.
"""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest

from pratique.parties.names import compare_names
from pratique.parties.names.scripts import only_translated
from pratique.parties.names.slavic import as_english
from pratique.parties.names.tables import brands, places, terms
from pratique.parties.screening.match import DEFAULT_WEIGHTS

SAME = [
    ("Haikang Weishi", "Hangzhou Hikvision Digital Technology Co., Ltd."),
    ("Hai Kang Wei Shi", "Hikvision"),
    ("Ningde Shidai", "CATL"),
    ("Yiyuan Tongxin", "Quectel Wireless Solutions Co., Ltd."),
    ("Zhongxing Tongxun", "ZTE Corporation"),
    ("Keda Xunfei", "iFLYTEK Co., Ltd."),
    ("Changjiang Cunchu", "Yangtze Memory Technologies Co., Ltd."),
    ("Yangtse Memory", "Yangtze Memory Technologies Co., Ltd."),
    ("中国电科", "CETC"),
    ("广汽", "GAC Group"),
    ("HesaiTech", "Hesai Technology Co., Ltd."),
    ("Net Posa", "NetPosa Technologies Ltd."),
    ("Space Ty", "Spacety Co. Ltd."),
    ("DJI Baiwang Technology", "DJI"),
    ("Hytera US Inc", "Hytera Communications Corporation Limited"),
    ("Хиквижн", "Hikvision"),
    ("Ростех", "Rostec"),
    ("Rostekh State Corp", "Rostec"),
    ("OOO Promtehnologia", "Limited Liability Company Promtekhnologiya"),
    ("Uralwagonsawod", "Uralvagonzavod"),
    ("Almaz Antej", "Almaz-Antey"),
    ("Suchoj", "Public Joint Stock Company Sukhoi"),
    ("Лаборатория Касперского", "AO Kaspersky Lab"),
    ("Kasperskij", "Kaspersky Lab"),
    ("ایران خودرو", "Iran Khodro Company"),
    ("Chosun Ryunbong", "Korea Ryonbong General Corporation"),
]
OTHERS = [
    ("Wuhan Guide Dogs", "DJI"),
    ("Longview Green Energy", "LONGi Green Energy"),
    ("Fibonacci Wireless", "Fibocom Wireless Inc."),
    ("Yangtze River Shipping", "Yangtze Memory Technologies Co., Ltd."),
    ("Daihatsu Motor Co., Ltd.", "Dahua Technology"),
    ("Robert Bosch Semiconductor", "Semiconductor Manufacturing International Corporation"),
    ("Sierra Wireless", "Quectel Wireless Solutions Co., Ltd."),
    ("Visteon Corporation", "Hikvision"),
    ("Korea General Insurance", "Korea Ryonbong General Corporation"),
    ("Zhejiang Sanhua Automotive", "Zhejiang Dahua Technology Co., Ltd."),
    ("Moscow Ballet School", "AO Kaspersky Lab"),
]


@pytest.mark.parametrize(("name", "listed"), SAME)
def test_a_name_called_otherwise_elsewhere_is_at_least_close(name: str, listed: str) -> None:
    assert compare_names(name, listed).score >= DEFAULT_WEIGHTS.close
    assert compare_names(listed, name).score == compare_names(name, listed).score


@pytest.mark.parametrize(("name", "listed"), OTHERS)
def test_a_near_name_of_another_is_not_close(name: str, listed: str) -> None:
    assert compare_names(name, listed).score < DEFAULT_WEIGHTS.close


def test_no_reading_of_a_brand_is_a_place_or_a_word_of_the_trade() -> None:
    assert {reading for reading in brands() if terms()[reading].weight < 1} == set()
    assert not brands() & {reading for place in places() for reading in place.latin}


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("kalaschnikow", "kalashnikov"),
        ("uralwagonsawod", "uralvagonzavod"),
        ("schtscherbakowa", "shcherbakova"),
        ("suchoj", "sukhoy"),
        ("kasperskogo", "kasperskiy"),
        ("huawei", "huawei"),
        ("schaeffler", "schaeffler"),
        ("bosch", "bosch"),
        ("flow", "flow"),
    ],
)
def test_slavic_words_in_german_spelling(written: str, read: str) -> None:
    assert as_english(written) == read


def test_letters_out_of_which_names_are_translated() -> None:
    assert all(map(only_translated, ("海康威视", "ハイク", "하이크", "ماهان", "רפאל", "ไทย")))
    assert not any(map(only_translated, ("Ростех", "Αθήνα", "Huawei 华为", "42", "")))


@pytest.mark.parametrize(
    "form",
    [
        *("Aktsiaselts", "Kommanditselskab", "Sociedad por Acciones Simplificada", "Besloten vennootschap"),
        *("Limited Liability Limited Partnership", "RLLLP", "Общество с дополнительной ответственностью"),
        *("công ty trách nhiệm hữu hạn một thành viên", "Société en commandite par actions", "Yuhanhoesa"),
        *("pGmbH", "GGmbH", "Společnost komanditní", "Sabiedrība ar ierobežotu atbildību"),
    ],
)
def test_legal_forms_of_the_code_list_are_no_part_of_a_name(form: str) -> None:
    assert compare_names(f"Nordlicht {form}", "Nordlicht").score == 1.0
    assert compare_names(f"{form} Nordlicht", "Nordlicht").score == 1.0


def test_the_table_of_the_code_list_says_where_it_comes_from_and_takes_no_names() -> None:
    room = files("pratique.parties.names")
    assert "CC0-1.0" in (room / "legal_forms_elf.LICENSE").read_text("utf-8")
    rows = list(csv.DictReader((room / "legal_forms_elf.csv").read_text("utf-8").splitlines()))
    wordings = [row["form"] for row in rows]
    assert wordings == sorted(set(wordings))
    curated = {row["form"] for row in csv.DictReader((room / "legal_forms.csv").read_text("utf-8").splitlines())}
    assert not curated & set(wordings)
    assert not {each for each in wordings if " " not in each and len(each) < 4}
    assert not set(wordings) & terms().keys()

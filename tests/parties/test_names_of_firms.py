"""Firms under other names than those of a list: acronyms, Wade-Giles, translations, brands as read at home."""

from __future__ import annotations

import pytest

from pratique.parties.names.compare import compare_names

CLOSE = 0.6


@pytest.mark.parametrize(
    ("listed", "name"),
    [
        ("AVIC", "Aviation Industry Corporation of China, Ltd."),
        ("CATL", "Contemporary Amperex Technology Co., Limited"),
        ("SMIC", "Semiconductor Manufacturing International Corporation"),
        ("AVIC", "China Aviation Industry Group"),
        ("AVIC", "Авиационная промышленность Китая"),
        ("China North Industries Group Corporation", "NORINCO"),
        ("Tactical Missiles Corporation JSC", "KTRV"),
        ("Uralvagonzavod JSC", "UVZ"),
        ("Uralvagonzavod JSC", "Ural Wagon Plant"),
        ("Public Joint Stock Company KAMAZ", "Kamskiy Avtozavod"),
        ("JSC Avtovaz", "Awtowas"),
        ("Bazalt", "Nauchno-Proizvodstvennoye Obyedineniye Bazalt"),
        ("Huawei Technologies Co., Ltd.", "Хуавэй Текнолоджис"),
        ("Hangzhou Hikvision Digital Technology Co., Ltd.", "Хиквижн"),
        ("Hangzhou Hikvision Digital Technology Co., Ltd.", "HIK Vision Europe B.V."),
        ("XIAOMI Corporation", "Hsiao-mi"),
        ("Qingdao Haier Electronics Co., Ltd.", "Ch'ing-tao Haier"),
        ("Tencent Holdings Limited", "T'eng-hsün"),
        ("Zhejiang Geely Holding Group Co., Ltd.", "Jili Holding"),
        ("Quectel Wireless Solutions Co., Ltd.", "Yiyuan Communication"),
        ("Cheung Kong Holdings Limited", "Chang Jiang Holdings"),
        ("Yangtze Memory Technologies Co., Ltd.", "Changjiang Memory"),
        ("Hesai Technology Co., Ltd.", "Hesai Photonics"),
        ("Islamic Revolutionary Guard Corps", "Sepah-e Pasdaran"),
    ],
)
def test_one_firm_under_two_names_is_close(listed: str, name: str) -> None:
    assert compare_names(listed, name).score >= CLOSE


@pytest.mark.parametrize(
    ("listed", "name"),
    [
        ("AVIC", "Aviation Industry Consultants Ltd"),
        ("CATL", "Continental Automotive Technologies GmbH"),
        ("SMIC", "Smith Metal Industries Co."),
        ("BYD", "Bavarian Yacht Design"),
        ("China North Industries Group Corporation", "North Industries AB"),
        ("Tactical Missiles Corporation JSC", "Tactical Gear Corporation"),
        ("Zhejiang Geely Holding Group Co., Ltd.", "Jiliang Bauer"),
        ("Quectel Wireless Solutions Co., Ltd.", "Yi Yuan Akupunktur Praxis"),
        ("Hesai Technology Co., Ltd.", "Sensor Technologies Ltd"),
        ("Cheung Kong Holdings Limited", "Kong Island Holdings Ltd"),
        ("Tencent Holdings Limited", "Teng Restaurant"),
    ],
)
def test_another_firm_with_a_word_in_common_is_not(listed: str, name: str) -> None:
    assert compare_names(listed, name).score < CLOSE

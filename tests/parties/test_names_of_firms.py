"""Firms under other names than those of a list: acronyms, Wade-Giles, translations, brands as read at home."""

from __future__ import annotations

import pytest

from pratique.parties.names.compare import best_comparison, compare_names
from pratique.parties.names.forms import name_forms
from pratique.parties.screening.index import Name, NameIndex, index_data
from pratique.parties.screening.match import DEFAULT_WEIGHTS, Query
from pratique.parties.screening.nearest import nearest

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
        # General words alone, by which a longer name begins.
        ("KOREA MINING DEVELOPMENT TRADING CORPORATION", "Korea Mining"),
        ("China Electronics Technology Group Corporation", "China Electronics Co., Ltd."),
        # Makers of cars as their ventures in China are called.
        ("FAW Toyota Motor Co., Ltd.", "一汽丰田汽车有限公司"),
        ("SAIC Volkswagen Automotive Co., Ltd.", "上汽大众"),
        ("SAIC General Motors Corporation Limited", "上汽通用汽车"),
        ("Beijing Benz Automotive Co., Ltd.", "北京奔驰汽车有限公司"),
        ("Changan Ford Automobile Co., Ltd.", "长安福特"),
        ("BMW Brilliance Automotive Ltd.", "华晨宝马"),
        ("Yutong Bus Co., Ltd.", "宇通客車"),
        ("Dongfeng Commercial Vehicles Co., Ltd.", "东风商用车有限公司"),
        ("Anhui Jianghuai Automobile Group Corp., Ltd.", "江淮汽车"),
        # Adjectives of places, trades and legal forms as they are written.
        ("Murom Instrument-Making Plant JSC", "Муромский приборостроительный завод"),
        ("Perm Gunpowder Plant", "ФКП «Пермский пороховой завод»"),
        ("Tula Arms Plant", "Тульского оружейного завода"),
        ("Nizhny Novgorod Machine Building Plant", "Nizhegorodskiy mashinostroitelny zavod"),
        ("Novosibirsk Artificial Fiber Plant", "Новосибирский завод искусственного волокна"),
        ("Siemens AG", "SiemensAG"),
        ("Robert Bosch GmbH", "Robert BoschGmbH"),
        ("United States Department of Energy", "U.S. Department of Energy"),
        # Whom a house was named after is left out where it is spoken of.
        ("Central Aerohydrodynamic Institute named after N.E. Zhukovsky", "ЦАГИ"),
        ("Central Institute of Aviation Motors named after P.I. Baranov", "Central Institute of Aviation Motors"),
        ("Завод имени В. А. Дегтярёва Ковров", "Завод имени Дегтярева"),
        ("Beijing Institute of Technology", "北京理工大学"),
        ("Harbin Institute of Technology", "哈尔滨工业大学"),
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
        ("FAW Toyota Motor Co., Ltd.", "广汽本田汽车有限公司"),
        ("SAIC Volkswagen Automotive Co., Ltd.", "北京现代汽车"),
        ("KOREA MINING DEVELOPMENT TRADING CORPORATION", "Mining Development Ltd"),
        ("KOREA MINING DEVELOPMENT TRADING CORPORATION", "Korea Electronics"),
        ("China Electronics Technology Group Corporation", "China Trading Co."),
        # A brand is no slip of another word, and a place is none of a name.
        ("Dongfeng Motor Corporation", "Dongfang Electric Corporation"),
        ("Dongfeng Motor Corporation", "East Motor Trading"),
        ("Perm Gunpowder Plant", "Казанский пороховой завод"),
        ("Tula Arms Plant", "Ижевский оружейный завод"),
        ("Central Institute of Aviation Motors named after P.I. Baranov", "Baranov Bakery"),
        ("Beijing Institute of Technology", "西北工业大学"),
    ],
)
def test_another_firm_with_a_word_in_common_is_not(listed: str, name: str) -> None:
    assert compare_names(listed, name).score < CLOSE


HOMES = [
    ("Ningbo Joyson Electronic Corp.", "Joyson"),
    ("Chongqing Changan Automobile Co., Ltd.", "长安汽车"),
    ("China FAW Group Co., Ltd.", "FAW"),
    ("Anhui Jianghuai Automobile Group Corp., Ltd.", "Jianghuai Automobile"),
    ("Zhejiang Dahua Technology Co., Ltd.", "Dahua Technology GmbH"),
]
OTHERS = [
    ("Ningbo Joyson Electronic Corp.", "Shanghai Joyson Trading Ltd"),
    ("Shanghai Electric Group", "Electric Ltd"),
    ("China Telecom Corporation", "Telecom GmbH"),
    ("Chongqing Machinery", "Chongqing Kitchens"),
    ("Shanghai Zhenhua Heavy Industries", "Shanghai Kaiser Imports"),
]


@pytest.mark.parametrize(("listed", "name"), HOMES)
def test_the_place_that_a_registered_name_begins_with_may_be_left_out(listed: str, name: str) -> None:
    assert compare_names(listed, name).score >= DEFAULT_WEIGHTS.threshold


@pytest.mark.parametrize(("listed", "name"), OTHERS)
def test_a_place_against_another_or_beside_general_words_is_not_left_out(listed: str, name: str) -> None:
    assert compare_names(listed, name).score < DEFAULT_WEIGHTS.threshold


@pytest.mark.parametrize(("listed", "name"), [*HOMES, *OTHERS, ("Rostec", "Государственная корпорация Ростех")])
def test_a_comparison_that_stops_early_loses_no_score_that_counts(listed: str, name: str) -> None:
    whole = compare_names(listed, name).score
    for least in (0.3, 0.6, 0.75, 0.8, 0.9):
        early = best_comparison(name_forms(listed), name_forms(name), least=least).score
        assert early == whole if whole >= least else early < least


def test_a_research_institute_has_the_initials_that_it_uses() -> None:
    assert compare_names("China Automotive Engineering Research Institute", "CAERI").score >= CLOSE
    assert compare_names("KAMAZ PTC", "КамАЗ").score >= DEFAULT_WEIGHTS.threshold


AT_HOME = [
    ("FAW Bestune Car Co., Ltd.", "奔腾汽车"),
    ("Lifan Technology Group", "力帆"),
    ("RoboSense Technology", "速腾聚创"),
    ("Weichai Power Co., Ltd.", "潍柴动力"),
    ("Sinotruk Hong Kong Limited", "中国重汽"),
    ("Foxconn Interconnect Technology", "富士康"),
    ("Luxshare Precision Industry", "立讯精密工业股份有限公司"),
    ("JSC MCST", "АО «МЦСТ»"),
    ("China North Industries Group Corporation", "中国兵器"),
    ("Neusoft Corporation", "東軟集團股份有限公司"),
]


@pytest.mark.parametrize(("listed", "name"), AT_HOME)
def test_a_short_name_at_home_finds_the_firm_and_the_other_way(listed: str, name: str) -> None:
    for entry, asked in ((listed, name), (name, listed)):
        index = NameIndex(index_data([Name(entry)]))
        assert max((found.score for _, found in nearest(index, Query(asked))), default=0.0) >= CLOSE


@pytest.mark.parametrize(
    ("home", "abroad"),
    [
        ("海通证券", "Haitong Securities Co.,Ltd."),
        ("赣锋锂业", "Ganfeng Lithium Co.,Ltd."),
        ("江西铜业", "Jiangxi Copper Company Limited"),
        ("深南电路", "Shennan Circuits Co., Ltd."),
        ("荣盛石化", "Rongsheng Petrochemical Co.,Ltd."),
        ("通富微電", "Tongfu Microelectronics Co., Ltd."),
        ("陕汽集团", "Shaanxi Automobile Group Co., Ltd."),
        ("中国石油化工股份有限公司", "China Petroleum & Chemical Corporation"),
    ],
)
def test_a_short_name_of_an_exchange_is_the_registered_name(home: str, abroad: str) -> None:
    """Brand and trade in four characters: the trade is cut off only where its word is known."""
    assert compare_names(home, abroad).score >= 0.6


@pytest.mark.parametrize(
    ("home", "abroad"),
    [
        ("江西铜业", "Jiangxi Special Electric Motor Co., Ltd."),
        ("中国石化", "China Coal Energy Company Limited"),
        ("陕西煤业", "Shaanxi Automobile Group Co., Ltd."),
        ("中信证券", "CITIC Special Steel Group Co.,Ltd."),
    ],
)
def test_another_trade_under_one_place_is_no_candidate(home: str, abroad: str) -> None:
    assert compare_names(home, abroad).score < 0.8

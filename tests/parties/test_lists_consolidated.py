"""The lists of the UN, the UK and the EU, and exports of OpenSanctions: small files of ours in their shapes."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from pratique.dossier.list_packs import lists_of
from pratique.parties.decisions import NO_DECISIONS
from pratique.parties.lists import Identifier, ScreeningList, read_list, read_lists
from pratique.parties.screening import Query, Screener, Screening

UN = """<?xml version="1.0"?><CONSOLIDATED_LIST dateGenerated="2026-10-01T00:00:00Z"><INDIVIDUALS><INDIVIDUAL>
<DATAID>1</DATAID><FIRST_NAME>Wang</FIRST_NAME><SECOND_NAME>Wei</SECOND_NAME>
<REFERENCE_NUMBER>XXi.1</REFERENCE_NUMBER>
<NATIONALITY><VALUE>China</VALUE></NATIONALITY><INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY>
<ALIAS_NAME>Old Wang</ALIAS_NAME></INDIVIDUAL_ALIAS>
<INDIVIDUAL_DATE_OF_BIRTH><YEAR>1970</YEAR></INDIVIDUAL_DATE_OF_BIRTH></INDIVIDUAL></INDIVIDUALS>
<ENTITIES><ENTITY><DATAID>2</DATAID><FIRST_NAME>Harbour Trading House</FIRST_NAME></ENTITY></ENTITIES>
</CONSOLIDATED_LIST>"""
UK = """<Designations><DateGenerated>2026-10-01</DateGenerated><Designation><UniqueID>XXX0001</UniqueID><Names>
<Name><Name6>HARBOUR TRADING HOUSE</Name6><NameType>Primary Name</NameType></Name>
<Name><Name6>HTH Shipping</Name6><NameType>Alias</NameType></Name></Names>
<IndividualEntityShip>Entity</IndividualEntityShip><Addresses><Address><AddressCountry>Russia</AddressCountry></Address>
</Addresses></Designation></Designations>"""
EU = """<export xmlns="http://eu.europa.ec/fpi/fsd/export" generationDate="2026-10-01T00:00:00"><sanctionEntity
euReferenceNumber="EU.1.1"><subjectType code="enterprise"/>
<nameAlias wholeName="Harbour Trading House" strong="true"/>
<identification number="1027700132195" identificationTypeCode="regnumber" countryIso2Code="RU"/>
</sanctionEntity></export>"""
SIMPLE = (
    "id,schema,name,aliases,birth_date,countries,addresses,identifiers,sanctions,phones,emails,dataset\n"
    'x1,Company,"Hangzhou Example Digital Technology Co., Ltd.","Exampler;杭州示例",,cn,,'
    "91330000733796106P,,,,lists\n"
)


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def screen(path: Path, name: str, **more: object) -> Screening:
    lists = read_lists([str(path)])
    return Screener(lists).screen(Query(name, **more), NO_DECISIONS)  # type: ignore[arg-type]


@pytest.mark.parametrize(("code", "text"), [("UN", UN), ("UK", UK), ("EU", EU)])
def test_each_list_is_told_by_its_content_and_finds_its_entry(tmp_path: Path, code: str, text: str) -> None:
    path = write(tmp_path, "list.xml", text)
    (one,) = read_list(path)
    assert isinstance(one, ScreeningList)
    assert (one.code, one.complete, str(one.as_of)) == (code, True, "2026-10-01")
    assert [each.status for each in screen(path, "Harbour Trading House").outcomes] == ["unknown"]
    assert [each.status for each in screen(path, "Quite Another Company").outcomes] == ["not listed"]


@pytest.mark.parametrize("text", [UN, UK, EU])
def test_a_list_that_breaks_off_is_not_complete(tmp_path: Path, text: str) -> None:
    path = write(tmp_path, "list.xml", text[: int(len(text) * 0.9)])
    assert [each.status for each in screen(path, "Quite Another Company").outcomes] == ["unknown"]


def test_a_date_of_birth_ranks_and_never_prunes(tmp_path: Path) -> None:
    path = write(tmp_path, "un.xml", UN)
    same = screen(path, "Wang Wei", individual=True, births=("1970-03-01",))
    other = screen(path, "Wang Wei", individual=True, births=("1999-03-01",))
    assert same.candidates[0][0].score > other.candidates[0][0].score
    assert any("born" in text for text in other.candidates[0][0].differs)
    assert [each.status for each in other.outcomes] == ["unknown"]


@pytest.mark.parametrize("name", ["Exampler", "杭州示例", "Hangzhou Example Digital Technology"])
def test_an_export_of_opensanctions_is_read_with_its_aliases(tmp_path: Path, name: str) -> None:
    path = write(tmp_path, "targets.simple.csv", SIMPLE)
    assert [each.status for each in screen(path, name).outcomes] == ["unknown"]


def test_an_identifier_of_an_export_is_a_hit(tmp_path: Path) -> None:
    path = write(tmp_path, "targets.simple.csv", SIMPLE)
    numbers = (Identifier("USCC", "91330000733796106P"),)
    assert [each.status for each in screen(path, "Whoever", identifiers=numbers).outcomes] == ["listed"]


def test_entities_as_json_lines_are_read(tmp_path: Path) -> None:
    entity = {
        "id": "e",
        "schema": "Company",
        "properties": {"name": ["Harbour Trading House"], "leiCode": ["X1234567"]},
    }
    path = write(tmp_path, "entities.ftm.json", json.dumps(entity) + "\n" + '{"id": "broken"\n')
    (one,) = read_list(path)
    assert not one.complete
    assert one.listings[0].name == "Harbour Trading House"


@pytest.mark.parametrize("header", ["name", "name,country,lei", "supplier,name,city"])
def test_a_table_of_suppliers_is_no_complete_list(tmp_path: Path, header: str) -> None:
    path = write(tmp_path, "suppliers.csv", f"{header}\n" + ",".join(["Acme"] * len(header.split(","))) + "\n")
    assert [each.status for each in screen(path, "Quite Another Company").outcomes] == ["unknown"]


@pytest.mark.parametrize(
    ("listed", "name", "country"),
    [
        ("Huawei Technologies Co., Ltd.", "Huawei", "DE"),
        ("Huawei Technologies Co., Ltd.", "Huawei Technologies Duesseldorf GmbH", "DE"),
        ("Huawei Technologies Co., Ltd.", "Huawеi Tесhnоlоgies", ""),
        ("Huawei Technologies Co., Ltd.", "Ηuawei", ""),
        ("Huawei Technologies Co., Ltd.", "HuaweiTechnologies", ""),
        ("Huawei Technologies Co., Ltd.", "Huavvei", ""),
        ("Dahua Technology Co., Ltd.", "Da Hua Technology", ""),
        ("Datang Telecom Technology Co., Ltd.", "Da Tang Telecom", ""),
        ("Dajiang Innovations", "Da-Jiang Innovations", ""),
        ("DiDi Chuxing", "Di Di Chuxing", ""),
        ("JSC ARGUMENT", "JSCARGUMENT", ""),
        ("Haikangweishi", "Hai Kang Wei Shi", ""),
        ("LUKOIL OIL COMPANY", "LUKOIL OIL COMP", ""),
        ("Moscow Plant Nr 12", "Moscow Plant No. 12", ""),
        ("CTCP VinFast", "Công ty cổ phần VinFast", ""),
        ("Dacia", "S.C. Dacia S.R.L.", ""),
        ("KAMAZ Publicly Traded Company", "КАМАЗ", ""),
        ("Shenzhen Dongfang Radar", "Shenzhen Dong Fang Radar", ""),
        ("BYD Company Limited", "比亚迪股份有限公司", ""),
        ("Quectel", "移远通信", ""),
        ("Government of Crimea", "SO-CALLED Government of Crimea", ""),
    ],
)
def test_nobody_is_called_absent_beside_a_name_that_is_near(
    tmp_path: Path, listed: str, name: str, country: str
) -> None:
    path = write(tmp_path, "list.csv", f'_id,source,name,addresses\n1,Our,"{listed}",CN\n')
    countries = frozenset([country] if country else [])
    assert [each.status for each in screen(path, name, countries=countries).outcomes] == ["unknown"]


@pytest.mark.parametrize("name", ["BELLETECH CORP", "Acme Parts GmbH", "Evil Corp", "Nordic Steel AB"])
def test_another_name_stays_absent(tmp_path: Path, name: str) -> None:
    path = write(tmp_path, "list.csv", "_id,source,name\n1,Our,11420 CORP.\n2,Our,Apex Parts GmbH\n")
    assert [each.status for each in screen(path, name).outcomes] == ["not listed"]


PLAIN = {"UN": UN, "UK": UK, "EU": EU}


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
@pytest.mark.parametrize(
    "head", ["", '<?xml version="1.0" encoding="UTF-16"?>', "<?xml version='1.0' encoding='utf-16'?>\n"]
)
@pytest.mark.parametrize("code", PLAIN)
def test_a_document_in_another_encoding_is_the_same_list(tmp_path: Path, code: str, head: str, encoding: str) -> None:
    plain = (
        PLAIN[code]
        .removeprefix('<?xml version="1.0"?>')
        .replace("Harbour", "Hafen Übersee 海港")
        .replace("HARBOUR", "海")
    )
    given = head if encoding.startswith("utf-16") else head.replace("UTF-16", "utf-8").replace("utf-16", "utf-8")
    (tmp_path / "list.xml").write_bytes((given + plain).encode(encoding))
    (tmp_path / "same.xml").write_bytes(plain.encode())
    (one,), (same,) = read_list(tmp_path / "list.xml"), read_list(tmp_path / "same.xml")
    assert [each.names for each in one.listings] == [each.names for each in same.listings]
    assert (one.complete, one.as_of, len(one.digest)) == (True, same.as_of, 64)


CSL = "source,_id,type,name,start_date\n"
CSL_ROW = "List of Foreign Financial Institutions (CAP) - Treasury Department,1,Entity,Harbour Bank,"
DAYS = {"UN": ' dateGenerated="2026-10-01T00:00:00Z"', "EU": ' generationDate="2026-10-01T00:00:00"'}
DAYS |= {"UK": "<DateGenerated>2026-10-01</DateGenerated>"}


@pytest.mark.parametrize(
    ("text", "said", "clears"),
    [
        *((text, "", True) for text in PLAIN.values()),
        *((PLAIN[code].replace(day, ""), "", False) for code, day in DAYS.items()),
        *((PLAIN[code].replace(day, ""), "@2026-10-01", True) for code, day in DAYS.items()),
        (CSL + CSL_ROW + "\n", "", False),
        (CSL + CSL_ROW + "2024-02-01\n", "", False),
        (CSL + CSL_ROW + "2026-10-01\n", "", True),
        (CSL + CSL_ROW + "2062-10-01\n", "", False),
        (CSL + CSL_ROW + "\n", "@2026-10-01", True),
        (CSL + CSL_ROW + "2026-10-01\n", "@2024-10-01", False),
        # A list of one's own has no other day than that of its file.
        (CSL + "Our List,1,Entity,Harbour Bank,\n", "", True),
    ],
)
def test_a_list_of_a_government_that_may_be_of_any_day_clears_nobody(
    tmp_path: Path, text: str, said: str, clears: bool
) -> None:
    path = write(tmp_path, "list.csv" if text.startswith("source") else "list.xml", text)
    found = lists_of([f"{path}{said}"], date(2026, 11, 30))
    outcomes = Screener(found).screen(Query("Quite Another Company"), NO_DECISIONS).outcomes
    assert [each.status for each in outcomes] == ["not listed" if clears else "unknown"]


OTHER = "Quite Another Zebra"
TOLD = f"Established in 1998. Also known as {OTHER}. Formerly a member of the board of Sberbank"


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("un.xml", UN.replace("</ENTITY>", f"<COMMENTS1>{TOLD}</COMMENTS1></ENTITY>")),
        ("uk.xml", UK.replace("</Names>", f"</Names><OtherInformation>{TOLD}</OtherInformation>")),
        ("uk.xml", UK.replace("</Names>", f"</Names><Subsidiaries><Subsidiary>{OTHER}</Subsidiary></Subsidiaries>")),
        ("uk.xml", UK.replace("</Names>", f"</Names><Subsidiaries>Foo Works; {OTHER}.</Subsidiaries>")),
        ("eu.xml", EU.replace("<subjectType", f"<remark>{TOLD}</remark><subjectType")),
        ("own.csv", f"source,_id,name,remarks\nOur List,1,Harbour House,{TOLD}\n"),
        ("own.csv", f"source,_id,name,comments\nOur List,1,Harbour House,{TOLD}\n"),
        ("own.json", json.dumps({"results": [{"source": "Our List", "name": "Foo", "alt_names": [OTHER]}]})),
        (
            "own.json",
            json.dumps({"results": [{"source": "Our List", "name": "Foo", "alt_names": [{"name": OTHER}]}]}),
        ),
        ("own.json", json.dumps({"results": [{"source": "Our List", "name": "Foo", "alt_names": [{"x": OTHER}]}]})),
    ],
)
def test_a_name_that_stands_in_a_remark_or_an_object_is_one(tmp_path: Path, file: str, text: str) -> None:
    path = write(tmp_path, file, text)
    assert [each.status for each in screen(path, OTHER).outcomes] == ["unknown"]
    if '"x"' not in text:
        assert [each.status for each in screen(path, "Sberbank").outcomes] == ["not listed"]

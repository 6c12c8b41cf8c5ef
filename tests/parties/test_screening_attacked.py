"""Nobody is called absent over a sign, a title, a slip in a number, or a column that is not one of names."""

from __future__ import annotations

from pathlib import Path

import pytest

from pratique.errors import EXIT_CLEAR
from pratique.usecases.ownership.screening import ScreenQuestion, screen

LEI = "5493001KJTIIGC8Y1R12"
USCC = "91330000733796106P"
LIST = f"""source,_id,type,name,alt_names,ids,country
List (OWN),1,Entity,"Hangzhou Hikvision Digital Technology Co., Ltd.",海康威视,{USCC}; LEI {LEI},CN
List (OWN),2,Entity,PUBLIC JOINT STOCK COMPANY KAMAZ,KAMAZ PTC,"INN 1650032058; OGRN, 1021602013971, RU",RU
List (OWN),3,Individual,"MADURO MOROS, Nicolas",,"Cedula, 5892464, VE",VE
List (OWN),4,Vessel,OCEAN STAR,,IMO 9187629,
"""
SUPPLIERS = [
    # A number, however it was typed or written by a spreadsheet.
    f"name,reg\nHarmless Bakery,{USCC}\n",
    f"name,uscc\nHarmless Bakery,{USCC.lower()}\n",
    f"name,uscc\nHangzhou Trading,{USCC.replace('106P', '107P')}\n",
    f"name,uscc\nHangzhou Trading,{USCC.replace('3379', '3397')}\n",
    f"name,lei\nHarmless Bakery,{LEI[:-2]}21\n",
    f'name\n"Harmless Bakery LEI {LEI}"\n',
    "name,inn\nHarmless Bakery,1650032058.0\n",
    "name,inn\nHarmless Bakery,1.650032058E9\n",
    "name,ogrn\nKamaz Trading House,1021602013917\n",
    "name,id number\nHarmless Bakery,5.892.464\n",
    # A column in which somebody else is named.
    "name,d/b/a\nHarmless Bakery,Hikvision\n",
    "name,ultimate parent company\nHarmless Bakery,Hikvision\n",
    "name,法定代表人\nHarmless Bakery,Nicolas Maduro Moros\n",
    "name,contact person\nHarmless Bakery,Nicolas Maduro Moros\n",
    'name,address\nHarmless Bakery,"c/o Hikvision, Hangzhou"\n',
    "name,website\nHarmless Bakery,www.hikvision.com\n",
    "name,email\nHarmless Bakery,info@hikvision.de\n",
    "name,remarks\nHarmless Bakery,formerly Hikvision\n",
    "name,comment\nHarmless Bakery,a subsidiary of Hikvision since 2019\n",
    "name,Bemerkung\nHarmless Bakery,Tochtergesellschaft der Hikvision\n",
    'name,备注\nHarmless Bakery,"母公司:海康威视"\n',
    "Kreditor;Ort\n4711;Hangzhou\n",
    "Kreditor;Bezeichnung\n4711;Hikvision\n",
    "name,old name\nHarmless Bakery,Hikvision\n",
    "name,name of the owner\nHarmless Bakery,Hikvision\n",
    "name,Name des Inhabers\nHarmless Bakery,Hikvision\n",
    "name,supplier (legal)\nHarmless Bakery,Hikvision\n",
    "name,subsidiary of\nHarmless Bakery,Hikvision\n",
    'name,x\nHarmless Bakery,"Hangzhou Hikvision Digital Technology Co., Ltd."\n',
    'name,remarks\nHarmless Bakery,"Hangzhou Hikvision Digital Technology Co., Ltd."\n',
    # A row that is shifted by one column.
    "name,country\nHarmless Bakery,Hikvision\n",
    # The table says itself that the party is on a list.
    "name,listed\nHarmless Bakery,yes\n",
    "name,Sanctioned?\nHarmless Bakery,TRUE\n",
    "name,screening\nHarmless Bakery,hit: entity list\n",
    "name,screening result\nHarmless Bakery,Confirmed hit\n",
    "name,status\nHarmless Bakery,sanctioned\n",
    "name,comment\nHarmless Bakery,on the Entity List\n",
    "name,remarks\nHarmless Bakery,blacklisted\n",
    "Lieferant;gelistet\nHarmlos GmbH;Ja\n",
    "供应商,被制裁\n无害面包店 Harmless,是\n",
]
NAMES = [
    *("Hikvision™", "Hikvision®", "HIKVISION℠ Digital", "President Maduro", "Mr. Maduro", "H.E. Nicolas Maduro"),
    *("IMO 9187629", "IMO: 9187629", "Камский автомобильный завод"),
]
HONEST = [
    "name,country\nBosch,DE\nSiemens AG,DE\n",
    "name,lei\nBosch,529900D6BF99LW9R2E68\n",
    "Lieferant;Land;PLZ;Ort;Umsatz\nMüller KG;DE;70173;Stuttgart;12000\n",
    "name,website,email\nMüller KG,www.mueller-kg.de,info@t-online.de\n",
    "name,remarks\nMüller KG,subsidiary of Schmidt Holding; visited in Hangzhou\n",
    "name,inn\nHarmless Bakery,1650032059\n",
    "name,contact person\nMüller KG,Nicolas Moreau\n",
    "name,old name\nMüller KG,Schmidt KG\n",
    "name,listed\nMüller KG,no\n",
    "name,sanctioned\nMüller KG,\n",
    "name,screening result\nMüller KG,no hit\n",
    "name,screening\nMüller KG,clear\n",
    "name,hit\nMüller KG,none\n",
    "name,match\nMüller KG,0\n",
    "name,status\nMüller KG,active\n",
    "name,status\nMüller KG,not sanctioned\n",
    "name,remarks\nMüller KG,Schmidt Holding GmbH\n",
    "name,country\nMüller KG,Tschechei\n",
    "name,product name,supplier number\nMüller KG,Hikvision bracket,4711\n",
]


def status(folder: Path, table: str = "", *names: str) -> int:
    (folder / "own.csv").write_text(LIST, encoding="utf-8")
    (folder / "suppliers.csv").write_text(table, encoding="utf-8")
    asked = ScreenQuestion(
        lists=(f"{folder / 'own.csv'}",), suppliers=folder / "suppliers.csv" if table else None, names=names
    )
    return screen(asked).exit_status


@pytest.mark.parametrize("table", SUPPLIERS)
def test_who_is_named_in_a_row_is_not_absent(tmp_path: Path, table: str) -> None:
    assert status(tmp_path, table) != EXIT_CLEAR


@pytest.mark.parametrize("name", NAMES)
def test_who_is_named_with_a_sign_or_a_title_is_not_absent(tmp_path: Path, name: str) -> None:
    assert status(tmp_path, "", name) != EXIT_CLEAR


@pytest.mark.parametrize("table", HONEST)
def test_others_stay_absent(tmp_path: Path, table: str) -> None:
    assert status(tmp_path, table) == EXIT_CLEAR

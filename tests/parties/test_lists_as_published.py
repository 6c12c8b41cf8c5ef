"""Tables of the United Kingdom and the European Union as people have them: packed, saved again, cut, shifted."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from pratique.dossier.list_packs import lists_of
from pratique.errors import InvalidInput
from pratique.files import gzipped
from pratique.parties.decisions import NO_DECISIONS
from pratique.parties.lists import ScreeningList, read_list, sizes
from pratique.parties.screening import Query, Screener

ENOUGH = 40
Rows = list[dict[str, str]]
UK = [
    *("Last Updated", "Unique ID", "OFSI Group ID", "UN Reference Number", "Name 6", "Name 1", "Name 2", "Name 3"),
    *("Name 4", "Name 5", "Name type", "Alias strength", "Title", "Name non-latin script", "Non-latin script type"),
    *("Non-latin script language", "Regime Name", "Individual, Entity, Ship", "Designation source"),
    *("Sanctions Imposed", "Other Information", "UK Statement of Reasons", "Address Line 1", "Address Postal Code"),
    *("Address Country", "Phone number", "Date Designated", "D.O.B", "Nationality(/ies)", "Passport number"),
    *("National Identifier number", "Business registration number (s)", "IMO number", "Parent Company"),
]
OFSI = [
    *("Name 6", "Name 1", "Name 2", "Name 3", "Name 4", "Name 5", "Title", "Name Non-Latin Script"),
    *("Non-Latin Script Type", "Non-Latin Script Language", "DOB", "Town of Birth", "Country of Birth"),
    *("Nationality", "Passport Number", "Passport Details", "National Identification Number", "Position"),
    *("Address 1", "Address 2", "Post/Zip Code", "Country", "Other Information", "Group Type", "Alias Type"),
    *("Alias Quality", "Regime", "Listed On", "UK Sanctions List Date Designated", "Last Updated", "Group ID"),
]
EU = [
    *("fileGenerationDate", "Entity_LogicalId", "Entity_EU_ReferenceNumber", "Entity_UnitedNationId"),
    *("Entity_DesignationDate", "Entity_Remark", "Entity_SubjectType", "Entity_SubjectType_ClassificationCode"),
    *("Entity_Regulation_PublicationDate", "Entity_Regulation_Programme", "NameAlias_LastName"),
    *("NameAlias_FirstName", "NameAlias_MiddleName", "NameAlias_WholeName", "NameAlias_NameLanguage"),
    *("NameAlias_Gender", "NameAlias_Title", "NameAlias_LogicalId", "NameAlias_Regulation_NumberTitle"),
    *("Address_City", "Address_Street", "Address_CountryIso2Code", "Address_CountryDescription"),
    *("BirthDate_BirthDate", "BirthDate_Year", "BirthDate_Circa", "Identification_Number"),
    *("Identification_NameOnDocument", "Identification_TypeCode", "Citizenship_CountryIso2Code"),
]
OLDER = [
    *("Date_file", "Entity_logical_id", "Subject_type", "Leba_numtitle", "Leba_publication_date", "Programme"),
    *("EU_ref_num", "Naal_logical_id", "Entity_logical_id", "Naal_lastname", "Naal_firstname", "Naal_middlename"),
    *("Naal_wholename", "Naal_gender", "Addr_city", "Addr_country", "Birt_date", "Iden_number", "Citi_country"),
]
HOUSE = {
    "UK": {"Unique ID": "RUS1", "Name 6": "HARBOUR TRADING HOUSE", "Name type": "Primary Name"}
    | {"Individual, Entity, Ship": "Entity", "Address Country": "Russia", "Date Designated": "01/03/2022"},
    "OFSI": {"Group ID": "1", "Name 6": "HARBOUR TRADING HOUSE", "Group Type": "Entity", "Country": "Russia"}
    | {"Alias Type": "Primary name", "Listed On": "01/03/2022", "UK Sanctions List Date Designated": "01/03/2022"},
    "EU": {"fileGenerationDate": "20/11/2026", "Entity_LogicalId": "1", "Entity_EU_ReferenceNumber": "1"}
    | {"NameAlias_WholeName": "HARBOUR TRADING HOUSE", "Entity_SubjectType": "E", "NameAlias_LogicalId": "7"}
    | {"Address_CountryIso2Code": "RU", "Entity_Regulation_PublicationDate": "2022-03-01"},
    "OLDER": {
        "Date_file": "20/11/2026",
        "Entity_logical_id": "1",
        "EU_ref_num": "1",
        "Subject_type": "E",
        "Naal_logical_id": "7",
    }
    | {"Naal_wholename": "HARBOUR TRADING HOUSE", "Addr_country": "RUS", "Leba_publication_date": "2022-03-01"},
}
FORMS = {
    "UK": (UK, ",", "Report Date: 20-Nov-2026", "Unique ID", "Name 6"),
    "OFSI": (OFSI, ",", "Last Updated,20/11/2026", "Group ID", "Name 6"),
    "EU": (EU, ";", "", "Entity_LogicalId", "NameAlias_WholeName"),
    "OLDER": (OLDER, ";", "", "Entity_logical_id", "Naal_wholename"),
}
EVERY = pytest.mark.parametrize("form", FORMS)


@pytest.fixture(autouse=True)
def few_are_enough(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Small tables stand for whole lists, except where a test is of the size itself."""
    table = {code: replace(size, low=ENOUGH) for code, size in sizes.expected_sizes().items()}
    if "real_sizes" not in request.fixturenames:
        monkeypatch.setattr(sizes, "expected_sizes", lambda: table)


@pytest.fixture
def real_sizes() -> None:
    """The sizes that lists have."""


def rows_of(form: str, count: int = ENOUGH) -> Rows:
    _, _, _, number, name = FORMS[form]
    more = ({**HOUSE[form], number: f"X{each}", name: f"QUUX {each} WORKS"} for each in range(count))
    found = [HOUSE[form], *more]
    if form == "EU":  # one row a name, an address, a date of birth
        found = [{**row, "Entity_EU_ReferenceNumber": row["Entity_LogicalId"]} for row in found]
        found.append({**found[0], "NameAlias_WholeName": "", "NameAlias_LogicalId": "", "Address_City": "Moscow"})
    if form == "OLDER":
        found = [{**row, "EU_ref_num": row["Entity_logical_id"]} for row in found]
    return found


def table(form: str, rows: Rows | None = None, delimiter: str = "", titles: Sequence[str] = ()) -> str:
    columns, usual, above, *_ = FORMS[form]
    out = io.StringIO()
    written = csv.writer(out, delimiter=delimiter or usual, lineterminator="\r\n")
    if above:
        written.writerow(above.split(",") if delimiter else [above]) if form == "UK" else out.write(above + "\r\n")
    written.writerow(titles or columns)
    for row in rows_of(form) if rows is None else rows:
        written.writerow([row.get(title, "") for title in columns])
    return out.getvalue()


def workbook(text: str, delimiter: str, *others: list[str]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in csv.reader(io.StringIO(text), delimiter=delimiter):
        sheet.append(row)
    if others:
        second = book.create_sheet("more")
        for more in others:
            second.append(more)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read(folder: Path, data: bytes | str, name: str = "list.csv") -> ScreeningList:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    (one,) = read_list(path)
    return one


def said(one: ScreeningList, name: str) -> str:
    (outcome,) = Screener([one]).screen(Query(name), NO_DECISIONS).outcomes
    return outcome.status


def codes(one: ScreeningList) -> set[str]:
    return {each.code for each in one.findings}


PACKED: dict[str, Callable[[str, str], bytes]] = {
    "list.csv": lambda text, _: text.encode(),
    "marked.csv": lambda text, _: text.encode("utf-8-sig"),
    "wide.csv": lambda text, _: text.encode("utf-16"),
    "list.csv.gz": lambda text, _: gzip.compress(text.encode()),
    "twice.gz": lambda text, _: gzip.compress(text.encode()[:500]) + gzip.compress(text.encode()[500:]),
    "wide.csv.gz": lambda text, _: gzip.compress(text.encode("utf-16")),
    "list.xlsx": workbook,
    "list.xlsx.gz": lambda text, delimiter: gzip.compress(workbook(text, delimiter)),
}


@EVERY
@pytest.mark.parametrize("name", PACKED)
def test_a_list_is_read_however_it_is_packed(tmp_path: Path, form: str, name: str) -> None:
    one = read(tmp_path, PACKED[name](table(form), FORMS[form][1]), name)
    assert (one.code, one.source) == ("EU" if form == "OLDER" else form, name)
    assert (one.complete, one.as_of, one.incomplete) == (True, date(2026, 11, 20), ())
    assert one.findings == ()
    assert (said(one, "Harbour Trading House"), said(one, "Quite Another Company")) == ("unknown", "not listed")
    first = one.listings[0]
    assert (first.name, first.kind, first.start) == ("HARBOUR TRADING HOUSE", "organisation", date(2022, 3, 1))
    assert first.countries == {"RU"}


@EVERY
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_any_delimiter_is_read(tmp_path: Path, form: str, delimiter: str) -> None:
    one = read(tmp_path, table(form, delimiter=delimiter))
    assert one.complete, one.incomplete


@EVERY
def test_western_bytes_are_read_with_a_note(tmp_path: Path, form: str) -> None:
    rows = [{**HOUSE[form], FORMS[form][4]: "Société Générale d'Été"}, *rows_of(form)]
    one = read(tmp_path, table(form, rows).encode("cp1252"))
    assert codes(one) <= {"list.encoding"}
    assert one.complete
    assert said(one, "Société Générale d'Été") == "unknown"


@EVERY
def test_the_rows_of_a_number_are_one_entry_with_every_name(tmp_path: Path, form: str) -> None:
    rows = [*rows_of(form), {**HOUSE[form], FORMS[form][4]: "SEVERNAYA GAVAN"}]
    one = read(tmp_path, table(form, rows))
    assert len(one.listings) == ENOUGH + 1
    assert {each.text for each in one.listings[0].names} == {"HARBOUR TRADING HOUSE", "SEVERNAYA GAVAN"}


def test_a_person_has_parts_other_scripts_numbers_and_births(tmp_path: Path) -> None:
    person = {
        "Unique ID": "P1",
        "Name 1": "Ivan",
        "Name 2": "Ivanovich",
        "Name 6": "PETROVSKY",
        "D.O.B": "01/02/1960",
    }
    person |= {"Individual, Entity, Ship": "Individual", "Name type": "Primary Name"}
    other = {**person, "Name 1": "Vanya", "Name type": "Alias", "Name non-latin script": "Иван Петровский"}
    other |= {"Passport number": "(1) 12345678 (2) 87654321", "D.O.B": "00/00/1961", "Alias strength": "Low quality"}
    one = read(tmp_path, table("UK", [other, person, *rows_of("UK")]))
    first = one.listings[0]
    assert first.name == "Ivan Ivanovich PETROVSKY"
    assert {each.text for each in first.names[1:]} == {"Vanya Ivanovich PETROVSKY", "Иван Петровский"}
    assert [each.value for each in first.identifiers] == ["12345678", "87654321"]
    assert (first.kind, first.births) == ("individual", ("00/00/1961", "01/02/1960"))
    assert one.complete


@pytest.mark.parametrize(
    "cell", ["Zebra Quayside Ltd", "(1) Foo Works (2) Zebra Quayside Ltd", "Foo; Zebra Quayside Ltd."]
)
def test_the_subsidiaries_that_an_entry_names_are_looked_for(tmp_path: Path, cell: str) -> None:
    held = {**HOUSE["UK"], "Parent Company": cell}
    one = read(tmp_path, table("UK", [held, *rows_of("UK")[1:]]).replace("Parent Company", "Subsidiaries"))
    assert said(one, "Zebra Quayside Limited") == "unknown"
    assert {each.kind for each in one.listings[0].names[1:]} == {"subsidiary"}
    assert one.complete
    none = {**HOUSE["UK"], "Parent Company": "N/A"}
    one = read(tmp_path, table("UK", [none, *rows_of("UK")[1:]]).replace("Parent Company", "Subsidiaries"))
    assert len(one.listings[0].names) == 1


def _without(form: str, title: str) -> str:
    columns, delimiter, above, _, _ = FORMS[form]
    out = io.StringIO()
    kept = [each for each in columns if each != title]
    written = csv.writer(out, delimiter=delimiter)
    written.writerow([above])
    written.writerow(kept)
    for row in rows_of(form):
        written.writerow([row.get(each, "") for each in kept])
    return out.getvalue()


def _renamed(form: str, said_so: str) -> str:
    titles = [said_so if title == FORMS[form][4] else title for title in FORMS[form][0]]
    return table(form, titles=titles)


HOSTILE: dict[str, Callable[[str], bytes | str]] = {
    "cut within a row": lambda form: table(form)[: -len(FORMS[form][0]) - 30],
    "cut at the end of a row": lambda form: "\r\n".join(table(form).split("\r\n")[:20]),
    "no row": lambda form: table(form, []),
    "a row without a name": lambda form: table(form, [*rows_of(form), {**HOUSE[form], FORMS[form][4]: ""}]),
    "a row without a number": lambda form: table(form, [*rows_of(form), {**HOUSE[form], FORMS[form][3]: ""}]),
    "a row that says nothing but its number": lambda form: table(form, [*rows_of(form), {FORMS[form][3]: "Z"}]),
    "a column more in one row": lambda form: table(form) + FORMS[form][1].join(["x"] * (len(FORMS[form][0]) + 1)),
    "the names missing": lambda form: _without(form, FORMS[form][4]),
    "the names misspelt": lambda form: _renamed(form, FORMS[form][4][::-1]),
    "the names a letter off": lambda form: _renamed(form, FORMS[form][4] + "x"),
    "a column of other names": lambda form: table(
        form, titles=["Also known as" if each == FORMS[form][4] else each for each in FORMS[form][0]]
    ),
    "packed and cut": lambda form: gzip.compress(table(form).encode())[:-60],
    "packed without its end": lambda form: gzip.compress(table(form).encode())[:-8],
    "packed with something behind": lambda form: gzip.compress(table(form).encode()) + b"more of it",
    "a second sheet of something": lambda form: workbook(table(form), FORMS[form][1], ["who", "where"], ["A", "B"]),
    "Chinese bytes": lambda form: table(form, [*rows_of(form), {**HOUSE[form], FORMS[form][4]: "杭州示例"}]).encode(
        "gb18030"
    ),
}


@EVERY
@pytest.mark.parametrize("wrong", HOSTILE)
def test_what_is_left_out_clears_nobody(tmp_path: Path, form: str, wrong: str) -> None:
    one = read(tmp_path, HOSTILE[wrong](form))
    assert not one.complete
    assert one.findings
    assert said(one, "Quite Another Company") == "unknown"


@EVERY
def test_the_reason_names_the_row(tmp_path: Path, form: str) -> None:
    rows = rows_of(form)
    rows[9] = {**rows[9], FORMS[form][3]: ""}
    one = read(tmp_path, table(form, rows))
    assert [each.place.line for each in one.findings if each.code == "list.id"][:1] == [11 + bool(FORMS[form][2])]
    assert said(one, "QUUX 8 WORKS") == "unknown"


@EVERY
def test_without_its_numbers_it_is_refused_by_the_name_of_the_column(tmp_path: Path, form: str) -> None:
    titles = [each.replace(FORMS[form][3], "Gruop") for each in FORMS[form][0]]
    titles = [each for each in titles if each not in ("OFSI Group ID",)]
    if form in ("EU", "OLDER"):
        titles = ["other" if "ef" in each and "um" in each else each for each in titles]
    with pytest.raises(InvalidInput, match=r"list\.header"):
        read(tmp_path, table(form, titles=titles))


@EVERY
def test_rows_of_a_number_that_differ_are_told(tmp_path: Path, form: str) -> None:
    kind = {
        "UK": "Individual, Entity, Ship",
        "OFSI": "Group Type",
        "EU": "Entity_SubjectType",
        "OLDER": "Subject_type",
    }
    person = "P" if form in ("EU", "OLDER") else "Individual"
    one = read(tmp_path, table(form, [*rows_of(form), {**HOUSE[form], kind[form]: person}]))
    assert "list.kind" in codes(one)
    assert one.listings[0].kind is None
    assert said(one, "Harbour Trading House") == "unknown"


@EVERY
def test_a_day_that_is_none_or_several_leaves_the_list_open(tmp_path: Path, form: str) -> None:
    one = read(tmp_path, table(form).replace("20/11/2026", "soon").replace("20-Nov-2026", "soon"))
    assert (one.complete, one.as_of) == (False, None)
    if form in ("EU", "OLDER"):
        both = read(tmp_path, table(form).replace("20/11/2026", "19/11/2024", 1))
        assert (both.complete, both.as_of) == (False, date(2024, 11, 19))


@EVERY
def test_without_its_day_a_copy_counts_as_of_none_unless_the_user_says_it(tmp_path: Path, form: str) -> None:
    text = table(form).replace(FORMS[form][2] + "\r\n", "", 1) if FORMS[form][2] else table(form)
    text = text.replace("20/11/2026", "")
    path = tmp_path / "list.csv"
    path.write_text(text, encoding="utf-8")
    (one,) = read_list(path)
    assert one.incomplete == ("nothing says from when it is",)
    (told,) = read_list(path, date(2026, 11, 20))
    assert (told.complete, told.as_of, told.findings) == (True, date(2026, 11, 20), ())


@EVERY
@pytest.mark.usefixtures("real_sizes")
def test_a_table_of_a_few_is_not_the_whole_list(tmp_path: Path, form: str) -> None:
    one = read(tmp_path, table(form))
    assert codes(one) == {"list.size"}
    assert said(one, "Quite Another Company") == "unknown"


def test_a_list_that_was_given_up_clears_nobody_from_that_day(tmp_path: Path) -> None:
    path = tmp_path / "ConList.csv"
    path.write_text(table("OFSI").replace("20/11/2026", "22/01/2026"), encoding="utf-8")
    assert lists_of([path], date(2026, 1, 27))[0].complete
    (later,) = lists_of([path], date(2026, 1, 28))
    assert later.incomplete == ("its publisher gave the list up on 2026-01-28",)


def test_columns_that_hold_no_names_are_nothing_to_tell(tmp_path: Path) -> None:
    titles = [*UK, "Row colour"]
    text = table("UK", titles=titles)
    filled = "\r\n".join(line + ",red" if number > 1 else line for number, line in enumerate(text.split("\r\n")))
    one = read(tmp_path, filled.removesuffix(",red"))
    assert one.findings == ()
    assert one.complete


def test_an_empty_line_and_a_remark_sheet_are_ordinary(tmp_path: Path) -> None:
    text = table("UK").replace("\r\n", "\r\n\r\n", 1)
    one = read(tmp_path, workbook(text, ",", ["Downloaded for the board"], ["by us"]))
    assert one.complete, one.findings


def test_packed_bytes_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gzipped, "_LARGE", 1000)
    with pytest.raises(InvalidInput, match=r"file\.packed"):
        read(tmp_path, gzip.compress(b"name\n" * 1_000_000))
    data = bytearray(gzip.compress(table("UK").encode()))
    data[len(data) // 2] ^= 0xFF
    with pytest.raises(InvalidInput, match=r"file\.packed"):
        read(tmp_path, bytes(data))


@pytest.mark.parametrize(
    "header", ["Name 1;Name 2;Name 3;Name 4;Country", "Unique ID,Name,Country", "name,Name 6,city"]
)
def test_a_table_of_suppliers_is_not_taken_for_one(tmp_path: Path, header: str) -> None:
    text = header + "\nA;B;C;D;E\n"
    if "name" in header.casefold().replace(";", ",").split(","):
        one = read(tmp_path, text)
        assert (one.complete, one.code) == (False, "list")
    else:
        with pytest.raises(InvalidInput, match=r"list\.format"):
            read(tmp_path, text)


def test_other_lists_are_read_packed_too(tmp_path: Path) -> None:
    csl = "_id,source,name,alt_names\n1,Somebody's list (SOME),Mu Trading,MT\n"
    simple = "id,schema,name,aliases\nx,Company,Mu Trading,MT\n"
    xml = '<export generationDate="2026-10-01"><sanctionEntity><nameAlias wholeName="Mu Trading"/></sanctionEntity>'
    xml += "</export>"
    for name, text in (("csl", csl), ("simple", simple), ("eu", xml)):
        one = read(tmp_path, gzip.compress(text.encode()), f"{name}.gz")
        assert one.complete
        assert one.listings[0].name == "Mu Trading"
    for text in (csl, simple):
        assert read(tmp_path, workbook(text, ","), "list.xlsx").complete


def test_ofac_packed_says_that_its_aliases_are_missing(tmp_path: Path) -> None:
    row = '1,"MU TRADING",-0- ,"X",' + ",".join(["-0- "] * 8) + "\n"
    one = read(tmp_path, gzip.compress(row.encode()), "sdn.csv.gz")
    assert (one.code, one.source, one.complete) == ("SDN", "sdn.csv", False)
    assert any("alt.csv" in reason for reason in one.incomplete)


def test_two_copies_of_a_list_both_hold_what_stands_in_both(tmp_path: Path) -> None:
    gone = [*rows_of("UK")[1:], {**HOUSE["UK"], "Unique ID": "RUS2", "Name 6": "QUITE ELSE"}]
    files = {"one.csv": table("UK"), "same.csv": table("UK"), "later.csv": table("UK", gone), "kept.xlsx": ""}
    copies = [
        read(tmp_path, workbook(table("UK"), ",") if name.endswith("xlsx") else text, name)
        for name, text in files.items()
    ]
    screened = Screener(copies).screen(Query("Harbour Trading House"), NO_DECISIONS)
    alone = said(copies[2], "Harbour Trading House")
    assert [each.status for each in screened.outcomes] == ["unknown", "unknown", alone, "unknown"]
    assert alone == "not listed"

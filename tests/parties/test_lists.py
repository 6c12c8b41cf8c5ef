"""Readers of screening lists, on small files that hold what real ones hold."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from pratique.errors import InvalidInput
from pratique.parties.lists import ListEntry, ScreeningList, read_list, read_lists
from pratique.parties.lists.fields import csl_identifier, read_footnotes
from pratique.parties.lists.held import without_successors
from pratique.parties.lists.sizes import expected_sizes

EMPTY = ",-0- " * 7


def sdn_row(number: int, name: str, kind: str = "-0- ", program: str = "CUBA", remarks: str = "-0- ") -> str:
    return f'{number},"{name}",{kind},"{program}"{EMPTY},{remarks}'


def write(folder: Path, **files: str | bytes) -> Path:
    for name, text in files.items():
        data = text if isinstance(text, bytes) else text.encode()
        (folder / name.replace("__", ".")).write_bytes(data)
    return folder


def codes(one: ScreeningList) -> set[str]:
    return {finding.code for finding in one.findings}


def entry(lists: list[ScreeningList], number: str) -> ListEntry:
    return next(item for one in lists for item in one.listings if item.id == number)


def test_ofac_files_join_on_the_entry_number(tmp_path: Path) -> None:
    write(
        tmp_path,
        sdn__csv="\r\n".join(
            [
                sdn_row(1, "ALPHA LINES"),
                sdn_row(
                    2, "BETA, Carlos", '"individual"', "SDNT] [CUBA", '"nationality Cuba; Passport A123456 (Cuba)."'
                ),
                sdn_row(
                    3, "GAMMA STAR", '"vessel"', remarks='"Vessel Registration Identification IMO 9187629; Linked"'
                ),
            ]
        ).encode()
        + b"\r\n\x1a",
        alt__csv='1,11,"fka","OLD ALPHA",-0- \r\n1,12,"aka","ALPHA SHIPPING",-0- \r\n\x1a',
        add__csv='1,21,"Street 5","Havana","Cuba",-0- \r\n2,22,-0- ,-0- ,-0- ,-0- \r\n',
        sdn_comments__csv='3," To: ALPHA LINES."\r\n\x1a',
    )
    [one] = read_list(tmp_path / "sdn.csv", as_of=date(2026, 11, 1))
    alpha, beta, gamma = one.listings
    assert one.as_of == date(2026, 11, 1)
    assert [(name.text, name.kind) for name in alpha.names] == [
        ("ALPHA LINES", "primary"),
        ("OLD ALPHA", "fka"),
        ("ALPHA SHIPPING", "aka"),
    ]
    assert alpha.kind == "organisation"
    assert alpha.countries == {"CU"}
    assert alpha.addresses[0].text == "Street 5, Havana, Cuba"
    assert (beta.kind, beta.programs, beta.countries) == ("individual", ("SDNT", "CUBA"), {"CU"})
    assert [(item.kind, item.value, item.country) for item in beta.identifiers] == [("Passport", "A123456", "CU")]
    assert beta.addresses == ()
    assert gamma.linked_to == ("ALPHA LINES",), "the remark goes on in the comments file"
    assert gamma.identifiers[0].value == "9187629"
    assert not one.complete
    assert codes(one) == {"list.size"}


def test_remarks_hold_weak_aliases(tmp_path: Path) -> None:
    write(tmp_path, sdn__csv=sdn_row(1, "DELTA GROUP", remarks="\"a.k.a. 'DG'; f.k.a. 'DELTA FRONT'.\""), alt__csv="")
    [one] = read_list(tmp_path / "sdn.csv")
    assert [(name.text, name.kind, name.weak) for name in one.listings[0].names[1:]] == [
        ("DG", "aka", True),
        ("DELTA FRONT", "fka", True),
    ]


def test_an_alias_without_its_entry_is_kept_as_an_entry(tmp_path: Path) -> None:
    write(
        tmp_path, sdn__csv=sdn_row(1, "ALPHA"), alt__csv='7,71,"aka","LOST NAME",-0- \n7,72,"aka","OTHER NAME",-0- \n'
    )
    [one] = read_list(tmp_path / "sdn.csv")
    assert [name.text for name in entry([one], "7").names] == ["LOST NAME", "OTHER NAME"]
    orphan = next(finding for finding in one.findings if finding.code == "ofac.orphan")
    assert (orphan.place.file, orphan.place.line) == ("alt.csv", 1)


def test_missing_aliases_make_a_list_incomplete(tmp_path: Path) -> None:
    write(tmp_path, sdn__csv=sdn_row(1, "ALPHA"))
    [one] = read_list(tmp_path / "sdn.csv")
    assert any("alt.csv" in reason for reason in one.incomplete)


def test_an_unclosed_quote_costs_one_row(tmp_path: Path) -> None:
    good = "\n".join(sdn_row(number, f"NAME {number}") for number in range(2, 200))
    broken = '1,"NEVER CLOSED,-0- ,"CUBA"' + EMPTY + ",-0- "
    write(tmp_path, sdn__csv=f"{broken}\n{good}\n", alt__csv="")
    [one] = read_list(tmp_path / "sdn.csv")
    assert len(one.listings) == 198
    [finding] = [item for item in one.findings if item.severity == "error"]
    assert (finding.code, finding.place.line) == ("list.row", 1)
    assert not one.complete


@pytest.mark.parametrize("row", ['12,"SHORT",-0- ', '"x","NO NUMBER"' + ",-0- " * 10])
def test_a_row_of_the_wrong_shape_is_a_finding(tmp_path: Path, row: str) -> None:
    write(tmp_path, sdn__csv=f"{sdn_row(1, 'ALPHA')}\n{row}\n{sdn_row(3, 'GAMMA')}\n", alt__csv="")
    [one] = read_list(tmp_path / "sdn.csv")
    assert [item.id for item in one.listings] == ["1", "3"]
    assert [(item.code, item.place.line) for item in one.findings if item.severity == "error"] == [("ofac.row", 2)]


def test_old_encodings_are_read_with_a_note(tmp_path: Path) -> None:
    write(tmp_path, sdn__csv=sdn_row(1, "CAFÉ MUÑOZ").encode("cp1252"), alt__csv="")
    [one] = read_list(tmp_path / "sdn.csv")
    assert one.listings[0].name == "CAFÉ MUÑOZ"
    assert "list.encoding" in codes(one)


# --- Consolidated Screening List --------------------------------------------------------------------------------

HEAD = (
    "source,entity_number,type,programs,name,addresses,federal_register_notice,start_date,end_date,"
    "license_requirement"
)
EL = "Entity List (EL) - Bureau of Industry and Security"
DPL = "Denied Persons List (DPL) - Bureau of Industry and Security"


def csl(tmp_path: Path, *rows: str, head: str = f"{HEAD},alt_names,citizenships,ids") -> list[ScreeningList]:
    (tmp_path / "csl.csv").write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return read_list(tmp_path / "csl.csv")


def test_csl_rows_are_sorted_into_their_lists(tmp_path: Path) -> None:
    lists = csl(
        tmp_path,
        f'{EL},,,,Epsilon Works,"1 Road, Perm, RU; 2 Road, Shenzhen, CN",87 FR 77505,2022-12-19,,'
        'For all items subject to the EAR. (See §§ 734.9(e)(2)4 and 744.11 of the EAR),"Eps; and Works E",,',
        f'{DPL},,,,Zeta Jones,"5 Lane, SAN JOSE, CA",82 F.R. 1,2020-01-02,2030-01-02,,,,',
        'Specially Designated Nationals (SDN) - Treasury Department,99,Individual,CUBA,"ETA, Ana",,,,,,,CU,'
        '"CU, 5551234, Passport"',
    )
    assert [(one.code, len(one.listings)) for one in lists] == [("EL", 1), ("DPL", 1), ("SDN", 1)]
    epsilon, zeta, eta = (one.listings[0] for one in lists)
    assert epsilon.countries == {"RU", "CN"}
    assert [name.text for name in epsilon.names] == ["Epsilon Works", "Eps", "Works E"]
    assert epsilon.footnotes == {4}
    assert lists[0].newest == date(2022, 12, 19)
    assert zeta.countries == frozenset(), "CA may be California"
    assert zeta.end == date(2030, 1, 2)
    assert (eta.id, eta.kind) == ("99", "individual")
    assert [(item.kind, item.value, item.country) for item in eta.identifiers] == [("Passport", "5551234", "CU")]


def test_an_entry_without_a_number_keeps_its_id(tmp_path: Path) -> None:
    first = csl(tmp_path, f"{EL},,,,Epsilon Works,,87 FR 1,,,,,,")[0].listings[0]
    moved = csl(tmp_path, f"{EL},,,,Other,,88 FR 2,,,,,,", f"{EL},,,,Epsilon Works,addr,87 FR 1,,,,,,")[0].listings[1]
    assert first.id == moved.id


def test_two_rows_that_look_the_same_stay_two(tmp_path: Path) -> None:
    rows = csl(tmp_path, *[f"{EL},,,,Epsilon Works,,87 FR 1,,,,,,"] * 2)[0].listings
    assert len({row.id for row in rows}) == 2


def test_csl_faults_are_findings(tmp_path: Path) -> None:
    [one] = csl(
        tmp_path,
        f"{EL},,,,,,,,,,,,",
        f"{EL},,,,Theta,,,not a date,,,,,",
        f"{EL},,,,Iota",
    )
    assert [item.name for item in one.listings] == ["Theta", "Iota"]
    assert [(item.code, item.place.line) for item in one.findings if item.code != "list.size"] == [
        ("csl.row", 4),
        ("list.name", 2),
        ("list.date", 3),
    ]
    assert not one.complete


def test_csl_json_says_the_same_as_csv(tmp_path: Path) -> None:
    record = {
        "id": "abc", "source": EL, "name": "Epsilon Works; and any successor, sub-unit, or subsidiary thereof",
        "alt_names": ["Eps"], "type": "Entity", "start_date": "2022-12-19", "programs": [],
        "addresses": [{"address": "1 Road", "city": "Perm", "country": "RU"}],
        "ids": [{"type": "Tax ID No.", "number": "7707083893", "country": "RU"}],
    }  # fmt: skip
    (tmp_path / "csl.json").write_text(json.dumps({"results": [record, 5]}))
    [one] = read_list(tmp_path / "csl.json")
    item = one.listings[0]
    assert (item.id, item.name, item.kind, item.countries) == ("abc", "Epsilon Works", "organisation", {"RU"})
    assert item.identifiers[0].value == "7707083893"
    assert [(finding.code, finding.place.pointer) for finding in one.findings if finding.severity == "error"] == [
        ("csl.entry", "/results/1")
    ]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("For all items subject to the EAR. (See §§ 734.9(g),3 746.8(a)(3), and 744.21(b) of the EAR)", {3}),
        ("For all items subject to the EAR (See §§ 734.9(e)(1)1 and 744.11 of the EAR)", {1}),
        ("For all items subject to the EAR (see § 744.11 of the EAR)⁴", {4}),
        ("For all items subject to the EAR (See §744.11 of the EAR)", set()),
        ("For all items in § 734.9(e)(2) of the EAR", set()),
    ],
)
def test_footnotes_are_only_read_where_a_number_stands(text: str, numbers: set[int]) -> None:
    assert read_footnotes(text) == numbers


def test_identifier_columns_of_both_ages() -> None:
    new, old = csl_identifier("Passport, X12345, KP", True), csl_identifier("KP, X12345, Passport", False)
    assert new == old
    assert csl_identifier("Secondary sanctions risk:, North Korea, sections 510", True) is None


def test_successors_are_no_part_of_a_name() -> None:
    assert without_successors("Kappa LLC; and any successor, sub-unit, or subsidiary thereof") == "Kappa LLC"
    assert without_successors("Kappa and Sons") == "Kappa and Sons"


# --- denied persons ---------------------------------------------------------------------------------------------

DPL_HEAD = (
    '"Name"\t"Street_Address"\t"City"\t"State"\t"Country"\t"Postal_Code"\t"Effective_Date"\t"Expiration_Date"\t'
    '"Standard_Order"\t"Last_Update"\t"Action"\t"FR_Citation"'
)


def test_denied_persons(tmp_path: Path) -> None:
    row = '"LAMBDA"\t"1 St"\t"Town"\t""\t"CN"\t""\t"06/19/2023"\t"06/29/2033"\t"Y"\t"{}"\t"ADDED"\t"88 F.R. 1"'
    text = "\n".join([DPL_HEAD, row.format("2023-07-01"), row.format("3017-08-22"), '"SHORT"\t"x"'])
    (tmp_path / "dpl.txt").write_text(text)
    [one] = read_list(tmp_path / "dpl.txt")
    first, second = one.listings
    assert (first.start, first.end, first.countries) == (date(2023, 6, 19), date(2033, 6, 29), {"CN"})
    assert first.id == second.id, "the same order against the same person"
    assert one.newest == date(2023, 7, 1)
    assert [(item.code, item.place.line) for item in one.findings if item.code != "list.size"] == [
        ("list.date", 3),
        ("dpl.row", 4),
    ]


# --- which format -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("empty.csv", "", "list.empty"),
        ("list.csv", "a,b,c\n1,2,3\n", "list.format"),
        ("alt.csv", '1,11,"aka","X",-0- \n', "list.part"),
        ("list.json", '{"results": [', "json.syntax"),
    ],
)
def test_a_file_of_another_kind_is_refused(tmp_path: Path, name: str, text: str, code: str) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(InvalidInput) as caught:
        read_list(tmp_path / name)
    assert [finding.code for finding in caught.value.findings] == [code]


def test_all_unreadable_files_are_named_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("")
    with pytest.raises(InvalidInput) as caught:
        read_lists([tmp_path / "a.csv", tmp_path / "b.csv"])
    assert [finding.code for finding in caught.value.findings] == ["list.empty", "file.missing"]


def test_the_date_of_a_copy_stands_behind_the_path(tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_text("name,alt_names\nMu Trading,MT\n")
    [one] = read_lists([f"{tmp_path / 'own.csv'}@2026-10-31"])
    assert (one.code, one.as_of, one.complete) == ("own", date(2026, 10, 31), True)


def test_size_table_is_usable() -> None:
    for code, size in expected_sizes().items():
        assert 0 < size.low < size.high, code
        assert size.title
        assert size.basis

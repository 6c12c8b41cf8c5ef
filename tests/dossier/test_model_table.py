"""A table of models as planners keep it: headers and drives in many languages, prices, and what cannot be read."""

from __future__ import annotations

import tomllib
from datetime import date
from importlib import resources
from pathlib import Path

import pytest

from pratique.dossier.model import model_of
from pratique.dossier.model_table import models_of
from pratique.errors import InvalidInput
from pratique.facts.powertrain import POWERTRAINS
from pratique.items.tables.guess import plain
from pratique.usecases.markets.matrix import compare_markets

DAY = date(2026, 11, 22)
WORDS = tomllib.loads(resources.files("pratique.dossier").joinpath("model_headers.toml").read_text("utf-8"))
ENGLISH = "Model,Maker,Drive,Built in,HS,Invoice EUR,Markets\n"
ASTER = 'Aster 5,BYD,BEV,CN,87038010,28000,"EU,GB"\n'
ALIKE = {
    "de": "Modell;Hersteller;Antrieb;Ursprungsland;Zolltarifnummer;Rechnungswert (EUR);Zielmärkte\n"
    "Aster 5;BYD;Elektro;CN;87038010;28000;EU, GB\n",
    "zh": '车型,制造商,动力类型,原产国,海关编码,价格 EUR,目标市场\nAster 5,BYD,纯电动,CN,87038010,28000,"EU、GB"\n',
    "ja": "モデル,メーカー,パワートレイン,原産国,HSコード,価格（EUR）,仕向地\n"
    'Aster 5,BYD,電気自動車,CN,87038010,28000,"EU,GB"\n',
}


def table(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "models.csv"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_row_says_what_a_model_file_would(tmp_path: Path) -> None:
    found = compare_markets(table(tmp_path, ENGLISH + ASTER), on=DAY, known_on=DAY)
    trade = {"manufacturer": "BYD", "origin": "CN", "hs_code": "87038010"}
    same = model_of({"vehicle": {"name": "Aster 5", "powertrain": "BEV"}, "trade": trade, "markets": ["EU", "GB"]})
    as_file = compare_markets(same, on=DAY, known_on=DAY)
    assert [(each.market, each.rate, each.status) for each in found.cells] == [
        (each.market, each.rate, each.status) for each in as_file.cells
    ]
    assert found.currency == "EUR"
    assert all(each.cost is not None for each in found.cells)


@pytest.mark.parametrize("language", ALIKE)
def test_headers_and_drives_of_other_languages_say_the_same(tmp_path: Path, language: str) -> None:
    (english,), _ = models_of(table(tmp_path, ENGLISH + ASTER))
    (found,), findings = models_of(table(tmp_path, ALIKE[language]))
    assert (found.data, found.value) == (english.data, english.value)
    assert not list(findings)


def test_every_fault_is_told_at_once_with_its_row(tmp_path: Path) -> None:
    faulty = ENGLISH + ASTER + "B,BYD,BEV van,CN,87038010,1,EU\nC,BYD,PHEV,CN,87038010,1,Atlantis\n"
    with pytest.raises(InvalidInput) as told:
        models_of(table(tmp_path, faulty))
    codes = {(each.code, each.place.pointer) for each in told.value.findings}
    assert {("models.drive", "row 3"), ("market.no-book", "row 4"), ("model.hs.drive", "row 4")} <= codes


def test_what_is_not_read_is_told_and_an_empty_cell_states_nothing(tmp_path: Path) -> None:
    (found,), findings = models_of(table(tmp_path, "Line-up 2027,,\nModel,Drive,Colour\nAster 5,,red\n"))
    assert found.data["vehicle"] == {"name": "Aster 5"}
    assert [each.code for each in findings] == ["models.column"]
    told = compare_markets(table(tmp_path, "Model,Drive,Colour\nAster 5,BEV,red\n"), ["GB"], on=DAY, known_on=DAY)
    assert any("'Colour'" in each for each in told.notes)


def test_what_is_no_table_of_models_is_refused(tmp_path: Path) -> None:
    for text in ("Ref,Value\nU1,EC25\n", ENGLISH):
        with pytest.raises(InvalidInput):
            models_of(table(tmp_path, text))


def test_a_word_stands_once_and_means_a_drive_or_a_column() -> None:
    for part in ("columns", "drives"):
        said = [plain(word) for words in WORDS[part].values() for word in words]
        assert sorted(said) == sorted(set(said))
    assert set(WORDS["drives"]) == set(POWERTRAINS)

"""`pratique figures` and `pratique exposure` from the outside: what is printed, where, and with which status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import Result
from tests.running import invoked

from pratique.cli.exposure import command as exposure
from pratique.cli.figures import command as figures
from pratique.errors import InvalidInput, UsageError

HOME = Path(__file__).parents[2] / "conformance" / "figures"


def run(*arguments: str) -> Result:
    return invoked(figures, list(arguments))


def test_check_gives_misses_as_data() -> None:
    result = run("check", str(HOME / "defects" / "01-ten-thousands-slip.csv"), "--format", "json")
    assert result.exit_code == 1
    (miss,) = json.loads(result.stdout)["misses"]
    assert (miss["identity"], miss["grade"]) == ("I5", "misprint")
    assert "2,400,000" in miss["repair"]
    assert {figure["line"] for figure in miss["figures"]} == {2, 3, 4}


def test_check_of_a_clean_bulletin_says_so() -> None:
    result = run("check", str(HOME / "clean" / "quarter-with-parts.csv"))
    assert result.exit_code == 0
    assert "no miss" in result.stdout


def test_revision_and_rounding_are_counted_and_shown_on_request() -> None:
    file = str(HOME / "defects" / "34-revised-total.csv")
    quiet, loud = run("check", file), run("check", file, "--all")
    assert (quiet.exit_code, loud.exit_code) == (0, 0)
    assert "1 revision" in quiet.stdout
    assert "later totals keep" not in quiet.stdout
    assert "later totals keep" in loud.stdout


def test_check_text_fits_a_terminal() -> None:
    result = run("check", "--all")
    assert result.exit_code == 1
    assert max(len(line) for line in result.stdout.splitlines()) <= 80


def test_check_beside_the_shipped_ledger(tmp_path: Path) -> None:
    file = tmp_path / "page.csv"
    file.write_text(
        "indicator,product,geography,period,value,half,publisher,scope,published_on,source\n"
        "exports,nev,CN,2025,261500,500,CAAM,makers,2026-01-20,a page\n"
    )
    assert json.loads(run("check", str(file), "--format", "json").stdout)["misses"] == []
    beside = json.loads(run("check", str(file), "--against", "shipped", "--format", "json").stdout)
    assert any("2,615,000" in (miss["repair"] or "") for miss in beside["misses"])


def test_bad_rows_are_all_named(tmp_path: Path) -> None:
    file = tmp_path / "bad.csv"
    file.write_text("indicator,product,geography,period,value\nexports,nev,China,2025,x\nexport,nev,CN,2025,1\n")
    result = run("check", str(file))
    assert isinstance(result.exception, InvalidInput)
    assert [finding.place.line for finding in result.exception.findings if finding.severity == "error"] == [2, 2, 3]


@pytest.mark.parametrize("form", ["text", "csv", "json", "sdmx-csv", "owid"])
def test_list_in_every_format(form: str) -> None:
    result = run("list", "exports:nev:CN", "--format", form)
    assert result.exit_code == 0
    assert "2615000" in result.stdout.replace(",", "") or form == "owid"


def test_list_filters() -> None:
    rows = json.loads(run("list", "--publisher", "CAAM", "--kind", "forecast", "--format", "json").stdout)
    assert {(row["publisher"], row["kind"]) for row in rows} == {("CAAM", "forecast")}


def test_show_tells_printings_and_identities() -> None:
    result = run("show", "exports:vehicle:CN", "2025-01..2025-07")
    assert result.exit_code == 0
    assert "I5 broken" in result.stdout
    data = json.loads(run("show", "exports:vehicle:CN", "2025", "--format", "json").stdout)
    assert {row["publisher"] for row in data} == {"CAAM", "ECG", "GACC"}


@pytest.mark.parametrize(
    "arguments", [("show", "exports:nev:CN", "1999"), ("show", "exports:nev:CN", "x"), ("series", "a:b:c")]
)
def test_what_the_ledger_has_not_is_a_usage_error(arguments: tuple[str, ...]) -> None:
    assert isinstance(run(*arguments).exception, UsageError)


def test_series_as_svg_file(tmp_path: Path) -> None:
    file = tmp_path / "chart.svg"
    result = run("series", "exports:nev:CN", "--format", "svg", "-o", str(file))
    assert result.exit_code == 0
    assert result.stdout == ""
    assert file.read_text("utf-8").startswith("<svg")


def test_target_as_in_the_issue() -> None:
    result = run("target", "exports:vehicle:CN", "30000000", "--by", "2030", "--share", "nev=30%")
    assert result.exit_code == 0
    assert "4.2 times" in result.stdout
    assert "unsupported as printed" in result.stdout


def test_add_then_check(tmp_path: Path) -> None:
    ledger = tmp_path / "mine.csv"
    source = HOME / "clean" / "quarter-with-parts.csv"
    assert run("add", str(source), "--ledger", str(ledger)).exit_code == 0
    assert run("check", str(ledger)).exit_code == 0
    again = run("add", str(source), "--ledger", str(ledger))
    assert isinstance(again.exception, InvalidInput)
    assert len(again.exception.findings) == 6


def test_add_from_another_format(tmp_path: Path) -> None:
    rows = tmp_path / "owid.csv"
    rows.write_text("Entity,Code,Year,Sold\nChina,CHN,2024,100\n")
    ledger = str(tmp_path / "mine.csv")
    given = ("--indicator", "sales", "--product", "nev", "--unit", "vehicles", "--source", "https://example.org/x")
    assert run("add", str(rows), "--ledger", ledger, *given).exit_code == 0
    (row,) = json.loads(run("list", "--ledger", ledger, "--format", "json").stdout)
    assert (row["publisher"], row["value"]) == ("Our World in Data", "100")


def test_exposure_as_text_and_data() -> None:
    text = invoked(exposure, ["us.cfr15_791d", "--on", "2026-11-22"])
    assert text.exit_code == 0
    assert "unknown: no figure in the ledger" in text.stdout
    data = invoked(exposure, ["us.cfr15_791d", "--on", "2026-11-22", "--format", "json"])
    assert json.loads(data.stdout)["on"] == "2026-11-22"
    assert isinstance(invoked(exposure, ["us.nothing"]).exception, UsageError)

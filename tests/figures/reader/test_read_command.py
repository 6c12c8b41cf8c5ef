"""`pratique read`, driven as a command."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from tests.running import invoked

from pratique.cli import main
from pratique.cli.read import command
from pratique.figures.ledger import load

TEXT = (
    "May 12, 2025\n\nChina exported 517,000 vehicles in April, up 2.6 percent year on year, CAAM said. "
    "BYD sold 380,000 cars in April."
    " Exports were 500,000 a month on average.\n"
)


def run(*arguments: str, text: str | bytes = TEXT) -> Result:
    return invoked(command, list(arguments), input=text, catch_exceptions=False)


def rows(*arguments: str) -> dict[str, Any]:
    result: dict[str, Any] = json.loads(run("-", "--format", "json", *arguments).stdout)
    return result


def test_json_has_the_names_of_the_interface() -> None:
    read = rows()
    assert {"figures", "positions", "instruments", "unread"} <= set(read)
    figure = read["figures"][0]
    assert {k: figure[k] for k in ("indicator", "product", "geography", "period", "value", "unit",
    "yoy_percent")} == {
        "indicator": "exports", "product": "vehicle", "geography": "CN", "period": "2025-04", "value": 517000,
        "unit": "vehicles", "yoy_percent": 2.6,
    }  # fmt: skip
    assert TEXT[slice(*figure["span"])] == "517,000 vehicles"


def test_text_stays_within_80_columns_and_names_what_is_unread() -> None:
    out = run("-").stdout
    assert max(map(len, out.splitlines())) <= 80
    assert "a rate, not a total" in out


def test_check_uses_the_shipped_ledger() -> None:
    verdicts = {row["label"]: row["verdict"] for row in rows("--check")["check"]}
    assert verdicts["exports vehicle CN 2025-04"] == "supported"


def test_accept_writes_rows_that_the_ledger_reads(tmp_path: Path) -> None:
    target = tmp_path / "rows.csv"
    result = run("-", "--accept", str(target))
    assert result.exit_code == 0
    (entry,) = load(target).entries
    assert (entry.value, entry.publisher, str(entry.period)) == (517_000, "CAAM", "2025-04")
    assert "Wrote 1 proposals" in result.stderr


@pytest.mark.parametrize(
    ("content", "arguments", "status", "said"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", (), 4, "read.binary"),
        (b"", (), 4, "read.empty"),
        (TEXT.encode(), ("--accept", "{file}"), 2, "exists"),
        (TEXT.encode(), ("--published", "yesterday"), 2, "no calendar day"),
    ],
)
def test_bad_input_ends_with_a_finding_and_its_status(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    content: bytes,
    arguments: tuple[str, ...],
    status: int,
    said: str,
) -> None:
    file = tmp_path / "article.txt"
    file.write_bytes(content)
    with pytest.raises(SystemExit) as left:
        main(["read", str(file), *(word.format(file=file) for word in arguments)])
    assert left.value.code == status
    assert said in capsys.readouterr().err
    assert file.read_bytes() == content

"""Every reader of the program: the seeds it is fed, and how it is called."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pratique.errors import Findings

ROOT = Path(__file__).parents[2]
CORPUS = Path(__file__).parent / "corpus"
DAY = date(2026, 11, 22)


@dataclass(frozen=True, slots=True)
class Target:
    """A reader: `suffix` of the file it is given, its seeds, and the call; `slow` ones get fewer mutants."""

    name: str
    suffix: str
    seeds: Callable[[], list[bytes]]
    call: Callable[[Path], Any]
    slow: bool = False


def _corpus(*names: str) -> Callable[[], list[bytes]]:
    return lambda: [(CORPUS / name).read_bytes() for name in names]


def _examples(pattern: str) -> Callable[[], list[bytes]]:
    return lambda: [path.read_bytes() for path in sorted((ROOT / "examples").glob(pattern))]


@cache
def _workbook() -> tuple[bytes, ...]:
    from openpyxl import Workbook

    book = Workbook()
    for row in (
        ["ref", "name", "type", "supplier", "supplier.country"],
        ["a", "Unit", "device", "Acme", "DE"],
        ["b", 12.5, "library"],
    ):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return (out.getvalue(),)


@cache
def _reply() -> tuple[bytes, ...]:
    from pratique.reports.workbook import workbook
    from pratique.usecases.missing.questionnaire import AskedLine, Questionnaire, key_of

    fact = "part.programmable"
    line = AskedLine(key_of("vcs", fact), "vcs", fact, "unit", "Is it?", "是吗？", "yes/no", "", ("yes", "no"))
    return (workbook(Questionnaire("Acme", "0" * 64, "1" * 64, (line,))),)


@cache
def _book() -> tuple[bytes, ...]:
    from pratique.law.book import load
    from pratique.law.export import export_book

    return (export_book(load(["us.cfr15_791d"])), export_book(load(["gb.customs_tariff"])))


@cache
def _graph() -> tuple[bytes, ...]:
    return _made("kept.graph", lambda path: _build_graph([CORPUS / "stakes.csv", CORPUS / "bods.json"], path))


def _build_graph(files: list[Path], path: Path) -> None:
    from pratique.parties.stored.build import build_graph

    build_graph(files, path)


@cache
def _kept_lists() -> tuple[bytes, ...]:
    from pratique.usecases.ownership.lists import build

    return _made("kept.lists", lambda path: build([CORPUS / "csl.csv", CORPUS / "un.xml"], path))


def _made(name: str, make: Callable[[Path], Any]) -> tuple[bytes, ...]:
    """What `make` writes."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        make(path)
        return (path.read_bytes(),)


@cache
def _zipped() -> tuple[bytes, ...]:
    from pratique.records.archive import archive, zipped
    from tests.records.ledgers import ledger

    return (zipped(archive(ledger(3), sealed={}), "records"),)


@cache
def _checklist() -> tuple[bytes, ...]:
    from pratique.law.book import load
    from pratique.reports.checklist import checklist

    return (checklist(load(["us.cfr15_791d"]).instruments[0], "0" * 64),)


@cache
def _sheet_of_ods() -> tuple[bytes, ...]:
    from tests.items.test_other_sheets import ods

    return (ods([["ref", "name", "type"], ["a", "Unit", "device"], ["b", "App", "library"]]),)


@cache
def _parquet() -> tuple[bytes, ...]:
    import polars as pl

    cases = pl.DataFrame({"case": [1, 2], "act.kind": ["sale", None], "part.programmable": [True, None]})
    return _made("case.parquet", cases.write_parquet)


def _bill(path: Path) -> Any:
    from pratique.items.readers import read_bill

    return read_bill(path)


def _registry(path: Path) -> Any:
    from pratique.parties.readers.any import read_registry
    from pratique.parties.snapshot import take_snapshot

    registry = read_registry(path)
    take_snapshot(registry, DAY)
    return registry


def _lists(path: Path) -> Any:
    from pratique.parties.decisions import NO_DECISIONS
    from pratique.parties.lists import read_lists
    from pratique.parties.screening import Query, screener_for

    lists = read_lists([path])
    screener_for(lists).screen(Query("Acme Radar Ltd"), NO_DECISIONS, DAY)
    return lists


def _stored_lists(path: Path) -> Any:
    from pratique.parties.decisions import NO_DECISIONS
    from pratique.parties.screening import Query, open_lists, screener_for

    return screener_for(open_lists([path])).screen(Query("Acme Radar Ltd"), NO_DECISIONS, DAY)


def _suppliers(path: Path) -> Any:
    from pratique.parties.screening import read_queries

    return read_queries(path)


def _decisions(path: Path) -> Any:
    from pratique.parties.decisions import read_decisions

    return read_decisions(path)


def _dossier(path: Path) -> Any:
    from pratique.dossier.read import read_dossier

    return read_dossier(path)


def _check(path: Path) -> Any:
    from pratique.reports.html import html
    from pratique.reports.markdown import markdown
    from pratique.reports.sarif import sarif
    from pratique.reports.text import text
    from pratique.usecases.check import check

    answer = check(path, known_on=DAY)
    return answer.to_json(), html(answer), markdown(answer), sarif(answer), text(answer)


def _model(path: Path) -> Any:
    from pratique.dossier.model import read_model

    return read_model(path)


def _automation(path: Path) -> Any:
    from pratique.usecases.classify.automation import classify_automation

    return classify_automation(path, DAY)


def _chips(path: Path) -> Any:
    from pratique.usecases.classify.table import classify_table, read_table

    findings = Findings()
    return classify_table(read_table(path, findings), DAY, findings=tuple(findings)), findings


def _columns(path: Path) -> Any:
    from pratique.items.readers import read_bill
    from pratique.items.tables.read import read_columns

    return read_bill((CORPUS / "bill.csv"), read_columns(path))


def _settled(path: Path) -> Any:
    from pratique.usecases.convert import read_settled

    return read_settled(path)


def _law_book(path: Path) -> Any:
    from pratique.law.export import read_book

    return read_book(path)


def _figures(path: Path) -> Any:
    from pratique.figures.exchange import FormatDefaults, load_figures
    from pratique.figures.identities import check

    return check(
        load_figures(str(path), Findings(), FormatDefaults("exports", "nev", "CN", "vehicles", "A", "b", "c"))
    )


def _bulletin(path: Path) -> Any:
    from pratique.usecases.bulletins import reading_of

    return reading_of(str(path), None, DAY)


def _replies(path: Path) -> Any:
    from pratique.usecases.missing.replies import read_replies

    return read_replies([path], dossier="0" * 64, law_book="1" * 64)


def _answers(path: Path) -> Any:
    from pratique.dossier.answers import read_answers

    findings = Findings()
    read_answers(path, findings)
    findings.refuse()


def _overlay(path: Path) -> Any:
    from pratique.deciding.signoff import read_overlays

    return read_overlays([path])


def _form(path: Path) -> Any:
    from pratique.dossier.document import Dossier
    from pratique.usecases.papers.form import stated

    return stated(Dossier({}, str(path).replace(".form.toml", ".toml"), ""))


def _questionnaires(path: Path) -> Any:
    from pratique.usecases.missing.given import sent_for

    return sent_for(str(path.with_name("reply.xlsx")))


def _kept_graph(path: Path) -> Any:
    from pratique.usecases.ownership.own import OwnQuestion, own

    return own("x", OwnQuestion([path], DAY))


def _archive(path: Path) -> Any:
    from pratique.records.archive import bag_faults, bag_of

    return bag_faults(bag_of(path))


def _pack(path: Path) -> Any:
    from pratique.law.data import read_pack

    path.with_name("table.csv").write_bytes(b"name,value\nx,1\n")
    return read_pack(path.parent)


def _list_pack(path: Path) -> Any:
    from pratique.dossier.list_packs import read_list_pack

    path.with_name("list.csv").write_bytes((CORPUS / "csl.csv").read_bytes())
    return read_list_pack(path.parent).opened(DAY)


def _ticked(path: Path) -> Any:
    from pratique.reports.checklist import ticked

    return ticked(path)


def _customer(path: Path) -> Any:
    from pratique.usecases.papers.customer import read_customer

    return read_customer(path)


def _customers_columns(path: Path) -> Any:
    from pratique.usecases.papers.customer import read_customer

    book = path.with_name("customer.xlsx")
    book.write_bytes(_workbook()[0])
    return read_customer(book, path)


def _cases(path: Path) -> Any:
    from pratique.usecases.questions import BesideFiles, questions

    said = {"into": "US", "out_of": None, "act": "sale", "role": None, "model_year": None}
    return questions((str(path),), BesideFiles(said, on=DAY), stdin=bytes)


def _bulk(path: Path) -> Any:
    from pratique.usecases.bulk.answers import bulk_tables

    return bulk_tables(path, path.with_name("answers.parquet"), "us.cfr15_791d")


def _signed(path: Path) -> Any:
    from pratique.files.signatures import signature_of

    return signature_of(path.with_suffix(""), b"x")


def _manifest(path: Path) -> Any:
    from pratique.records.manifest import verify

    return verify(path.parent)


TARGETS = (
    Target("CycloneDX JSON", "bom.json", _corpus("bill.cdx.json"), _bill),
    Target("CycloneDX XML", "bom.xml", _corpus("bill.cdx.xml"), _bill),
    Target("SPDX 2", "bom.json", _corpus("bill.spdx2.json"), _bill),
    Target("SPDX 3", "bom.json", _corpus("bill.spdx3.json"), _bill),
    Target("CX-0158", "bom.json", _corpus("bill.cx-1.json", "bill.cx-2.json"), _bill),
    Target("SPDX tags", "bom.spdx", _corpus("bill.tags.spdx"), _bill),
    Target("SPDX YAML", "bom.yaml", _corpus("bill.spdx.yaml"), _bill),
    Target("wrapped bill", "bom.json", _corpus("bill.wrapped.json", "bill.statement.json"), _bill),
    Target("BOM ODS", "bom.ods", lambda: list(_sheet_of_ods()), _bill),
    Target("BOM XLS", "bom.xls", _corpus("bill.xls"), _bill),
    Target("BOM CSV", "bom.csv", _corpus("bill.csv"), _bill),
    Target("BOM XLSX", "bom.xlsx", lambda: list(_workbook()), _bill),
    Target("BODS", "r.json", _corpus("bods.json", "bods02.json"), _registry),
    Target("GLEIF XML", "r.xml", _corpus("gleif.xml"), _registry),
    Target("GLEIF API", "r.json", _corpus("gleif-api.json"), _registry),
    Target("GLEIF CSV", "r.csv", _corpus("gleif.csv", "gleif-rr.csv"), _registry),
    Target("FtM", "r.json", _corpus("ftm.json"), _registry),
    Target("stakes CSV", "r.csv", _corpus("stakes.csv"), _registry),
    Target("PSC", "psc.jsonl", _corpus("psc.jsonl"), _registry),
    Target("stored graph", "kept.graph", lambda: list(_graph()), _kept_graph),
    Target("CSL CSV", "csl.csv", _corpus("csl.csv"), _lists),
    Target("CSL JSON", "csl.json", _corpus("csl.json"), _lists),
    Target("OFAC CSV", "sdn.csv", _corpus("sdn.csv"), _lists),
    Target("OFAC XML", "sdn.xml", _corpus("sdn.xml"), _lists),
    Target("DPL", "dpl.txt", _corpus("dpl.txt"), _lists),
    Target("UN, UK, EU XML", "list.xml", _corpus("un.xml", "uk.xml", "eu.xml"), _lists),
    Target("OpenSanctions", "targets.json", _corpus("entities.ftm.json", "targets.simple.csv"), _lists),
    Target("stored lists", "kept.lists", lambda: list(_kept_lists()), _stored_lists),
    Target("suppliers CSV", "s.csv", _corpus("suppliers.csv"), _suppliers),
    Target("decisions TOML", "d.toml", _corpus("decisions.toml"), _decisions),
    Target("dossier TOML", "d.toml", _examples("*/dossier.toml"), _dossier),
    Target("dossier JSON", "d.json", _corpus("dossier.json"), _dossier),
    Target("check", "d.toml", _corpus("dossier.toml"), _check, slow=True),
    Target("model TOML", "m.toml", _examples("*/model.toml"), _model),
    Target("automation TOML", "a.toml", _examples("automation/*.toml"), _automation),
    Target("chips CSV", "c.csv", _corpus("chips.csv"), _chips),
    Target("columns TOML", "c.toml", _corpus("columns.toml"), _columns),
    Target("settled JSON", "s.json", _corpus("settled.json"), _settled),
    Target("law book", "b.json", lambda: list(_book()), _law_book, slow=True),
    Target("figures CSV", "f.csv", _corpus("figures.csv"), _figures),
    Target("figures SDMX", "f.csv", _corpus("figures.sdmx.csv"), _figures),
    Target("figures OWID", "f.csv", _corpus("figures.owid.csv"), _figures),
    Target("figures Comtrade", "f.csv", _corpus("figures.comtrade.csv"), _figures),
    Target("bulletin text", "b.txt", _corpus("bulletin.txt"), _bulletin),
    Target("bulletin HTML", "b.html", _corpus("bulletin.html"), _bulletin),
    Target("reply XLSX", "r.xlsx", lambda: list(_reply()), _replies),
    Target("answers TOML", "d.answers.toml", _corpus("answers.toml"), _answers),
    Target("overlay TOML", "d.overlay.toml", _corpus("overlay.toml"), _overlay),
    Target("form TOML", "d.form.toml", _corpus("form.toml"), _form),
    Target("questionnaires.json", "questionnaires.json", _corpus("questionnaires.json"), _questionnaires),
    Target("manifest", "manifest.json", _corpus("manifest.json"), _manifest),
    Target("archive of records", "records.zip", lambda: list(_zipped()), _archive),
    Target("manifest of a pack", "manifest.json", _corpus("pack.json"), _pack),
    Target("manifest of a list", "manifest.json", _corpus("list-pack.json"), _list_pack),
    Target("check list DOCX", "list.docx", lambda: list(_checklist()), _ticked, slow=True),
    Target("customer's workbook", "c.xlsx", lambda: [*_workbook(), *_reply()], _customer),
    Target("customer's columns", "c.toml", _corpus("customer.toml"), _customers_columns),
    Target("sheet of cases", "c.csv", _corpus("cases.csv"), _cases),
    Target("Parquet", "case.parquet", lambda: list(_parquet()), _bulk),
    Target("signature", "x.sig", _corpus("x.sig"), _signed),
)  # fmt: skip

"""A consumer that uses every public function."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pratique

D = Path("dossier.toml")
DAY = date(2026, 11, 22)


def crossing() -> list[str]:
    said: list[str] = []
    answer: pratique.Answer = pratique.check(D, known_on=DAY, book=pratique.law_book("book.json"))
    said += [answer.verdict.best, answer.decided_by[0].cite, str(answer.to_dict()), str(answer.rows())]
    said += [pratique.check(pratique.question("bom.cdx.json", into="US", act="sale", model_year=2027)).title]
    said += [matter.fact for matter in pratique.needs(D).matters]
    said += [str(flip) for flip in pratique.what_if(D).flips]
    said += [window.verdict.worst for window in pratique.when(D, DAY, DAY).intervals]
    said += [entry.day for entry in pratique.calendar([D], DAY).entries]
    said += [pratique.explain(D, "15 CFR 791.303(b)").cite, str(pratique.compare(D, D).same)]
    question = pratique.ask(D, order="document")
    if question is not None:
        said.append(str(pratique.answer(D, question, True, by="A. Person")["fact"]))
    said += [kept.mark for kept in pratique.answers(D)]
    said += [str(pratique.withdraw_answer(D, "3f2a", by="A. Person").count)]
    said += [str(pratique.read_replies(["reply.xlsx"], D).exit_status)]
    said += [each.recipient for each in (*pratique.questionnaire(D), *pratique.questionnaires(D))]
    return said


def things() -> list[str]:
    said: list[str] = [*pratique.classify_chip("NVIDIA H20 SXM", DAY).classes]
    said += [*pratique.classify_chip(tops="1979@8", nonplanar_mm2=814, datacenter=True, on=DAY).classes]
    said += [*pratique.classify_model(training_ops=(1e25, 3e25), weights="open").classes]
    said += [row.name for row in pratique.classify_chips("chips.csv").chips]
    said += [str(pratique.classify_automation("feature.toml").levels)]
    said += [str(pratique.duty(D, "EU").rate_at_entry), *[each.market for each in pratique.markets(D)]]
    said += [each.market for each in pratique.compare_markets(["model.toml"], ["EU"]).cells]
    said += [*pratique.permits(DAY, service="driverless", paid=True).cities]
    asked = pratique.OwnQuestion(registries=[D], on=DAY)
    said += [str(pratique.own("x", asked).exit_status), str(pratique.own_many(D, asked).exit_status)]
    said += [str(pratique.screen("suppliers.csv", lists="sdn.csv").exit_status)]
    said += [each.list for each in pratique.lists_status(["sdn.csv"])]
    said += [str(pratique.lists_build("sdn.csv", "l.index").entries), pratique.lists_import("pack").name]
    said += [str(pratique.graph_build("register", "graph.db").records)]
    return said


def papers() -> list[str]:
    said: list[str] = [*pratique.declare(D, draft=True).refused, *pratique.apply(D, "specific").refused]
    said += [pratique.attest(D, ["customer.xlsx"]).title, *pratique.files_of(pratique.new("holding"))]
    said += [pratique.sign_new_key("firm.key"), pratique.sign("pack", "firm.key", "Acme").words]
    said += [str(pratique.verify("pack").is_whole)]
    said += [pratique.law_export(DAY).name, pratique.law_checklist("us.ear").name]
    said += [pratique.law_signoff("15 CFR 791.303(b)", by="A", text="t.pdf", on=DAY, overlay="o.toml").cite]
    said += [each.what for each in pratique.law_diff(DAY, DAY)] + [each.id for each in pratique.law_pending("US")]
    said += [each.name for each in pratique.law_relations("us.ear")] + [each.name for each in pratique.vocabulary()]
    said += [each.id for each in pratique.look_up("15 CFR").instruments] + [str(pratique.prove().exit_status)]
    said += [each.table for each in pratique.data_status()] + [each.row for each in pratique.data_diff("a", "b")]
    said += [
        pratique.data_export("a.csv", "pack", name="a", expires_on=DAY).folder,
        pratique.data_import("pack").name,
    ]
    said += [pratique.data_fetch("us.ear", "ear.html").sha256, str(pratique.schema("dossier").to_dict())]
    return said


def many() -> list[str]:
    said: list[str] = [str(pratique.bulk("tables", "out.parquet").cases), str(len(pratique.portfolio("p").acts))]
    said += [each.dossier for each in pratique.watch("a", "b").changes]
    said += [pratique.sql("us.cfr15_791d", "spark").query, str(pratique.decide_many({}))]
    said += [pratique.read_bill(D).file, pratique.convert("bom.csv", "spdx-3.0").target]
    said += [str(row) for row in pratique.read("folder", check=True)]
    said += [str(row) for row in pratique.bulletin_table(["folder"])]
    said += [str(reading) for reading in (*pratique.read_bulletins(["folder"]), pratique.read_bulletin("a.txt"))]
    said += [str(pratique.figures_check().exit_status), str(pratique.check_ledger().exit_status)]
    said += [each.indicator for each in pratique.figures_list("exports:nev:CN").figures]
    said += [str(pratique.figures_show("exports:nev:CN", "2023").rows())]
    said += [each.title for each in pratique.figures_series("exports:nev:CN").strands]
    said += [str(pratique.figures_target("exports:nev:CN", "5000000", 2030).to_dict())]
    said += [
        str(pratique.figures_add("rows.csv", "ledger.csv").added),
        pratique.exposure("us.ear").exposure.instrument,
    ]
    said += [each.name for each in pratique.examples()]
    said += [str(path) for path in pratique.examples_copy("aurora", "first")]
    return said


def kept() -> list[str]:
    made: pratique.DecidedDossier = pratique.decide(D, known_on=DAY)
    said = [made.check().title, str(made.needs().exit_status), str(made.what_if().exit_status)]
    question = made.ask()
    return said if question is None else [*said, question.fact]


def refused() -> str:
    try:
        pratique.check("none.toml")
    except pratique.InvalidInput as error:
        finding: pratique.Finding = error.findings[0]
        return finding.message
    except pratique.UsageError as error:
        return str(error.exit_status)
    return ""

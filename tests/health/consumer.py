"""A consumer that uses every public function."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pratique

D = Path("dossier.toml")
DAY = date(2026, 11, 22)


def everything() -> list[str]:
    said: list[str] = []
    answer: pratique.Answer = pratique.check(D, known_on=DAY)
    said += [answer.verdict.best, answer.decided_by[0].cite, str(answer.to_dict()), str(answer.rows())]
    said += [matter.fact for matter in pratique.needs(D).matters]
    said += [str(flip) for flip in pratique.what_if(D).flips]
    said += [window.verdict.worst for window in pratique.when(D, DAY, DAY).intervals]
    said += [pratique.explain(D, "15 CFR 791.303(b)").cite, str(pratique.compare(D, D).same)]
    said += [str(pratique.duty(D, "EU").rate_at_entry), *[each.market for each in pratique.markets(D)]]
    said += [each.name for each in pratique.vocabulary()]
    said += [each.id for each in pratique.look_up("15 CFR").instruments]
    said += [
        str(pratique.prove().exit_status),
        str(pratique.declare(D, draft=True)),
        str(pratique.apply(D, "specific")),
    ]
    said += [each.recipient for each in pratique.questionnaires(D)]
    said += [str(pratique.own("x", pratique.OwnQuestion(registries=[D], on=DAY)).exit_status)]
    said += [str(pratique.own_many(D, pratique.OwnQuestion(registries=[D], on=DAY)))]
    said += [
        pratique.read_bill(D).file,
        str(pratique.convert),
        str(pratique.classify_automation),
        str(pratique.classify_chips),
    ]
    said += [
        str(pratique.permits),
        str(pratique.decide_many),
        str(pratique.read_bulletin),
        str(pratique.check_ledger),
        str(pratique.attest),
    ]
    said += [str(pratique.compare_markets), str(pratique.read_bulletins), str(pratique.bulletin_table)]
    try:
        pratique.check("none.toml")
    except pratique.InvalidInput as error:
        finding: pratique.Finding = error.findings[0]
        said.append(finding.message)
    except pratique.UsageError as error:
        said.append(str(error.exit_status))
    return said

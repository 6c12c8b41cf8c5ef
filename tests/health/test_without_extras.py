"""Without any extra every function of the page works or says which extra it needs; none fails on a missing module."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.running import EXAMPLES, ROOT

SCRIPT = """
import doctest, importlib.abc, sys
from datetime import date
from pathlib import Path
from pratique.errors import EXTRAS

class NotHere(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in EXTRAS:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return None

sys.meta_path.insert(0, NotHere())
import pratique

app, corpus, day = sys.argv[1], Path(sys.argv[2]), date(2026, 11, 22)
MORE = '''
pratique.files_of(pratique.questionnaire(app, accepted_by="A"))
pratique.files_of(pratique.declare(app, draft=True))
pratique.question(corpus / "bill.xls", into="US", act="import")
pratique.new("hardware-import", [corpus / "bill.xls"])
pratique.read_bill(corpus / "bill.spdx.yaml")
pratique.bulk("cases.csv", "answers.parquet")
pratique.bulk("cases.parquet", "answers.parquet")
pratique.decide_many({"case": [1]})
pratique.prove("15 CFR 791.303")
pratique.sign_new_key("firm.key")
pratique.sign(app, "firm.key", "A")
pratique.law_checklist("us.ear")
pratique.check(app).__arrow_c_stream__()
pratique.read([corpus / "bulletin.html"])
pratique.graph_build(corpus / "bods.json", "graph.db")
pratique.screen(corpus / "suppliers.csv", lists=corpus / "un.xml")
'''
Path("cases.csv").write_text("case,act.kind\\n1,sale\\n")
Path("cases.parquet").write_bytes(b"PAR1")  # a file that is there, so that it is the extra that lacks
page = doctest.DocTestParser().get_examples(Path(sys.argv[3]).read_text("utf-8"))
known = globals()
for each in [*(example.source for example in page), *MORE.strip().splitlines()]:
    try:
        exec(each, known)
    except NameError as error:
        print("not tried:", each.strip(), error)
    except pratique.UsageError as error:
        print("says:", str(error))
        assert "pip install" in str(error), (each, error)
"""


def test_every_function_works_or_names_its_extra(tmp_path: Path) -> None:
    ran = subprocess.run(
        [
            sys.executable,
            "-c",
            SCRIPT,
            str(EXAMPLES / "shanghai-app" / "dossier.toml"),
            str(ROOT / "tests" / "fuzz" / "corpus"),
            str(ROOT / "docs" / "python.md"),
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert ran.returncode == 0, ran.stderr[-2000:]
    assert ran.stdout.count("says:") > 8, ran.stdout
    assert "not tried" not in ran.stdout, ran.stdout

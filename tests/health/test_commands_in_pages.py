"""Every command that a page shows is one that the program has, with options that it has; the README's lines run."""

from __future__ import annotations

import glob
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from tests.commands import root, within
from tests.running import EXAMPLES, ROOT, inside, run

from pratique.cli import commands

PAGES = [ROOT / "README.md", ROOT / "SECURITY.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md")),
         *sorted((ROOT / "docs" / "professions").glob("*.md"))]  # fmt: skip
LINE = re.compile(r"^(?: {4}|\$ |PRATIQUE_\w+=\S+ )?pratique (.+)$", re.MULTILINE)
INLINE = re.compile(r"`pratique ([a-z][^`\n]*)`")
README = (ROOT / "README.md").read_text("utf-8")


def shown(text: str) -> Iterator[str]:
    """The commands of a page: lines of code, each up to a remark or the next command, and those within sentences."""
    fenced = "\n".join(re.findall(r"^```\w*\n(.*?)^```", text, re.MULTILINE | re.DOTALL))
    indented = "\n".join(re.findall(r"^    .*$", text, re.MULTILINE))
    for line in LINE.findall(f"{fenced}\n{indented}"):
        for each in re.split(r"\s+;\s+(?:\w+=\S+ )?pratique ", re.sub(r"\s+#.*$", "", line)):
            yield each.strip()
    yield from INLINE.findall(text)


def words_of(command: str) -> list[str]:
    return [each for each in shlex.split(re.sub(r"\.\.\.|\s*\|.*$|\s*&&.*$", " ", command)) if each]


def parsed(words: list[str]) -> None:
    """Raises UsageError for a command or an option that is not there."""
    command: click.Command = commands
    context = root()
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        name, *words = words
        found = command.get_command(context, name)
        if found is None:
            raise click.UsageError(f"no command {name}")
        command, context = found, within(found, context, name)
    if not isinstance(command, click.Group):
        command.make_parser(context).parse_args(args=[*words])


@pytest.mark.parametrize("document", PAGES, ids=lambda path: path.stem)
def test_a_page_shows_only_commands_and_options_that_there_are(document: Path) -> None:
    wrong = []
    for command in shown(document.read_text("utf-8")):
        try:
            parsed(words_of(command))
        except (click.UsageError, ValueError) as error:
            wrong.append(f"{command}: {getattr(error, 'message', error)}")
    assert wrong == []


def test_a_command_that_is_not_there_is_found() -> None:
    for gone in ("chekc dossier.toml", "check dossier.toml --marekt US", "lists statsu"):
        with pytest.raises(click.UsageError):
            parsed(words_of(gone))


COPIED = {
    "dossier.toml": "shanghai-app/dossier.toml",
    "model.toml": "model-bev/model.toml",
    "a.toml": "model-bev/model.toml",
    "b.toml": "model-bev/model.toml",
    "bom.cdx.json": "aurora/aurora.cdx.json",
    "feature.toml": "automation/assisted.toml",
}
OF_STRANGERS = {
    "bods.json": "bods.json",
    "gleif-rr.xml": "gleif.xml",
    "psc.jsonl": "psc.jsonl",
    "un.xml": "un.xml",
}
"""What the fuzz targets start from."""
WRITTEN = {
    "bms.csv": "Reference,Value,Manufacturer,MPN\nU1,TCU,Acme,A1\n",
    "board.csv": "Reference,Value,Manufacturer,MPN\nU1,TCU,Acme,A1\n",
    "suppliers.csv": "name,country\nNobody Known,DE\n",
    "csl.csv": "_id,source,entity_number,type,programs,name\n1,SDN,1,Entity,X,OTHER LTD\n",
    "cases.csv": "case,act.kind,party.organised_in\n1,sale,CN\n2,import,DE\n",
    "bulletin.html": "<html><body><p>Exports rose to 5 million cars.</p></body></html>",
}


MEANT = {
    "own SUPPLIER --registry bods.json": "own 'X Ltd' --registry bods.json",
    "verify pack/": "verify draft",  # the pack itself is refused: the example is barred
    "answers out/*.xlsx": "answers replies/*.xlsx",  # it has no open questions
    "desk": "desk --help",  # it serves until it is ended: tests/desk
    "records verify": "records verify --help",  # a desk made these: tests/desk
}
"""What stands for a name, for what the example has not, for a server."""


def readme_lines() -> list[str]:
    block = README[README.index("pratique new hardware-import") :]
    return list(shown("```\n" + block[: block.index("```")] + "```"))


@pytest.fixture
def beside(tmp_path: Path) -> Iterator[Path]:
    """A folder with every file that the README's lines name, which is the present one."""
    for name, of in COPIED.items():
        shutil.copy(EXAMPLES / of, tmp_path / name)
    for folder, of in {"before": "shanghai-app", "after": "shanghai-app", "asked": "aurora"}.items():
        shutil.copytree(EXAMPLES / of, tmp_path / folder)
    for name, of in OF_STRANGERS.items():
        shutil.copy(ROOT / "tests" / "fuzz" / "corpus" / of, tmp_path / name)
    for name, text in WRITTEN.items():
        (tmp_path / name).write_text(text, "utf-8")
    sheet = pytest.importorskip("openpyxl").Workbook()
    sheet.active.append(["part", "HTSUS subheading"])
    sheet.active.append(["Telematics app", None])
    sheet.save(tmp_path / "customer.xlsx")
    pytest.importorskip("pyarrow.parquet").write_table(
        pytest.importorskip("pyarrow.csv").read_csv(tmp_path / "cases.csv"), tmp_path / "cases.parquet"
    )
    with inside(tmp_path):
        run("convert", "bom.cdx.json", "-o", "bom.spdx.json")
        run("declare", "dossier.toml", "--draft", "-o", "draft")
        run("questionnaire", "asked/dossier.toml", "-o", "replies")
        yield tmp_path


def test_every_line_of_the_readme_runs(beside: Path) -> None:
    wrong = []
    for command in readme_lines():
        words = [name for word in words_of(MEANT.get(command, command)) for name in sorted(glob.glob(word)) or [word]]
        ran = run(*words)
        if ran.status not in (0, 1, 3):
            wrong.append(f"{command}: {ran.status} {ran.err[-600:]}")
    assert not wrong, "\n".join(wrong)
    assert len(readme_lines()) >= 38

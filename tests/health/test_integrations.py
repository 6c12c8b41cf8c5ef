"""The hook, the action, the pipeline and the image that users put into their own repositories."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from tests.running import EXAMPLES, ROOT

from pratique.cli import COMMANDS

yaml = pytest.importorskip("yaml")
ACTION = ROOT / "action.yml"


def laid(tmp_path: Path, *names: str) -> dict[str, str]:
    """An environment with a `pratique` on its path, and the examples below the folder it is run in."""
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin" / "pratique"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m pratique "$@"\n')
    program.chmod(0o755)
    for name in names:
        shutil.copytree(EXAMPLES / name, tmp_path / name)
    path = f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT / "src"), "KNOWN": "2026-11-22"}


def check_sh(tmp_path: Path, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    script = ["bash", str(ROOT / "integrations" / "check.sh")]
    return subprocess.run(script, cwd=tmp_path, env=env, capture_output=True, text=True, check=False)


def test_the_hook_calls_a_command_that_is_there_on_the_files_that_are_dossiers() -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    program, command = hook["entry"].split()
    assert (program, command in COMMANDS) == ("pratique", True)
    files = ("a/dossier.toml", "dossier.json", "a/model.toml", "xdossier.toml")
    assert [bool(re.search(hook["files"], path)) for path in files] == [True, True, False, False]


def test_the_action_pastes_no_input_into_a_script() -> None:
    action = yaml.safe_load(ACTION.read_text())
    inputs = action["inputs"]
    for step in action["runs"]["steps"]:
        assert "${{" not in step["run"]
        for value in step["env"].values():
            for name in re.findall(r"inputs\.([\w-]+)", value):
                assert name in inputs
    used = re.findall(r"\$\{\{ inputs\.([\w-]+) \}\}", ACTION.read_text())
    assert sorted(used) == sorted(inputs)


@pytest.mark.parametrize(("names", "fail_on", "status"), [
    (("shanghai-app", "aurora"), "undetermined", 1),
    (("aurora",), "undetermined", 3),
    (("aurora",), "prohibited", 0),
])  # fmt: skip
def test_the_script_leaves_every_report_and_the_status(
    names: tuple[str, ...], fail_on: str, status: int, tmp_path: Path
) -> None:
    env = laid(tmp_path, *names)
    said = {"DOSSIERS": "\n".join(f"  {name}/dossier.toml " for name in names), "FAIL_ON": fail_on,
            "GITHUB_OUTPUT": str(tmp_path / "out"), "GITHUB_STEP_SUMMARY": str(tmp_path / "summary")}  # fmt: skip
    ran = check_sh(tmp_path, {**env, **said})
    assert ran.returncode == status, ran.stderr
    reports = tmp_path / "pratique-reports"
    assert sorted(each.name for each in reports.iterdir()) == [
        "gl-code-quality-report.json", "pratique-junit.xml", "pratique.md", "pratique.sarif",
    ]  # fmt: skip
    runs = json.loads((reports / "pratique.sarif").read_text())["runs"]
    assert len(runs) == len(names)
    assert f"status={status}\n" in (tmp_path / "out").read_text()
    assert (tmp_path / "summary").read_text() == (reports / "pratique.md").read_text()


def test_wrong_input_ends_the_script_with_its_status_and_leaves_no_report(tmp_path: Path) -> None:
    env = laid(tmp_path)
    (tmp_path / "-o dossier.toml").write_text("schema = 1\n[")
    (tmp_path / "pratique-reports").mkdir()
    (tmp_path / "pratique-reports" / "pratique.sarif").write_text("of an earlier run")
    said = {"DOSSIERS": "-o dossier.toml", "GITHUB_OUTPUT": str(tmp_path / "out")}
    ran = check_sh(tmp_path, {**env, **said})
    assert (tmp_path / "out").read_text() == "status=4\n"
    assert ran.returncode == 4
    assert "-o dossier.toml" in ran.stderr
    assert list((tmp_path / "pratique-reports").iterdir()) == []
    assert check_sh(tmp_path, {**env, "DOSSIERS": " \n "}).returncode == 2


def test_the_pipeline_names_the_reports_that_the_script_writes() -> None:
    job = yaml.safe_load((ROOT / "integrations" / "gitlab.yml").read_text())["pratique"]
    script = (ROOT / "integrations" / "check.sh").read_text()
    for path in job["artifacts"]["reports"].values():
        assert path.removeprefix("pratique-reports/") in script


def test_the_image_runs_as_nobody() -> None:
    lines = (ROOT / "Containerfile").read_text().splitlines()
    users = [line.split()[1] for line in lines if line.startswith("USER ")]
    assert users[-1].split(":")[0].isdigit()
    assert users[-1].split(":")[0] != "0"
    extras = next(line for line in lines if line.startswith("ARG EXTRAS=")).partition("=")[2].split(",")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert set(extras) <= set(project["optional-dependencies"])


def test_the_image_copies_all_that_the_wheel_is_built_of(tmp_path: Path) -> None:
    for line in (ROOT / "Containerfile").read_text().splitlines():
        if line.startswith("COPY ") and "--from" not in line:
            *sources, target = line.split()[1:]
            for source in sources:
                into = tmp_path / target
                if (ROOT / source).is_dir():
                    shutil.copytree(ROOT / source, into, ignore=shutil.ignore_patterns("__pycache__"))
                else:
                    into.mkdir(parents=True, exist_ok=True)
                    shutil.copy(ROOT / source, into)
    built = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path / "dist")],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert built.returncode == 0, built.stderr
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    inside = zipfile.ZipFile(wheel).namelist()
    assert any(name.endswith("pratique.cdx.json") for name in inside)
    assert "pratique/examples/aurora/dossier.toml" in inside

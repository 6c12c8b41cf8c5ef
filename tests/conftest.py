"""Every property of the suite draws the same examples on any machine, and tries what exploring once found."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.durations import SLOW, read
from tests.exploring import found_for, is_exploring, is_thorough, keep, load_profile, set_free, tried_again
from tests.left import WIDTH, put_back, state
from tests.spread import shuffled, spread

ROOT = Path(__file__).parents[1]
BUILT = {"_build", "__pycache__", "images"}
"""Folders that a build or a picture test fills."""

load_profile()
os.environ["COLUMNS"] = WIDTH
if not is_thorough():
    # A plan of Spark runs here once, over few rows: to generate and compile code for it was half of what it took.
    plain = ("adaptive.enabled", "codegen.wholeStage")
    named = " ".join(f"--conf spark.sql.{each}=false" for each in plain)
    os.environ["PYSPARK_SUBMIT_ARGS"] = f"{named} --conf spark.sql.codegen.factoryMode=NO_CODEGEN pyspark-shell"
    os.environ["JAVA_TOOL_OPTIONS"] = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
# Every test, its module and what it draws from lie in memory to the end: to look through all of that for cycles again
# and again was a fifth of a run. The command sets the same for itself.
gc.set_threshold(100_000, 20, 50)


SHIPPED = (ROOT / "examples", ROOT / "docs", ROOT / "conformance")


def shipped() -> set[Path]:
    return {each for folder in SHIPPED for each in folder.rglob("*") if not BUILT.intersection(each.parts)}


@pytest.fixture(scope="session", autouse=True)
def what_is_shipped_stays() -> Iterator[None]:
    """No test leaves a file among the shipped ones: another that reads their folder would meet it by chance."""
    before = shipped()
    yield
    assert shipped() <= before, "a test wrote among the shipped files"


@pytest.fixture
def short_proofs(monkeypatch: pytest.MonkeyPatch) -> None:
    """A proof that is not what is tested ends after a fifteenth of its steps: what it says is wider, and says so.

    What `needs` proves is held by `tests/cases` and `tests/usecases/test_needs_*.py`, in all its steps.
    """
    if find_spec("z3") is not None:
        monkeypatch.setattr("pratique.usecases.missing.formulas.MOST_STEPS", 10_000_000)


def is_property(item: pytest.Item) -> bool:
    return isinstance(item, pytest.Function) and hasattr(item.obj, "hypothesis")


def without_the_desks(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Outside the desk no test is set up as pytest-django sets up every one: by ten fixtures, dearer than most."""
    desks = vars(config.pluginmanager.get_plugin("django") or object).keys()
    for item in items:
        if isinstance(item, pytest.Function) and "desk" not in item.path.parts:
            assert item.get_closest_marker("django_db") is None, f"{item.nodeid} needs the desk: tests/desk"
            item.fixturenames[:] = [each for each in item.fixturenames if each not in desks]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    without_the_desks(config, items)
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    if workers > 1:
        files = [item.nodeid.partition("::")[0] for item in items]
        items[:] = [items[at] for at in spread(files, read(SLOW.read_text("utf-8")), workers)]
    if is_exploring():
        files = [item.nodeid.partition("::")[0] for item in items]
        items[:] = [items[at] for at in shuffled(files, config.getoption("--hypothesis-seed", None))]
        for test in {id(item.obj): item.obj for item in items if is_property(item)}.values():  # type: ignore[attr-defined]
            set_free(test)


def pytest_collection_finish() -> None:
    gc.freeze()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_call(item: pytest.Item) -> None:
    if is_property(item) and not is_exploring():
        assert isinstance(item, pytest.Function)
        for record in found_for(item.nodeid):
            tried_again(item, record)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    if is_exploring() and call.excinfo is not None and is_property(item):
        keep(item.nodeid, call.excinfo.value)
    return (yield)


_begun: dict[str | bytes, object] = {}
"""The state in which the process was before the test that runs."""


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> Iterator[None]:
    _begun.clear()
    _begun.update(state())
    return (yield)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    done = yield
    if left := put_back(_begun):
        item.warn(pytest.PytestWarning(f"left changed, and put back: {'; '.join(left)}"))
    return done

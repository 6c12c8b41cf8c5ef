"""The desk as a person meets it: started by its command; every page in each of its states, by axe, narrow, printed.

`PRATIQUE_SHOTS=folder` keeps a screenshot of each, to be looked at.
"""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus

import pytest

from pratique.files.clock import today
from tests.desk import browser
from tests.desk.browser import CHROMIUM, Eyes, StartedDesk, answered, context_of, keep, press, set_up, upload
from tests.desk.conftest import EXAMPLES
from tests.desk.served import PATIENCE, environment
from tests.exploring import is_thorough

pytest.importorskip("playwright")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium here")
LONG = 3_000 if is_thorough() else 200
"""How many parts a long bill has; to look at a page with thousands takes half a minute."""
EMPTY = (
    "", "dossiers", "dossiers/new", "questionnaires", "parties", "lists", "markets", "calendar", "figures", "records",
    "markets/duty", "markets/duty?code=870380&origin=CN&into=US,RU&powertrain=BEV", "markets/duty?code=87x&facts=x",
    "records/retention", "search", "search?q=nothing-holds-this", "admin", "account", "law", "nowhere",
)  # fmt: skip
OF_A_DOSSIER = (
    "", "/questions", "/questions/next", "/answers", "/parts", "/ownership", "/dates", "/what-if", "/pending",
    "/options", "/evidence", "/papers", "/papers?paper=specific", "/records",
)  # fmt: skip


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StartedDesk]:
    """A desk of a command, on an empty home."""
    with browser.started(tmp_path_factory.mktemp("desk")) as made:
        yield made


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """One browser for all."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        # Nobody looks: without a process that draws as a graphics card would, it costs a fifth less.
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-software-rasterizer"]
        yield play.chromium.launch(executable_path=CHROMIUM, args=arguments, timeout=PATIENCE * 1000)


@pytest.fixture(scope="module")
def state(desk: StartedDesk, chromium: Any) -> Any:
    """The cookies of the first person, who saw every page while there was nothing yet."""
    context = context_of(chromium, viewport={"width": 1280, "height": 900})
    eyes = Eyes(context.new_page(), desk.base)
    eyes.look("setup-wrong", "setup?token=wrong")
    eyes.page.goto(desk.link)
    eyes.look("setup")
    eyes.send("setup-error", "main button")
    set_up(eyes.page, desk.link)
    for each in EMPTY:
        eyes.look("empty-" + (re.sub(r"\W+", "-", each) or "today"), each)
    assert eyes.wrong == []
    kept = context.storage_state()
    context.close()
    return kept


def test_from_upload_to_settled_and_the_packs_without_scripts(
    desk: StartedDesk, chromium: Any, state: Any, tmp_path: Path
) -> None:
    context = context_of(chromium, java_script_enabled=False, storage_state=state, accept_downloads=True)
    page, clicks = context.new_page(), 2
    upload(page, desk.base, "aurora")
    assert page.title().startswith("Undetermined: clear with duties .. prohibited")
    assert "official text" in page.inner_text("main")
    press(page, "text=Answer it")
    clicks += 1
    for _ in range(12):
        if "questions/next" not in page.url:
            break
        answered(page)
        press(page, "text=Save and continue")
        clicks += 2
    assert page.title().startswith("May cross under what was examined: clear with duties"), page.title()
    assert "neighbouring rules were not examined" in page.inner_text("main")
    assert clicks <= 17
    press(page, "nav >> text=Papers")
    papers = page.url
    page.click("text=Make a draft pack")
    page.wait_for_selector("text=Download")  # the page looks again by itself, without a script
    with page.expect_download() as got:
        page.click("text=Download")
    assert got.value.suggested_filename.endswith("-draft.zip")
    signed_and_packed(page, desk, papers, tmp_path)
    context.close()


def signed_and_packed(page: Any, desk: StartedDesk, papers: str, folder: Path) -> None:
    """Counsel signs what the pack rests on, as the page of the papers lists it; the pack is that of `declare`."""
    page.goto(papers)
    page.click("text=Check what is missing")
    page.wait_for_selector("text=The form")
    text = folder / "791.txt"
    text.write_text("the official text, as it was read")
    told = r"^(?:The statement denies )?(.+?)(?: decides, but its|, whose) official text"
    cites = dict.fromkeys(re.findall(told, page.inner_text("main"), re.MULTILINE))
    assert len(cites) >= 2, page.inner_text("main")
    for cite in cites:
        page.goto(f"{desk.base}/law/cite?cite={quote_plus(cite)}")
        page.set_input_files("#text", str(text))
        page.fill("#password", browser.PASSWORD)
        press(page, "main button:text-is('Sign off')")
        assert "is signed off" in page.inner_text("[role=status]"), page.inner_text("main")
    page.goto(papers.replace("/papers", ""))
    press(page, "main button:text-is('Decide again')")
    page.goto(papers)
    assert "state of registries and evidence" in page.inner_text("main"), "what was signed since then does not count"
    page.goto(papers.replace("/papers", "/options"))
    known = today().isoformat()
    page.fill("#known_on", known)
    press(page, "main form.card button")
    assert page.title().startswith("May cross under what was examined: clear with duties"), page.title()
    page.goto(papers)
    page.click("text=Check what is missing")
    page.wait_for_selector("text=The form")
    assert page.query_selector(".chip.barred") is None, page.inner_text("main")
    page.click("main button:text-is('Make the pack')")
    page.wait_for_selector("text=Download")
    with page.expect_download() as got:
        page.click("text=Download")
    got.value.save_as(folder / "pack.zip")
    page.goto(papers)
    with page.expect_download() as source:
        page.click("text=The dossier as files")
    source.value.save_as(folder / "source.zip")
    zipfile.ZipFile(folder / "source.zip").extractall(folder / "dossier")
    command = ["declare", str(folder / "dossier" / "dossier.toml"), "-o", str(folder / "written")]
    command += ["--known-on", known]
    ran = subprocess.run(
        [sys.executable, "-m", "pratique", *command], env=environment(), capture_output=True, text=True
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    pack = zipfile.ZipFile(folder / "pack.zip")
    written = {each.name: each.read_bytes() for each in (folder / "written").rglob("*") if each.is_file()}
    assert {name: pack.read(name) for name in pack.namelist()} == written


def test_every_page_of_a_dossier_that_is_open_barred_settled_long_refused_and_at_work(
    desk: StartedDesk, chromium: Any, state: Any, tmp_path: Path
) -> None:
    context = context_of(chromium, storage_state=state, viewport={"width": 1280, "height": 900})
    eyes = Eyes(context.new_page(), desk.base)
    page = eyes.page
    held = upload(page, desk.base, "tyre-sensor").removeprefix(f"{desk.base}/")
    eyes.look("ownership-drawn", held + "/ownership")
    assert page.query_selector(".picture svg rect[fill='#fdecea']"), "who is linked is set off"
    opened = upload(page, desk.base, "aurora").removeprefix(f"{desk.base}/")
    for each in OF_A_DOSSIER:
        eyes.look("open" + re.sub(r"\W+", "-", each), opened + each)
    eyes.look("open-question-choice", opened + "/questions/next")
    eyes.send("question-error", "text=Save and continue")
    barred = upload(page, desk.base, "shanghai-app").removeprefix(f"{desk.base}/")
    eyes.look("barred")
    worked_through(eyes, barred)
    at_work(eyes, desk, barred)
    refused(eyes, desk, barred, tmp_path)
    long_ones(eyes, desk, tmp_path)
    for each in (
        "",
        "dossiers",
        "search?q=aurora",
        "records",
        "parties",
        "records/1",
        "admin",
        "law/cite?cite=15+CFR+791.303(b)",
    ):
        eyes.look("full-" + (re.sub(r"\W+", "-", each) or "today"), each)
    printed(eyes, opened)
    assert eyes.wrong == []
    context.close()


def worked_through(eyes: Eyes, dossier: str) -> None:
    """What is worked out, and shown."""
    page = eyes.page
    for where, button, words in (
        ("/what-if", "text=Work it out", "smallest changes"),
        ("/dates", "text=Work out the days", "Decided by"),
        ("/pending", "text=Ask all pending law", "pending"),
        ("/papers", "text=Check what is missing", "The form"),
        ("/records", "main >> text=Decide again", "Made again"),
    ):
        page.goto(f"{eyes.base}/{dossier}{where}")
        page.click(button)
        eyes.through_work(words)
        eyes.look(f"worked{where.replace('/', '-')}")
    page.goto(f"{eyes.base}/{dossier}/papers")
    page.click("text=Make a draft pack")
    eyes.through_work("Download")
    eyes.look("job-done")
    page.goto(f"{eyes.base}/markets")
    page.click("text=Or open the example")
    eyes.through_work("Duty at entry")
    eyes.look("market")
    page.goto(f"{eyes.base}/calendar")
    page.click("text=Look for the days")
    eyes.through_work("For a calendar program")
    eyes.look("calendar")
    page.goto(f"{eyes.base}/records")
    page.click("text=Verify every record now")
    eyes.through_work("records hold")
    eyes.look("records-verified")


def at_work(eyes: Eyes, desk: StartedDesk, dossier: str) -> None:
    """Pages while a worker is busy, and the job that waits."""
    page = eyes.page
    with desk.without_workers():
        page.goto(f"{eyes.base}/{dossier}/papers?paper=opinion")
        page.click("text=Check what is missing")
        page.wait_for_selector("text=It waits for a worker")
        eyes.look("job-waiting")
        eyes.look("papers-waiting", f"{dossier}/papers?paper=opinion")
        page.click("text=how far it is")
    eyes.through_work("The form")


def refused(eyes: Eyes, desk: StartedDesk, dossier: str, folder: Path) -> None:
    """Uploads that cannot be decided: small ones at once, large ones as a job."""
    page = eyes.page
    broken = folder / "dossier.toml"
    broken.write_text('title = "x"\n[[transactions]]\nact = "sail"\n[[vehicles]]\nboms = ["../none.json"]\n')
    page.goto(f"{eyes.base}/dossiers/new")
    page.set_input_files("#files", str(broken))
    eyes.send("new-refused", "text=Upload and decide")
    page.goto(f"{eyes.base}/{dossier}/evidence")
    page.set_input_files("#files", str(broken))
    eyes.send("evidence-refused", "text=Upload and decide")
    large = folder / "large.cdx.json"
    large.write_text('{"bomFormat": "CycloneDX", "components": ' + " " * 300_000 + "{")
    page.goto(f"{eyes.base}/dossiers/new")
    page.set_input_files("#files", str(large))
    page.fill("#into", "US")
    page.click("text=Upload and decide")
    eyes.through_work("Nothing was stored")
    eyes.look("job-failed")
    page.goto(f"{eyes.base}/login")
    page.fill("#login", "nobody")
    eyes.send("login-error", "main button")


def long_ones(eyes: Eyes, desk: StartedDesk, folder: Path) -> None:
    """A bill of many parts with names that are long and hostile."""
    import json

    evil = "<script>alert(1)</script>" + "unbroken" * 20 + "\u202egnp.exe 车载通信单元"
    parts = [
        {"type": "library", "name": f"{evil if n % 50 == 0 else 'part'}-{n}", "version": "1"} for n in range(LONG)
    ]
    bill = folder / "long.cdx.json"
    bill.write_text(json.dumps({"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "components": parts}))
    page = eyes.page
    page.goto(f"{eyes.base}/dossiers/new")
    page.set_input_files("#files", str(bill))
    page.fill("#into", "US")
    page.fill("#title", evil[:180])
    page.click("text=Upload and decide")
    eyes.through_work("Next step")
    where = page.url.removeprefix(f"{desk.base}/")
    eyes.look("long")
    for each in ("/parts", "/parts?only=open", "/questions", "/answers", "/evidence"):
        eyes.look("long" + re.sub(r"\W+", "-", each), where + each)


def printed(eyes: Eyes, dossier: str) -> None:
    """On paper nothing is left out that limits the claim, and no menu is printed."""
    page = eyes.page
    page.emulate_media(media="print")
    for each in ("", "/questions", "/parts", "/papers"):
        page.goto(f"{eyes.base}/{dossier}{each}")
        keep(page, "printed" + each.replace("/", "-"))
        assert not page.is_visible("header.top")
    page.goto(f"{eyes.base}/{dossier}")
    words = page.inner_text("main")
    for each in ("Undetermined", "official text", "not examined", "clear with duties"):
        assert each in words, each
    assert page.is_visible("#not-examined details li >> nth=0"), "on paper nothing stays folded"
    page.goto(f"{eyes.base}/{dossier}/questions")
    assert page.is_visible("table >> nth=0")
    page.emulate_media(media="screen")


def test_by_the_keyboard_alone(desk: StartedDesk, chromium: Any, state: Any) -> None:
    context = context_of(chromium, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"{desk.base}/login")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip", "the first stop leads past the menu"
    tab_to(page, "login")
    page.keyboard.type("rivera")
    page.keyboard.press("Tab")
    page.keyboard.type(browser.PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.goto(f"{desk.base}/dossiers/new")
    page.set_input_files("#files", [str(EXAMPLES / "aurora" / n) for n in ("dossier.toml", "aurora.cdx.json")])
    tab_to(page, "files")
    tab_to_text(page, "Upload and decide")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.title().startswith("Undetermined")
    tab_to_text(page, "Answer it")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.keyboard.press("2")
    assert page.is_checked("#value-no")
    tab_to(page, "source")
    page.keyboard.type("mail of 2026-11-20")
    tab_to_text(page, "Save and continue")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "Saved." in page.inner_text("[role=status]")
    page.keyboard.press("?")
    assert page.is_visible("#keys")
    page.keyboard.press("Escape")
    assert not page.is_visible("#keys")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "find"
    page.goto(f"{desk.base}/dossiers")
    page.keyboard.press("j")
    first = page.evaluate("document.activeElement.href")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.href") == first
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.keyboard.press("?")
    page.keyboard.press("Enter")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") != "find", "single keys can be switched off (WCAG 2.1.4)"
    context.close()


def tab_to(page: Any, wanted: str) -> None:
    """Tab until an element of this id has the focus, which can be seen."""
    for _ in range(90):
        if page.evaluate("document.activeElement.id") == wanted:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no key leads to {wanted}")


def tab_to_text(page: Any, wanted: str) -> None:
    """Tab until an element with this text has the focus."""
    for _ in range(90):
        if page.evaluate("document.activeElement.innerText || ''").strip() == wanted:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no key leads to {wanted!r}")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_supplier_without_an_account_in_its_language(
    desk: StartedDesk, chromium: Any, state: Any, language: str
) -> None:
    context = context_of(chromium, storage_state=state, viewport={"width": 1280, "height": 900})
    eyes = Eyes(context.new_page(), desk.base)
    page = eyes.page
    dossier = upload(page, desk.base, "aurora")
    page.goto(f"{dossier}/questions")
    for each in page.query_selector_all("input[name=ask]")[:3]:
        each.check()
    eyes.send("questionnaire-new", "text=Send the ticked ones to a supplier")
    eyes.send("questionnaire-new-error", "text=Make the link")
    page.fill("#recipient", f"Acme {language}")
    eyes.send("questionnaire-sent", "text=Make the link")
    link = page.inner_text("main code")
    eyes.look("questionnaires-full", "questionnaires")
    context.close()
    supplier = context_of(chromium, java_script_enabled=False, viewport={"width": 1280, "height": 900})
    plain = supplier.new_page()
    plain.goto(f"{link}?lang={language}")
    note = "国家秘密" if language == "zh" else "state secrets"
    assert note in plain.inner_text("main").replace("State", "state")
    looking = context_of(chromium, viewport={"width": 1280, "height": 900})
    seen = Eyes(looking.new_page(), desk.base)
    seen.page.goto(f"{link}?lang={language}")
    seen.look(f"supplier-{language}-start")
    press(plain, "main button")
    for number in range(1, 9):
        if plain.query_selector("#attest"):
            break
        seen.page.goto(f"{link}?lang={language}")
        seen.look(f"supplier-{language}-question-{number}")
        if number == 1:
            press(plain, "main button")
            assert plain.query_selector(".mistakes")
        values = [each.get_attribute("value") for each in plain.query_selector_all("input[name=value][type=radio]")]
        if "no" in values:
            plain.check("input[name=value][value=no]")
        elif len(values) > 1:
            plain.check(f"input[name=value][value={values[0]}]")
        else:
            plain.fill("#value", "2026-03-01") if plain.query_selector(
                "#value[type=text], #value:not([type])"
            ) else plain.check("#value")
        press(plain, "main button")
    seen.page.goto(f"{link}?lang={language}")
    seen.look(f"supplier-{language}-check")
    plain.fill("#name", "A. Li")
    plain.check("#attest")
    press(plain, "main button")
    seen.page.goto(f"{link}?lang={language}")
    seen.look(f"supplier-{language}-done")
    seen.page.goto(f"{desk.base}/q/{'A' * 43}?lang={language}")
    seen.look(f"supplier-{language}-ended")
    assert "Aurora" not in plain.content(), "of the dossier nothing is told but the questions"
    assert eyes.wrong + seen.wrong == []
    supplier.close()
    looking.close()

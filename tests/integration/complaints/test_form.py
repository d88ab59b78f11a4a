"""The acceptance form, as a browser prints it."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from services.complaints.domain.case import Case
from services.complaints.domain.parts import Contact, Findings, Remedy
from services.complaints.web.form import acceptance_form
from tests.integration.complaints.conftest import House
from tests.unit.complaints.cases import closed
from tests.unit.complaints.worlds import SHANGHAI, START

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(shutil.which("chromium") is None, reason="needs chromium"),
]
LONG = "等了一个小时才上菜，汤是凉的，请给说法。" * 100
FITS = """<style>main { width: 186mm }</style><script>
const main = document.querySelector("main"), signed = document.querySelector(".sign");
document.title = `cut off: ${main.scrollHeight - main.clientHeight}, signed: ${signed.cells.length}`;
</script>"""
"""Said of the page at the width it is printed: how much of it falls below its end."""


def chromium(folder: Path, *arguments: str) -> str:
    """What headless chromium says to these arguments."""
    browser = ("chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile")
    done = subprocess.run([*browser, *arguments], check=True, capture_output=True, text=True, timeout=120)
    return done.stdout


def pages(folder: Path, html: str) -> int:
    """On how many pages it prints."""
    (folder / "form.html").write_text(html)
    chromium(
        folder, "--no-pdf-header-footer", f"--print-to-pdf={folder}/form.pdf", f"file://{folder}/form.html"
    )
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", (folder / "form.pdf").read_bytes()))


def overflowing() -> Case:
    """A case with far too much in every box of the form."""
    case = closed(content=LONG, remedy_wanted=LONG, reply_when=LONG, contact=Contact(LONG, LONG, LONG, LONG))
    assert case.summary
    assert case.cause
    return replace(
        case,
        owner_id=LONG,
        grounds=(
            "authority-or-media",
            "collective",
            "loss-or-injury",
            "repeated-failure",
            "unresolved-month",
        ),
        dispatches=tuple(replace(case.dispatches[0], department_id=f"{LONG}{n}") for n in range(9)),
        findings=tuple(Findings("kitchen", "chef", START, LONG, 1) for _ in range(9)),
        cause=replace(case.cause, code=LONG),
        remedies=tuple(Remedy(f"r{n}", "apology", LONG, 1, START) for n in range(9)),
        result=LONG,
        actions=tuple(replace(case.actions[0], text=LONG) for _ in range(9)),
        summary=replace(case.summary, lesson=LONG),
    )


@pytest.mark.rule("C16")
def test_a_form_with_too_much_in_every_box_still_ends_with_its_signatures(tmp_path: Path) -> None:
    html = acceptance_form(overflowing(), SHANGHAI)
    (tmp_path / "fits.html").write_text(html + FITS)
    shown = chromium(tmp_path, "--dump-dom", f"file://{tmp_path}/fits.html")
    assert "<title>cut off: 0, signed: 4</title>" in shown
    assert pages(tmp_path, html) == 1


@pytest.mark.rule("C16")
async def test_the_form_of_a_case_prints_on_one_page_and_holds_what_the_guest_said(
    house: House, tmp_path: Path
) -> None:
    case = await house.resolved(content="汤是凉的，等了很久。", remedy_wanted="减免<b>服务费</b>")
    html = (await house.api().client.get(f"/cases/{case['id']}/form")).text
    for words in ("客户建议受理单", case["number"], "李先生", "G-1", "汤是凉的，等了很久。", "非常抱歉"):
        assert words in html
    assert "<b>服务费" not in html
    assert pages(tmp_path, html) == 1

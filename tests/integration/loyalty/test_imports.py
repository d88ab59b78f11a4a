"""Files taken in through the same doors as anything new: a guest file, and a real purchase history."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import AsyncIterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import httpx
import pytest

from infra.cli import import_purchases
from infra.cli.ledger.sender import Tally
from infra.cli.members.files import load
from infra.cli.members.sending import send_guests, send_purchases
from tests.integration.loyalty.conftest import House

MAPPINGS = Path(import_purchases.__file__).parent / "mappings"
SLICE = 2_000
GUESTS = """姓名,手机,邮箱,卡号,性别,生日,历法,职业,地址,喜好,特殊需求,接受推广,节日问候
李雷,13800138000,li@example.com,G1,男,1988-08-15,农历,,,靠窗、安静,,是,是
韩梅梅,13900139000,,G2,女,02-29,公历,教师,,,,否,
王五,12,,G3,男,,,,,,,,
李雷,138 0013 8000,,,男,,,,,,,,
,13700137000,,,,,,,,,,,
"""


@pytest.fixture(scope="session")
def purchases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The CDNOW purchase history, out of the package that ships it; nothing of it is in the repository."""
    folder = tmp_path_factory.mktemp("lifetimes")
    fetched = subprocess.run(
        [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", folder, "lifetimes==0.11.3"],
        check=False,
        capture_output=True,
        timeout=300,
    )
    if fetched.returncode != 0:
        pytest.skip("the lifetimes package cannot be had here")
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        return Path(wheel.extract("lifetimes/datasets/CDNOW_master.txt", folder))


@pytest.fixture
async def client(house: House) -> AsyncIterator[httpx.AsyncClient]:
    async with house.api("manager").client as opened:
        opened.timeout = httpx.Timeout(120)
        yield opened


def sums(file: Path) -> tuple[int, int]:
    """What the file itself says: lines, and hundredths of its money."""
    rows = [line.split() for line in file.read_text("latin-1").splitlines()[1:]]
    return len(rows), sum(int(Decimal(row[-1]) * 100) for row in rows)


async def totals(house: House) -> dict[str, int]:
    """What the service says, over HTTP: visits and money of the venue."""
    asked = {
        "changes": {"settlement_fen_per_point": 10},
        "since": "1990-01-01T00:00:00Z",
        "until": "2030-01-01T00:00:00Z",
    }
    [venue] = (await house.api("manager").made("/policy/trials", asked))["venues"]
    return {"lines": venue["visits"], "fen": venue["spend_fen"], "points": venue["points_given"]}


async def taken_in(client: httpx.AsyncClient, file: Path) -> Tally:
    mapping = load(MAPPINGS / "cdnow.toml")
    return await send_purchases(client, mapping, mapping.lines(file), 4, 60, lambda _: None)


@pytest.mark.rule("L1")
async def test_a_guest_file_is_taken_in_with_a_word_on_every_line(
    house: House, client: httpx.AsyncClient, tmp_path: Path
) -> None:
    file = tmp_path / "guests.csv"
    file.write_text(GUESTS)
    mapping = load(MAPPINGS / "guests.toml")

    async def run() -> Tally:
        return await send_guests(client, mapping, mapping.lines(file), 1, 30, lambda _: None)

    tally = await run()
    assert (tally.taken, tally.known) == (2, 1)
    assert [(each.line, each.field) for each in tally.refusals] == [(4, "phone"), (6, "name")]
    again = await run()
    assert (again.taken, again.known, len(again.refusals)) == (0, 3, 2)
    [found] = (await house.api("agent").made("/guests/search", {"member_card": "G1"}))["items"]
    me = house.api("guest", guest_id=found["guest_id"])
    own = await me.seen(f"/guests/{found['guest_id']}/personal")
    assert own["birthday"] == {"month": 8, "day": 15, "year": 1988, "lunar": True, "leap": False}
    assert own["preferences"] == ["靠窗", "安静"]
    consents = (await me.seen(f"/guests/{found['guest_id']}"))["consents"]
    assert consents == {"marketing": True, "birthday": True, "holidays": True}


@pytest.mark.rule("L5", "L12")
async def test_a_purchase_history_adds_up_to_the_fen_and_twice_changes_nothing(
    house: House, client: httpx.AsyncClient, purchases: Path, tmp_path: Path
) -> None:
    file = tmp_path / "slice.txt"
    kept = purchases.read_text("latin-1").splitlines(keepends=True)[: SLICE + 1]
    file.write_text("".join(kept), "latin-1")
    await _twice(house, client, file)


@pytest.mark.slow
@pytest.mark.rule("L5")
async def test_the_whole_cdnow_history_adds_up_to_the_fen_and_twice_changes_nothing(
    house: House, client: httpx.AsyncClient, purchases: Path
) -> None:
    assert sums(purchases)[0] >= 50_000
    await _twice(house, client, purchases)


async def _twice(house: House, client: httpx.AsyncClient, file: Path) -> None:
    lines, fen = sums(file)
    first = await taken_in(client, file)
    assert (first.taken, first.known, first.refusals) == (lines, 0, [])
    found = await totals(house)
    assert (found["lines"], found["fen"]) == (lines, fen)
    before: Any = await house.db.collection("ledger").estimated_document_count()
    second = await taken_in(client, file)
    assert (second.taken, second.known, second.refusals) == (0, lines, [])
    assert await totals(house) == found
    assert await house.db.collection("ledger").estimated_document_count() == before

"""`make demo`: a day of the chain played on the running stack, told on the terminal, shown on the board."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from infra.local.issuer import Issuer
from infra.local.places import ROOT
from tests.e2e.running import Run

pytestmark = pytest.mark.slow


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Run]:
    one = Run(tmp_path / "data")
    yield one
    one.end()


async def watched(run: Run, boards: list[dict[str, Any]]) -> None:
    """Keep every board that reporting sends while the day is played."""
    token = Issuer(run.data / "issuer", run.page).token(roles=("gm",), subject="gina")
    async with (
        httpx.AsyncClient(timeout=None) as http,  # it is cancelled when the day is over
        http.stream(
            "GET",
            f"http://127.0.0.1:{run.base + 5}/v1/live",
            headers={"Authorization": f"Bearer {token}"},
        ) as stream,
    ):
        async for line in stream.aiter_lines():
            boards += [json.loads(line.removeprefix("data: "))] if line.startswith("data: {") else []


@pytest.mark.rule("R11")
async def test_a_day_is_told_on_the_terminal_and_moves_the_board(run: Run) -> None:
    run.start()
    await run.ready()
    boards: list[dict[str, Any]] = []
    watching = asyncio.create_task(watched(run, boards))
    player = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "infra.cli", "demo", "--seconds", "30",
        cwd=ROOT, env=run.env, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    told = (await player.communicate())[0].decode()
    watching.cancel()
    assert player.returncode == 0, told

    for scene in (
        "wished a happy birthday",
        "王先生 books harbour-ktv",
        "climbs to the general manager",
        "200 points granted",
        "a no-show",
        "dinner has earned her points: 108",
        "the managers read the day's figures",
        "4 seated, 1 no-show, 1,704.00 yuan, 1 complaint",
    ):
        assert scene in told, told
    digest = next(line for line in told.splitlines() if "the managers read" in line)
    assert "到店 2" in digest or "到店 4" in digest, digest

    levels = {case["level"] for board in boards for case in board["cases"]}
    assert {"supervisor", "manager", "gm"} <= levels
    assert len({board["totals"]["seated"] for board in boards}) >= 4, "arrivals moved the board"
    assert await run.stop() == 0

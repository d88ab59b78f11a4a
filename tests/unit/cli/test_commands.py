from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import jwt
import pytest
from click.testing import CliRunner, Result

from infra.chassis.clock import ScaledClock
from infra.cli.main import clubhouse
from infra.local.ports import free_port


@pytest.fixture(autouse=True)
def own_data(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("CLUBHOUSE_DATA_DIR", str(tmp_path))
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(clubhouse, arguments)


def test_help_names_every_command_and_says_what_it_is_for() -> None:
    shown = run("--help").output

    assert re.search(r"token +Print a bearer token", shown)
    assert re.search(r"clock +Show the time", shown)


def test_an_unknown_command_is_one_line() -> None:
    assert "No such command 'tokne'" in run("tokne").output


def test_a_header_without_a_value_is_one_line() -> None:
    refused = run("dlq", "edit", "--service", "booking", "g|t|k", "--reason", "why", "--header", "ce_type")
    assert refused.exit_code == 2
    assert "'ce_type': say name=value" in refused.output


@pytest.mark.parametrize("since", ["infd", "99999999d"])
def test_an_age_beyond_all_calendars_is_one_line(since: str) -> None:
    asked = ("replay", "--topic", "clubhouse.booking.bookings", "--since", since, "--reason", "why")
    refused = run(*asked)
    assert refused.exit_code == 2
    assert f"'{since}' is no time" in refused.output


def test_a_token_carries_what_was_asked() -> None:
    token = run("token", "--role", "guest", "--guest", "g1", "--venue", "v1", "--venue", "v2").output.strip()

    claims = jwt.decode(token, options={"verify_signature": False})
    assert (claims["roles"], claims["guest_id"], claims["venues"]) == (["guest"], "g1", ["v1", "v2"])


def test_all_venues_is_written_as_a_star() -> None:
    token = run("token", "--role", "agent").output.strip()

    assert jwt.decode(token, options={"verify_signature": False})["venues"] == ["*"]


def test_the_clock_goes_forward_for_all_who_share_it(own_data: Path) -> None:
    later = datetime.now(UTC) + timedelta(days=2)

    assert run("clock", "set", f"{later:%Y-%m-%dT%H:%M:%S%z}").exit_code == 0
    run("clock", "advance", "90")

    shown = ScaledClock(own_data / "clock.json").now()
    assert (
        timedelta(0) <= shown - later - timedelta(minutes=90) + timedelta(seconds=1) < timedelta(seconds=30)
    )


def test_the_clock_does_not_go_back() -> None:
    verdict = run("clock", "set", "2001-01-01T00:00+0000")

    assert verdict.exit_code == 1
    assert "goes forward only" in verdict.output


def test_a_faster_clock_keeps_its_time_and_its_speed_over_a_jump() -> None:
    run("clock", "speed", "60")

    assert "60 times real time" in run("clock", "advance", "5").output
    assert "1 times real time" in run("clock", "reset").output


def test_an_unreachable_service_is_one_line_with_the_fix() -> None:
    base = free_port()

    verdict = subprocess.run(
        [sys.executable, "-m", "infra.cli", "demo-load"],
        env={**os.environ, "CLUBHOUSE_BASE_PORT": str(base)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert verdict.returncode == 1
    assert re.fullmatch(rf"clubhouse: cannot reach .*:{base + 1}/: .*make up.*\n", verdict.stderr)

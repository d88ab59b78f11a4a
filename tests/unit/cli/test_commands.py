from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType

import jwt
import pytest
from click.testing import CliRunner, Result

from infra.chassis.clock import ScaledClock
from infra.cli import import_bookings
from infra.cli.ledger.sender import Refusal, Tally
from infra.cli.main import clubhouse
from infra.cli.members import command as members
from infra.local.ports import free_port
from infra.local.settings import SERVICES
from infra.mongo.access import BACKUP


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


def backed_up(folder: Path, *collections: str) -> None:
    """A backup of empty collections."""
    told: dict[str, dict[str, str]] = {}
    for name in collections:
        for part, kind in (("bson", "sha256"), ("metadata.json", "metadata_sha256")):
            file = folder / f"{name}.{part}.gz"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(b"")
            told.setdefault(name, {})[kind] = hashlib.sha256(b"").hexdigest()
    folder.mkdir(exist_ok=True)
    (folder / "manifest.json").write_text(json.dumps({"made_at": "now", "files": told}))


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (("backup", "--into", "BACKUPS"), "MongoDB: .*CLUBHOUSE_MONGO_URL"),
        (("restore", "FULL", "--yes"), "MongoDB: .*CLUBHOUSE_MONGO_URL"),
        (("restore", "BARE", "--yes", "--fresh-topics"), "Kafka: .*CLUBHOUSE_KAFKA_BOOTSTRAP.*--replace"),
        (("access", "mongo"), "MongoDB: .*CLUBHOUSE_MONGO_URL"),
        (("access", "kafka"), "Kafka: .*CLUBHOUSE_KAFKA_BOOTSTRAP"),
    ],
    ids=lambda each: " ".join(each[:2]) if isinstance(each, tuple) else "",
)
def test_an_unreachable_store_or_broker_is_one_line_with_the_fix(
    own_data: Path, monkeypatch: pytest.MonkeyPatch, line: tuple[str, ...], told: str
) -> None:
    port = free_port()
    monkeypatch.setenv("CLUBHOUSE_MONGO_URL", f"mongodb://127.0.0.1:{port}/?serverSelectionTimeoutMS=200")
    monkeypatch.setenv("CLUBHOUSE_KAFKA_BOOTSTRAP", f"127.0.0.1:{port}")
    for user in (*SERVICES, BACKUP):
        monkeypatch.setenv(f"CLUBHOUSE_{user.upper()}_MONGO_PASSWORD", "secret")
    backed_up(own_data / "FULL", "clubhouse_booking/bookings")
    backed_up(own_data / "BARE")
    monkeypatch.chdir(own_data)

    refused = run(*line)

    assert refused.exit_code == 1
    assert isinstance(refused.exception, SystemExit), refused.exception
    assert re.fullmatch(rf"(\d+ documents are back\n)?Error: {told}.*\n", refused.output), refused.output


@pytest.mark.parametrize(("taken", "status"), [(0, 1), (1, 0)])
@pytest.mark.parametrize(
    ("what", "module", "mapping"), [("bookings", import_bookings, "hotel"), ("guests", members, "guests")]
)
def test_an_import_that_took_nothing_in_has_failed(
    what: str, module: ModuleType, mapping: str, taken: int, status: int, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    async def sent(*_: object) -> Tally:
        return Tally(taken=taken, refusals=[Refusal(2, "phone", ("phone",), "bad-phone", "no phone")])

    monkeypatch.setattr(module, "_run", sent)
    file, report = tmp_path / "file.csv", tmp_path / "refused.csv"
    file.write_text("phone\n1\n")
    ran = run("import", what, str(file), "--mapping", mapping, "--report", str(report))
    assert ran.exit_code == status, ran.output
    assert "refused 1" in ran.output
    assert report.exists()

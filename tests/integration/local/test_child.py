from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from infra.local.child import CannotStart, Child, until
from infra.local.supervisor import Kept


def sleeper(tmp_path: Path, body: str = "import time; time.sleep(60)") -> Child:
    return Child("sleeper", [sys.executable, "-c", body], tmp_path / "log", grace=5)


async def yes() -> bool:
    return True


async def no() -> bool:
    return False


async def test_a_child_stops_when_asked(tmp_path: Path) -> None:
    child = sleeper(tmp_path)
    child.start()

    await child.stop()

    assert not child.running
    assert child.exit_code == -signal.SIGTERM


async def test_a_child_that_will_not_hear_is_killed(tmp_path: Path) -> None:
    deaf = Child(
        "deaf",
        [
            sys.executable,
            "-c",
            (
                "import signal, time; signal.signal(15, signal.SIG_IGN);"
                "print('deaf', flush=True); time.sleep(60)"
            ),
        ],
        tmp_path / "log",
        grace=0.5,
    )
    deaf.start()
    assert await until(lambda: deaf.last_words() == "deaf", 10)

    await deaf.stop()

    assert deaf.exit_code == -signal.SIGKILL


async def test_a_frozen_child_can_be_stopped(tmp_path: Path) -> None:
    child = sleeper(tmp_path)
    child.start()
    child.pause()

    await child.stop()

    assert not child.running


async def test_a_child_that_ends_while_starting_says_why(tmp_path: Path) -> None:
    child = sleeper(tmp_path, "raise SystemExit('no licence')")
    child.start()

    with pytest.raises(CannotStart, match="no licence"):
        await child.ready(no, 10)


async def test_a_child_that_never_gets_ready_is_given_up(tmp_path: Path) -> None:
    child = sleeper(tmp_path)
    child.start()

    with pytest.raises(CannotStart, match="not ready"):
        await child.ready(no, 0.1)
    await child.kill()


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's promise is Linux's")
async def test_a_child_dies_with_its_parent_even_by_kill_9(tmp_path: Path) -> None:
    program = (
        "import sys, time\nfrom pathlib import Path\nfrom infra.local.child import Child\n"
        "child = Child('c', [sys.executable, '-c', 'import time; time.sleep(60)'], Path(sys.argv[1]))\n"
        "child.start(); print(child.pid, flush=True); time.sleep(60)"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", program, tmp_path / "log"], stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout is not None
    child = int(parent.stdout.readline())

    parent.kill()
    parent.communicate()

    assert await until(lambda: not _alive(child), 5)


async def test_a_kept_child_that_falls_over_is_started_again_and_people_are_told(tmp_path: Path) -> None:
    child, said = sleeper(tmp_path), list[str]()

    async def start() -> None:
        child.start()
        await child.ready(yes, 5)

    kept = Kept(child, start, said.append)
    await kept.start()

    await child.kill()

    assert await until(lambda: kept.restarts == 1 and kept.state == "up", 10)
    assert "starting it again" in said[0]
    assert said[1] == "sleeper is back"
    await kept.stop()
    assert kept.state == "down"


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    return state != "Z"

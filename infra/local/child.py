"""One child process of the local stack: started, watched, stopped, and in fault tests killed or frozen.

Built on `subprocess.Popen`, not on asyncio's subprocesses: a child then belongs to no event loop and
outlives the loop that started it, as a test session needs.
"""

from __future__ import annotations

import asyncio
import ctypes
import math
import os
import signal
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from pathlib import Path

__all__ = ["CannotStart", "Child", "until"]

_PR_SET_PDEATHSIG = 1


class CannotStart(RuntimeError):
    """Something of the local stack cannot run here. The message is one line and names the fix."""


class Child:
    """A program run in its own process group, its output appended to one log file.

    Args:
        name: how people call it, e.g. ``mongod``.
        argv: program and arguments.
        log: file that receives stdout and stderr.
        env: additions to this process's environment.
        grace: seconds between the polite signal and the hard one when stopping.
    """

    def __init__(
        self,
        name: str,
        argv: Sequence[str],
        log: Path,
        *,
        env: Mapping[str, str] | None = None,
        grace: float = 20,
    ) -> None:
        self.name = name
        self.argv = tuple(argv)
        self.log = log
        self._env = {**os.environ, **(env or {})}
        self._grace = grace
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int | None:
        """Process id while running."""
        return self._process.pid if self._process and self._process.poll() is None else None

    @property
    def running(self) -> bool:
        """Whether the process is there (a frozen one is)."""
        return self.pid is not None

    @property
    def exit_code(self) -> int | None:
        """Exit status of the last run: negative for a signal, None while running or never started."""
        return self._process.poll() if self._process else None

    def start(self) -> None:
        """Start the program; it dies with this process, whatever ends this process."""
        if self.running:
            return
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as out:
            self._process = subprocess.Popen(
                self.argv,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                env=self._env,
                start_new_session=True,  # Ctrl-C reaches the supervisor alone, which stops in order
                preexec_fn=_die_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509 - one prctl call
            )

    async def ended(self) -> None:
        """Wait until it is not running (any more)."""
        await until(lambda: not self.running, math.inf, every=0.2)

    async def stop(self) -> None:
        """Ask it to end, wait, and insist after the grace period."""
        if not self._signal(signal.SIGTERM):
            return
        self.resume()  # a frozen process cannot hear
        if not await until(lambda: not self.running, self._grace):
            await self.kill()

    async def kill(self) -> None:
        """End it at once, as a power cut would."""
        self._signal(signal.SIGKILL)
        await until(lambda: not self.running, self._grace)

    def pause(self) -> None:
        """Freeze it where it stands."""
        self._signal(signal.SIGSTOP)

    def resume(self) -> None:
        """Let a frozen process go on."""
        self._signal(signal.SIGCONT)

    def last_words(self) -> str:
        """The last line of the log that says something, to explain an unexpected end."""
        if not self.log.exists():
            return ""
        with self.log.open("rb") as log:
            log.seek(max(0, self.log.stat().st_size - 8192))
            lines = log.read().decode(errors="replace").split("\n")
        return next((line.strip() for line in reversed(lines) if line.strip()), "")[:300]

    async def ready(self, probe: Callable[[], Awaitable[bool]], patience: float) -> None:
        """Wait until `probe` says yes.

        Raises:
            CannotStart: the process ended, or `patience` seconds went by.
        """
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline:
            if not self.running:
                raise CannotStart(
                    f"{self.name} ended with status {self.exit_code} while starting: "
                    f"{self.last_words() or 'it said nothing'} (fix: read {self.log})"
                )
            if await probe():
                return
            await asyncio.sleep(0.02)
        raise CannotStart(f"{self.name} was not ready after {patience:.0f} s (fix: read {self.log})")

    def _signal(self, number: signal.Signals) -> bool:
        if (pid := self.pid) is None:
            return False
        try:
            os.killpg(pid, number)
        except ProcessLookupError:
            return False
        return True


async def until(condition: Callable[[], bool], patience: float, *, every: float = 0.02) -> bool:
    """Wait up to `patience` seconds for a condition, looking `every` so many; False when it never held."""
    deadline = time.monotonic() + patience
    while not condition():
        if time.monotonic() > deadline:
            return False
        await asyncio.sleep(every)
    return True


def _die_with_parent() -> None:
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)

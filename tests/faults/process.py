"""A process of a fault run: forked from a server that has imported everything, so that many are cheap."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from infra.local.child import until

__all__ = ["Process"]

_GRACE_SECONDS = 40.0
_PR_SET_PDEATHSIG = 1
_forks = get_context("forkserver")
_forks.set_forkserver_preload(["tests.faults.programs"])


class Process:
    """One program, which can be killed, frozen and started again.

    Args:
        work: what it does; a function of a module, as it is looked up there again.
        log: file that receives what it prints.
    """

    def __init__(self, name: str, work: Callable[..., None], arguments: tuple[str, ...], log: Path) -> None:
        self.name = name
        self.log = log
        self._call = (str(log), work, arguments)
        self._process: ForkServerProcess | None = None

    @property
    def running(self) -> bool:
        """Whether the process is there (a frozen one is)."""
        return self._process is not None and self._process.is_alive()

    def start(self) -> None:
        """Start it unless it runs."""
        if not self.running:
            self._process = _forks.Process(target=_run, args=self._call, daemon=True)
            self._process.start()

    async def kill(self) -> None:
        """End it at once, as a power cut would."""
        self._signal(signal.SIGKILL)
        await until(lambda: not self.running, _GRACE_SECONDS)

    async def stop(self) -> None:
        """Ask it to end, wait, and insist after a while."""
        self._signal(signal.SIGTERM)
        if not await until(lambda: not self.running, _GRACE_SECONDS):
            await self.kill()

    def pause(self) -> None:
        """Freeze it where it stands."""
        self._signal(signal.SIGSTOP)

    def resume(self) -> None:
        """Let it go on where it was frozen."""
        self._signal(signal.SIGCONT)

    def _signal(self, number: signal.Signals) -> None:
        if self.running and self._process is not None and self._process.pid is not None:
            os.kill(self._process.pid, number)


def _run(log: str, work: Callable[..., None], arguments: tuple[str, ...]) -> None:
    """In the new process: die with its parent, write to the log, and work."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    with Path(log).open("ab") as out:
        os.dup2(out.fileno(), sys.stdout.fileno())
        os.dup2(out.fileno(), sys.stderr.fileno())
    work(*arguments)

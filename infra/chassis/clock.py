"""One source of time. Services ask it; tests set it; the demo speeds it up.

Times are aware UTC cut to milliseconds, the precision of the store, so that what was decided and what
is read back are equal.
"""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

__all__ = ["Clock", "ManualClock", "ScaledClock", "floor_ms"]


def floor_ms(moment: datetime) -> datetime:
    """`moment` in UTC, cut to whole milliseconds."""
    moment = moment.astimezone(UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


class Clock:
    """The system's clock."""

    def now(self) -> datetime:
        """The present, aware UTC, whole milliseconds."""
        return floor_ms(datetime.now(UTC))

    def seconds_until(self, moment: datetime) -> float:
        """Real seconds to wait until this clock reads `moment`; never negative."""
        return max(0.0, (moment - self.now()).total_seconds())


class ManualClock(Clock):
    """A clock that stands still until it is told to move."""

    def __init__(self, start: datetime) -> None:
        self._now = floor_ms(start)

    def now(self) -> datetime:
        """Where the hands stand."""
        return self._now

    def seconds_until(self, moment: datetime) -> float:
        """A short wait: the hands may be moved at any time."""
        return 0.01 if moment > self._now else 0.0

    def set(self, moment: datetime) -> None:
        """Move the hands to `moment`."""
        self._now = floor_ms(moment)

    def advance(self, by: timedelta) -> None:
        """Move the hands by `by`."""
        self.set(self._now + by)


class ScaledClock(Clock):
    """A clock all local processes share through a small file: ``{"real", "shown", "speed"}``.

    At real time `real` (Unix seconds) it showed `shown` (RFC 3339); since then it runs `speed` times as
    fast as real time. Without the file it is the system's clock.
    """

    CHECK_SECONDS = 0.2

    def __init__(self, file: Path) -> None:
        self._file = file
        self._checked = 0.0
        self._setting: tuple[float, datetime, float] | None = None

    def now(self) -> datetime:
        """The shown time."""
        setting = self._read()
        if setting is None:
            return super().now()
        real, shown, speed = setting
        return floor_ms(shown + timedelta(seconds=(time.time() - real) * speed))

    def seconds_until(self, moment: datetime) -> float:
        """Real seconds, at most one check of the file: the speed may change while waiting."""
        setting = self._read()
        speed = setting[2] if setting else 1.0
        wait = (moment - self.now()).total_seconds() / speed
        return min(max(0.0, wait), 1.0)

    def _read(self) -> tuple[float, datetime, float] | None:
        if time.monotonic() - self._checked >= self.CHECK_SECONDS:
            self._checked = time.monotonic()
            try:
                told = json.loads(self._file.read_text())
                self._setting = told["real"], datetime.fromisoformat(told["shown"]), told["speed"]
            except FileNotFoundError:
                self._setting = None
        return self._setting

"""What comes next: daily visits of the coming weeks, with intervals (smoothing with a weekly season)."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from services.reporting.domain.guests.visits import Answer, Backtest, Visit, need

__all__ = ["coming"]

_DAYS = 14
_ENOUGH_DAYS = 56
_WEEK = 7
_CONFIDENCE = 0.9


def coming(visits: Sequence[Visit], today: date) -> Answer:
    """Visits a day for two weeks, each with a 90 % interval.

    Backtest: mean error over the last two weeks, foretold from what was known before, beside the same
    weekday of the week before.
    """
    counted: dict[date, int] = {}
    for visit in visits:
        if visit.day < today:
            counted[visit.day] = counted.get(visit.day, 0) + 1
    first = min(counted, default=today)
    series = [float(counted.get(first + timedelta(days=n), 0)) for n in range((today - first).days)]
    need(len(series), _ENOUGH_DAYS, "days of visits")
    past, then = series[:-_DAYS], series[-_DAYS:]
    told = [mean for mean, _, _ in _foretell(past)]
    naive = [past[-_WEEK + n % _WEEK] for n in range(_DAYS)]
    backtest = Backtest(
        "mean error of visits a day",
        sum(abs(a - b) for a, b in zip(told, then, strict=True)) / _DAYS,
        sum(abs(a - b) for a, b in zip(naive, then, strict=True)) / _DAYS,
        "the same weekday last week",
        _DAYS,
    )
    rows: list[dict[str, Any]] = [
        {
            "day": (today + timedelta(days=n)).isoformat(),
            "expected": round(max(0.0, mean), 1),
            "low": round(max(0.0, low), 1),
            "high": round(max(0.0, high), 1),
        }
        for n, (mean, low, high) in enumerate(_foretell(series))
    ]
    return Answer(tuple(rows), backtest)


def _foretell(series: Sequence[float]) -> list[tuple[float, float, float]]:
    """(mean, low, high) of the next two weeks."""
    import pandas as pd
    from statsmodels.tsa.exponential_smoothing.ets import ETSModel

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a flat or short series makes it warn of what the backtest shows
        model = ETSModel(
            pd.Series(series), error="add", trend="add", damped_trend=True, seasonal="add",
            seasonal_periods=_WEEK,
        )  # fmt: skip
        fitted = model.fit(disp=False)
        end = len(series)
        frame = fitted.get_prediction(start=end, end=end + _DAYS - 1).summary_frame(alpha=1 - _CONFIDENCE)
    columns = (frame["mean"], frame["pi_lower"], frame["pi_upper"])
    return [(float(m), float(low), float(high)) for m, low, high in zip(*columns, strict=True)]

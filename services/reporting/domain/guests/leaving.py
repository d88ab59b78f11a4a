"""Who is leaving, and what the next months are worth: models trained on the past, tested on a later past."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from services.reporting.domain.guests.visits import Answer, Backtest, Visit, need, profiles

__all__ = ["leaving", "worth"]

HORIZON = timedelta(days=60)
_ENOUGH_GUESTS = 100
_ENOUGH_OF_EACH = 20
_SHOWN = 50


def leaving(visits: Sequence[Visit], today: date) -> Answer:
    """The chance that a guest does not come again within 60 days; those likeliest to leave first.

    Backtest: Brier score of chances given 60 days ago, beside giving everybody the share that left before.
    """
    train, test = _history(visits, today)
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    left_then = [int(count == 0) for count in train[1]]
    need(
        min(sum(left_then), len(left_then) - sum(left_then)),
        _ENOUGH_OF_EACH,
        "guests who left, and who stayed",
    )
    model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000))
    model.fit(train[0], left_then)
    left = [int(count == 0) for count in test[1]]
    told = model.predict_proba(_as_seen(test[0], train[0]))[:, 1]
    share = sum(left_then) / len(left_then)
    backtest = Backtest(
        "Brier score",
        float(sum((chance - was) ** 2 for chance, was in zip(told, left, strict=True)) / len(left)),
        sum((share - was) ** 2 for was in left) / len(left),
        "the share that left before, for everybody",
        len(left),
    )
    seen = [*train[0], *test[0]]
    model.fit(seen, [*left_then, *left])
    known = [each for each in profiles(visits, today) if each.recency_days <= 2 * HORIZON.days]
    need(len(known), 1, "guests seen of late")
    chances = model.predict_proba(_as_seen([each.features for each in known], seen))[:, 1]
    likely = sorted(
        zip(known, chances, strict=True), key=lambda each: (-each[1] * each[0].spend_fen, each[0].guest_id)
    )
    return Answer(
        tuple(
            {
                "guest_id": each.guest_id,
                "chance": round(float(chance), 3),
                "recency_days": each.recency_days,
                "visits": each.visits,
                "spend_fen": each.spend_fen,
            }
            for each, chance in likely[:_SHOWN]
        ),
        backtest,
    )


def worth(visits: Sequence[Visit], today: date) -> Answer:
    """Visits expected within 60 days, and their worth; the most valuable guests first.

    Backtest: mean error of visits foretold 60 days ago, beside going on at each guest's pace so far.
    """
    train, test = _history(visits, today)
    from sklearn.linear_model import PoissonRegressor
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    model = make_pipeline(StandardScaler(), PoissonRegressor(alpha=0.1, max_iter=1000))
    model.fit(train[0], train[1])
    told = model.predict(_as_seen(test[0], train[0]))
    pace = [min(HORIZON.days, row[2] / max(row[1], 30) * HORIZON.days) for row in test[0]]
    came = test[1]
    backtest = Backtest(
        "mean error of visits",
        float(sum(abs(a - b) for a, b in zip(told, came, strict=True)) / len(came)),
        sum(abs(a - b) for a, b in zip(pace, came, strict=True)) / len(came),
        "each guest's pace so far",
        len(came),
    )
    seen = [*train[0], *test[0]]
    model.fit(seen, [*train[1], *came])
    known = profiles(visits, today)
    expected = model.predict(_as_seen([each.features for each in known], seen))
    best = sorted(
        zip(known, expected, strict=True),
        key=lambda each: (-each[1] * each[0].spend_fen / each[0].visits, each[0].guest_id),
    )
    return Answer(
        tuple(
            {
                "guest_id": each.guest_id,
                "expected_visits": round(float(count), 2),
                "expected_spend_fen": round(float(count) * each.spend_fen / each.visits),
                "visits": each.visits,
            }
            for each, count in best[:_SHOWN]
        ),
        backtest,
    )


Features = tuple[float, ...]
Half = tuple[list[Features], list[int]]


def _as_seen(rows: Sequence[Features], seen: Sequence[Features]) -> list[Features]:
    """Every measure within what a model was trained on: far beyond, it foretells infinitely many visits."""
    bounds = [(min(column), max(column)) for column in zip(*seen, strict=True)]
    return [
        tuple(max(low, min(value, high)) for value, (low, high) in zip(row, bounds, strict=True))
        for row in rows
    ]


def _history(visits: Sequence[Visit], today: date) -> tuple[Half, Half]:
    """What was known of guests 120 and 60 days ago, each with how often they came in the 60 days after."""
    halves = []
    for back in (2, 1):
        cut = today - back * HORIZON
        came: dict[str, int] = {}
        for visit in visits:
            if cut <= visit.day < cut + HORIZON:
                came[visit.guest_id] = came.get(visit.guest_id, 0) + 1
        known = profiles(visits, cut)
        need(len(known), _ENOUGH_GUESTS, f"guests known {back * HORIZON.days} days ago")
        halves.append(([each.features for each in known], [came.get(each.guest_id, 0) for each in known]))
    return halves[0], halves[1]

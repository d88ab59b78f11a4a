"""Segments: guests scored by recency, frequency and money (RFM), and clusters that the data itself shows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from statistics import mean, median

from services.reporting.domain.guests.visits import Answer, Backtest, Profile, Said, Visit, need, profiles

__all__ = ["clusters", "segments"]

_ENOUGH_GUESTS = 50
_HORIZON = timedelta(days=60)


def segments(visits: Sequence[Visit], today: date, said: Sequence[Said] = ()) -> Answer:
    """RFM segments, each with how many surveys its guests answered, and how many of them satisfied.

    Backtest: does a guest's segment foretell spend better than the mean of all?
    """
    known = profiles(visits, today)
    need(len(known), _ENOUGH_GUESTS, "guests")
    named = _named(known)
    rows = []
    for name in dict.fromkeys(sorted(named.values())):
        members = [each for each in known if named[each.guest_id] == name]
        words = [each.satisfied for each in said if named.get(each.guest_id) == name]
        rows.append(
            {
                "segment": name,
                "guests": len(members),
                "visits": sum(each.visits for each in members),
                "spend_per_visit_fen": round(
                    sum(m.spend_fen for m in members) / sum(m.visits for m in members)
                ),
                "recency_days": round(median(each.recency_days for each in members)),
                "surveys": len(words),
                "satisfied": sum(words),
            }
        )
    rows.sort(key=lambda row: -int(str(row["guests"])))
    return Answer(tuple(rows), _foretells(visits, today))


def clusters(visits: Sequence[Visit], today: date) -> Answer:
    """Clusters by k-means on the same three measures, as many as separate best.

    Backtest: the silhouette of guests that took no part in the clustering, beside that of a random split.
    """
    known = profiles(visits, today)
    need(len(known), 2 * _ENOUGH_GUESTS, "guests")
    import numpy as np
    from sklearn.cluster import KMeans
    from sklearn.metrics import silhouette_score
    from sklearn.preprocessing import StandardScaler

    points = np.log1p(
        [[each.recency_days, each.visits, each.spend_fen / each.visits / 100] for each in known]
    )
    scaled = StandardScaler().fit_transform(points)
    train, test = scaled[::2], scaled[1::2]
    tried = {}
    for count in range(2, 7):
        model = KMeans(count, n_init=5, random_state=0).fit(train)
        found = model.predict(test)
        if len(set(found)) > 1:
            tried[count] = (float(silhouette_score(test, found)), model)
    need(len(tried), 1, "ways to cluster")
    best = max(tried, key=lambda count: tried[count][0])
    score, model = tried[best]
    dealt = np.random.default_rng(0).integers(0, best, len(test))
    naive = float(silhouette_score(test, dealt)) if len(set(dealt)) > 1 else 0.0
    belongs = model.predict(scaled)
    rows = []
    for number in range(best):
        members = [each for each, at in zip(known, belongs, strict=True) if at == number]
        if members:
            rows.append(
                {
                    "cluster": number + 1,
                    "guests": len(members),
                    "recency_days": round(median(each.recency_days for each in members)),
                    "visits": round(mean(each.visits for each in members), 1),
                    "spend_per_visit_fen": round(
                        sum(each.spend_fen for each in members) / sum(each.visits for each in members)
                    ),
                }
            )
    backtest = Backtest("silhouette", score, naive, "random groups", len(test), larger_is_better=True)
    return Answer(tuple(sorted(rows, key=lambda row: -row["guests"])), backtest)


def _foretells(visits: Sequence[Visit], today: date) -> Backtest:
    """Error of guessing each guest's spend of the last two months by segment, and by the mean of all."""
    cut, earlier = today - _HORIZON, today - 2 * _HORIZON
    past, known = profiles(visits, earlier), profiles(visits, cut)
    need(len(past), _ENOUGH_GUESTS, "guests known four months ago")
    spent_then, spent = _spend(visits, earlier, cut), _spend(visits, cut, today)
    then = _named(past)
    means = {
        name: mean([spent_then.get(id, 0) for id, its in then.items() if its == name])
        for name in set(then.values())
    }
    overall = mean([spent_then.get(each.guest_id, 0) for each in past])
    now = _named(known)
    model = mean(abs(spent.get(id, 0) - means.get(name, overall)) for id, name in now.items())
    naive = mean(abs(spent.get(id, 0) - overall) for id in now)
    return Backtest("mean error of spend, fen", model, naive, "the mean of all guests", len(now))


def _spend(visits: Sequence[Visit], since: date, until: date) -> dict[str, int]:
    sums: dict[str, int] = {}
    for visit in visits:
        if since <= visit.day < until:
            sums[visit.guest_id] = sums.get(visit.guest_id, 0) + visit.spend_fen
    return sums


def _named(known: Sequence[Profile]) -> dict[str, str]:
    """Guest → segment, from thirds of recency and frequency and the upper half of money."""
    recency = sorted(each.recency_days for each in known)
    often = sorted(each.visits for each in known)
    money = median(each.spend_fen for each in known)
    near, far = recency[len(known) // 3], recency[2 * len(known) // 3]
    seldom, much = max(1, often[len(known) // 3]), max(2, often[2 * len(known) // 3])

    def name(each: Profile) -> str:
        if each.recency_days <= near:
            if each.visits >= much:
                return "champions" if each.spend_fen >= money else "loyal"
            return "new" if each.visits == 1 else "promising"
        if each.recency_days > far:
            return "at risk" if each.visits >= much else "lost"
        return "loyal" if each.visits > seldom else "regular"

    return {each.guest_id: name(each) for each in known}

"""What goes together: what guests who took one thing also took (association rules)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from services.reporting.domain.guests.visits import Answer, Backtest, Visit, need

__all__ = ["together"]

_ENOUGH_BASKETS = 100
_SHOWN = 20


def together(visits: Sequence[Visit]) -> Answer:
    """Rules "who took A also took B", by lift, from what each guest took in all visits.

    Backtest: of guests left out, how often the strongest rule names a thing they also took, beside always
    naming the most common thing they are not known for.
    """
    baskets: dict[str, set[str]] = {}
    for visit in visits:
        baskets.setdefault(visit.guest_id, set()).update(visit.labels)
    full = [tuple(sorted(basket)) for _, basket in sorted(baskets.items()) if len(basket) > 1]
    need(len(full), _ENOUGH_BASKETS, "guests who took more than one thing")
    from efficient_apriori import apriori

    train, test = full[::2], full[1::2]
    _, learned = apriori(train, min_support=0.05, min_confidence=0.3, max_length=3)
    _, rules = apriori(full, min_support=0.05, min_confidence=0.3, max_length=3)
    strong = sorted((r for r in rules if r.lift > 1), key=lambda r: (-r.lift, r.lhs, r.rhs))
    need(len(strong), 1, "rules that hold better than chance")
    return Answer(
        tuple(
            {
                "if": list(rule.lhs),
                "then": list(rule.rhs),
                "confidence": round(rule.confidence, 3),
                "lift": round(rule.lift, 2),
                "guests": round(rule.support * len(full)),
            }
            for rule in strong[:_SHOWN]
        ),
        _backtest(train, test, sorted(learned, key=lambda r: (-r.confidence, r.lhs, r.rhs))),
    )


def _backtest(
    train: Sequence[tuple[str, ...]], test: Sequence[tuple[str, ...]], rules: Sequence[Any]
) -> Backtest:
    """Hide one thing of each basket, and guess it from the others."""
    common = [thing for thing, _ in Counter(t for basket in train for t in basket).most_common()]
    single = [(set(r.lhs), r.rhs[0]) for r in rules if len(r.rhs) == 1]
    hits = naive = 0
    for place, basket in enumerate(test):
        hidden = basket[place % len(basket)]
        shown = set(basket) - {hidden}
        popular = next((thing for thing in common if thing not in shown), None)
        guess = next((then for given, then in single if given <= shown and then not in shown), popular)
        hits += guess == hidden
        naive += popular == hidden
    return Backtest(
        "hidden things guessed", hits / len(test), naive / len(test), "the most common thing", len(test),
        larger_is_better=True,
    )  # fmt: skip

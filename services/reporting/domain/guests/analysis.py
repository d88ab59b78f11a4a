"""All questions at once; each is answered, or refused with its reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from services.reporting.domain.guests.coming import coming
from services.reporting.domain.guests.leaving import leaving, worth
from services.reporting.domain.guests.segments import clusters, segments
from services.reporting.domain.guests.together import together
from services.reporting.domain.guests.visits import Answer, Said, TooLittle, Visit

__all__ = ["QUESTIONS", "analyse"]

Question = Callable[[Sequence[Visit], date], Answer]

QUESTIONS: dict[str, Question] = {
    "segments": segments,
    "clusters": clusters,
    "together": lambda visits, _: together(visits),
    "leaving": leaving,
    "worth": worth,
    "coming": coming,
}
"""Name → what answers it, from all visits before a day."""


def analyse(visits: Sequence[Visit], today: date, said: Sequence[Said] = ()) -> dict[str, Answer]:
    """Question → answer, from the visits before `today` and what guests said of them."""
    seen = [visit for visit in visits if visit.day < today]
    questions: dict[str, Question] = {**QUESTIONS, "segments": partial(segments, said=said)}
    answers = {}
    for name, answer in questions.items():
        try:
            answers[name] = answer(seen, today)
        except TooLittle as reason:
            answers[name] = Answer(refused=str(reason), lacks=reason.lacks)
    return answers

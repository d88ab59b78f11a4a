"""Staff files: training, examinations and assessments, recorded by supervisors (rules R3, R8)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from contracts.reporting import AssessmentRecorded, ExamRecorded, TrainingRecorded
from infra.chassis.decision import Decided, Refused
from services.reporting.domain.days import month_of

__all__ = ["Exam", "StaffFile", "Training", "assess", "home_of", "record_exam", "record_training"]


@dataclass(frozen=True, slots=True)
class Training:
    """A training somebody took part in."""

    name: str
    held_on: date
    hours: int


@dataclass(frozen=True, slots=True)
class Exam:
    """An examination somebody sat; `score` of 100."""

    name: str
    held_on: date
    score: int


@dataclass(frozen=True, slots=True)
class StaffFile:
    """What was recorded of one member of staff; `attitudes` by month."""

    staff_id: str
    venue_id: str
    trainings: tuple[Training, ...] = ()
    exams: tuple[Exam, ...] = ()
    attitudes: dict[str, int] | None = None

    def exam_scores(self, month: str) -> list[int]:
        """The latest score of each examination held by the end of `month`."""
        latest: dict[str, Exam] = {}
        for exam in sorted(self.exams, key=lambda each: each.held_on):
            if month_of(exam.held_on) <= month:
                latest[exam.name] = exam
        return [exam.score for exam in latest.values()]

    def examined(self, month: str) -> bool:
        """Whether they sat an examination or were assessed in `month`; one of long ago makes no month."""
        return self.attitude(month) is not None or any(month_of(each.held_on) == month for each in self.exams)

    def training_hours(self, month: str) -> int:
        """Hours of training in `month`."""
        return sum(each.hours for each in self.trainings if month_of(each.held_on) == month)

    def attitude(self, month: str) -> int | None:
        """The assessment of `month`, if there is one."""
        return (self.attitudes or {}).get(month)


def home_of(homes: Sequence[Mapping[str, Any]], moment: datetime) -> str:
    """The venue somebody belonged to at a moment; the first they were told of also holds before."""
    earlier = [each for each in homes[1:] if each["since"] <= moment]
    return str((earlier or homes)[-1 if earlier else 0]["venue_id"])


def record_training(
    file: StaffFile | None, staff_id: str, venue_id: str, training: Training, today: date
) -> Decided[StaffFile]:
    """Add a training that was held.

    Raises:
        Refused: it lies in the future.
    """
    _past(training.held_on, today)
    file = file or StaffFile(staff_id, venue_id)
    event = TrainingRecorded(
        staff_id=staff_id,
        venue_id=venue_id,
        training=training.name,
        held_on=training.held_on,
        hours=training.hours,
    )
    return replace(file, venue_id=venue_id, trainings=(*file.trainings, training)), (event,)


def record_exam(
    file: StaffFile | None, staff_id: str, venue_id: str, exam: Exam, today: date
) -> Decided[StaffFile]:
    """Add an examination's result.

    Raises:
        Refused: it lies in the future.
    """
    _past(exam.held_on, today)
    file = file or StaffFile(staff_id, venue_id)
    event = ExamRecorded(
        staff_id=staff_id, venue_id=venue_id, exam=exam.name, held_on=exam.held_on, score=exam.score
    )
    return replace(file, venue_id=venue_id, exams=(*file.exams, exam)), (event,)


def assess(
    file: StaffFile | None,
    staff_id: str,
    venue_id: str,
    month: str,
    attitude: int,
    assessed_by: str,
    today: date,
) -> Decided[StaffFile]:
    """Set the month's attitude; a second word replaces the first.

    Raises:
        Refused: somebody assesses themselves, or a month that has not begun.
    """
    if month > month_of(today):
        raise Refused("in-the-future", "assess a month that has begun", field="month", kind="invalid")
    if assessed_by == staff_id:
        raise Refused("own-assessment", "somebody else must assess you", kind="forbidden")
    file = file or StaffFile(staff_id, venue_id)
    event = AssessmentRecorded(
        staff_id=staff_id, venue_id=venue_id, month=month, attitude=attitude, assessed_by=assessed_by
    )
    return replace(file, venue_id=venue_id, attitudes={**(file.attitudes or {}), month: attitude}), (event,)


def _past(day: date, today: date) -> None:
    if day > today:
        raise Refused("in-the-future", "record it once it was held", field="held_on", kind="invalid")

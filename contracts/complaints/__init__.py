"""Events of the complaints service: cases and all that surrounds them. Ids only, never contact data.

`CASES` carries a case's whole life in order; the other topics carry what has a life of its own.
"""

from __future__ import annotations

from contracts.complaints import cases, desk, handling, people, words
from contracts.complaints.cases import *  # noqa: F403 - one import place for readers of these events
from contracts.complaints.desk import *  # noqa: F403
from contracts.complaints.handling import *  # noqa: F403
from contracts.complaints.people import *  # noqa: F403
from contracts.complaints.words import *  # noqa: F403
from contracts.topic import Topic

__all__ = [
    "CALENDARS",
    "CALLBACKS",
    "CASES",
    "DEPARTMENTS",
    "EMERGENCIES",
    "LOST_ITEMS",
    "MATTERS",
    "QUOTAS",
    "SAMPLES",
    "SHIFTS",
    "STAFF",
    "SURVEYS",
    "TOPICS",
]
__all__ += cases.__all__
__all__ += desk.__all__
__all__ += handling.__all__
__all__ += people.__all__
__all__ += words.__all__


def _events(module: object, names: list[str]) -> tuple[type, ...]:
    return tuple(getattr(module, name) for name in names)


CASES = Topic(
    name="clubhouse.complaints.cases",
    owner="complaints",
    key="case_id",
    events=(*_events(cases, cases.__all__), *_events(handling, handling.__all__)),
    about="The whole life of complaints, inquiries and suggestions, with every turn of their clocks.",
)

CALLBACKS = Topic(
    name="clubhouse.complaints.callbacks",
    owner="complaints",
    key="callback_id",
    events=(
        desk.CallbackOwed,
        desk.CallbackReassigned,
        desk.CallbackMade,
        desk.CallbackOverdue,
        desk.CallbackCancelled,
    ),
    about="Callbacks owed to guests, and what came of them.",
)

SAMPLES = Topic(
    name="clubhouse.complaints.samples",
    owner="complaints",
    key="sample_id",
    events=(desk.SampleDrawn,),
    about="The auditable sample of assist cases that are called back.",
)

QUOTAS = Topic(
    name="clubhouse.complaints.quotas",
    owner="complaints",
    key="quota_id",
    events=(desk.QuotaClosed,),
    about="Each agent's weekly quota of effective callbacks.",
)

SURVEYS = Topic(
    name="clubhouse.complaints.surveys",
    owner="complaints",
    key="survey_id",
    events=(desk.SurveyAsked, desk.SurveyAnswered, desk.SurveyLapsed),
    about="Satisfaction asked after visits, callbacks and closings.",
)

LOST_ITEMS = Topic(
    name="clubhouse.complaints.lost-items",
    owner="complaints",
    key="item_id",
    events=(
        desk.LostItemRegistered,
        desk.LostItemSought,
        desk.LostItemMatched,
        desk.LostItemReturned,
        desk.LostItemHandedOver,
    ),
    about="Found and missed things.",
)

MATTERS = Topic(
    name="clubhouse.complaints.matters",
    owner="complaints",
    key="matter_id",
    events=(desk.MatterTurnedCollective,),
    about="Matters that several guests complain of.",
)

SHIFTS = Topic(
    name="clubhouse.complaints.shifts",
    owner="complaints",
    key="shift_id",
    events=(desk.HandoverPrepared, desk.HandoverAcknowledged, desk.ShiftReleased),
    about="Handover from one shift of the desk to the next.",
)

EMERGENCIES = Topic(
    name="clubhouse.complaints.emergencies",
    owner="complaints",
    key="emergency_id",
    events=(desk.EmergencyCalled, desk.EmergencyAnswered, desk.EmergencyUnanswered, desk.EmergencyEnded),
    about="Calls to several departments at once.",
)

DEPARTMENTS = Topic(
    name="clubhouse.complaints.departments",
    owner="complaints",
    key="department_id",
    events=(people.DepartmentSaved,),
    about="The departments of each venue.",
    partitions=3,
    compacted=True,
)

STAFF = Topic(
    name="clubhouse.complaints.staff",
    owner="complaints",
    key="staff_id",
    events=(people.StaffSaved, people.DutyRostered),
    about="Members of staff and their duties, by id.",
)

CALENDARS = Topic(
    name="clubhouse.complaints.calendars",
    owner="complaints",
    key="venue_id",
    events=(people.CalendarPublished,),
    about="The working calendar of each venue.",
    partitions=3,
    compacted=True,
)

TOPICS = (
    CASES,
    CALLBACKS,
    SAMPLES,
    QUOTAS,
    SURVEYS,
    LOST_ITEMS,
    MATTERS,
    SHIFTS,
    EMERGENCIES,
    DEPARTMENTS,
    STAFF,
    CALENDARS,
)

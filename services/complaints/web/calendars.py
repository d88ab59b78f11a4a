"""Routes for the working calendars (rule C6)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from infra.chassis.bodies import Body, Day
from infra.chassis.decision import Decided, Refused
from infra.chassis.http import RequestCause, answered, entity
from infra.chassis.problems import problems
from services.complaints.domain.calendar import Shift, SpecialDay
from services.complaints.domain.calendars import CalendarWish, VenueCalendars, publish
from services.complaints.store.clerk import Clerk
from services.complaints.web.rights import Desk, Manager

__all__ = ["router"]


class ShiftBody(Body):
    """Working time, in minutes after local midnight; an end past 1440 lies on the next day."""

    model_config = ConfigDict(from_attributes=True)

    starts_minute: int = Field(examples=[1080])
    ends_minute: int = Field(examples=[1560])

    def shift(self) -> Shift:
        """The domain's form.

        Raises:
            Refused: such a shift cannot be.
        """
        try:
            return Shift(self.starts_minute, self.ends_minute)
        except ValueError as error:
            raise Refused("shift-impossible", str(error), field="week", kind="invalid") from error


class OwnDayBody(Body):
    """A day of the venue's own; without shifts nobody works."""

    on: Day
    name: str = Field(max_length=100)
    shifts: list[ShiftBody] = Field(default=[], max_length=8)


class CalendarBody(Body):
    """A venue's working calendar, for cases opened from now on."""

    timezone: str = Field(examples=["Asia/Shanghai"])
    week: list[list[ShiftBody]] = Field(min_length=7, max_length=7, description="Monday first.")
    country: str | None = Field("CN", description="Whose statutory days and make-up workdays to fix.")
    own_days: list[OwnDayBody] = Field(default=[], max_length=400)


class PublishedView(BaseModel):
    """The version that cases opened from now on are judged by."""

    version: int


class SpecialDayView(BaseModel):
    """A date that does not follow the week."""

    model_config = ConfigDict(from_attributes=True)

    on: date
    name: str
    origin: Literal["statutory", "venue"]
    shifts: list[ShiftBody]


class CalendarView(BaseModel):
    """The calendar in force."""

    model_config = ConfigDict(from_attributes=True)

    venue_id: str
    version: int
    timezone: str
    week: list[list[ShiftBody]]
    special_days: list[SpecialDayView]


def router(clerk: Clerk) -> APIRouter:
    """The routes."""
    routes = APIRouter(tags=["calendars"])

    @routes.post(
        "/calendars/{venue_id}", response_model=PublishedView, responses=problems(400, 401, 403, 422),
        summary="Publish a calendar",
    )  # fmt: skip
    async def publish_calendar(
        who: Manager, cause: RequestCause, venue_id: str, body: CalendarBody
    ) -> JSONResponse:
        who.at(venue_id)
        wish = CalendarWish(
            venue_id=venue_id,
            timezone=body.timezone,
            week=tuple(tuple(each.shift() for each in day) for day in body.week),
            country=body.country,
            own_days=tuple(
                SpecialDay(day.on, day.name, "venue", tuple(each.shift() for each in day.shifts))
                for day in body.own_days
            ),
        )

        def decide(state: VenueCalendars | None, now: datetime) -> Decided[VenueCalendars]:
            return publish(state, wish, now)

        outcome = await clerk.rulebook.calendars.change(
            venue_id, decide, cause, answer=lambda state: {"version": state.versions[-1].version}
        )
        return answered(outcome)

    @routes.get(
        "/calendars/{venue_id}", response_model=CalendarView, responses=problems(401, 403),
        summary="The calendar in force",
    )  # fmt: skip
    async def show_calendar(who: Desk, venue_id: str) -> JSONResponse:
        who.at(venue_id)
        stored = await clerk.rulebook.calendars.get(venue_id)
        found = await clerk.rulebook.calendars.current(venue_id)
        return entity(stored, CalendarView.model_validate(found).model_dump(mode="json"))

    return routes

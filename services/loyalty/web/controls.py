"""Routes that watch over the rest: reconciliation, settlement, incidents, rule trials (rules L6, L7, L14)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path
from fastapi.responses import JSONResponse
from pydantic import AwareDatetime, BaseModel, Field

from infra.chassis.bodies import Body, Moment
from infra.chassis.decision import Refused
from infra.chassis.http import RequestCause, answered, entity
from infra.chassis.ids import new_id
from infra.chassis.pages import PageQuery
from infra.chassis.policy import CHAIN
from infra.chassis.problems import problems
from services.loyalty.domain import privacy
from services.loyalty.domain import settlement as settling
from services.loyalty.domain.calendar import month_of
from services.loyalty.domain.privacy import Incident
from services.loyalty.domain.settlement import Settlement
from services.loyalty.domain.trial import TRIED_FIELDS, Trial, TriedRules, count
from services.loyalty.store.controls import IncidentStore, SettlementStore
from services.loyalty.store.members import Members
from services.loyalty.store.reconciler import ONLY, Reconciler
from services.loyalty.web.bodies import Id
from services.loyalty.web.rights import Desk, Manager, at_all

__all__ = ["router"]

Month = Annotated[str, Path(pattern=r"^20\d\d-(0[1-9]|1[0-2])$", examples=["2026-11"])]


class ReconciliationView(BaseModel):
    """How far the comparison of ledger, lots and balances has come."""

    checked_until: AwareDatetime
    accounts_checked: int
    differing_guest_ids: list[str]


class ComparisonView(BaseModel):
    """One account compared with its ledger."""

    guest_id: str
    agrees: bool
    ledger_points: int | None = None
    lots_points: int | None = None
    balance_points: int | None = None
    entry_ids: list[str] = []


class OwedView(BaseModel):
    """What one venue owes another."""

    debtor_venue_id: str
    creditor_venue_id: str
    points: int
    amount_fen: int


class SettlementView(BaseModel):
    """A month between venues."""

    month: str
    closed: bool
    owed: list[OwedView]


class IncidentBody(Body):
    """A leak of personal data. Do not repeat the leaked data here."""

    what: str = Field(min_length=1, max_length=2000, examples=["a list of numbers was left at the desk"])
    guest_ids: list[Id] = Field(default=[], max_length=100_000)


class StepBody(Body):
    """A step in handling an incident."""

    step: Literal["contained", "guests-told", "authority-told", "closed"]
    note: str = Field("", max_length=2000, description="How it was contained, or what caused it.")


class IncidentView(BaseModel):
    """An incident."""

    incident_id: str
    what: str
    guests: int
    opened_at: AwareDatetime
    due_at: AwareDatetime
    contained: str
    guests_told_at: AwareDatetime | None
    authority_told_at: AwareDatetime | None
    cause: str
    overdue: bool
    closed_at: AwareDatetime | None


class IncidentPage(BaseModel):
    """Incidents."""

    items: list[IncidentView]
    next: str | None


class TrialBody(Body):
    """Rules to try on history before they are published."""

    changes: dict[str, Any] = Field(min_length=1, examples=[{"excluded_categories": ["tobacco", "seafood"]}])
    since: Moment
    until: Moment
    venue_id: Id | None = None


class VenueTrialView(BaseModel):
    """One venue's visits under both rules."""

    venue_id: str
    visits: int
    spend_fen: int
    points_given: int
    points_tried: int
    cost_given_fen: int
    cost_tried_fen: int


class TrialView(BaseModel):
    """What the period would have cost under the tried rules."""

    difference_fen: int = Field(description="More (negative: less) than it did.")
    untried_fields: list[str] = Field(
        default=[],
        description="Changes that a trial does not weigh: they concern more than what visits earn.",
    )
    venues: list[VenueTrialView]


def router(
    members: Members, reconciler: Reconciler, settlements: SettlementStore, incidents: IncidentStore
) -> APIRouter:
    """The routes."""
    routes = APIRouter()
    _reconciliation(routes, reconciler)
    _settlement(routes, members, settlements)
    _incidents(routes, members, incidents)

    @routes.post(
        "/policy/trials", tags=["policy"], responses=problems(422),
        summary="What a period would have cost under other rules; nothing is changed",
    )  # fmt: skip
    async def try_policy(who: Manager, body: TrialBody) -> TrialView:
        at_all(who, [body.venue_id] if body.venue_id else [])
        book, now = members.rules.book, members.rules.now()
        tried = await book.tried(body.venue_id or CHAIN, body.changes)
        query: dict[str, Any] = {"bill.at": {"$gte": body.since, "$lt": body.until}}
        if body.venue_id:
            query["bill.venue_id"] = body.venue_id
        trial, rules = Trial(), dict[str, TriedRules]()
        async for visit in members.accounts.visits_between(query):
            venue_id = visit.bill.venue_id
            if venue_id not in rules:
                given = (await book.at(venue_id, now)).values
                rules[venue_id] = TriedRules(given, tried(venue_id))
            count(trial, visit, rules[venue_id])
        venues = [
            VenueTrialView(venue_id=venue_id, **{name: getattr(each, name) for name in _TRIED})
            for venue_id, each in sorted(trial.venues.items())
        ]
        untried = sorted(set(body.changes) - TRIED_FIELDS)
        return TrialView(difference_fen=trial.difference_fen, untried_fields=untried, venues=venues)

    return routes


_TRIED = ("visits", "spend_fen", "points_given", "points_tried", "cost_given_fen", "cost_tried_fen")


def _reconciliation(routes: APIRouter, reconciler: Reconciler) -> None:
    @routes.get(
        "/reconciliation", tags=["controls"], summary="How far ledger, lots and balances were compared"
    )
    async def show_reconciliation(_: Desk) -> ReconciliationView:
        state = (await reconciler.need(ONLY)).state
        return ReconciliationView(
            checked_until=state.checked.at,
            accounts_checked=state.accounts_checked,
            differing_guest_ids=list(state.open),
        )

    @routes.get(
        "/reconciliation/{guest_id}", tags=["controls"], responses=problems(404),
        summary="Compare one account with its ledger now",
    )  # fmt: skip
    async def compare_account(_: Desk, guest_id: str) -> ComparisonView:
        difference = await reconciler.compare(guest_id)
        if difference is None:
            return ComparisonView(guest_id=guest_id, agrees=True)
        return ComparisonView(
            guest_id=guest_id,
            agrees=False,
            ledger_points=difference.ledger_points,
            lots_points=difference.lots_points,
            balance_points=difference.balance_points,
            entry_ids=list(difference.entry_ids),
        )


def _settlement(routes: APIRouter, members: Members, settlements: SettlementStore) -> None:
    async def drawn_up(month: str, now: datetime) -> Settlement:
        policy = await members.rules.chain()
        honoured = await settlements.honoured(month, policy.zone)
        return Settlement(month, settling.netted(honoured, policy.settlement_fen_per_point), now)

    @routes.get(
        "/settlements/{month}", tags=["controls"], response_model=SettlementView, responses=problems(422),
        summary="What venues owe each other; preliminary until closed",
    )  # fmt: skip
    async def show_settlement(who: Manager, month: Month) -> JSONResponse:
        at_all(who)
        stored = await settlements.get(month)
        if stored is not None:
            return entity(stored, _settlement_view(stored.state, closed=True))
        return JSONResponse(_settlement_view(await drawn_up(month, members.rules.now()), closed=False))

    @routes.post(
        "/settlements/{month}", status_code=201, tags=["controls"], response_model=SettlementView,
        responses=problems(409, 422), summary="Close a month that is over",
    )  # fmt: skip
    async def close_settlement(who: Manager, cause: RequestCause, month: Month) -> JSONResponse:
        at_all(who)
        now = members.rules.now()
        if month >= month_of(now, (await members.rules.chain()).zone):
            raise Refused("month-not-over", "a month is closed after its end", field="month")
        new = await drawn_up(month, now)
        outcome = await settlements.change(
            month,
            lambda state, _now: settling.close(state, new),
            cause,
            answer=lambda state: _settlement_view(state, closed=True),
        )
        return answered(outcome, 201)


def _incidents(routes: APIRouter, members: Members, incidents: IncidentStore) -> None:
    @routes.post(
        "/incidents", status_code=201, tags=["privacy"], response_model=IncidentView, responses=problems(422),
        summary="Report a leak of personal data",
    )  # fmt: skip
    async def report_incident(who: Desk, cause: RequestCause, body: IncidentBody) -> JSONResponse:
        now, policy = members.rules.now(), await members.rules.chain()
        due = now + timedelta(hours=policy.incident_hours)
        new = Incident(new_id(), body.what, tuple(body.guest_ids), who.subject, now, due)
        outcome = await incidents.change(
            new.id, lambda state, _: privacy.open_(state, new), cause, answer=_incident_view
        )
        return answered(outcome, 201)

    @routes.post(
        "/incidents/{incident_id}/steps", tags=["privacy"], response_model=IncidentView,
        responses=problems(404, 409, 422), summary="Note a step in handling it",
    )  # fmt: skip
    async def handle_incident(
        _: Manager, cause: RequestCause, incident_id: str, body: StepBody
    ) -> JSONResponse:
        def decide(state: Incident | None, now: datetime) -> tuple[Incident, tuple[Any, ...]]:
            match body.step:
                case "contained":
                    return privacy.contain(state, body.note)
                case "guests-told":
                    return privacy.told(state, "guests", now)
                case "authority-told":
                    return privacy.told(state, "authority", now)
                case "closed":
                    return privacy.close(state, body.note, now)

        return answered(await incidents.change(incident_id, decide, cause, answer=_incident_view))

    @routes.get("/incidents", tags=["privacy"], summary="Incidents, newest first")
    async def list_incidents(_: Manager, page: PageQuery) -> IncidentPage:
        found = await incidents.page({}, page)
        return IncidentPage(
            items=[IncidentView(**_incident_view(each.state)) for each in found.items], next=found.next
        )


def _settlement_view(settlement: Settlement, *, closed: bool) -> dict[str, Any]:
    return SettlementView(
        month=settlement.month,
        closed=closed,
        owed=[
            OwedView(
                debtor_venue_id=each.debtor_id,
                creditor_venue_id=each.creditor_id,
                points=each.points,
                amount_fen=each.amount_fen,
            )
            for each in settlement.owed
        ],
    ).model_dump(mode="json")


def _incident_view(incident: Incident) -> dict[str, Any]:
    return IncidentView(
        incident_id=incident.id,
        what=incident.what,
        guests=len(incident.guest_ids),
        opened_at=incident.opened_at,
        due_at=incident.due_at,
        contained=incident.contained,
        guests_told_at=incident.guests_told_at,
        authority_told_at=incident.authority_told_at,
        cause=incident.cause,
        overdue=incident.overdue,
        closed_at=incident.closed_at,
    ).model_dump(mode="json")

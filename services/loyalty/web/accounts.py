"""Routes of accounts: look up, explain, redeem, benefits, corrections (rules L3-L7, L12)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from contracts.loyalty import Use
from infra.chassis.auth import Principal
from infra.chassis.bodies import Body, Fen
from infra.chassis.cause import Cause
from infra.chassis.changes import Stored
from infra.chassis.decision import Refused
from infra.chassis.http import IfMatch, RequestCause, answered, entity
from infra.chassis.ids import new_id
from infra.chassis.pages import PageQuery
from infra.chassis.problems import problems
from services.loyalty.domain import granting, spending
from services.loyalty.domain.account import Account, Correction
from services.loyalty.domain.gifts import Gift
from services.loyalty.domain.points import Points
from services.loyalty.domain.spending import Wish
from services.loyalty.store.accounts import AccountStore
from services.loyalty.store.gifts import GiftStore
from services.loyalty.store.members import AccountDecision, Members
from services.loyalty.web.bodies import Id, ReasonBody
from services.loyalty.web.rights import Anyone, Desk, Manager, at_all, own_or_staff
from services.loyalty.web.views import (
    AccountView,
    ExplainView,
    LedgerLine,
    RedemptionView,
    VisitView,
    account_view,
    explained,
    redemption_view,
    visit_view,
)

__all__ = ["router"]


class WishBody(Body):
    """What a guest wants for points; exactly one kind of use (rule L6)."""

    use: Use = Field(examples=["bill"])
    venue_id: Id = Field(examples=["venue-bund"])
    points: int | None = Field(None, ge=1, le=10**9, description="Not for gifts: they state their price.")
    gift_id: Id | None = None
    receipt: Id | None = Field(None, description="Of the bill to reduce.")
    bill_fen: Fen | None = Field(None, description="Of the bill to reduce.")


class UseBody(Body):
    """Where a benefit is taken."""

    venue_id: Id = Field(examples=["venue-bund"])


class CorrectionBody(ReasonBody):
    """Points to add or (negative) take away."""

    venue_id: Id = Field(examples=["venue-bund"])
    points: int = Field(ge=-(10**9), le=10**9, examples=[-50])


class ProgrammeBody(Body):
    """The programme whose rate a guest earns by."""

    programme: str = Field(min_length=1, max_length=40, examples=["gold-card"])


class LedgerPage(BaseModel):
    """Entries, newest first."""

    items: list[LedgerLine]
    next: str | None


class VisitPage(BaseModel):
    """Visits."""

    items: list[VisitView]
    next: str | None


class Proposed(BaseModel):
    """A correction that waits for a second person."""

    correction_id: str


def router(members: Members, gifts: GiftStore) -> APIRouter:
    """The routes."""
    routes = APIRouter(tags=["accounts"])
    _lookups(routes, members)
    _redemptions(routes, members, gifts)
    _corrections(routes, members)
    return routes


def _lookups(routes: APIRouter, members: Members) -> None:
    guests, accounts = members.guests, members.accounts

    @routes.get(
        "/guests/{guest_id}/account", response_model=AccountView, responses=problems(404),
        summary="Points, tier and benefits",
    )  # fmt: skip
    async def show_account(who: Anyone, guest_id: str) -> JSONResponse:
        account, stored = await _account(accounts, (await own_or_staff(guests, who, guest_id)).id)
        policy = await members.rules.chain()
        return entity(stored, account_view(account, policy, members.rules.now()))

    @routes.get(
        "/guests/{guest_id}/tier", response_model=ExplainView, responses=problems(404),
        summary="Why the tier is what it is, and when what drops off",
    )  # fmt: skip
    async def explain_tier(who: Anyone, guest_id: str) -> JSONResponse:
        account, _ = await _account(accounts, (await own_or_staff(guests, who, guest_id)).id)
        return JSONResponse(explained(account, await members.rules.chain(), members.rules.now()))

    @routes.get("/guests/{guest_id}/visits", responses=problems(404), summary="Visits and spend")
    async def list_visits(who: Anyone, guest_id: str, page: PageQuery) -> VisitPage:
        stored = await own_or_staff(guests, who, guest_id)
        found = await accounts.page_of_visits([stored.id, *stored.state.merged], page)
        return VisitPage(items=[VisitView(**visit_view(visit)) for visit in found.items], next=found.next)

    @routes.get("/guests/{guest_id}/ledger", responses=problems(404), summary="Every movement of points")
    async def list_ledger(who: Anyone, guest_id: str, page: PageQuery) -> LedgerPage:
        stored = await own_or_staff(guests, who, guest_id)
        found = await accounts.page_of_ledger([stored.id, *stored.state.merged], page)
        return LedgerPage(items=[_ledger_line(line) for line in found.items], next=found.next)

    @routes.put(
        "/guests/{guest_id}/programme", response_model=AccountView, responses=problems(404, 409, 412, 422),
        summary="The programme a guest earns by, at every venue",
    )  # fmt: skip
    async def set_programme(
        who: Manager, cause: RequestCause, if_match: IfMatch, guest_id: str, body: ProgrammeBody
    ) -> JSONResponse:
        at_all(who)  # it earns at every venue
        return await _answer(
            members,
            guest_id,
            lambda account, kept, rules, now: granting.set_programme(
                account, kept, body.programme, rules, now
            ),
            cause,
            if_match,
        )


def _redemptions(routes: APIRouter, members: Members, gifts: GiftStore) -> None:
    guests = members.guests

    @routes.post(
        "/guests/{guest_id}/redemptions", status_code=201, response_model=RedemptionView,
        responses=problems(404, 409, 422), summary="Reserve points for a gift, a bill or tier credit",
    )  # fmt: skip
    async def reserve_points(who: Anyone, cause: RequestCause, guest_id: str, body: WishBody) -> JSONResponse:
        await own_or_staff(guests, who, guest_id)
        who.at(body.venue_id)
        gift = (await gifts.need(body.gift_id or "")).state if body.use == "gift" else None
        redemption_id = new_id()
        # What is wished for is judged in the change: a request that comes again has its first answer, also
        # if the gift is not offered any more.
        outcome = await members.change(
            guest_id,
            lambda account, kept, rules, now: spending.reserve(
                account, kept, _wish(redemption_id, body, gift), rules, now
            ),
            cause,
            venue_id=body.venue_id,
            answer=_latest_redemption,
        )
        return answered(outcome, 201)

    @routes.post(
        "/guests/{guest_id}/redemptions/{redemption_id}/confirmation", response_model=AccountView,
        responses=problems(404, 409), summary="Spend what was reserved",
    )  # fmt: skip
    async def confirm_redemption(
        who: Anyone, cause: RequestCause, guest_id: str, redemption_id: str
    ) -> JSONResponse:
        venue_id = await _at_its_venue(members, who, guest_id, redemption_id)
        return await _answer(
            members,
            guest_id,
            lambda account, kept, rules, now: spending.confirm(account, kept, redemption_id, rules, now),
            cause,
            venue_id=venue_id,
        )

    @routes.post(
        "/guests/{guest_id}/redemptions/{redemption_id}/release", response_model=AccountView,
        responses=problems(404, 409), summary="Give reserved points back",
    )  # fmt: skip
    async def release_redemption(
        who: Anyone, cause: RequestCause, guest_id: str, redemption_id: str
    ) -> JSONResponse:
        venue_id = await _at_its_venue(members, who, guest_id, redemption_id)
        return await _answer(
            members,
            guest_id,
            lambda account, kept, rules, now: spending.release(account, kept, redemption_id, rules, now),
            cause,
            venue_id=venue_id,
        )

    @routes.post(
        "/guests/{guest_id}/redemptions/{redemption_id}/reversal", response_model=AccountView,
        responses=problems(404, 409, 422), summary="Cancel a confirmed use; the very lots are restored",
    )  # fmt: skip
    async def reverse_redemption(
        who: Desk, cause: RequestCause, guest_id: str, redemption_id: str, body: ReasonBody
    ) -> JSONResponse:
        venue_id = await _at_its_venue(members, who, guest_id, redemption_id)
        return await _answer(
            members,
            guest_id,
            lambda account, kept, rules, now: spending.reverse(
                account, kept, redemption_id, body.reason, who.subject, rules, now
            ),
            cause,
            venue_id=venue_id,
        )

    @routes.post(
        "/guests/{guest_id}/benefits/{benefit}/uses", response_model=AccountView,
        responses=problems(404, 409, 422), summary="Take a benefit of the tier",
    )  # fmt: skip
    async def use_benefit(
        who: Desk, cause: RequestCause, guest_id: str, benefit: str, body: UseBody
    ) -> JSONResponse:
        who.at(body.venue_id)
        use_id = new_id()
        return await _answer(
            members,
            guest_id,
            lambda account, kept, rules, now: spending.use_benefit(
                account, kept, benefit, use_id, body.venue_id, rules, now
            ),
            cause,
            venue_id=body.venue_id,
        )


def _corrections(routes: APIRouter, members: Members) -> None:
    @routes.post(
        "/guests/{guest_id}/corrections", status_code=201, response_model=Proposed,
        responses=problems(404, 422), summary="Propose a correction; a second person approves it",
    )  # fmt: skip
    async def propose_correction(
        who: Desk, cause: RequestCause, guest_id: str, body: CorrectionBody
    ) -> JSONResponse:
        who.at(body.venue_id)
        made = Correction(new_id(), body.points, body.reason, body.venue_id, who.subject, members.rules.now())
        outcome = await members.change(
            guest_id,
            lambda account, kept, rules, now: granting.propose_correction(account, kept, made, rules, now),
            cause,
            answer=lambda _: {"correction_id": made.id},
        )
        return answered(outcome, 201)

    @routes.post(
        "/guests/{guest_id}/corrections/{correction_id}/approval", response_model=AccountView,
        responses=problems(404, 409), summary="Post a correction another person proposed",
    )  # fmt: skip
    async def approve_correction(
        who: Manager, cause: RequestCause, guest_id: str, correction_id: str
    ) -> JSONResponse:
        venue_id = await _at_venue_corrected(members, who, guest_id, correction_id)
        return await _answer(
            members,
            guest_id,
            lambda account, kept, rules, now: granting.approve_correction(
                account, kept, correction_id, who.subject, rules, now
            ),
            cause,
            venue_id=venue_id,
        )

    @routes.post(
        "/guests/{guest_id}/corrections/{correction_id}/rejection", response_model=AccountView,
        responses=problems(404, 409), summary="Drop a proposed correction",
    )  # fmt: skip
    async def reject_correction(
        who: Manager, cause: RequestCause, guest_id: str, correction_id: str
    ) -> JSONResponse:
        await _at_venue_corrected(members, who, guest_id, correction_id)
        return await _answer(
            members,
            guest_id,
            lambda account, kept, rules, now: granting.reject_correction(
                account, kept, correction_id, rules, now
            ),
            cause,
        )


async def _answer(
    members: Members,
    guest_id: str,
    decision: AccountDecision,
    cause: Cause,
    if_match: int | None = None,
    *,
    venue_id: str | None = None,
) -> JSONResponse:
    """Change an account and show it."""
    view = await _view(members)
    return answered(
        await members.change(
            guest_id, decision, cause, venue_id=venue_id, expected_version=if_match, answer=view
        )
    )


async def _view(members: Members) -> Callable[[Account], dict[str, Any]]:
    policy, now = await members.rules.chain(), members.rules.now()
    return lambda account: account_view(account, policy, now)


async def _account(accounts: AccountStore, guest_id: str) -> tuple[Account, Stored[Account] | None]:
    """The account and how it is kept; the empty one of a guest who has none yet."""
    stored = await accounts.get(guest_id)
    return (stored.state if stored else Account(guest_id, Points(guest_id))), stored


async def _at_its_venue(members: Members, who: Principal, guest_id: str, redemption_id: str) -> str | None:
    """The venue of the redemption; refuses staff who have no rights there, and other guests."""
    stored = await own_or_staff(members.guests, who, guest_id)
    account, _ = await _account(members.accounts, stored.id)
    for each in (*account.points.reserved, *account.points.redeemed):
        if each.id == redemption_id:
            who.at(each.venue_id)
            return each.venue_id
    return None


async def _at_venue_corrected(
    members: Members, who: Principal, guest_id: str, correction_id: str
) -> str | None:
    """The venue of the correction; refuses managers who have no rights there."""
    account, _ = await _account(members.accounts, (await members.guests.kept(guest_id)).id)
    for each in account.corrections:
        if each.id == correction_id:
            who.at(each.venue_id)
            return each.venue_id
    return None


def _wish(redemption_id: str, body: WishBody, gift: Gift | None) -> Wish:
    if gift is not None:
        if not gift.offered or (gift.venue_ids and body.venue_id not in gift.venue_ids):
            raise Refused("gift-not-offered", "this gift is not offered here", field="gift_id")
        return Wish(redemption_id, "gift", gift.points, body.venue_id, gift.id, gift.value_fen)
    if body.points is None:
        raise Refused("points-missing", "say how many points", field="points", kind="invalid")
    if body.use == "bill" and (body.receipt is None or body.bill_fen is None):
        raise Refused("bill-missing", "say which bill, and its amount", field="receipt", kind="invalid")
    return Wish(
        redemption_id, body.use, body.points, body.venue_id, body.receipt or "", bill_fen=body.bill_fen
    )


def _latest_redemption(account: Account) -> dict[str, Any]:
    return redemption_view(account.points.reserved[-1], confirmed=False).model_dump(mode="json")


def _ledger_line(line: dict[str, Any]) -> LedgerLine:
    lots = [
        {"lot_id": move["lot_id"], "available": move["available"], "held": move["held"]}
        for move in line["moves"]
    ]
    kept = {name: line[name] for name in LedgerLine.model_fields if name in line and name != "lots"}
    return LedgerLine(**kept, entry_id=line["id"], lots=lots)

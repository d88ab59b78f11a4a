"""Routes of promotions, coupons and gifts (rules L6, L13)."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import AwareDatetime, BaseModel, Field

from infra.chassis.bodies import Body, Count, Fen
from infra.chassis.http import IfMatch, RequestCause, answered, entity
from infra.chassis.ids import new_id
from infra.chassis.pages import PageQuery
from infra.chassis.problems import problems
from services.loyalty.domain import coupons as coupon_rules
from services.loyalty.domain import gifts as gift_rules
from services.loyalty.domain import promoting
from services.loyalty.domain.coupons import Coupon, CouponAsked
from services.loyalty.domain.gifts import Gift
from services.loyalty.domain.policy import Tier
from services.loyalty.domain.promoting import Use
from services.loyalty.domain.promotions import Promotion, QuoteLine
from services.loyalty.store.gifts import GiftStore
from services.loyalty.store.offers import BillAsked, Offers
from services.loyalty.web.bodies import Id, PromotionBody
from services.loyalty.web.rights import Anyone, Desk, Feed, Manager, Senior, at_all, own_or_staff

__all__ = ["router"]

_RESHAPED = {"hours", "least_tier"}


class PromotionView(PromotionBody):
    """A promotion as published, and what is left of its budget."""

    promotion_id: str
    left_fen: int | None = None
    ended_at: AwareDatetime | None = None


class PromotionPage(BaseModel):
    """Promotions."""

    items: list[PromotionView]
    next: str | None


class BillAskedBody(Body):
    """A bill that asks for promotions."""

    guest_id: Id
    venue_id: Id = Field(examples=["venue-bund"])
    receipt: Id = Field(examples=["2027-000123"])
    bill_fen: Fen = Field(examples=[1_288_00])
    party_size: Count = 1

    def asked(self) -> BillAsked:
        """The store's form."""
        return BillAsked(self.guest_id, self.venue_id, self.receipt, self.bill_fen, self.party_size)


class QuoteLineView(BaseModel):
    """One promotion's part, or the reason it does not apply."""

    promotion_id: str
    name: str
    saves_fen: int = 0
    cost_fen: int = 0
    points: int = 0
    gift_id: str | None = None
    refused: str = ""


class QuoteView(BaseModel):
    """The best that promotions make of a bill."""

    bill_fen: int
    saved_fen: int
    lines: list[QuoteLineView]
    refused: list[QuoteLineView]


class UseView(BaseModel):
    """Promotions used on a bill."""

    use_id: str
    guest_id: str
    venue_id: str
    receipt: str
    bill_fen: int
    saved_fen: int
    lines: list[QuoteLineView]
    withdrawn: bool


class CouponBody(Body):
    """A coupon to issue."""

    guest_id: Id
    venue_id: Id
    kind: str = Field(min_length=1, max_length=40, examples=["voucher-50"])
    value_fen: Fen = Field(0, description="Where the kind does not say it.")
    reference: str = Field("", max_length=200)


class CouponUseBody(Body):
    """The bill a coupon reduces."""

    venue_id: Id
    receipt: Id
    bill_fen: Fen


class CouponView(BaseModel):
    """A coupon."""

    coupon_id: str
    guest_id: str
    kind: str
    value_fen: int
    minimum_spend_fen: int
    expires_at: AwareDatetime
    reason: str
    status: str
    receipt: str | None


class CouponList(BaseModel):
    """Coupons, newest first."""

    items: list[CouponView]
    next: str | None


class GiftBody(Body):
    """A gift to offer."""

    name: str = Field(min_length=1, max_length=100, examples=["茶礼盒"])
    points: int = Field(ge=1, le=10**9, examples=[300])
    value_fen: Fen = Field(examples=[68_00])
    stock: int = Field(ge=0, le=10**9, examples=[100], description="How many were ever offered.")
    venue_ids: list[Id] = Field(default=[], max_length=500)
    offered: bool = True


class GiftView(GiftBody):
    """A gift, and how many are left."""

    gift_id: str
    left: int | None = None


class GiftPage(BaseModel):
    """Gifts."""

    items: list[GiftView]
    next: str | None


def router(offers: Offers, gifts: GiftStore) -> APIRouter:
    """The routes."""
    routes = APIRouter()
    _promotions(routes, offers)
    _coupons(routes, offers)
    _gifts(routes, gifts)
    return routes


def _promotions(routes: APIRouter, offers: Offers) -> None:
    promotions, uses = offers.promotions, offers.uses

    @routes.put(
        "/promotions/{promotion_id}", response_model=PromotionView, tags=["promotions"],
        responses=problems(404, 409, 412, 422), summary="Publish a promotion, or change its terms",
    )  # fmt: skip
    async def publish_promotion(
        who: Manager, cause: RequestCause, if_match: IfMatch, promotion_id: Id, body: PromotionBody
    ) -> JSONResponse:
        at_all(who, body.venue_ids)
        if (stored := await promotions.get(promotion_id)) is not None:
            at_all(who, stored.state.venue_ids)
        if body.gift_id:
            await offers.gifts.need(body.gift_id)
        new = body.promotion(promotion_id)
        outcome = await promotions.change(
            promotion_id,
            lambda state, _: promoting.publish(state, new),
            cause,
            expected_version=if_match,
            answer=_promotion_view,
        )
        return answered(outcome)

    @routes.get("/promotions", tags=["promotions"], summary="Promotions, newest first")
    async def list_promotions(_: Anyone, page: PageQuery) -> PromotionPage:
        found = await promotions.page({}, page)
        left = await promotions.left_fen([each.id for each in found.items])
        items = [
            PromotionView(**_promotion_view(each.state) | {"left_fen": left.get(each.id)})
            for each in found.items
        ]
        return PromotionPage(items=items, next=found.next)

    @routes.post(
        "/promotions/{promotion_id}/end", response_model=PromotionView, tags=["promotions"],
        responses=problems(404), summary="End a promotion early",
    )  # fmt: skip
    async def end_promotion(who: Manager, cause: RequestCause, promotion_id: str) -> JSONResponse:
        at_all(who, (await promotions.need(promotion_id)).state.venue_ids)
        spent = await promotions.spent_fen(promotion_id)
        outcome = await promotions.change(
            promotion_id, lambda state, now: promoting.end(state, spent, now), cause, answer=_promotion_view
        )
        return answered(outcome)

    @routes.post(
        "/promotions/quotes", tags=["promotions"], responses=problems(404, 422),
        summary="What promotions would make of a bill, explained; nothing is used",
    )  # fmt: skip
    async def quote_bill(who: Desk, body: BillAskedBody) -> QuoteView:
        who.at(body.venue_id)
        made = await offers.quoted(body.asked())
        return QuoteView(
            bill_fen=made.bill_fen,
            saved_fen=made.saved_fen,
            lines=[_line_view(line) for line in made.lines],
            refused=[_line_view(line) for line in made.refused],
        )

    @routes.post(
        "/promotion-uses", status_code=201, response_model=UseView, tags=["promotions"],
        responses=problems(404, 409, 422, 429), summary="Use the best promotions on a bill",
    )  # fmt: skip
    async def use_promotions(who: Feed, cause: RequestCause, body: BillAskedBody) -> JSONResponse:
        who.at(body.venue_id)
        return answered(await offers.use(body.asked(), cause, _use_view), 201)

    @routes.post(
        "/promotion-uses/{use_id}/withdrawal", response_model=UseView, tags=["promotions"],
        responses=problems(404), summary="Take a bill's promotions back; the budgets have their money again",
    )  # fmt: skip
    async def withdraw_promotions(who: Senior, cause: RequestCause, use_id: str) -> JSONResponse:
        who.at((await uses.need(use_id)).state.venue_id)
        outcome = await uses.change(use_id, promoting.withdraw, cause, answer=_use_view)
        return answered(outcome)


def _coupons(routes: APIRouter, offers: Offers) -> None:
    coupons, members = offers.coupons, offers.members

    @routes.post(
        "/coupons", status_code=201, response_model=CouponView, tags=["coupons"],
        responses=problems(404, 422), summary="Issue a coupon",
    )  # fmt: skip
    async def issue_coupon(who: Senior, cause: RequestCause, body: CouponBody) -> JSONResponse:
        who.at(body.venue_id)
        asked = CouponAsked(
            new_id(), body.guest_id, body.kind, body.value_fen, body.venue_id, "goodwill", body.reference
        )
        return answered(await offers.issue(asked, cause, _coupon_view), 201)

    @routes.get(
        "/guests/{guest_id}/coupons", tags=["coupons"], responses=problems(404), summary="Their coupons"
    )
    async def list_coupons(who: Anyone, guest_id: str, page: PageQuery) -> CouponList:
        stored = await own_or_staff(members.guests, who, guest_id)
        query = {"state.guest_id": {"$in": [stored.id, *stored.state.merged]}}
        found = await coupons.page(query, page)
        return CouponList(
            items=[CouponView(**_coupon_view(each.state)) for each in found.items], next=found.next
        )

    @routes.post(
        "/coupons/{coupon_id}/use", response_model=CouponView, tags=["coupons"],
        responses=problems(404, 409), summary="Use a coupon on a bill",
    )  # fmt: skip
    async def use_coupon(who: Feed, cause: RequestCause, coupon_id: str, body: CouponUseBody) -> JSONResponse:
        who.at(body.venue_id)
        holder = await members.guests.kept((await coupons.need(coupon_id)).state.guest_id)
        outcome = await coupons.change(
            coupon_id,
            lambda state, now: coupon_rules.use(
                state, holder.state, body.venue_id, body.receipt, body.bill_fen, now
            ),
            cause,
            answer=_coupon_view,
        )
        return answered(outcome)

    @routes.post(
        "/coupons/{coupon_id}/release", response_model=CouponView, tags=["coupons"],
        responses=problems(404), summary="Give a used coupon back: its bill was voided",
    )  # fmt: skip
    async def release_coupon(who: Senior, cause: RequestCause, coupon_id: str) -> JSONResponse:
        coupon = (await coupons.need(coupon_id)).state
        who.at(coupon.receipt.partition(":")[0] if coupon.receipt else coupon.venue_id)
        outcome = await coupons.change(coupon_id, coupon_rules.release, cause, answer=_coupon_view)
        return answered(outcome)


def _gifts(routes: APIRouter, gifts: GiftStore) -> None:
    @routes.put(
        "/gifts/{gift_id}", response_model=GiftView, tags=["gifts"], responses=problems(409, 412, 422),
        summary="Offer a gift, or change it",
    )  # fmt: skip
    async def put_gift(
        who: Manager, cause: RequestCause, if_match: IfMatch, gift_id: Id, body: GiftBody
    ) -> JSONResponse:
        at_all(who, body.venue_ids)
        if (stored := await gifts.get(gift_id)) is not None:
            at_all(who, stored.state.venue_ids)
        new = Gift(
            gift_id, body.name, body.points, body.value_fen, body.stock, tuple(body.venue_ids), body.offered
        )
        outcome = await gifts.change(
            gift_id,
            lambda state, _now: gift_rules.put(state, new),
            cause,
            expected_version=if_match,
            answer=_gift_view,
        )
        return answered(outcome)

    @routes.get("/gifts", tags=["gifts"], summary="Gifts and what is left of them")
    async def list_gifts(_: Anyone, page: PageQuery) -> GiftPage:
        found = await gifts.page({}, page)
        left = await gifts.left([each.id for each in found.items])
        items = [GiftView(**_gift_view(each.state) | {"left": left.get(each.id)}) for each in found.items]
        return GiftPage(items=items, next=found.next)

    @routes.get(
        "/gifts/{gift_id}", response_model=GiftView, tags=["gifts"], responses=problems(404), summary="A gift"
    )
    async def show_gift(_: Anyone, gift_id: str) -> JSONResponse:
        stored = await gifts.need(gift_id)
        left = await gifts.left([gift_id])
        return entity(stored, _gift_view(stored.state) | {"left": left.get(gift_id)})


def _promotion_view(promotion: Promotion) -> dict[str, Any]:
    terms = {name: getattr(promotion, name) for name in PromotionBody.model_fields if name not in _RESHAPED}
    hours = [
        {"weekdays": each.weekdays, "opens": each.opens, "closes": each.closes} for each in promotion.hours
    ]
    return PromotionView(
        **terms,
        hours=hours,
        least_tier=Tier(promotion.least_tier).label,
        promotion_id=promotion.id,
        ended_at=promotion.ended_at,
    ).model_dump(mode="json")


def _use_view(use: Use) -> dict[str, Any]:
    return UseView(
        use_id=use.id,
        guest_id=use.guest_id,
        venue_id=use.venue_id,
        receipt=use.receipt,
        bill_fen=use.bill_fen,
        saved_fen=use.saved_fen,
        lines=[_line_view(line) for line in use.lines],
        withdrawn=use.withdrawn_at is not None,
    ).model_dump(mode="json")


def _line_view(line: QuoteLine) -> QuoteLineView:
    return QuoteLineView(**{name: getattr(line, name) for name in QuoteLineView.model_fields})


def _coupon_view(coupon: Coupon) -> dict[str, Any]:
    return CouponView(
        coupon_id=coupon.id,
        guest_id=coupon.guest_id,
        kind=coupon.kind,
        value_fen=coupon.value_fen,
        minimum_spend_fen=coupon.minimum_spend_fen,
        expires_at=coupon.expires_at,
        reason=coupon.reason,
        status=coupon.status.value,
        receipt=coupon.receipt,
    ).model_dump(mode="json")


def _gift_view(gift: Gift) -> dict[str, Any]:
    return GiftView(
        gift_id=gift.id,
        name=gift.name,
        points=gift.points,
        value_fen=gift.value_fen,
        stock=gift.stock,
        venue_ids=list(gift.venue_ids),
        offered=gift.offered,
    ).model_dump(mode="json")

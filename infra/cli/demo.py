"""The demo chain: three venues of a city, loaded over HTTP as any user would, as often as you like."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import httpx

from infra.cli.ledger.venues import set_up

__all__ = ["VENUES", "load_demo"]

_ZONE = "Asia/Shanghai"
_EVENING = [{"weekday": day, "opens": 720, "closes": 1680} for day in range(7)]
_DINING = [
    stretch
    for day in range(7)
    for stretch in (
        {"weekday": day, "opens": 660, "closes": 870},
        {"weekday": day, "opens": 1020, "closes": 1380},
    )
]
_DAYLIGHT = [{"weekday": day, "opens": 360, "closes": 1260} for day in range(7)]

VENUES: tuple[dict[str, Any], ...] = (
    {
        "venue_id": "harbour-ktv", "name": "海港 KTV", "name_en": "Harbour KTV", "kind": "ktv",
        "timezone": _ZONE,
        "district": "外滩", "address": "中山东一路 18 号", "latitude": 31.2367, "longitude": 121.4903,
        "price_fen": 30_000, "featured": True, "hours": _EVENING, "services": ["停车", "代驾"],
        "notes": ["请提前 10 分钟到店"], "notes_en": ["Please arrive 10 minutes early"],
        "rooms": [
            {"kind": "room", "category": "small", "count": 6, "capacity": 6,
             "cleaning_minutes": 15, "price_fen": 18_800},
            {"kind": "room", "category": "large", "count": 3, "capacity": 15,
             "cleaning_minutes": 15, "price_fen": 38_800},
            {"kind": "room", "category": "hall", "count": 1, "capacity": 40,
             "cleaning_minutes": 30, "price_fen": 98_800},
        ],
    },
    {
        "venue_id": "lakeside", "name": "湖畔餐厅", "name_en": "Lakeside Restaurant", "kind": "restaurant",
        "timezone": _ZONE, "district": "静安", "address": "南京西路 1266 号", "latitude": 31.2289,
        "longitude": 121.4536, "price_fen": 22_000, "cuisine": "江浙菜", "hours": _DINING,
        "notes": ["包厢最低消费请见菜单"],
        "notes_en": ["See the menu for the minimum spend of private rooms"],
        "rooms": [
            {"kind": "table", "category": "window", "count": 4, "capacity": 2},
            {"kind": "table", "category": "round", "count": 8, "capacity": 6},
            {"kind": "room", "category": "private", "count": 3, "capacity": 12, "cleaning_minutes": 30},
        ],
    },
    {
        "venue_id": "green-hills", "name": "青山高尔夫", "name_en": "Green Hills Golf", "kind": "golf",
        "timezone": _ZONE,
        "district": "青浦", "address": "沪青平公路 3958 号", "latitude": 31.1190, "longitude": 121.0410,
        "price_fen": 88_000, "hours": _DAYLIGHT,
        "notes": ["请着高尔夫球鞋"], "notes_en": ["Golf shoes, please"],
        "rooms": [
            {"kind": "court", "category": "tee", "count": 2, "capacity": 4, "slot_minutes": 10},
            {"kind": "seat", "category": "lesson", "count": 1, "capacity": 8,
             "slot_minutes": 60, "shared": True},
        ],
    },
)  # fmt: skip

_OFFER = {
    "id": "weekday", "title": "周一至周四八八折", "weekdays": [0, 1, 2, 3], "discount_percent": 12,
    "minimum_spend_fen": 38_800, "exclusions": ["海鲜", "酒水"],
    "first_day": "2025-01-01", "last_day": "2035-12-31",
}  # fmt: skip

_WISHES = (
    ("harbour-ktv", "room", "small", 4, 20, 3, "王女士", "+8613900000001"),
    ("harbour-ktv", "room", "large", 10, 21, 4, "陈先生", "+8613900000002"),
    ("lakeside", "table", "round", 5, 18, 2, "赵先生", "+8613900000003"),
    ("green-hills", "court", "tee", 3, 8, 4, "Smith", "+8613900000004"),
)
"""Venue, kind, category, party, hour of tomorrow, hours, guest: what the board of a new chain shows."""


async def load_demo(client: httpx.AsyncClient) -> None:
    """Open the three venues, with an offer and a few bookings for tomorrow.

    Raises:
        click.ClickException: the booking service refused a venue.
        httpx.TransportError: there is no booking service; said at once, for nothing was begun.
    """
    await client.get("/livez")
    for venue in VENUES:
        await set_up(client, venue)
    await client.post("/venues/harbour-ktv/offers", json=_OFFER, headers={"Idempotency-Key": "demo-offer"})
    tomorrow = datetime.now(ZoneInfo(_ZONE)).replace(minute=0, second=0, microsecond=0) + timedelta(days=1)
    for number, (venue_id, kind, category, party, hour, hours, name, phone) in enumerate(_WISHES):
        starts_at = tomorrow.replace(hour=hour)
        body = {
            "venue_id": venue_id, "kind": kind, "category": category, "party_size": party, "channel": "phone",
            "starts_at": starts_at.isoformat(), "ends_at": (starts_at + timedelta(hours=hours)).isoformat(),
            "guest": {"name": name, "phone": phone, "language": "en" if name.isascii() else "zh-CN"},
        }  # fmt: skip
        key = f"demo-{tomorrow:%Y%m%d}-{number}"
        held = await client.post("/bookings", json=body, headers={"Idempotency-Key": key})
        if held.is_success:
            path = f"/bookings/{held.json()['booking_id']}/confirm"
            await client.post(path, headers={"Idempotency-Key": f"{key}-confirm"})

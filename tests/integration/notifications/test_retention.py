"""What is over is let go in time; what is still to be sent, never."""

from __future__ import annotations

from datetime import timedelta

from services.notifications.store import Stores
from tests.integration.notifications.conftest import GUEST, World, confirmed, reminder


async def test_deliveries_that_are_over_and_inbox_items_go_after_their_time(world: World) -> None:
    far = world.clock.now() + timedelta(hours=30)
    soon = {"starts_at": far, "ends_at": far + timedelta(hours=2)}
    await world.hear(GUEST, confirmed(**soon), reminder(starts_at=far, valid_until=far, guest_id="unknown"))
    for days in (400, 60):
        stores = Stores(world.service.desk, keep=timedelta(days=days))
        await stores.deliveries.ensure()
        await stores.inbox.ensure()
        for store in (stores.deliveries, stores.inbox):
            lapse = (await store.collection.index_information())["updated_at_1"]
            assert lapse["expireAfterSeconds"] == days * 86_400
    lapse = (await world.stores.deliveries.collection.index_information())["updated_at_1"]
    going = await world.stores.deliveries.find(dict(lapse["partialFilterExpression"]))
    assert {each.state.notice.kind for each in going} == {"booking-confirmed"}
    assert all(each.state.final for each in going)
    assert await world.deliveries(status="waiting"), "nobody knows that guest yet"
    await world.stores.deliveries.ensure()
    await world.stores.inbox.ensure()

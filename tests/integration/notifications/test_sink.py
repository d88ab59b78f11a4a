"""What the embedded stack sends can be read by a person, and came the way a provider's messages come."""

from __future__ import annotations

from email.message import EmailMessage

import aiosmtplib
import httpx
from fastapi import FastAPI

from infra.chassis.clock import ManualClock
from infra.chassis.mongo import Database
from services.notifications.sink import Caught, Message, SmtpSink, router


async def test_an_email_sent_by_smtp_is_caught_as_it_was_written() -> None:
    caught: list[tuple[list[str], EmailMessage]] = []

    async def take(recipients: list[str], message: EmailMessage) -> None:
        caught.append((recipients, message))

    sink = SmtpSink(take)
    await sink.start()
    message = EmailMessage()
    message["Subject"] = "预订确认"
    message.set_content("您好。\n.\n谢谢。")
    for _ in range(2):
        await aiosmtplib.send(
            message, sender="a@example.com", recipients=["li@example.com"], hostname="127.0.0.1",
            port=sink.port, start_tls=False,
        )  # fmt: skip
    await sink.stop()
    [(recipients, seen), _] = caught
    assert recipients == ["li@example.com"]
    assert seen["Subject"] == "预订确认"
    assert seen.get_content().split() == ["您好。", ".", "谢谢。"]


async def test_the_page_shows_what_was_sent_harmlessly_and_marks_doubles(
    db: Database, clock: ManualClock
) -> None:
    caught = Caught(db)
    await caught.ensure()
    app = FastAPI()
    app.include_router(router(caught, clock))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://sink") as client:
        assert "Nothing yet" in (await client.get("/sink")).text
        for _ in range(2):
            sms = {"to": "+8613800138000", "text": "<script>请</script>", "id": "k1"}
            assert (await client.post("/sink/sms", json=sms)).status_code == 202
        await caught.keep(Message("k2", "email", "li@example.com", "预订", "谢谢", clock.now()))
        page = (await client.get("/sink")).text
        assert "&lt;script&gt;请" in page
        assert "came 2 times" in page
        [shown] = (await client.get("/sink/messages", params={"to": "li@example.com"})).json()
        assert (shown["subject"], shown["copies"]) == ("预订", 1)

"""Guests' e-mails, sent by a real client to the real listener."""

from __future__ import annotations

import asyncio
import smtplib
import socket
from collections.abc import AsyncIterator
from email.message import EmailMessage
from email.utils import make_msgid
from typing import Any

import pytest

from infra.chassis.clock import ManualClock
from infra.chassis.mongo import Database
from infra.local.issuer import Issuer
from services.complaints.main import build
from services.complaints.settings import ComplaintsSettings
from tests.integration.complaints.conftest import MORNING, House, complaint, until


@pytest.fixture
async def house(db: Database, settings: ComplaintsSettings, issuer: Issuer) -> AsyncIterator[House]:
    """The service with an ear for letters."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    mailed = settings.model_copy(
        update={"mail_port": port, "mail_venues": {"Care@harbour.example": "harbour"}}
    )
    clock = ManualClock(MORNING)
    service = build(mailed, clock)
    await service.start()
    made = House(service, clock, issuer)
    yield made
    await service.stop()


def letter(subject: str, text: str, **headers: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "李先生 <li@guest.example>"
    message["To"] = "care@harbour.example"
    message["Subject"] = subject
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    return message


async def send(
    house: House,
    message: EmailMessage | bytes,
    to: str = "care@harbour.example",
    sender: str = "li@guest.example",
) -> None:
    port = house.service.settings.mail_port  # type: ignore[attr-defined]

    def deliver() -> None:
        with smtplib.SMTP("127.0.0.1", port, timeout=20) as client:
            data = message if isinstance(message, bytes) else message.as_bytes()
            client.sendmail(sender, [to], data)

    async def listening() -> bool:
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            return False
        writer.close()
        return True

    await until(listening)
    await asyncio.to_thread(deliver)


async def cases(house: House) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await house.api().got("/cases", venue_id="harbour"))["items"]
    return found


@pytest.mark.rule("C1")
async def test_a_letter_opens_a_case_and_its_thread_stays_together(house: House) -> None:
    first = letter("菜太慢", "等了一个小时。\n\n> 旧的引文", Message_ID=make_msgid())
    await send(house, first)
    await send(house, first)
    [case] = await cases(house)
    assert case["intake"]["channel"] == "email"
    assert case["intake"]["content"] == "菜太慢\n\n等了一个小时。"
    assert (case["intake"]["contact"]["email"], case["intake"]["contact"]["name"]) == (
        "li@guest.example",
        "李先生",
    )
    assert case["intake"]["reply_by"] == "email"

    reply = letter("Re: 菜太慢", "还没有回复吗？", In_Reply_To=first["Message-ID"])
    await send(house, reply)
    quoting = letter(f"关于 {case['number']}", "补充一张照片的说明")
    await send(house, quoting)
    [case] = await cases(house)
    assert [note["message"] for note in case["notes"]] == ["还没有回复吗？", "补充一张照片的说明"]

    await house.api().made(f"/cases/{case['id']}/withdrawal", {"reason": "settled"})
    await send(house, letter("Re: 菜太慢", "又发生了", In_Reply_To=first["Message-ID"]))
    assert len(await cases(house)) == 2


@pytest.mark.rule("C1")
async def test_machines_and_other_peoples_letters_open_nothing(house: House) -> None:
    await send(house, letter("Out of office", "I am away", Auto_Submitted="auto-replied"))
    await send(house, letter("Undelivered Mail", "no such user"), sender="")
    with pytest.raises(smtplib.SMTPRecipientsRefused):
        await send(house, letter("hello", "you"), to="nobody@harbour.example")
    assert await cases(house) == []


@pytest.mark.rule("L14")
async def test_a_letter_in_a_guests_name_leads_to_the_guest_and_renames_nobody(house: House) -> None:
    contact = {"name": "李先生", "phone": "+8613800138000", "email": "li@guest.example"}
    known = await house.api().made("/cases", complaint("harbour", contact=contact))
    forged = letter("菜太慢", "等了一个小时。")
    del forged["From"]
    forged["From"] = "点击 http evil.example 领奖 <li@guest.example>"
    await send(house, forged)
    assert {case["guest_id"] for case in await cases(house)} == {known["guest_id"]}
    told = await house.events(known["guest_id"], "contact-given")
    assert [each["name"] for _, each in told] == ["李先生"]


@pytest.mark.rule("C1")
async def test_letters_in_old_encodings_and_in_html_are_read(house: House) -> None:
    gbk = (
        b"From: guest@guest.example\r\nTo: care@harbour.example\r\nSubject: =?gb2312?B?"
        b"zbbL3w==?=\r\nContent-Type: text/plain; charset=gb2312\r\n\r\n" + "服务太差".encode("gb2312")
    )
    await send(house, gbk)
    html = letter("html", "")
    html.set_content("<html><head><style>x{}</style></head><p>第一行<br>第二行</p></html>", subtype="html")
    await send(house, html)
    broken = (
        b"From: \xff\xfe\r\nSubject: ??\r\nContent-Type: text/plain; charset=nonsense\r\n\r\n\xff\xfe words"
    )
    await send(house, broken)
    contents = {case["intake"]["content"] for case in await cases(house)}
    assert "投诉\n\n服务太差" in contents
    assert "html\n\n第一行\n第二行" in contents
    assert len(contents) == 3

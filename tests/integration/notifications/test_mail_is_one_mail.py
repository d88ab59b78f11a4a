"""A mail goes to the one address it is for, with the headers it should have, whatever its words hold."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from services.notifications.channels import Outgoing
from services.notifications.channels.smtp import SmtpEmail
from services.notifications.domain.delivery import Outcome, Result
from tests.integration.notifications.providers import Mail


@pytest.fixture
async def smtp(mail: Mail) -> AsyncIterator[SmtpEmail]:
    channel = SmtpEmail("smtp", "127.0.0.1", mail.port, "Club <club@example.com>", start_tls=False, timeout=2)
    yield channel
    await channel.close()


async def sent(smtp: SmtpEmail, *, to: str = "li@example.com", title: str = "预订确认") -> Result:
    at = datetime(2026, 5, 1, 17, 0, tzinfo=UTC)
    return await smtp.send(Outgoing("k1", to, "booking-confirmed", "zh-CN", title, "您好", "您好", at))


async def test_a_line_break_in_a_name_adds_no_header(smtp: SmtpEmail, mail: Mail) -> None:
    for title in ("海港\r\nBcc: thief@example.com", "a\nb", "a\u2028b\x85c"):
        assert (await sent(smtp, title=title)).outcome is Outcome.ACCEPTED
    assert [str(each["Subject"]) for each in mail.caught] == ["海港 Bcc: thief@example.com", "a b", "a b c"]
    assert set(mail.recipients) == {"li@example.com"}


@pytest.mark.parametrize(
    "address",
    [
        "li@example.com,thief@example.com",
        "a>b@example.com",
        "李@example.com",
        "li@例子.cn",
        "a\x0bb@c.d",
        "",
    ],
)
async def test_what_is_not_one_address_gets_no_mail(smtp: SmtpEmail, mail: Mail, address: str) -> None:
    assert (await sent(smtp, to=address)).outcome is Outcome.REFUSED
    assert mail.caught == []

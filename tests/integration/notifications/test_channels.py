"""Every adapter against a real server that takes, refuses, stalls, cuts off and asks for patience."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from hashlib import sha256
from hmac import new as hmac
from typing import Any
from urllib.parse import parse_qs

import pytest
from pydantic import SecretStr

from infra.local.ports import free_port
from services.notifications.channels import Outgoing, aliyun, tencent
from services.notifications.channels.aliyun import AliyunSettings, AliyunSms
from services.notifications.channels.registered import Registered, RegisteredTemplate
from services.notifications.channels.sms_http import HttpSms, HttpSmsSettings
from services.notifications.channels.smtp import SmtpEmail
from services.notifications.channels.tencent import TencentSettings, TencentSms
from services.notifications.domain.delivery import Outcome
from tests.integration.notifications.providers import (
    HttpProvider,
    Mail,
    Seen,
    fails,
    http_provider,
    mail_server,
    says,
    stalls,
)

KEY = "01970000-0000-8000-8000-000000000001"
MESSAGE = Outgoing(
    key=KEY,
    to="+8613800138000",
    kind="booking-confirmed",
    language="zh-CN",
    title="预订确认",
    body="您好，谢谢。",
    sms="您好，短信。",
    started_at=datetime(2026, 5, 1, 17, 0, tzinfo=UTC),
    facts={"venue_name": "海港", "starts_at": "2026-05-01T12:00:00+00:00"},
    zone="Asia/Shanghai",
)


@pytest.fixture
async def provider() -> AsyncIterator[HttpProvider]:
    async with http_provider() as running:
        yield running


@pytest.fixture
async def mail() -> AsyncIterator[Mail]:
    async with mail_server() as running:
        yield running


# Email


@pytest.fixture
async def smtp(mail: Mail) -> AsyncIterator[SmtpEmail]:
    channel = SmtpEmail("smtp", "127.0.0.1", mail.port, "Club <club@example.com>", start_tls=False, timeout=2)
    yield channel
    await channel.close()


EMAIL = replace(MESSAGE, to="li@example.com")


@pytest.mark.rule("N1")
async def test_an_email_arrives_whole_with_the_deliverys_id(smtp: SmtpEmail, mail: Mail) -> None:
    result = await smtp.send(EMAIL)
    assert result.outcome is Outcome.ACCEPTED
    [caught] = mail.caught
    assert (caught["To"], caught["Subject"]) == ("li@example.com", "预订确认")
    assert caught["Message-ID"] == f"<{KEY}@example.com>"
    assert caught.get_content().strip() == "您好，谢谢。"


async def test_many_emails_share_a_connection(smtp: SmtpEmail, mail: Mail) -> None:
    for _ in range(5):
        assert (await smtp.send(EMAIL)).outcome is Outcome.ACCEPTED
    assert len(mail.caught) == 5


@pytest.mark.rule("N5")
@pytest.mark.parametrize(
    ("answer", "outcome"),
    [("451 Try later", Outcome.BUSY), ("550 No such user", Outcome.REFUSED), ("", Outcome.UNKNOWN)],
)
async def test_what_a_mail_server_says_is_told_apart(
    smtp: SmtpEmail, mail: Mail, answer: str, outcome: Outcome
) -> None:
    mail.answers = [answer]
    assert (await smtp.send(EMAIL)).outcome is outcome
    assert (await smtp.send(EMAIL)).outcome is Outcome.ACCEPTED


async def test_a_mail_server_that_is_not_there_certainly_took_nothing() -> None:
    channel = SmtpEmail("smtp", "127.0.0.1", free_port(), "club@example.com", start_tls=False, timeout=2)
    assert (await channel.send(EMAIL)).outcome is Outcome.FAILED


# SMS by any HTTP provider


async def sms(provider: HttpProvider, **options: Any) -> HttpSms:
    settings = HttpSmsSettings(name="any", url=f"{provider.url}/send", timeout_seconds=2, **options)
    return HttpSms(settings)


@pytest.mark.rule("N1")
async def test_an_sms_is_handed_over_as_configured(provider: HttpProvider) -> None:
    channel = await sms(
        provider, headers={"x-api-key": "k"}, body={"phone": "{to}", "content": "{text}", "id": "{key}"}
    )
    result = await channel.send(MESSAGE)
    assert (result.outcome, result.reference) == (Outcome.ACCEPTED, f"ref-{KEY}")
    [seen] = provider.seen
    assert seen.json == {"phone": MESSAGE.to, "content": MESSAGE.sms, "id": KEY}
    assert seen.headers["x-api-key"] == "k"


@pytest.mark.rule("N5")
async def test_a_rate_limited_sms_waits_as_long_as_asked(provider: HttpProvider) -> None:
    provider.script = [fails(429, retry_after="7")]
    result = await (await sms(provider)).send(MESSAGE)
    assert (result.outcome, result.retry_after) == (Outcome.BUSY, 7)


@pytest.mark.rule("N5")
@pytest.mark.parametrize(
    ("status", "outcome"), [(503, Outcome.FAILED), (500, Outcome.UNKNOWN), (400, Outcome.REFUSED)]
)
async def test_failures_of_a_provider_are_told_apart(
    provider: HttpProvider, status: int, outcome: Outcome
) -> None:
    provider.script = [fails(status)]
    assert (await (await sms(provider)).send(MESSAGE)).outcome is outcome


@pytest.mark.rule("N5")
async def test_a_stalling_provider_leaves_doubt_unless_it_knows_our_keys(provider: HttpProvider) -> None:
    provider.script = [stalls(provider), stalls(provider)]
    blind = await (await sms(provider)).send(MESSAGE)
    knowing = await (await sms(provider, idempotency_header="Idempotency-Key")).send(MESSAGE)
    assert (blind.outcome, blind.repeatable) == (Outcome.UNKNOWN, False)
    assert (knowing.outcome, knowing.repeatable) == (Outcome.UNKNOWN, True)


@pytest.mark.rule("N5")
@pytest.mark.parametrize(
    ("play", "outcome"),
    [(says({"id": "r"}), Outcome.ACCEPTED), (fails(404), Outcome.FAILED), (fails(500), Outcome.UNKNOWN)],
)
async def test_a_status_address_resolves_doubt(provider: HttpProvider, play: Any, outcome: Outcome) -> None:
    channel = await sms(provider, status_url=provider.url + "/status/{key}")
    provider.script = [play]
    assert (await channel.ask(MESSAGE)).outcome is outcome
    assert provider.seen[0].path == f"/status/{KEY}"


async def test_an_answer_body_can_tell_failure_under_a_200(provider: HttpProvider) -> None:
    channel = await sms(provider, ok_field="result.code", ok_values=("0",), busy_values=("8",))
    provider.script = [
        says({"result": {"code": 0}}),
        says({"result": {"code": 8}}),
        says({"result": {"code": 5}}),
    ]
    found = [(await channel.send(MESSAGE)).outcome for _ in range(3)]
    assert found == [Outcome.ACCEPTED, Outcome.BUSY, Outcome.REFUSED]


# Aliyun and Tencent: signed APIs with registered templates

REGISTERED = Registered(
    signature="会所",
    templates={
        "booking-confirmed|zh-CN": RegisteredTemplate(
            code="SMS_1", params={"venue": "{{venue_name}}", "time": "{{starts_at|time}}"}
        )
    },
)


def test_the_aliyun_signature_is_the_documented_one() -> None:
    """The worked example of Aliyun's own signature guide, up to the hash it publishes."""
    headers = {
        "host": "ecs.cn-shanghai.aliyuncs.com",
        "x-acs-action": "RunInstances",
        "x-acs-content-sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "x-acs-date": "2023-10-26T10:22:32Z",
        "x-acs-signature-nonce": "3156853299f313e23d1673dc12e1703d",
        "x-acs-version": "2014-05-26",
    }
    query = {"ImageId": "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd", "RegionId": "cn-shanghai"}
    signed = aliyun.authorization("YourAccessKeyId", "YourAccessKeySecret", query, headers)
    assert signed.endswith("Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0")


@pytest.fixture
async def ali(provider: HttpProvider) -> AsyncIterator[AliyunSms]:
    channel = AliyunSms(
        AliyunSettings(
            endpoint=provider.url,
            access_key_id="id",
            access_key_secret=SecretStr("secret"),
            registered=REGISTERED,
        )
    )
    yield channel
    await channel.close()


def aliyun_signature_holds(seen: Seen) -> bool:
    """Check a request as the provider does: from what arrived, not from what we meant to send."""
    given = seen.headers["authorization"]
    names = given.partition("SignedHeaders=")[2].partition(",")[0].split(";")
    assert set(names) >= {"host", "x-acs-action", "x-acs-date", "x-acs-signature-nonce", "x-acs-version"}
    headers = {name: seen.headers[name] for name in names}
    return aliyun.authorization("id", "secret", seen.query, headers, sha256(seen.body).hexdigest()) == given


@pytest.mark.rule("N1")
async def test_aliyun_gets_the_registered_template_signed(provider: HttpProvider, ali: AliyunSms) -> None:
    provider.script = [says({"Code": "OK", "BizId": "biz-1"})]
    result = await ali.send(MESSAGE)
    assert (result.outcome, result.reference) == (Outcome.ACCEPTED, "biz-1")
    [seen] = provider.seen
    assert aliyun_signature_holds(seen)
    assert seen.query["PhoneNumbers"] == "13800138000"
    assert (seen.query["SignName"], seen.query["TemplateCode"], seen.query["OutId"]) == ("会所", "SMS_1", KEY)
    assert json.loads(seen.query["TemplateParam"]) == {"venue": "海港", "time": "20:00"}


@pytest.mark.rule("N5")
async def test_aliyun_resolves_doubt_by_our_key(provider: HttpProvider, ali: AliyunSms) -> None:
    details = {"Code": "OK", "SmsSendDetailDTOs": {"SmsSendDetailDTO": [{"OutId": "other"}, {"OutId": KEY}]}}
    provider.script = [says(details), says({"Code": "OK", "SmsSendDetailDTOs": {"SmsSendDetailDTO": []}})]
    assert (await ali.ask(MESSAGE)).outcome is Outcome.ACCEPTED
    assert (await ali.ask(MESSAGE)).outcome is Outcome.UNKNOWN
    assert provider.seen[0].query["SendDate"] == "20260502", "the provider's day is China's"
    empty: tuple[Any, ...] = (None, {"SmsSendDetailDTO": None})
    provider.script = [says({"Code": "OK", "SmsSendDetailDTOs": each}) for each in empty]
    assert [(await ali.ask(MESSAGE)).outcome for _ in range(2)] == [Outcome.UNKNOWN] * 2


@pytest.mark.parametrize(
    ("code", "outcome"),
    [
        ("Throttling.User", Outcome.BUSY),
        ("isv.MOBILE_NUMBER_ILLEGAL", Outcome.REFUSED),
        ("isp.SYSTEM_ERROR", Outcome.FAILED),
    ],
)
async def test_aliyuns_codes_are_told_apart(
    provider: HttpProvider, ali: AliyunSms, code: str, outcome: Outcome
) -> None:
    provider.script = [says({"Code": code})]
    assert (await ali.send(MESSAGE)).outcome is outcome


@pytest.mark.rule("N3")
async def test_a_kind_that_is_not_registered_or_lacks_a_value_is_never_sent(
    provider: HttpProvider, ali: AliyunSms
) -> None:
    unregistered = await ali.send(replace(MESSAGE, kind="case-progress"))
    incomplete = await ali.send(replace(MESSAGE, facts={}))
    assert {unregistered.outcome, incomplete.outcome} == {Outcome.REFUSED}
    assert provider.seen == []


@pytest.fixture
async def tencent_sms(provider: HttpProvider) -> AsyncIterator[TencentSms]:
    channel = TencentSms(
        TencentSettings(
            endpoint=provider.url,
            secret_id="id",
            secret_key=SecretStr("secret"),
            sdk_app_id="1400006666",
            registered=REGISTERED,
        )
    )
    yield channel
    await channel.close()


def tencent_signature(secret: str, seen: Seen) -> str:
    """TC3-HMAC-SHA256 as Tencent's guide writes it, independently of ours."""
    names = "content-type;host;x-tc-action"
    lines = (
        f"content-type:{seen.headers['content-type']}\nhost:{seen.headers['host']}\n"
        f"x-tc-action:{seen.headers['x-tc-action'].lower()}\n"
    )
    canonical = f"POST\n/\n\n{lines}\n{names}\n{sha256(seen.body).hexdigest()}"
    stamp = seen.headers["x-tc-timestamp"]
    day = f"{datetime.fromtimestamp(int(stamp), UTC):%Y-%m-%d}"
    text = f"TC3-HMAC-SHA256\n{stamp}\n{day}/sms/tc3_request\n{sha256(canonical.encode()).hexdigest()}"
    key = hmac(f"TC3{secret}".encode(), day.encode(), sha256).digest()
    key = hmac(hmac(key, b"sms", sha256).digest(), b"tc3_request", sha256).digest()
    return hmac(key, text.encode(), sha256).hexdigest()


@pytest.mark.rule("N1")
async def test_tencent_gets_the_registered_template_signed(
    provider: HttpProvider, tencent_sms: TencentSms
) -> None:
    provider.script = [says({"Response": {"SendStatusSet": [{"Code": "Ok", "SerialNo": "s-1"}]}})]
    result = await tencent_sms.send(MESSAGE)
    assert (result.outcome, result.reference) == (Outcome.ACCEPTED, "s-1")
    [seen] = provider.seen
    assert seen.headers["authorization"].endswith(f"Signature={tencent_signature('secret', seen)}")
    assert seen.headers["x-tc-action"] == "SendSms"
    assert seen.json["TemplateParamSet"] == ["海港", "20:00"]
    assert (seen.json["SessionContext"], seen.json["PhoneNumberSet"]) == (KEY, [MESSAGE.to])


@pytest.mark.parametrize(
    ("response", "outcome"),
    [
        ({"Error": {"Code": "RequestLimitExceeded"}}, Outcome.BUSY),
        ({"Error": {"Code": "InternalError.Timeout"}}, Outcome.FAILED),
        ({"SendStatusSet": [{"Code": "LimitExceeded.PhoneNumberDailyLimit"}]}, Outcome.REFUSED),
    ],
)
async def test_tencents_codes_are_told_apart(
    provider: HttpProvider, tencent_sms: TencentSms, response: dict[str, Any], outcome: Outcome
) -> None:
    provider.script = [says({"Response": response})]
    assert (await tencent_sms.send(MESSAGE)).outcome is outcome


def test_the_tencent_signature_is_the_documented_one() -> None:
    """The worked example of Tencent's own guide, its masked keys taken as they are printed."""
    payload = '{"Limit": 1, "Filters": [{"Values": ["\\u672a\\u547d\\u540d"], "Name": "instance-name"}]}'
    headers = {
        "content-type": "application/json; charset=utf-8",
        "host": "cvm.tencentcloudapi.com",
        "x-tc-action": "describeinstances",
    }
    now = datetime.fromtimestamp(1551113065, UTC)
    masked = "*" * 32
    signed = tencent.authorization(f"AKID{masked}", masked, "cvm", headers, payload, now)
    assert signed.endswith("Signature=10b1a37a7301a02ca19a647ad722d5e43b4b3cff309d421d85b46093f6ab6c4f")


async def test_an_sms_by_get_has_its_values_encoded(provider: HttpProvider) -> None:
    settings = HttpSmsSettings(name="any", url=provider.url + "/send?to={to}&text={text}", method="GET")
    provider.script = [says({"id": "r"})]
    assert (await HttpSms(settings).send(replace(MESSAGE, sms="您好 & 再见=?"))).outcome is Outcome.ACCEPTED
    assert provider.seen[0].query == {"to": "+8613800138000", "text": "您好 & 再见=?"}
    assert provider.seen[0].body == b""


async def test_an_sms_is_handed_over_as_a_form_or_as_deep_json(provider: HttpProvider) -> None:
    provider.script = [says({}), says({})]
    await (await sms(provider, encoding="form", body={"to": "{to}", "msg": "{text}"})).send(MESSAGE)
    deep = {"messages": [{"to": ["{to}"], "content": {"text": "{text}"}}], "dry": False}
    await (await sms(provider, body=deep)).send(MESSAGE)
    form, json_body = provider.seen
    assert parse_qs(form.body.decode()) == {"to": [MESSAGE.to], "msg": [MESSAGE.sms]}
    assert json_body.json == {
        "messages": [{"to": [MESSAGE.to], "content": {"text": MESSAGE.sms}}], "dry": False,
    }  # fmt: skip


async def test_a_retry_after_may_be_a_date(provider: HttpProvider) -> None:
    at = format_datetime(datetime.now(UTC) + timedelta(seconds=90), usegmt=True)
    provider.script = [fails(429, retry_after=at)]
    result = await (await sms(provider)).send(MESSAGE)
    assert result.retry_after is not None
    assert 80 < result.retry_after <= 90


@pytest.mark.rule("N5")
async def test_an_email_that_finds_no_connection_has_certainly_not_left(mail: Mail) -> None:
    channel = SmtpEmail(
        "smtp", "127.0.0.1", mail.port, "c@example.com", start_tls=False, timeout=1, connections=1
    )
    mail.delay = lambda: 1.5
    results = await asyncio.gather(*(channel.send(EMAIL) for _ in range(3)))
    assert [each.outcome for each in results].count(Outcome.BUSY) == 2
    assert len(mail.caught) == 1
    await channel.close()

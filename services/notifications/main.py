"""Wiring of the notifications service."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from email.message import EmailMessage

from contracts import notifications
from infra.chassis.clock import Clock
from infra.chassis.ids import new_id
from infra.chassis.policy import PolicyBook
from infra.chassis.service import Service
from services.notifications import sink, timers, web
from services.notifications.channels import Provider, Registry
from services.notifications.channels.addresses import Guard
from services.notifications.channels.aliyun import AliyunSms
from services.notifications.channels.house import AgentsPhone, HouseInbox
from services.notifications.channels.sms_http import HttpSms, HttpSmsSettings
from services.notifications.channels.smtp import SmtpEmail
from services.notifications.channels.tencent import TencentSms
from services.notifications.channels.webhook import Target, Webhook
from services.notifications.dispatch import Dispatcher, House, Surroundings
from services.notifications.domain.policy import NotificationPolicy
from services.notifications.messaging import consumers
from services.notifications.messaging.figures import FigureCounter
from services.notifications.messaging.integrators import Integrators
from services.notifications.messaging.people import People
from services.notifications.messaging.telling import Telling
from services.notifications.settings import NotificationSettings, SmtpSettings
from services.notifications.store import Stores

__all__ = ["build", "main"]


def build(settings: NotificationSettings, clock: Clock | None = None) -> Service:
    """The service, wired and not yet started."""
    service = Service("notifications", settings, publishes=notifications.TOPICS, clock=clock)
    book = service.policy(NotificationPolicy())

    async def most_webhooks() -> int:
        return (await book.at(None, book.now())).values.webhooks_per_owner

    keep = timedelta(days=settings.notifications_keep_days)
    stores = Stores(service.desk, most_webhooks=most_webhooks, keep=keep)
    for store in stores.aggregates:
        service.store(store)
    for ensure in stores.ensures:
        service.ensure(ensure)
    house = House(settings.house_name, settings.house_name_en, settings.house_zone)
    guard = Guard(allow_private=settings.webhooks_may_be_private)
    if settings.notifications_sink:
        settings = _with_sink(service, settings)
    providers = Registry(_providers(settings, stores, guard, service.clock, book))
    surroundings = Surroundings(stores, house)
    dispatcher = Dispatcher(
        stores, surroundings, providers, book, service.clock, hands=settings.provider_hands
    )

    service.hears(
        *consumers(
            stores,
            Telling(stores, surroundings, dispatcher, book),
            People(stores, dispatcher, book),
            Integrators(stores, dispatcher, book, service.clock),
            FigureCounter(stores, book, house),
        )
    )
    service.fires(stores.deliveries, dispatcher.fire)
    service.fires(stores.escalations, timers.escalations(stores, book))
    service.fires(stores.phone_tasks, timers.phone_tasks(stores))
    service.fires(stores.evenings, timers.evenings(stores, book))
    service.routes(web.router(stores, dispatcher, book, service.clock, guard, house))

    service.closes(dispatcher.settled)
    service.closes(providers.close)
    return service


def main() -> None:
    """Run the service until told to stop."""
    build(NotificationSettings()).run()


def _providers(
    settings: NotificationSettings,
    stores: Stores,
    guard: Guard,
    clock: Clock,
    book: PolicyBook[NotificationPolicy],
) -> list[Provider]:
    async def target(webhook_id: str) -> Target | None:
        stored = await stores.webhooks.get(webhook_id)
        if stored is None or stored.state.status != "active":
            return None
        return Target(stored.state.url, stored.state.signing(clock.now()))

    async def minutes(venue_id: str | None) -> int:
        return (await book.at(venue_id, book.now())).values.phone_task_minutes

    sms: list[Provider] = [
        *(AliyunSms(each) for each in settings.sms_aliyun),
        *(TencentSms(each) for each in settings.sms_tencent),
        *(HttpSms(each) for each in settings.sms_http),
    ]
    order = {name: place for place, name in enumerate(settings.sms_order)}
    return [
        *sorted(sms, key=lambda each: order.get(each.name, len(order))),
        *(_smtp(each) for each in settings.smtp),
        HouseInbox(stores.inbox),
        AgentsPhone(stores.phone_tasks, minutes),
        Webhook(target, guard),
    ]


def _smtp(settings: SmtpSettings) -> SmtpEmail:
    return SmtpEmail(
        settings.name,
        settings.host,
        settings.port,
        settings.sender,
        username=settings.username,
        password=settings.password.get_secret_value() if settings.password else None,
        start_tls=settings.start_tls,
        use_tls=settings.use_tls,
        timeout=settings.timeout_seconds,
    )


def _with_sink(service: Service, settings: NotificationSettings) -> NotificationSettings:
    """Serve the sink, and settings whose only email and SMS providers it is."""
    caught = sink.Caught(service.db)
    clock = service.clock

    async def take(recipients: list[str], message: EmailMessage) -> None:
        body = message.get_body(("plain",))
        text = str(body.get_content()) if body else ""
        key = str(message["Message-ID"] or new_id()).strip("<>").partition("@")[0]
        for to in recipients:
            await caught.keep(sink.Message(key, "email", to, str(message["Subject"]), text, clock.now()))

    server = sink.SmtpSink(take)

    async def serve(stopping: asyncio.Event) -> None:
        await server.start(settings.notifications_sink_smtp_port)
        await stopping.wait()
        await server.stop()

    service.ensure(caught.ensure)
    service.routes(sink.router(caught, clock))
    service.background("sink", serve)
    sms = HttpSmsSettings(
        name="sink",
        url=f"http://127.0.0.1:{settings.port}/sink/sms",
        idempotency_header="Idempotency-Key",
    )
    email = SmtpSettings(
        name="sink",
        host="127.0.0.1",
        port=settings.notifications_sink_smtp_port,
        sender="Clubhouse <service@clubhouse.invalid>",
        start_tls=False,
    )
    return settings.model_copy(update={"sms_http": [sms], "smtp": [email], "sms_order": ["sink"]})


if __name__ == "__main__":
    main()

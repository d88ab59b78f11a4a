"""A service: its stores, edges and background work, started and stopped as one. Only ``main.py`` uses it."""

from __future__ import annotations

import asyncio
import gc
import logging
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any, TypeVar

import uvicorn
from aiokafka import AIOKafkaProducer
from fastapi import APIRouter, FastAPI
from fastapi.responses import JSONResponse, PlainTextResponse
from prometheus_client import generate_latest

from contracts.topic import Topic, dead_letters
from infra.chassis import metrics, telemetry, timers
from infra.chassis.audit import Audit
from infra.chassis.auth import Verifier, check_routes, public
from infra.chassis.bus import Bus
from infra.chassis.clock import Clock, ScaledClock
from infra.chassis.consumers import Consumer, Projection
from infra.chassis.desk import Desk
from infra.chassis.http import create_app
from infra.chassis.ids import new_id
from infra.chassis.inbox import Inbox
from infra.chassis.kafka import KafkaAccess, Topics
from infra.chassis.leases import Leases
from infra.chassis.limits import Limits
from infra.chassis.migrations import Migration, migrate
from infra.chassis.mongo import Database
from infra.chassis.outbox import Outbox
from infra.chassis.parking import Parking, RetryPlan
from infra.chassis.policy import PolicyBook
from infra.chassis.problems import problem, problems, unexpected
from infra.chassis.processing import Processing
from infra.chassis.relay import REPLAYS, Relay, start_producer
from infra.chassis.repaging import marks_on_pages
from infra.chassis.routes import audit_routes, dead_letter_routes, policy_routes, replay_routes
from infra.chassis.settings import ServiceSettings
from infra.chassis.store import Store

__all__ = ["Service", "settle_memory"]

log = logging.getLogger(__name__)
P = TypeVar("P")
AnyStore = TypeVar("AnyStore", bound=Store[Any])
Background = Callable[[asyncio.Event], Coroutine[Any, Any, None]]
_LONGEST_HTTP_RETRY = timedelta(days=7)


_MADE_BEFORE_A_LOOK = 20_000


def settle_memory() -> None:
    """Let the garbage collector walk less: what stands now stands for good, and a batch is no litter.

    Python looks for cycles after every 700 objects made; a batch of events makes as many every few of
    them, and all are walked again and again while it is under way.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_MADE_BEFORE_A_LOOK)


class Service:
    """One of the five services.

    Args:
        name: ``booking`` …; names the database, the event source and the dead-letter topic.
        publishes: topics it may publish on.
        clock: the system's (or the demo's shared) clock unless given.
        plan: how failed records are retried.
    """

    def __init__(
        self,
        name: str,
        settings: ServiceSettings,
        *,
        publishes: Sequence[Topic],
        clock: Clock | None = None,
        plan: RetryPlan | None = None,
    ) -> None:
        self.name = name
        self.settings = settings
        self.clock = clock or (ScaledClock(settings.clock_file) if settings.clock_file else Clock())
        self.db = Database(settings.mongo_url, settings.mongo_database or f"clubhouse_{name}")
        self.access = KafkaAccess.of(settings)
        self._dead_letters = Topic(
            dead_letters(name),
            name,
            "key",
            (),
            f"Records the {name} service could not take.",
            restricted=True,
        )
        outbox_keep = timedelta(days=settings.outbox_days)
        self.outbox = Outbox(self.db, name, [*publishes, self._dead_letters], outbox_keep)
        self.inbox = Inbox(self.db, _LONGEST_HTTP_RETRY)
        self.desk = Desk(self.db, self.clock, self.inbox, self.outbox)
        self.parking = Parking(self.db, self.clock, self.outbox, self._dead_letters.name)
        self.audit = Audit(self.db, self.clock, timedelta(days=settings.audit_days))
        self.app = create_app(name, f"Clubhouse {name}")
        self.app.router.lifespan_context = self._lifespan
        self.app.state.inbox = self.inbox
        self.app.state.verifier = Verifier(
            issuer=settings.issuer, audience=settings.audience, jwks=settings.jwks
        )
        self.app.state.limits = Limits(
            settings.requests_per_second, settings.requests_burst, streams=settings.streams_per_caller
        )
        self._plan = plan
        self._stores: list[Store[Any]] = []
        self._policies: list[PolicyBook[Any]] = []
        self._ensures: list[Callable[[], Awaitable[None]]] = []
        self._migrations: list[Migration] = []
        self._consumers: list[Consumer] = []
        self._fires: dict[str, timers.Fire] = {}
        self._backgrounds: list[tuple[str, Background]] = []
        self._closings: list[Callable[[], Awaitable[None]]] = []
        self._tasks: list[asyncio.Task[None]] = []
        self._stopping = asyncio.Event()
        self._connected = asyncio.Event()
        self._on_death: Callable[[], None] = lambda: None
        self._show_lag: Callable[[], None] = lambda: None
        self.routes(_probes(self))
        self.routes(dead_letter_routes(self.parking, self.desk, self.audit))
        self.routes(replay_routes(self.desk, self.audit))
        self.routes(audit_routes(self.audit))

    # Wiring

    def store(self, store: AnyStore) -> AnyStore:
        """Register a store, so that its indexes are there before it is used."""
        self._stores.append(store)
        return store

    def policy(self, defaults: P) -> PolicyBook[P]:
        """The service's policy book, with its routes."""
        book = PolicyBook(self.db, self.clock, defaults)
        self._policies.append(book)
        self.routes(policy_routes(book, self.desk, self.audit))
        return book

    def ensure(self, work: Callable[[], Awaitable[None]]) -> None:
        """Further set-up to do at every start (indexes of side tables, built-in data); must be repeatable."""
        self._ensures.append(work)

    def migrates(self, *migrations: Migration) -> None:
        """Changes of stored data to make, in order, before it works; each once for ever."""
        self._migrations.extend(migrations)

    def fires(self, store: Store[Any], fire: timers.Fire) -> None:
        """Let `fire` act on the due timers of a store's aggregates."""
        self._fires[store.aggregate] = fire

    def hears(self, *consumers: Consumer) -> None:
        """Let these consumers take what their topics tell."""
        self._consumers.extend(consumers)

    def routes(self, router: APIRouter) -> None:
        """Add HTTP routes."""
        self.app.include_router(router)

    def background(self, name: str, work: Background) -> None:
        """Run `work` beside everything else; it is given the event that tells it to stop."""
        self._backgrounds.append((name, work))

    def closes(self, work: Callable[[], Awaitable[None]]) -> None:
        """Do `work` at the end: after every consumer and timer has finished, before the store is closed."""
        self._closings.append(work)

    # Life

    async def start(self) -> None:
        """Create what is missing in the store and start working.

        Raises:
            RuntimeError: a route does not state who may call it.
            PyMongoError: the store cannot be reached.
        """
        check_routes(self.app)
        self.inbox.keep = self._inbox_keep()
        for ensure in (
            self.inbox.ensure,
            self.outbox.ensure,
            self.parking.ensure,
            self.audit.ensure,
            lambda: self.db.ensure(REPLAYS, []),
            lambda: timers.ensure(self.db),
            *(each.ensure for each in self._stores),
            *(each.ensure for each in self._policies),
            *self._ensures,
        ):
            await ensure()
        projecting = [each.group for each in self._consumers if isinstance(each, Projection)]
        await migrate(self.db, [marks_on_pages(projecting), *self._migrations], self.clock)
        worker = timers.TimerWorker(self.db, self.clock, self._fires)
        worker.lateness = metrics.TIMER_LATENESS.observe
        self.desk.on_timers = worker.wake
        self._spawn("timers", worker.run)
        self._spawn("bus", self._connect)
        self._spawn("gauges", self._gauges)
        for name, work in self._backgrounds:
            self._spawn(name, work)

    async def stop(self) -> None:
        """Finish what was begun, and stop."""
        self._stopping.set()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for closing in self._closings:
            await closing()
        telemetry.flush()
        self.db.close()

    async def connected(self) -> None:
        """Wait until the broker has been reached and the consumers have joined."""
        await self._connected.wait()

    @property
    def ready(self) -> bool:
        """Whether the broker has been reached; the store is asked by ``/readyz`` itself."""
        return self._connected.is_set()

    def run(self) -> None:
        """Serve until told to stop (SIGINT, SIGTERM)."""
        telemetry.setup(self.name, self.settings.otlp_endpoint)
        self._on_death = lambda: signal.raise_signal(signal.SIGTERM)
        uvicorn.run(
            self.app,
            host=self.settings.host,
            port=self.settings.port,
            log_config=None,
            access_log=False,
            timeout_graceful_shutdown=5,
            # Longer than callers and proxies keep a quiet connection: whoever closes it first must not be the
            # one that may just be getting a request on it.
            timeout_keep_alive=75,
        )

    @asynccontextmanager
    async def _lifespan(self, _: FastAPI) -> AsyncIterator[None]:
        await self.start()
        settle_memory()
        try:
            yield
        finally:
            await self.stop()

    def _spawn(self, name: str, work: Background) -> None:
        task = asyncio.create_task(work(self._stopping), name=name)
        task.add_done_callback(self._ended)
        self._tasks.append(task)

    def _ended(self, task: asyncio.Task[None]) -> None:
        """A background task that dies of a bug takes the service with it: whoever runs it starts it anew."""
        if not task.cancelled() and (error := task.exception()) is not None:
            log.critical("%s died", task.get_name(), exc_info=error)
            self._on_death()

    async def _connect(self, stopping: asyncio.Event) -> None:
        """Reach the broker, however long it takes, then relay, consume and retry until told to stop."""
        topics, told = Topics(self.access), asyncio.create_task(stopping.wait())
        joining = asyncio.create_task(self._join(topics))
        await asyncio.wait({joining, told}, return_when=asyncio.FIRST_COMPLETED)
        if joining.done():
            bus, producer = joining.result()
            relay = Relay(self.db, self.outbox, Leases(self.db, new_id()), producer, topics, self.clock)
            self.desk.on_events = relay.wake
            self._show_lag = bus.show_lag
            self._connected.set()
            relay_stop = asyncio.Event()
            relaying = asyncio.create_task(relay.run(relay_stop))
            await bus.retry(stopping)
            await bus.stop()
            relay_stop.set()
            await relaying
            await producer.stop()
        joining.cancel()
        await asyncio.gather(joining, told, return_exceptions=True)
        await topics.stop()

    async def _join(self, topics: Topics) -> tuple[Bus, AIOKafkaProducer]:
        """A started bus and producer; tries until the broker lets it."""
        heard = [consumer.topic for consumer in self._consumers]
        pause = 0.2
        while True:
            bus = Bus(
                self.access,
                Processing(self.db, self.clock, self.inbox, self.parking, self._plan),
                self._consumers,
                session_timeout_ms=self.settings.kafka_session_ms,
                fetch_wait_ms=self.settings.kafka_fetch_wait_ms,
            )
            try:
                await topics.create([*self.outbox.topics.values(), *heard])
                await bus.start()
                return bus, await start_producer(self.access)
            except Exception as error:
                log.warning("broker: %s: %s; trying again", type(error).__name__, error)
                await bus.stop()
                await asyncio.sleep(pause)
                pause = min(5.0, pause * 2)
            except asyncio.CancelledError:
                await bus.stop()
                raise

    async def _gauges(self, stopping: asyncio.Event) -> None:
        while not stopping.is_set():
            try:
                waiting = await self.outbox.gauges()
                metrics.OUTBOX_DEPTH.set(waiting["depth"])
                oldest = waiting["oldest"]
                age = (self.clock.now() - oldest).total_seconds() if oldest else 0.0
                metrics.OUTBOX_OLDEST.set(max(0.0, age))
                overdue = await timers.overdue(self.db, self.clock.now())
                metrics.TIMERS_OVERDUE.set(overdue.total_seconds())
                parked = await self.parking.counts()
                metrics.PARKED.set(parked["parked"])
                metrics.DEAD_LETTERS.set(parked["dead"])
                self._show_lag()
            except Exception as error:
                log.warning("gauges: %s", type(error).__name__)
            try:
                await asyncio.wait_for(stopping.wait(), 2)
            except TimeoutError:
                continue

    def _inbox_keep(self) -> timedelta:
        """Longer than any record can come again.

        A record may be published a last time at the end of its outbox's retention, stay on its topic for
        the topic's retention, and then wait for its redrive. A day more is for clocks and clean-ups.
        """
        retention = max((each.topic.retention for each in self._consumers), default=timedelta())
        published = timedelta(days=self.settings.outbox_days) + retention
        return max(published, _LONGEST_HTTP_RETRY) + self.settings.redrive + timedelta(days=1)


_READY: dict[str, Any] = {
    "content": {"application/json": {"example": {"store": "reached", "broker": "reached"}}}
}


def _probes(service: Service) -> APIRouter:
    router = APIRouter(tags=["operations"], dependencies=[public(limited=False)])

    @router.get("/livez", summary="Is the process alive?")
    async def livez() -> dict[str, str]:
        return {"status": "alive"}

    @router.get("/readyz", summary="Can it do its work?", responses={200: _READY, **problems(503)})
    async def readyz() -> JSONResponse:
        try:
            await service.db.ping()
        except Exception as error:  # answered here: the framework would log each probe of an outage whole
            return unexpected("GET /readyz", error)
        if not service.ready:
            return problem(503, "not-ready", "the broker has not been reached yet")
        return JSONResponse({"store": "reached", "broker": "reached"})

    @router.get("/metrics", summary="Prometheus metrics", response_class=PlainTextResponse)
    async def scrape() -> PlainTextResponse:
        return PlainTextResponse(generate_latest(), media_type="text/plain; version=0.0.4")

    return router

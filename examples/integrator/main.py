"""A sample integrator: who is expected tonight, kept from Clubhouse's booking topic.

Needs the contracts distribution and aiokafka, nothing else of Clubhouse:

    pip install ../../contracts aiokafka
    python main.py --bootstrap localhost:9192

It shows the four things every integrator needs: subscribe to a topic, validate each record, apply a repeated
record once, and go on after a stop from a position of its own.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import signal
import sys
from pathlib import Path

from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition
from ledger import Ledger

from contracts.booking import BOOKINGS
from contracts.envelope import Undecodable, decode


async def follow(bootstrap: str, ledger: Ledger, *, idle_seconds: float | None) -> None:
    """Apply every booking event to the ledger, from where it left off.

    Args:
        bootstrap: ``host:port`` of a broker.
        ledger: keeps the effect of each record together with the position after it.
        idle_seconds: stop once nothing came for so long; None follows for ever.
    """
    # No group: partitions are assigned and positions kept by us, in the same transaction as their effect.
    # A position the broker no longer has (it expired, or the log is new) starts again at the earliest
    # record; repeats do no harm.
    consumer = AIOKafkaConsumer(
        bootstrap_servers=bootstrap, enable_auto_commit=False, auto_offset_reset="earliest"
    )
    await consumer.start()
    try:
        await _assign(consumer, ledger)
        timeout_ms = 1_000 if idle_seconds is None else int(idle_seconds * 1_000)
        while True:
            batches = await consumer.getmany(timeout_ms=timeout_ms)
            for partition, records in batches.items():
                for record in records:
                    _apply(ledger, record)
                ledger.moved(partition.topic, partition.partition, records[-1].offset + 1)
            if not batches and idle_seconds is not None:
                return
    finally:
        await consumer.stop()


async def _assign(consumer: AIOKafkaConsumer, ledger: Ledger) -> None:
    """Take all partitions of the topic, each from its stored position."""
    await consumer.topics()  # learns the partitions
    numbers = consumer.partitions_for_topic(BOOKINGS.name) or set()
    if not numbers:
        sys.exit(f"{BOOKINGS.name} does not exist there. Fix: start Clubhouse first, or check --bootstrap.")
    consumer.assign([TopicPartition(BOOKINGS.name, number) for number in sorted(numbers)])
    for number in numbers:
        position = ledger.position(BOOKINGS.name, number)
        if position is not None:
            consumer.seek(TopicPartition(BOOKINGS.name, number), position)


def _apply(ledger: Ledger, record: ConsumerRecord) -> None:
    """One record: validated, then applied.

    A type newer than our contracts is passed over; an invalid record is noted, too, and never retried.
    """
    try:
        envelope = decode(BOOKINGS, record.headers, record.value)
    except Undecodable as problem:
        if problem.reason == "unknown-type":
            return
        ledger.refused(record.topic, record.partition, record.offset, str(problem))
    else:
        ledger.apply(envelope)


def main() -> None:
    """Follow until stopped, then print who is expected."""
    parser = argparse.ArgumentParser(description="Keep the list of expected parties from Clubhouse's events.")
    parser.add_argument("--bootstrap", default="localhost:9192", help="host:port of the broker")
    parser.add_argument("--ledger", type=Path, default=Path("expected.sqlite"), help="where the list is kept")
    parser.add_argument("--idle", type=float, metavar="SECONDS", help="stop once nothing came for so long")
    chosen = parser.parse_args()
    with contextlib.closing(Ledger(chosen.ledger)) as ledger:
        with contextlib.suppress(KeyboardInterrupt):
            asyncio.run(follow(chosen.bootstrap, ledger, idle_seconds=chosen.idle))
        for line in ledger.lines():
            sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    main()

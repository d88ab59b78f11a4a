"""The gauges an SRE watches, in Prometheus form, named after OpenTelemetry's conventions where they exist."""

from __future__ import annotations

from prometheus_client import Counter, Gauge, Histogram

__all__ = [
    "CONSUMER_LAG",
    "CRITICAL_TIME",
    "DEAD_LETTERS",
    "FACTS",
    "HTTP_DURATION",
    "OUTBOX_DEPTH",
    "OUTBOX_OLDEST",
    "PARKED",
    "PROCESS_DURATION",
    "PUBLISHED",
    "TIMERS_OVERDUE",
    "TIMER_LATENESS",
]

_FAST = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
_LONG = (*_FAST, 30, 60, 300, 1800, 7200)

HTTP_DURATION = Histogram(
    "http_server_request_duration_seconds",
    "Duration of HTTP requests; of a stream, until it begins.",
    ["http_request_method", "http_route", "http_response_status_code"],
    buckets=_FAST,
)
PROCESS_DURATION = Histogram(
    "messaging_process_duration_seconds",
    "Duration of processing one batch of records.",
    ["messaging_destination_name", "messaging_consumer_group_name"],
    buckets=_FAST,
)
CRITICAL_TIME = Histogram(
    "clubhouse_critical_time_seconds",
    "From the moment an event happened to the moment it had its effect here.",
    ["messaging_destination_name", "messaging_consumer_group_name"],
    buckets=_LONG,
)
CONSUMER_LAG = Gauge(
    "clubhouse_consumer_lag_records",
    "Records between the fetch position and the end of the log.",
    ["messaging_destination_name", "messaging_destination_partition_id", "messaging_consumer_group_name"],
)
PUBLISHED = Counter(
    "clubhouse_published_events_total", "Events the relay published.", ["messaging_destination_name"]
)
OUTBOX_DEPTH = Gauge("clubhouse_outbox_depth_events", "Events waiting to be published.")
OUTBOX_OLDEST = Gauge("clubhouse_outbox_oldest_seconds", "How long the oldest event waits to be published.")
TIMER_LATENESS = Histogram(
    "clubhouse_timer_lateness_seconds", "From the moment a timer was due to its firing.", buckets=_LONG
)
TIMERS_OVERDUE = Gauge(
    "clubhouse_timers_overdue_seconds", "Age of the oldest timer that is due and that nobody has fired."
)
FACTS = Counter(
    "clubhouse_facts_total",
    "Events that changes made, by type and, where an event has one, status: SLA breaches among them.",
    ["event_type", "status"],
)
PARKED = Gauge("clubhouse_parked_records", "Records waiting behind a failed one of their key.")
DEAD_LETTERS = Gauge("clubhouse_dead_letters", "Records that failed for good and wait for a decision.")

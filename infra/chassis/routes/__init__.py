"""HTTP routes every service has: its policy, its dead letters, replays of its topics, its audit log."""

from __future__ import annotations

from infra.chassis.routes.audit import audit_routes
from infra.chassis.routes.dead_letters import dead_letter_routes
from infra.chassis.routes.policy import policy_routes
from infra.chassis.routes.replays import replay_routes

__all__ = ["audit_routes", "dead_letter_routes", "policy_routes", "replay_routes"]

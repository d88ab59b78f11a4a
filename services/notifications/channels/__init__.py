"""Ways to reach people: one small interface, one module per kind of provider."""

from __future__ import annotations

from services.notifications.channels.base import Outgoing, Provider, Registry

__all__ = ["Outgoing", "Provider", "Registry"]

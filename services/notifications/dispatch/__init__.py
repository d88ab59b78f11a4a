"""Between what happened and the providers: look around, begin, call, record."""

from __future__ import annotations

from services.notifications.dispatch.dispatcher import Dispatcher
from services.notifications.dispatch.surroundings import House, Surroundings

__all__ = ["Dispatcher", "House", "Surroundings"]

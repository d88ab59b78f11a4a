"""A place where the embedded stack's email and SMS end up, to be read by a person at ``/sink``.

The messages reach it as they would a provider: email by SMTP, SMS by HTTP. It is switched on by
``CLUBHOUSE_NOTIFICATIONS_SINK`` and belongs to no production deployment.
"""

from __future__ import annotations

from services.notifications.sink.caught import Caught, Message
from services.notifications.sink.pages import router
from services.notifications.sink.smtp import SmtpSink

__all__ = ["Caught", "Message", "SmtpSink", "router"]

"""What the reporting service must be told to run."""

from __future__ import annotations

from infra.chassis.settings import ServiceSettings

__all__ = ["ReportingSettings"]


class ReportingSettings(ServiceSettings):
    """Settings of the reporting service."""

    port: int = 8105

    consumer_group: str = "reporting"
    """With another one, and another database, everything is heard from the beginning of the topics."""

    cookie_secure: bool = False
    """Whether the console's cookie travels over TLS only; set it wherever TLS ends before the service."""

"""What the booking service must be told to run."""

from __future__ import annotations

from infra.chassis.settings import ServiceSettings

__all__ = ["BookingSettings"]


class BookingSettings(ServiceSettings):
    """Settings of the booking service."""

    port: int = 8101

"""What the complaints service must be told to run."""

from __future__ import annotations

from pydantic import Field

from infra.chassis.settings import ServiceSettings

__all__ = ["ComplaintsSettings"]


class ComplaintsSettings(ServiceSettings):
    """Settings of the complaints service."""

    port: int = 8102

    mail_host: str = "127.0.0.1"
    mail_port: int = 0
    """Where guests' e-mails come in by SMTP; 0: they do not."""

    mail_venues: dict[str, str] = Field(default_factory=dict)
    """Which venue an address stands for, e.g. ``{"service@harbour.example": "harbour"}``."""

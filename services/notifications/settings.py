"""Settings of the notifications service (prefix ``CLUBHOUSE_``)."""

from __future__ import annotations

from pydantic import BaseModel, Field, SecretStr, field_validator

from infra.chassis.decision import zone
from infra.chassis.settings import ServiceSettings
from services.notifications.channels.aliyun import AliyunSettings
from services.notifications.channels.sms_http import HttpSmsSettings
from services.notifications.channels.tencent import TencentSettings

__all__ = ["NotificationSettings", "SmtpSettings"]


class SmtpSettings(BaseModel):
    """One SMTP server."""

    name: str = "smtp"
    host: str
    port: int = 587
    sender: str
    """From address, e.g. ``Clubhouse <service@example.com>``."""
    username: str | None = None
    password: SecretStr | None = None
    start_tls: bool | None = None
    """None: if the server offers it."""
    use_tls: bool = False
    timeout_seconds: float = 10


class NotificationSettings(ServiceSettings):
    """Providers, and what is said where no venue speaks. Lists are JSON; secrets come from secret files.

    SMS providers are tried in the order `sms_order`, those not named there last.
    """

    port: int = 8104
    house_name: str = "会所"
    house_name_en: str = "the Clubhouse"
    house_zone: str = "Asia/Shanghai"

    smtp: list[SmtpSettings] = Field(default_factory=list)
    sms_http: list[HttpSmsSettings] = Field(default_factory=list)
    sms_aliyun: list[AliyunSettings] = Field(default_factory=list)
    sms_tencent: list[TencentSettings] = Field(default_factory=list)
    sms_order: list[str] = Field(default_factory=list)

    provider_hands: int = Field(default=64, ge=1)
    """Calls to one provider at a time, in this process."""
    webhooks_may_be_private: bool = False
    """Lets webhooks go to private addresses and over plain HTTP. For one's own machine only."""

    notifications_keep_days: int = Field(default=400, ge=30)
    """How long deliveries that are over, and what lies in inboxes, stay after their last change. Longer than
    any message is of use: until then an event told again finds the delivery it already has."""

    notifications_sink: bool = False
    """Catch email and SMS in a sink of our own, shown at ``/sink``, instead of sending them. For the
    embedded stack only."""
    notifications_sink_smtp_port: int = 8125
    """Port of the sink's SMTP server."""

    @field_validator("house_zone")
    @classmethod
    def _a_zone(cls, name: str) -> str:
        """No service starts that could tell nobody the time: every message without a venue would fail."""
        zone(name)
        return name

"""Where the local stack listens and keeps its data; all from the environment, all with a default."""

from __future__ import annotations

from pathlib import Path

from pydantic_settings import BaseSettings, SettingsConfigDict

from infra.local.issuer import Issuer
from infra.local.places import ROOT
from infra.local.ports import HOST
from infra.local.stack import BrokerKind

__all__ = ["SERVICES", "LocalSettings"]

SERVICES = ("booking", "complaints", "loyalty", "notifications", "reporting")


class LocalSettings(BaseSettings):
    """The local stack's settings (prefix ``CLUBHOUSE_``)."""

    model_config = SettingsConfigDict(env_prefix="CLUBHOUSE_", extra="ignore")

    base_port: int = 8100
    """The supervisor's page; the services follow: booking +1 … reporting +5."""
    local_mongo_port: int = 27117
    local_broker_port: int = 9192
    local_broker: BrokerKind = "embedded"
    data_dir: Path = ROOT / ".data"

    @property
    def page_url(self) -> str:
        """The supervisor's page, which is also the issuer and the trace receiver."""
        return f"http://{HOST}:{self.base_port}"

    def port(self, service: str) -> int:
        """Port of a service."""
        return self.base_port + 1 + SERVICES.index(service)

    def url(self, service: str) -> str:
        """Base URL of a service."""
        return f"http://{HOST}:{self.port(service)}"

    @property
    def sink_port(self) -> int:
        """SMTP port where the stack catches email instead of sending it."""
        return self.base_port + 25

    @property
    def clock_file(self) -> Path:
        """The demo's shared clock; the system's time while it is missing."""
        return self.data_dir / "clock.json"

    def issuer(self) -> Issuer:
        """The issuer of this working copy."""
        return Issuer(self.data_dir / "issuer", self.page_url)

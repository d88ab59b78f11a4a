"""Settings every service takes from the environment (prefix ``CLUBHOUSE_``) or from files of secrets."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict, SettingsError

__all__ = ["ServiceSettings"]


class ServiceSettings(BaseSettings):
    """What a service must be told to run. There is no default for anything secret.

    A value may also stand in a file named like the variable, in lower case, in the folder
    ``CLUBHOUSE_SECRETS_DIR``: ``clubhouse_mongo_url``. The variable itself wins.
    """

    model_config = SettingsConfigDict(env_prefix="CLUBHOUSE_", extra="ignore")

    def __init__(self, **values: Any) -> None:
        try:
            super().__init__(_secrets_dir=os.environ.get("CLUBHOUSE_SECRETS_DIR"), **values)
        except ValidationError as error:
            raise SystemExit(
                "\n".join(_wrong(*each["loc"], why=each["msg"]) for each in error.errors())
            ) from None
        except SettingsError as error:  # of use it says which field, between quotes, or what the folder is
            why, *field = str(error).split('"')
            if not field:
                raise SystemExit(f"clubhouse: CLUBHOUSE_SECRETS_DIR: {why} (fix: name a folder)") from None
            raise SystemExit(_wrong(field[0], why="it is not valid JSON")) from None

    mongo_url: str = "mongodb://127.0.0.1:27117/?replicaSet=rs0"
    mongo_database: str | None = None
    """Database of this service; ``clubhouse_<service>`` unless told."""

    kafka_bootstrap: str = "127.0.0.1:9192"
    kafka_security_protocol: str = "PLAINTEXT"
    kafka_sasl_mechanism: str = "SCRAM-SHA-512"
    kafka_username: str | None = None
    kafka_password: str | None = None
    kafka_replication: int = 1
    kafka_session_ms: int = Field(default=10_000, ge=1_000)
    """Silence after which a consumer's partitions go to others. The embedded broker lets a group wait
    half of it before its first assignment, so the local stack sets it low."""
    kafka_fetch_wait_ms: int = Field(default=500, ge=1)
    """How long a fetch may wait for records. Apache Kafka answers the moment there are some; the embedded
    broker only when the time is up, so the local stack sets it low."""

    host: str = "127.0.0.1"
    port: int = 8100

    jwks: str = ""
    """Path or URL of the token issuer's JWKS; found by OIDC discovery from `issuer` when empty."""
    issuer: str = "http://127.0.0.1:8100"
    audience: str = "clubhouse"

    requests_per_second: float = Field(default=200, ge=0)
    """Requests one caller (or, without a token, one address) may make steadily; 0 sets no limit."""
    requests_burst: int = Field(default=2_000, ge=1)
    """Requests one caller may make at once."""
    streams_per_caller: int = Field(default=20, ge=0)
    """Live streams one caller may hold open at once; 0 sets no limit."""

    otlp_endpoint: str | None = None
    """OTLP/HTTP endpoint for traces, e.g. ``http://127.0.0.1:8100``; no traces leave without it."""

    clock_file: Path | None = None
    """File of a shared demo clock; the system's clock without it."""

    outbox_days: int = Field(default=14, ge=1)
    redrive_days: int = Field(default=14, ge=1)
    """The longest time a dead letter may wait before it is replayed."""

    audit_days: int = Field(default=730, ge=1)
    """How long the audit log keeps who did what."""

    @property
    def redrive(self) -> timedelta:
        """`redrive_days` as a duration; the inbox outlives it."""
        return timedelta(days=self.redrive_days)


def _wrong(name: str | int, *within: str | int, why: str) -> str:
    """The line that tells of a wrong setting; its value is left out, it may be a secret."""
    variable = f"CLUBHOUSE_{name}".upper()
    where = f"{variable}, {'.'.join(map(str, within))}" if within else variable
    fix = f"set {variable}, or the file {variable.lower()} in CLUBHOUSE_SECRETS_DIR"
    return f"clubhouse: {where}: {why} (fix: {fix})"

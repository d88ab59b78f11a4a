"""``clubhouse compose-secrets``: passwords and keys for the containers of docker-compose.yml."""

from __future__ import annotations

import base64
import json
import secrets
from pathlib import Path

import click
from cryptography.fernet import Fernet

from infra.local.settings import SERVICES, LocalSettings

__all__ = ["command", "make"]

_SET = "mongo1:27017,mongo2:27017,mongo3:27017/?replicaSet=rs0"


@click.command("compose-secrets")
@click.option("--folder", type=click.Path(file_okay=False, path_type=Path), help=".data/compose unless told.")
def command(folder: Path | None) -> None:
    """Make the secrets that `docker compose up` needs. What is there already stays as it is."""
    settings = LocalSettings()
    into = folder or settings.data_dir / "compose"
    made = make(into, json.dumps(settings.issuer().jwks()))
    click.echo(f"{made} secrets made in {into}")


def make(folder: Path, jwks: str) -> int:
    """Write the files that are missing; returns how many.

    The folder is closed to others. Its files are not: in a container they are read by another user, and
    what a container is given is mounted one by one.
    """
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    before = len(list(folder.iterdir()))

    def keep(name: str, value: str) -> str:
        file = folder / name
        if not file.exists():
            file.write_text(value)
            file.chmod(0o644)
        return file.read_text()

    keep("jwks", jwks)
    keep("vault", _vault())
    keep("mongo_key", secrets.token_hex(64))
    keep("grafana_password", _password())
    root = keep("operator_mongo_password", _password())
    keep("admin_mongo_url", f"mongodb://operator:{root}@mongo1:27017/?directConnection=true")
    keep("backup_mongo_password", _password())
    users = {"operator": keep("operator_kafka_password", _password())}
    for service in SERVICES:
        password = keep(f"{service}_mongo_password", _password())
        keep(f"{service}_mongo_url", f"mongodb://{service}:{password}@{_SET}")
        users[service] = keep(f"{service}_kafka_password", _password())
    keep("kafka.env", f"KAFKA_LISTENER_NAME_CHAIN_PLAIN_SASL_JAAS_CONFIG={_jaas(users)}\n")
    return len(list(folder.iterdir())) - before


def _jaas(users: dict[str, str]) -> str:
    known = " ".join(f'user_{name}="{password}"' for name, password in users.items())
    return (
        "org.apache.kafka.common.security.plain.PlainLoginModule required "
        f'username="operator" password="{users["operator"]}" {known};'
    )


def _vault() -> str:
    """The secrets of the guests' vault, as `services/loyalty/store/vault.py` reads them."""
    lookup = base64.b64encode(secrets.token_bytes(32)).decode()
    return json.dumps({"lookup": lookup, "wrap": [Fernet.generate_key().decode()]})


def _password() -> str:
    return secrets.token_hex(24)

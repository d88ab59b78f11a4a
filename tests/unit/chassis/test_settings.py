from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import BaseModel, Field, SecretStr

from infra.chassis.settings import ServiceSettings


def test_a_secret_is_read_from_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "clubhouse_kafka_password").write_text("s3cret\n")
    monkeypatch.setenv("CLUBHOUSE_SECRETS_DIR", str(tmp_path))

    assert ServiceSettings().kafka_password == "s3cret"


def test_the_environment_wins_over_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "clubhouse_mongo_url").write_text("mongodb://file/")
    monkeypatch.setenv("CLUBHOUSE_SECRETS_DIR", str(tmp_path))
    monkeypatch.setenv("CLUBHOUSE_MONGO_URL", "mongodb://variable/")

    assert ServiceSettings().mongo_url == "mongodb://variable/"


def test_nothing_secret_has_a_default() -> None:
    settings = ServiceSettings()

    assert (settings.kafka_username, settings.kafka_password, settings.jwks) == (None, None, "")


class Listed(ServiceSettings):
    class Server(BaseModel):
        host: str
        password: SecretStr

    servers: list[Server] = Field(default_factory=list)


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("CLUBHOUSE_PORT", "s3cret", "CLUBHOUSE_PORT: Input should be a valid integer"),
        ("CLUBHOUSE_OUTBOX_DAYS", "0", "CLUBHOUSE_OUTBOX_DAYS: Input should be greater than or equal to 1"),
        ("CLUBHOUSE_SERVERS", '[{"password": "s3cret"}]', "CLUBHOUSE_SERVERS, 0.host: Field required"),
        ("CLUBHOUSE_SERVERS", "s3cret", "CLUBHOUSE_SERVERS: it is not valid JSON"),
    ],
)
def test_a_wrong_setting_is_told_in_a_line_that_names_it_and_the_fix(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, told: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SystemExit) as stopped:
        Listed()
    [line] = str(stopped.value).splitlines()
    assert line.startswith(f"clubhouse: {told}"), line
    assert f"(fix: set {name}, or the file {name.lower()} in CLUBHOUSE_SECRETS_DIR" in line
    assert "s3cret" not in line


def test_a_file_named_as_the_folder_of_secrets_is_told_in_a_line_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "password").write_text("s3cret\n")
    monkeypatch.setenv("CLUBHOUSE_SECRETS_DIR", str(tmp_path / "password"))
    with pytest.raises(
        SystemExit, match=r"^clubhouse: CLUBHOUSE_SECRETS_DIR: .*not a file \(fix: name a folder\)$"
    ):
        ServiceSettings()

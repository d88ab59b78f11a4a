from __future__ import annotations

from pathlib import Path

import pytest

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

"""docker-compose.yml, held against the Compose specification and against what the house is made of.

The schema in data/compose-spec.json is the specification's own, from compose-go 2.16.2 (Apache-2.0).
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from infra.chassis.mongo import Database
from infra.cli.commands.compose_secrets import make
from infra.local.places import ROOT
from infra.local.settings import SERVICES
from infra.mongo.access import BACKUP
from services.loyalty.store.vault import Vault

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SCHEMA = json.loads((Path(__file__).parent / "data" / "compose-spec.json").read_text())
CONTAINERS: dict[str, dict[str, Any]] = COMPOSE["services"]


def test_it_follows_the_compose_specification() -> None:
    jsonschema.validate(COMPOSE, SCHEMA)


def test_docker_compose_itself_reads_it(tmp_path: Path) -> None:
    trial = shutil.which("docker") and subprocess.run(
        ["docker", "compose", "version"], capture_output=True, check=False
    )
    if not trial or trial.returncode:
        pytest.skip("no docker compose here; the schema test stands in for it")
    make(ROOT / ".data" / "compose", "{}")
    ran = subprocess.run(
        ["docker", "compose", "-f", str(ROOT / "docker-compose.yml"), "config", "--quiet"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr


def test_every_part_of_the_house_is_there() -> None:
    stack = {"kafka", "mongo1", "mongo2", "mongo3", "collector", "jaeger", "prometheus", "grafana"}
    assert CONTAINERS.keys() == {*SERVICES, *stack, "mongo-access", "kafka-access"}


def test_every_image_that_is_not_ours_is_pinned_to_a_version() -> None:
    for name, container in CONTAINERS.items():
        if "build" not in container:
            assert re.search(r":v?\d+\.\d+", container["image"]), name


def test_the_broker_is_the_version_the_tests_run() -> None:
    pom = (ROOT / "infra" / "kafka" / "pom.xml").read_text()
    version = re.search(r"<kafka.version>(.+)</kafka.version>", pom)
    assert version
    assert CONTAINERS["kafka"]["image"] == f"apache/kafka:{version[1]}"


def test_the_services_are_configured_alike() -> None:
    def shape(name: str) -> str:
        return re.sub(r"127\.0\.0\.1:\d+", "PORT", json.dumps(CONTAINERS[name]).replace(name, "NAME"))

    # Each is given the addresses of all, itself included: those lines differ by nature.
    def plain(name: str) -> str:
        text = json.loads(shape(name))
        own = ("_URL", "VAULT_FILE")
        text["environment"] = {
            key: value for key, value in text["environment"].items() if not key.endswith(own)
        }
        text["secrets"] = [each for each in text["secrets"] if each != "vault"]
        return json.dumps(text)

    assert {plain(name) for name in SERVICES} == {plain("booking")}


def test_the_settings_it_gives_are_settings_the_services_know() -> None:
    from infra.chassis.settings import ServiceSettings

    known = {f"CLUBHOUSE_{field.upper()}" for field in ServiceSettings.model_fields}
    known |= {"CLUBHOUSE_SECRETS_DIR", "CLUBHOUSE_VAULT_FILE"}
    known |= {f"CLUBHOUSE_{service.upper()}_URL" for service in SERVICES}
    for service in SERVICES:
        assert CONTAINERS[service]["environment"].keys() <= known
        targets = {each["target"] for each in CONTAINERS[service]["secrets"] if isinstance(each, dict)}
        assert {target.upper() for target in targets} <= known


def test_nothing_secret_has_a_default(tmp_path: Path) -> None:
    """Every secret is a file that `clubhouse compose-secrets` makes, anew on every machine."""
    assert make(tmp_path / "a", "{}") == make(tmp_path / "b", "{}")
    files = {Path(secret["file"]).name for secret in COMPOSE["secrets"].values()} | {"kafka.env"}
    assert files == {file.name for file in (tmp_path / "a").iterdir()}
    for file in files - {"jwks"}:
        assert (tmp_path / "a" / file).read_text() != (tmp_path / "b" / file).read_text()
    plain = json.dumps([container.get("environment", {}) for container in CONTAINERS.values()])
    assert not re.search(r'PASSWORD"', plain)
    assert f"{BACKUP}_mongo_password" in files


@pytest.mark.rule("L14")
async def test_the_guests_vault_is_a_secret_that_outlives_the_container(tmp_path: Path, db: Database) -> None:
    """A vault made anew at every start would make all personal data unreadable."""
    loyalty = CONTAINERS["loyalty"]
    assert loyalty["environment"]["CLUBHOUSE_VAULT_FILE"] == "/run/secrets/vault"
    assert "vault" in loyalty["secrets"]
    assert not any("DATA_DIR" in name for name in loyalty["environment"])
    make(tmp_path, "{}")

    await Vault(db, tmp_path / "vault").ensure()


def test_making_the_secrets_again_changes_none(tmp_path: Path) -> None:
    make(tmp_path, "{}")
    before = {file.name: file.read_text() for file in tmp_path.iterdir()}
    assert make(tmp_path, "{}") == 0
    assert {file.name: file.read_text() for file in tmp_path.iterdir()} == before


def test_no_port_is_open_beyond_this_machine() -> None:
    for name, container in CONTAINERS.items():
        assert all(port.startswith("127.0.0.1:") for port in container.get("ports", ())), name


@pytest.mark.parametrize("name", [*SERVICES, "kafka", "mongo1", "mongo2", "mongo3"])
def test_whoever_keeps_data_or_works_on_it_is_given_the_time_to_end_well(name: str) -> None:
    """Docker's ten seconds cut off a batch under way, and a member of a set that waits for its readers."""
    pod = yaml.safe_load((ROOT / "infra" / "k8s" / "service" / "deployment.yaml").read_text())
    patience = pod["spec"]["template"]["spec"]["terminationGracePeriodSeconds"]
    assert CONTAINERS[name].get("stop_grace_period") == f"{patience}s"


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_may_do_as_little_as_possible(service: str) -> None:
    container = CONTAINERS[service]
    assert container["read_only"]
    assert container["cap_drop"] == ["ALL"]
    assert container["security_opt"] == ["no-new-privileges:true"]


def test_the_files_it_mounts_are_there() -> None:
    mounted = [
        volume.split(":")[0]
        for container in CONTAINERS.values()
        for volume in container.get("volumes", ())
        if volume.startswith("./")
    ]
    assert mounted
    for path in mounted:
        assert (ROOT / path).exists(), path

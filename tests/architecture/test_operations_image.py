"""The images: what infra/Dockerfile copies is enough to run, and no more than it says."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from infra.local.places import ROOT
from infra.local.settings import SERVICES

DOCKERFILE = (ROOT / "infra" / "Dockerfile").read_text()

OPTIONAL = {"clubhouse", "pip", "setuptools", "psutil", "sniffio", "defusedxml"}
"""Libraries take these up where they find them, as they do here; the images do without."""

LOADED = """
import importlib, json, sys
from importlib.metadata import packages_distributions
importlib.import_module(sys.argv[1])
names = {name.split(".")[0] for name in sys.modules}
known = packages_distributions()
print(json.dumps(sorted({each.lower().replace("_", "-") for name in names for each in known.get(name, ())})))
"""


def stage(name: str) -> str:
    """The instructions of one stage."""
    return re.split(r"^FROM ", DOCKERFILE.split(f" AS {name}\n")[1], flags=re.MULTILINE)[0]


def unpack(into: Path, stages: tuple[str, ...], service: str = "") -> None:
    """Copy what the stages copy from the working copy."""
    for source, target in re.findall(
        r"^COPY (?!--from)(\S+) /app/(\S+)$", "".join(map(stage, stages)), re.MULTILINE
    ):
        place = into / target.replace("${SERVICE}", service)
        place.parent.mkdir(parents=True, exist_ok=True)
        path = ROOT / source.replace("${SERVICE}", service)
        if path.is_dir():
            shutil.copytree(path, place, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(path, place)


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env={"PYTHONPATH": str(folder), "PATH": "/usr/bin:/bin", "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("service", SERVICES)
def test_a_services_image_holds_all_it_imports_and_no_other_service(service: str, tmp_path: Path) -> None:
    unpack(tmp_path, ("base", "service"), service)

    loaded = run(tmp_path, "-c", LOADED, f"services.{service}.main")

    assert loaded.returncode == 0, loaded.stderr
    locked = set(
        re.findall(r"^([a-z0-9._-]+)==", (ROOT / "requirements-services.lock").read_text(), re.MULTILINE)
    )
    assert set(json.loads(loaded.stdout)) - OPTIONAL <= {
        name.replace("_", "-").replace(".", "-") for name in locked
    }
    assert sorted(path.name for path in (tmp_path / "services").iterdir()) == sorted(["__init__.py", service])
    assert sorted(path.name for path in (tmp_path / "infra").iterdir()) == ["__init__.py", "chassis"]


def test_the_tools_image_runs_the_commands_it_is_made_for(tmp_path: Path) -> None:
    unpack(tmp_path, ("base", "tools"))

    for command in (("access", "kafka"), ("access", "mongo"), ("backup",), ("restore",), ("dlq", "list")):
        ran = run(tmp_path, "-m", "infra.cli", *command, "--help")
        assert ran.returncode == 0, ran.stderr


def test_the_images_run_as_nobody_special() -> None:
    for name in ("tools", "service"):
        assert "USER 10001" in stage(name)


def test_the_base_image_is_pinned_and_every_library_is_checked_against_its_hash() -> None:
    assert re.search(r"^ARG PYTHON=python:3\.\d+\.\d+-slim-\w+$", DOCKERFILE, re.MULTILINE)
    assert "--require-hashes" in stage("libraries")


def test_a_service_is_the_process_that_gets_the_signals() -> None:
    assert 'CMD ["sh", "-c", "exec python' in stage("service")


def test_nothing_reaches_the_builder_but_what_is_copied() -> None:
    ignored = (ROOT / ".dockerignore").read_text().splitlines()
    sources = set(re.findall(r"^COPY (?!--from)([\w.-]+)", DOCKERFILE, re.MULTILINE))
    assert "*" in ignored
    assert {line[1:] for line in ignored if line.startswith("!")} == sources

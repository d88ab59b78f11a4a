"""The import rules hold, and each of them has been seen to catch a planted violation."""

from __future__ import annotations

import configparser
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from infra.local.places import ROOT

LINT = Path(sys.executable).with_name("lint-imports")

PLANTS = [
    ("house", "contracts/envelope.py", "import infra.chassis.clock"),
    ("house", "infra/chassis/clock.py", "import services.booking.domain"),
    ("independence", "services/booking/store/__init__.py", "import services.loyalty.domain"),
    ("rooms", "services/booking/domain/__init__.py", "import services.booking.store"),
    ("rooms", "services/booking/store/__init__.py", "import services.booking.web"),
    ("rooms", "services/booking/web/__init__.py", "import services.booking.main"),
    ("rooms", "services/booking/utils.py", ""),
    ("pure-domains", "services/booking/domain/__init__.py", "import fastapi"),
    ("pure-domains", "services/booking/domain/__init__.py", "import infra.chassis.clock"),
    ("chassis-only", "services/booking/store/__init__.py", "import motor"),
    ("chassis-only", "services/loyalty/domain/__init__.py", "import aiokafka"),
    ("chassis-only", "services/booking/web/__init__.py", "import infra.local"),
    ("infrastructure", "infra/chassis/clock.py", "import infra.local.ports"),
    ("infrastructure", "infra/helpers.py", ""),
    ("one-motor", "infra/chassis/clock.py", "import motor"),
    ("light-contracts", "contracts/event.py", "import httpx"),
]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The source tree, to plant violations in."""
    tree = tmp_path_factory.mktemp("tree")
    for package in ("services", "infra", "contracts", "tests/architecture"):
        shutil.copytree(
            ROOT / package, tree / package, ignore=shutil.ignore_patterns("__pycache__", "schemas", "clients")
        )
    shutil.copy(ROOT / ".importlinter", tree)
    return tree


def lint(tree: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [LINT, "--no-logo", *arguments], cwd=tree, capture_output=True, text=True, check=False, timeout=120
    )


def test_the_house_keeps_its_import_rules() -> None:
    verdict = lint(ROOT)

    assert verdict.returncode == 0, verdict.stdout + verdict.stderr


@pytest.mark.parametrize(("contract", "file", "line"), PLANTS)
def test_a_planted_violation_is_caught(copy: Path, contract: str, file: str, line: str) -> None:
    rules = configparser.ConfigParser()
    rules.read(copy / ".importlinter")
    planted = copy / file
    before = planted.read_text() if planted.exists() else None
    planted.write_text(f"{before or ''}\n{line}\n")
    try:
        verdict = lint(copy, "--contract", contract, "--no-cache")
    finally:
        planted.unlink() if before is None else planted.write_text(before)

    assert verdict.returncode == 1
    assert f"{rules[f'importlinter:contract:{contract}']['name']} BROKEN" in " ".join(verdict.stdout.split())


def test_every_rule_has_a_plant() -> None:
    rules = configparser.ConfigParser()
    rules.read(ROOT / ".importlinter")
    contracts = {name.rsplit(":", 1)[1] for name in rules.sections() if ":contract:" in name}

    assert contracts == {contract for contract, _, _ in PLANTS}

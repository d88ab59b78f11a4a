"""The contracts install on their own and need nothing but pydantic."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from contracts import __version__
from contracts.catalog import EVENTS
from tests.contracts.wheel import build_contracts

ROOT = Path(__file__).parents[2]
PYDANTIC = {"pydantic", "pydantic_core", "annotated_types", "typing_extensions", "typing_inspection"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_contracts(tmp_path_factory.mktemp("wheel"))


@pytest.fixture
def outside(wheel: Path, tmp_path: Path) -> Callable[[str], str]:
    """Runs Python where the wheel and third parties can be imported, but nothing of this repository."""

    def run(script: str) -> str:
        done = subprocess.run(
            [sys.executable, "-S", "-c", script],
            env={"PYTHONPATH": f"{wheel}:{sysconfig.get_path('purelib')}"},
            cwd=tmp_path,
            check=False,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    return run


def test_the_wheel_holds_code_and_schemas_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert {name for name in names if not name.startswith("contracts/")} == set()
    assert {Path(name).suffix for name in names} == {".py", ".json", ".typed"}
    assert {f"contracts/schemas/{event_type}.json" for event_type in EVENTS} <= names
    assert "contracts/schemas/asyncapi.json" in names
    assert not any("clients" in name for name in names)


def test_the_wheel_asks_for_pydantic_only(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (metadata,) = (name for name in archive.namelist() if name.endswith("/METADATA"))
        lines = archive.read(metadata).decode().splitlines()
    required = [line for line in lines if line.startswith("Requires-Dist: ")]
    assert [line.removeprefix("Requires-Dist: ").split(">")[0] for line in required] == ["pydantic"]
    assert f"Version: {__version__}" in lines


def test_the_installed_contracts_import_no_third_party_but_pydantic(outside: Callable[[str], str]) -> None:
    loaded = outside(
        "import sys, pydantic, pydantic.json_schema; before = set(sys.modules);"
        "import contracts.catalog, contracts.envelope;"
        "new = {name.split('.')[0] for name in set(sys.modules) - before};"
        "print(contracts.__file__); print(*sorted(new - set(sys.stdlib_module_names)))"
    ).splitlines()
    assert not loaded[0].startswith(str(ROOT)), "the repository was imported, not the wheel"
    assert {name for name in loaded[1].split() if not name.startswith("_")} <= {"contracts", *PYDANTIC}


def test_the_installed_contracts_read_every_published_example(outside: Callable[[str], str]) -> None:
    told = outside(
        "import json; from importlib.resources import files;"
        "from contracts.catalog import topic_of; from contracts.envelope import decode;"
        "text = files('contracts').joinpath('schemas/asyncapi.json').read_text('utf-8');"
        "messages = json.loads(text)['components']['messages'];"
        "examples = {name: message['examples'][0] for name, message in messages.items()};"
        "read = [decode(topic_of(name), [(k, v.encode()) for k, v in one['headers'].items()],"
        "        json.dumps(one['payload']).encode()).type for name, one in examples.items()];"
        "print(len(read)); assert read == list(messages)"
    )
    assert int(told) == len(EVENTS)

"""Brings the broker's jars, named in `pom.xml`, into an ignored folder: once, then offline."""

from __future__ import annotations

import asyncio
import fcntl
import hashlib
import shutil
import subprocess
from pathlib import Path

from infra.local.child import CannotStart
from infra.local.places import BUILD

__all__ = ["classpath", "java"]

_POM = Path(__file__).with_name("pom.xml")
_OLDEST_JAVA = 17


def java() -> str:
    """Path of a Java that runs the broker.

    Raises:
        CannotStart: none, or too old.
    """
    if (found := shutil.which("java")) is None:
        raise CannotStart("Apache Kafka needs Java (fix: apt-get install openjdk-17-jre-headless)")
    trial = subprocess.run([found, "-version"], capture_output=True, text=True, check=False)
    version = trial.stderr.split('"')[1] if trial.stderr.count('"') >= 2 else "0"
    if int(version.split(".")[0]) < _OLDEST_JAVA:
        raise CannotStart(
            f"Apache Kafka needs Java {_OLDEST_JAVA}, here is {version} (fix: install a newer one)"
        )
    return found


async def classpath() -> str:
    """Class path of the broker's jars, fetched by Maven when `pom.xml` is new here.

    Raises:
        CannotStart: Maven is missing, or could not fetch.
    """
    return await asyncio.to_thread(_classpath)


def _classpath() -> str:
    version = hashlib.sha256(_POM.read_bytes()).hexdigest()[:12]
    folder = BUILD / f"kafka-{version}"
    BUILD.mkdir(parents=True, exist_ok=True)
    with (BUILD / "kafka.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two sessions starting together fetch once
        if not folder.exists():
            _fetch(folder)
    return f"{folder}/*"


def _fetch(folder: Path) -> None:
    if (maven := shutil.which("mvn")) is None:
        raise CannotStart("Apache Kafka's jars come by Maven, which is missing (fix: apt-get install maven)")
    arriving = folder.with_suffix(".arriving")
    shutil.rmtree(arriving, ignore_errors=True)
    command = [maven, "-q", "-B", "-f", str(_POM), "dependency:copy-dependencies"]
    trial = subprocess.run(
        [*command, f"-DoutputDirectory={arriving}"], capture_output=True, text=True, check=False
    )
    if trial.returncode:
        problem = next((line for line in trial.stdout.split("\n") if "ERROR" in line), "see mvn")[:200]
        raise CannotStart(f"Maven could not fetch Apache Kafka's jars: {problem} (fix: check the network)")
    arriving.rename(folder)

"""What the house asks of every file and every service, beyond who imports whom."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.local.places import ROOT
from infra.local.settings import SERVICES

LONGEST_FILE = 400
ROOMS = ("README.md", "domain", "store", "web", "messaging", "timers", "settings", "main")
GENERATED = ("contracts/schemas/", "contracts/clients/", "contracts/openapi/")
FORBIDDEN = {
    "a package registry's host": re.compile(
        r"py" + r"pi\.org|python" + r"hosted\.org|repo1?\.maven|maven\.apache\.org|registry\.npm|"
        r"static\.crates|crates\.io/|proxy\.golang|deb\.debian"
    ),
    "a path of one machine": re.compile(r"(?<![\w.$}/-])/(?:work|root|home/\w+)/"),
    "a secret": re.compile(
        r"-----BEGIN [A-Z ]*PRIVATE KEY|AKIA[0-9A-Z]{16}|eyJ[\w-]{16,}\.eyJ[\w-]{16,}\.|"
        r"""(?i:password|secret|api_?key)["']?\s*[:=]\s*["'][^"'{}$<>\s]{12,}["']"""
    ),
    "unfinished work": re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X)\b"),
}
PUBLISHED_VECTORS = ("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",)
"""Secrets that specifications print for everyone to test with: this one is Standard Webhooks'."""


def committed() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\0")
    return [ROOT / name for name in listed if name and (ROOT / name).is_file()]


def lines() -> Iterator[tuple[str, str]]:
    for path in committed():
        try:
            text = path.read_text()
        except UnicodeDecodeError:
            continue
        name = path.relative_to(ROOT)
        yield from ((f"{name}:{number}", line) for number, line in enumerate(text.split("\n"), 1))


def test_no_source_file_is_longer_than_a_person_reads() -> None:
    long = {
        str(path.relative_to(ROOT)): length
        for path in committed()
        if path.suffix == ".py"
        and not str(path.relative_to(ROOT)).startswith(GENERATED)
        and (length := len(path.read_text().split("\n"))) > LONGEST_FILE
    }

    assert not long


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_holds(what: str) -> None:
    found = [
        f"{where}: {line.strip()[:120]}"
        for where, line in lines()
        if FORBIDDEN[what].search(line) and not any(vector in line for vector in PUBLISHED_VECTORS)
    ]

    assert not found


@pytest.mark.parametrize(
    ("what", "line"),
    [
        ("a package registry's host", "index-url = https://py" + "pi.org/simple"),
        ("a path of one machine", "cd /ro" + "ot/clubhouse"),
        ("a secret", "password = " + "'correct-horse-battery'"),
        ("a secret", "-----BEGIN EC " + "PRIVATE KEY-----"),
        ("unfinished work", "# TO" + "DO: later"),
    ],
)
def test_what_must_not_be_held_is_recognised(what: str, line: str) -> None:
    assert FORBIDDEN[what].search(line)


@pytest.mark.parametrize("service", SERVICES)
def test_every_service_has_the_same_rooms(service: str) -> None:
    house = ROOT / "services" / service
    missing = [room for room in ROOMS if not (house / room).exists() and not (house / f"{room}.py").exists()]

    assert not missing


@pytest.mark.parametrize("service", SERVICES)
def test_every_service_has_a_one_page_canvas(service: str) -> None:
    canvas = (ROOT / "services" / service / "README.md").read_text()

    assert len(canvas.split("\n")) < 150
    for heading in ("Owns", "HTTP", "Emits", "Hears", "Timers", "Policies"):
        assert re.search(rf"^#+ .*{heading}|^\*\*{heading}|^\| *\**{heading}", canvas, re.MULTILINE), heading

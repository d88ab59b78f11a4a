"""The audit of locked dependencies. ``python -m infra.vetting.advisories``: 1 if one is known to be unsafe.

pip-audit asks the advisory database. Without a network, or behind a mirror that knows no advisories, nothing
can be asked: that is said, and is no failure, for it says nothing about the dependencies. An answer counts
for a day, as long as the lock stays the same.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

__all__ = ["Answer", "ask", "judged"]

ROOT = Path(__file__).parents[2]
LOCK = ROOT / "requirements.lock"
ANSWERED = ROOT / "build" / "advisories.json"
_DAY_SECONDS = 86_400
_PROBE = "certifi==2024.7.4 --hash=sha256:" + "0" * 64
"""One well-known package, asked first: a mirror without advisories is not asked a hundred times in vain."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the database said.

    Attributes:
        asked: how many packages it answered for.
        unsafe: one line for each advisory.
    """

    asked: int
    unsafe: tuple[str, ...]


def ask(requirements: str) -> Answer:
    """Have pip-audit ask about pinned, hashed requirements.

    Raises:
        LookupError: nothing could be asked; says why.
    """
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "requirements.txt"
        file.write_text(requirements, encoding="utf-8")
        ran = subprocess.run(  # noqa: S603 - our own tool
            [
                str(Path(sys.executable).with_name("pip-audit")),
                *("--require-hashes", "--disable-pip", "--requirement", str(file)),
                *("--format", "json", "--progress-spinner", "off", "--timeout", "10"),
            ],
            capture_output=True,
            text=True,
            check=False,
        )
    return judged(ran.stdout, ran.stderr)


def judged(report: str, complaint: str = "") -> Answer:
    """Read pip-audit's JSON report.

    Raises:
        LookupError: it holds no answer about any package.
    """
    try:
        packages: list[dict[str, Any]] = json.loads(report)["dependencies"]
    except ValueError:
        last = complaint.strip().rpartition("\n")[2]
        raise LookupError(f"the advisory database does not answer ({last[:120] or 'no network'})") from None
    answered = [each for each in packages if "skip_reason" not in each]
    if packages and not answered:
        raise LookupError("the package index here knows no advisories")
    return Answer(
        len(answered),
        tuple(
            f"{each['name']} {each['version']}: {flaw['id']}"
            f", mended in {', '.join(flaw['fix_versions']) or 'no version yet'}"
            for each in answered
            for flaw in each["vulns"]
        ),
    )


def main() -> int:
    """Say what the database knows of our lock."""
    lock = LOCK.read_text(encoding="utf-8")
    digest = hashlib.sha256(lock.encode()).hexdigest()
    answer = _remembered(digest)
    if answer is None:
        try:
            ask(_PROBE)
            answer = ask(lock)
        except LookupError as reason:
            sys.stdout.write(f"advisories: not audited: {reason}\n")
            return 0
        ANSWERED.parent.mkdir(exist_ok=True)
        kept = {"lock": digest, "at": time.time(), "asked": answer.asked, "unsafe": answer.unsafe}
        ANSWERED.write_text(json.dumps(kept), encoding="utf-8")
    for one in answer.unsafe:
        sys.stdout.write(f"{one}. Fix: make lock UPGRADE=1\n")
    sys.stdout.write(f"advisories: {len(answer.unsafe) or 'none'} for {answer.asked} packages\n")
    return 1 if answer.unsafe else 0


def _remembered(digest: str) -> Answer | None:
    if not ANSWERED.exists():
        return None
    kept = json.loads(ANSWERED.read_text(encoding="utf-8"))
    if kept["lock"] != digest or time.time() - kept["at"] > _DAY_SECONDS:
        return None
    return Answer(kept["asked"], tuple(kept["unsafe"]))


if __name__ == "__main__":
    sys.exit(main())

"""The search for secrets in everything git keeps. ``python -m infra.vetting.secrets``: 1 if one is found.

It knows secrets by their form: keys with a body, tokens of well-known services, signed web tokens, passwords
in URLs. What a test needs is made while it runs (`secrets.token_hex`), or is a word that says so: in a URL,
``user:password@`` is no secret.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

__all__ = ["found", "search"]

ROOT = Path(__file__).parents[2]

_FORMS = {
    "private key": r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY(?: BLOCK)?-----\s*\\?n?[A-Za-z0-9+/]{40}",
    "JSON web token": r"eyJ[\w-]{20,}\.eyJ[\w-]{20,}\.[\w-]{20,}",
    "AWS key": r"A(?:KIA|SIA)[0-9A-Z]{16}\b",
    "GitHub token": r"(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_\w{60,})",
    "GitLab token": r"glpat-[\w-]{20}",
    "Slack token": r"xox[abeprs]-[A-Za-z0-9-]{20,}",
    "Stripe key": r"[rs]k_live_[A-Za-z0-9]{20,}",
    "Google key": r"AIza[\w-]{35}\b",
    "npm token": r"npm_[A-Za-z0-9]{36}\b",
    "PyPI token": r"pypi-AgE[\w-]{50,}",
    "SendGrid key": r"SG\.[\w-]{22}\.[\w-]{43}\b",
    "model key": r"\bsk-(?:ant-|proj-)?[A-Za-z0-9_-]{32,}",
    "password in a URL": (
        r"://[^\s/:@\"'`{}$<>]+:(?!(?:(?:pass)?word|pass|secret|\w*example|pw|x+)@)"
        r"[^\s/:@\"'`{}$<>]{4,}@"
    ),
}
_SEARCHED = {kind: re.compile(form) for kind, form in _FORMS.items()}
"""One by one: a pattern that begins with fixed letters is searched as fast as these letters."""


def search(text: str) -> Iterator[tuple[int, str]]:
    """Line and kind of each secret in a text; never the secret itself, for this is printed."""
    for kind, pattern in _SEARCHED.items():
        for match in pattern.finditer(text):
            yield text.count("\n", 0, match.start()) + 1, kind


def found(root: Path = ROOT) -> list[str]:
    """``file:line: kind`` of every secret in the files that git keeps or would take.

    Raises:
        LookupError: `root` is no git working copy.
    """
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607 - whichever git
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode:
        raise LookupError(f"{root} is no git working copy")
    return [
        f"{name}:{line}: {kind}"
        for name in sorted(filter(None, listed.stdout.split("\0")))
        if (root / name).is_file()
        for line, kind in search((root / name).read_text(encoding="utf-8", errors="replace"))
    ]


def main() -> int:
    """Say what was found."""
    try:
        secrets = found()
    except LookupError as reason:
        sys.stdout.write(f"secrets: not searched: {reason}\n")
        return 0
    for one in secrets:
        sys.stdout.write(f"{one}. Fix: take it out, and make the secret invalid: it has been seen\n")
    sys.stdout.write(f"secrets: {len(secrets) or 'none'} found\n")
    return 1 if secrets else 0


if __name__ == "__main__":
    sys.exit(main())

"""What `make check` asks besides the code: secrets by their form, advisories where there is a network."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from infra.vetting import advisories, secrets
from infra.vetting.advisories import Answer, judged
from infra.vetting.secrets import found, search

PLANTED = {
    "private key": "-----BEGIN " + "EC PRIVATE KEY-----\n" + "M" * 64,
    "JSON web token": ".".join(("eyJ" + "a" * 30, "eyJ" + "b" * 30, "c" * 43)),
    "AWS key": "AKIA" + "Q" * 16,
    "GitHub token": "ghp_" + "a" * 36,
    "GitLab token": "glpat-" + "a" * 20,
    "Slack token": "xoxb-" + "1" * 24,
    "Stripe key": "sk_live_" + "a" * 24,
    "Google key": "AIza" + "a" * 35,
    "npm token": "npm_" + "a" * 36,
    "PyPI token": "pypi-AgE" + "a" * 60,
    "SendGrid key": "SG." + "a" * 22 + "." + "b" * 43,
    "model key": "sk-" + "a" * 40,
    "password in a URL": "mongodb://booking:" + "Tr0ub4dor" + "@db/clubhouse",
}


def test_no_secret_is_committed() -> None:
    try:
        assert found() == []
    except LookupError as reason:
        pytest.skip(str(reason))


@pytest.mark.parametrize("kind", secrets._FORMS)
def test_a_secret_is_found_by_its_form_wherever_it_stands(kind: str) -> None:
    assert list(search(f"first line\nkey = '{PLANTED[kind]}'\n")) == [(2, kind)]


@pytest.mark.parametrize(
    "harmless", ["https://user:password@example.com", "http://{host}:{port}@", "mongodb://root:${PASS}@db"]
)
def test_what_only_looks_like_a_password_is_none(harmless: str) -> None:
    assert list(search(harmless)) == []


def test_a_new_file_is_searched_before_it_is_committed_and_what_git_ignores_is_not(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    (tmp_path / ".gitignore").write_text("kept-out.txt\n")
    for name in ("new.txt", "kept-out.txt"):
        (tmp_path / name).write_text(PLANTED["AWS key"])
    assert found(tmp_path) == ["new.txt:1: AWS key"]


def test_an_advisory_is_told_with_the_version_that_mends_it() -> None:
    flaw = {"id": "PYSEC-1", "fix_versions": ["2.0"]}
    report = {
        "dependencies": [
            {"name": "sound", "version": "1", "vulns": []},
            {"name": "flawed", "version": "1", "vulns": [flaw]},
        ]
    }
    assert judged(json.dumps(report)) == Answer(2, ("flawed 1: PYSEC-1, mended in 2.0",))


@pytest.mark.parametrize(
    ("report", "complaint", "said"),
    [
        ("", "ERROR: ConnectionError: no route", "does not answer"),
        ('{"dependencies": [{"name": "a", "skip_reason": "not found"}]}', "", "knows no advisories"),
    ],
)
def test_where_nothing_can_be_asked_it_is_said_and_is_no_failure(
    report: str,
    complaint: str,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(advisories, "_remembered", lambda _: None)
    monkeypatch.setattr(advisories, "ask", lambda _: judged(report, complaint))
    assert advisories.main() == 0
    assert said in capsys.readouterr().out


def test_an_unsafe_dependency_fails_the_check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(advisories, "ANSWERED", tmp_path / "advisories.json")
    monkeypatch.setattr(advisories, "ask", lambda _: Answer(1, ("flawed 1: PYSEC-1",)))
    assert advisories.main() == 1
    monkeypatch.setattr(advisories, "ask", lambda _: pytest.fail("the answer of today is not remembered"))
    assert advisories.main() == 1
    assert "flawed 1: PYSEC-1" in capsys.readouterr().out

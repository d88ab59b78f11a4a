"""Pytest plugin: remembers which tests carry which house rule, and whether they passed."""

from __future__ import annotations

import pytest

from infra.local.places import ROOT
from tests.rules.known import known_rules
from tests.rules.record import Verdict, amended

_rules: dict[str, tuple[str, ...]] = {}
_passed: dict[str, bool] = {}
_whole_files: set[str] = set()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Note the rules each test carries; a number that is not in docs/rules.md stops the run."""
    for item in items:
        numbers = tuple(str(number) for mark in item.iter_markers("rule") for number in mark.args)
        if unknown := set(numbers) - known_rules().keys():
            raise pytest.UsageError(f"{item.nodeid} carries unknown rules: {', '.join(sorted(unknown))}")
        if numbers:
            _rules[item.nodeid] = numbers
    narrowed = config.option.keyword or config.option.markexpr or any("::" in each for each in config.args)
    if not narrowed and not config.option.collectonly:
        _whole_files.update(item.nodeid.split("::")[0] for item in items)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """A test passed if its call passed and neither set-up nor tear-down failed."""
    if report.nodeid not in _rules:
        return
    if report.when == "call":
        _passed[report.nodeid] = report.passed and _passed.get(report.nodeid, True)
    elif not report.passed:
        _passed[report.nodeid] = False


def pytest_sessionfinish() -> None:
    """Write down what ran; forget tests that are gone from files that were collected whole."""
    if not _passed:
        return
    with amended() as verdicts:
        gone = [
            test
            for test in verdicts
            if (test.split("::")[0] in _whole_files and test not in _rules)
            or not (ROOT / test.split("::")[0]).exists()
        ]
        for test in gone:
            del verdicts[test]
        for test, passed in _passed.items():
            verdicts[test] = Verdict(_rules[test], passed)

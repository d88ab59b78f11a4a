"""Rules, alerts, dashboards and runbooks: they name what exists, and each alert is proven to fire."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from prometheus_client import REGISTRY

import infra.chassis.metrics  # noqa: F401  # registers what it declares
from infra.cli.main import Commands
from infra.local.places import ROOT
from infra.local.settings import SERVICES

PROMETHEUS = ROOT / "infra" / "prometheus"
RUNBOOKS = ROOT / "docs" / "runbooks"
RULES: list[dict[str, Any]] = [
    rule
    for file in ("rules.yml", "alerts.yml")
    for group in yaml.safe_load((PROMETHEUS / file).read_text())["groups"]
    for rule in group["rules"]
]
ALERTS = {rule["alert"]: rule for rule in RULES if "alert" in rule}
DASHBOARDS = sorted((ROOT / "infra" / "grafana" / "dashboards").glob("*.json"))


def known_series() -> set[str]:
    """Every series a service exposes, the recorded ones, and Prometheus' own `up`."""
    series = {"up"}
    for family in REGISTRY.collect():
        suffixes = {"histogram": ("_bucket", "_count", "_sum"), "counter": ("_total",)}.get(
            family.type, ("",)
        )
        series |= {f"{family.name}{suffix}" for suffix in suffixes}
    return series | {rule["record"] for rule in RULES if "record" in rule}


def named(expression: str) -> set[str]:
    """The series an expression names."""
    bare = re.sub(r'"[^"]*"|\[[^]]*\]', "", expression)
    bare = re.sub(r"\{[^}]*\}|\b(?:by|without)\s*\([^)]*\)", "", bare)
    words = set(re.findall(r"[a-z_:][a-z0-9_:]*(?!\s*\()\b", bare, re.IGNORECASE))
    spoken = {"or", "by", "sum", "max", "rate", "increase", "histogram_quantile", "label_values", "service"}
    return words - spoken


def expressions() -> Iterator[tuple[str, str]]:
    for rule in RULES:
        yield rule.get("alert") or rule["record"], rule["expr"]
    for file in DASHBOARDS:
        for panel in json.loads(file.read_text())["panels"]:
            for target in panel["targets"]:
                yield f"{file.name}: {panel['title']}", target["expr"]


@pytest.mark.parametrize(("place", "expression"), list(expressions()), ids=lambda each: str(each)[:40])
def test_every_expression_names_series_that_exist(place: str, expression: str) -> None:
    assert named(expression) <= known_series(), place


def test_the_check_of_names_bites() -> None:
    assert named('sum by (service) (rate(clubhouse_gone_total{a="b"}[5m])) > 1') == {"clubhouse_gone_total"}


@pytest.mark.parametrize("file", DASHBOARDS, ids=lambda file: file.stem)
def test_a_dashboard_fits_together(file: Path) -> None:
    board = json.loads(file.read_text())
    sources = yaml.safe_load((ROOT / "infra/grafana/provisioning/datasources/datasources.yaml").read_text())[
        "datasources"
    ]
    assert {panel["datasource"]["uid"] for panel in board["panels"]} <= {each["uid"] for each in sources}
    assert len({panel["id"] for panel in board["panels"]}) == len(board["panels"])
    taken: set[tuple[int, int]] = set()
    for panel in board["panels"]:
        at = panel["gridPos"]
        cells = {(at["x"] + dx, at["y"] + dy) for dx in range(at["w"]) for dy in range(at["h"])}
        assert not cells & taken, panel["title"]
        taken |= cells


def test_every_service_is_scraped() -> None:
    config = yaml.safe_load((PROMETHEUS / "prometheus.yml").read_text())
    [job] = config["scrape_configs"]
    assert {each["labels"]["service"] for each in job["static_configs"]} == set(SERVICES)


def test_a_service_of_which_nothing_is_left_to_scrape_is_told_of() -> None:
    expression = ALERTS["ServiceDown"]["expr"]
    assert set(re.findall(r'absent\(up\{job="clubhouse", service="(\w+)"\}\)', expression)) == set(SERVICES)


@pytest.mark.parametrize("alert", ALERTS)
def test_an_alert_has_a_runbook_that_names_a_command(alert: str) -> None:
    page = RUNBOOKS / f"{alert}.md"
    assert ALERTS[alert]["annotations"]["runbook_url"] == f"docs/runbooks/{alert}.md"
    text = page.read_text()
    assert text.startswith(f"# {alert}\n")
    assert re.search(r"\*\*Look\*\*.*\*\*Do\*\*", text, re.DOTALL)
    assert re.search(r"^    (?:clubhouse|kubectl|mongosh|curl) ", text, re.MULTILINE)


def test_runbooks_are_of_alerts_and_name_commands_and_pages_that_exist() -> None:
    commands = set(Commands().list_commands(None))  # type: ignore[arg-type]  # it needs no context
    assert {page.stem for page in RUNBOOKS.glob("*.md")} == ALERTS.keys()
    for page in RUNBOOKS.glob("*.md"):
        text = page.read_text()
        assert set(re.findall(r"(?:^    |`)clubhouse ([a-z-]+)", text, re.MULTILINE)) <= commands, page
        for link in re.findall(r"\]\(([^)]+)\)", text):
            assert (RUNBOOKS / link).exists(), link


def test_every_alert_is_proven_to_fire() -> None:
    suite = yaml.safe_load((PROMETHEUS / "alerts_test.yml").read_text())
    fired = {
        check["alertname"]
        for case in suite["tests"]
        for check in case.get("alert_rule_test", ())
        if check["exp_alerts"]
    }
    assert fired == ALERTS.keys()


def test_the_rules_pass_their_unit_tests() -> None:
    promtool = shutil.which("promtool")
    if promtool is None:
        pytest.skip("promtool is missing (apt-get install prometheus)")
    for arguments in (
        ("check", "rules", "rules.yml", "alerts.yml"),
        ("check", "config", "--syntax-only", "prometheus.yml"),
        ("test", "rules", "alerts_test.yml"),
    ):
        ran = subprocess.run(
            [promtool, *arguments], cwd=PROMETHEUS, capture_output=True, text=True, check=False
        )
        assert ran.returncode == 0, ran.stdout + ran.stderr

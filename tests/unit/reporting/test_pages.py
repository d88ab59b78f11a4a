"""The console's pages, rendered from real figures without a server: every word is there in both languages."""

from __future__ import annotations

import re
from inspect import getsource
from pathlib import Path
from typing import Any

import pytest
from starlette.requests import Request

from infra.chassis import auth
from infra.chassis.auth import Principal
from services.reporting.domain import bookings, cases
from services.reporting.domain.days import month_days
from services.reporting.domain.performance import agent_months, ranking, standings
from services.reporting.domain.policy import ReportingPolicy
from services.reporting.domain.scores import MADE_OF, bonus_of, issue, measures
from services.reporting.domain.sheets import Sheet
from services.reporting.store.figures import Venue
from services.reporting.web.console import render
from services.reporting.web.console.people import PAID_FOR
from services.reporting.wording.figures import FIGURES
from services.reporting.wording.pages import TEXTS
from services.reporting.wording.refusals import REFUSALS

TEMPLATES = sorted(Path(render.__file__).with_name("templates").glob("*.html"))
MONTH = "2026-10"
VENUES = {name: Venue(name, f"门店{name}", f"Venue {name}", name == "v1", True) for name in ("v1", "v2")}
SUMS = {
    "orders": 9,
    "effective": 7,
    "effective:contracted": 7,
    "seated": 8,
    "handled": 8,
    "handled_in_time": 6,
}
SUMS |= {"quota_owed": 20, "quota_made": 18, "quota_missing": 2, "spend_missed_by": 1}


def page(template: str, language: str, **values: Any) -> str:
    """A page as it is served to somebody with this language."""
    scope = {"type": "http", "method": "GET", "path": "/console", "query_string": b"", "server": ("h", 80)}
    request = Request({**scope, "headers": [(b"accept-language", language.encode())], "scheme": "http"})
    who = Principal(subject="gina", roles=frozenset({"gm"}), venues=frozenset({"*"}))
    answer = render.Renderer("http://127.0.0.1").page(request, template, who, venues=VENUES, **values)
    return bytes(answer.body).decode()


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda each: each.stem)
def test_every_word_of_a_page_has_its_chinese(template: Path) -> None:
    asked = re.findall(r"""\bt\(((?:[^()"']|"[^"]*"|'[^']*')+)\)""", template.read_text(encoding="utf-8"))
    said = {word for each in asked for _, word in re.findall(r"""(["'])(.+?)\1""", each)}

    assert sorted(said - TEXTS.keys()) == []


def test_every_refusal_has_its_chinese() -> None:
    service = Path(render.__file__).parents[2]
    sources = [*service.rglob("*.py"), Path(str(auth.__file__))]
    told = "".join(each.read_text(encoding="utf-8") for each in sources)
    of_stores = {"month-not-found", "scorecard-not-found"}
    codes = set(re.findall(r"""Refused\(\s*"([a-z-]+)\"""", told)) | of_stores

    assert len(codes) > 15
    assert sorted(codes - REFUSALS.keys()) == []


@pytest.mark.rule("R11")
@pytest.mark.parametrize("name", ["daily", "analysis", "scorecards", "scorecard", "performance", "guests"])
def test_every_report_can_be_printed(name: str) -> None:
    [text] = [each.read_text(encoding="utf-8") for each in TEMPLATES if each.stem == name]

    assert '<button type="button" data-print>{{ t("Print") }}</button>' in text


def test_every_figure_that_is_counted_has_a_name() -> None:
    told = "".join(getsource(each) for each in (bookings, cases))
    counted = set(re.findall(r"""pen\.line\(\s*"([a-z_]+)\"""", told))

    assert len(counted) > 40
    assert sorted(counted - FIGURES.keys()) == []


@pytest.mark.rule("R4", "R5", "R6")
@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_performance_opens_every_rate_rank_and_agents_figure(language: str) -> None:
    departments = {"d1": {"dispatched": 4, "reacted_of_dispatched": 3, "closed_satisfied": 1}}
    sheets = {
        name: Sheet({"orders": 9, "cases_opened": 5, "closed_of_opened": 4}, {}, {"ann": SUMS}, departments)
        for name in VENUES
    }
    html = page(
        "performance.html",
        language,
        month=MONTH,
        days=month_days(MONTH),
        standings=[each for each in standings(sheets) if each.kind == "venue"],
        ranking=ranking(sheets),
        shown="v1",
        departments=[each for each in standings({"v1": sheets["v1"]}) if each.kind == "department"],
        department_names={"d1": "Kitchen"},
        agents=agent_months({"v1": sheets["v1"]}),
    )
    whose = "day=2026-10-01&amp;last=2026-10-31&amp;figure="
    wanted = (
        ("4", f"{whose}closed_of_opened&amp;venue=v1"),
        ("5", f"{whose}cases_opened&amp;venue=v1"),
        ("3", f"{whose}reacted_of_dispatched&amp;venue=v1&amp;department=d1"),
        ("9", f"{whose}orders&amp;venue=v1"),
        ("2", f"{whose}quota_missing&amp;venue=v1&amp;agent=ann"),
        ("1", f"{whose}spend_missed_by&amp;venue=v1&amp;agent=ann"),
        ("6", f"{whose}handled_in_time&amp;venue=v1&amp;agent=ann"),
    )
    for shown, query in wanted:
        assert re.search(rf'href="/console/daily/open\?{re.escape(query)}"[^>]*>{shown}</a>', html), query
    ranks = re.findall(r"<tr>.*?</tr>", html[html.index('id="ranking"') :].partition("</table>")[0])[1:]
    assert ["★" in each for each in ranks] == [True, False], "v1 is featured"


@pytest.mark.rule("R3", "R4")
def test_a_scorecard_page_opens_each_measure_and_each_line_of_the_bonus() -> None:
    policy = ReportingPolicy()
    card, _ = issue(
        staff_id="ann", venue_id="v1", month=MONTH, lines=measures(SUMS, [80], 2, 90, policy),
        bonus=bonus_of(SUMS, policy), before=None, policy=policy, policy_version=1,
    )  # fmt: skip
    assert {line.reason for line in card.bonus} <= PAID_FOR.keys()
    changed = [("orders", 9, 11), ("callbacks-missing", 2, 0), ("score", 88, 90), ("bonus_fen", 5, 9)]
    shown = {"card": card, "file": None, "days": month_days(MONTH), "made_of": MADE_OF, "paid_for": PAID_FOR}
    html = page("scorecard.html", "en", changes=changed, **shown)

    for name in ("handled_in_time", "seated", "effective", "quota_missing", "spend_missed_by"):
        assert f"figure={name}&amp;agent=ann" in html
    assert "figure=effective&amp;agent=ann&amp;label=contracted" in html
    opened = 'href="/console/daily/open?day=2026-10-01&amp;last=2026-10-31&amp;figure='
    changes = html[html.index('id="changes"') : html.index("</table>", html.index('id="changes"'))]
    assert f'{opened}orders&amp;agent=ann" aria-label="Orders: 11">11</a>' in changes
    assert f'{opened}quota_missing&amp;agent=ann"' in changes
    assert changes.count(opened) == 2
    assert "0.09" in changes
    chinese = page("scorecard.html", "zh-CN", changes=changed, **shown)
    assert all(word in chinese for word in ("发布之后的变化", "订单", "回访欠缺", "得分", "奖金(元)"))

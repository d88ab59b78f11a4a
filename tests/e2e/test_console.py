"""A chain operator clicks through the console in a real browser, on a running service."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from contracts import booking, complaints
from contracts.envelope import Envelope
from tests.e2e.console import Console, browser, running_console, some_weeks, venue_opened
from tests.e2e.looking import SHOTS, figure_of, flaws, requested_hosts, severe, shoot, sign_in, text, wait
from tests.servers import Servers, serve
from tests.unit.reporting.telling import Tale, booked, complained

pytestmark = [
    pytest.mark.slow,
    pytest.mark.browser,
    pytest.mark.skipif(
        not (shutil.which("chromium") and shutil.which("chromedriver")),
        reason="Chromium and its driver (Debian: chromium, chromium-driver) are not installed",
    ),
]
NOW = datetime.now(UTC)
DAY = (NOW + timedelta(hours=2)).date()
PAGES = ("", "/venues/v-bund", "/daily", "/analysis", "/scorecards", "/performance", "/guests")
OPENED = f"/daily/open?venue=*&day={DAY}&figure=orders"
MONTH = (NOW.replace(day=1) - timedelta(days=1)).strftime("%Y-%m")


@pytest.fixture(scope="module")
def servers() -> Iterator[Servers]:
    """Its own: the chain's figures are of whatever was told, also by the other tests of a session."""
    with serve(os.environ) as running:
        yield running


@pytest.fixture(scope="module")
def console(servers: Servers, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Console]:
    """A service with six weeks of a chain of two venues behind it."""
    with running_console(servers, tmp_path_factory.mktemp("console")) as running:
        told = [*venue_opened(), *some_weeks(NOW)]
        running.tell(told)
        _await_figures(running, told)
        yield running


def _await_figures(console: Console, told: list[Envelope]) -> None:
    """Wait until every order and every case that was told of is in the daily reports."""
    due = {
        "orders": sum(isinstance(each.data, booking.BookingConfirmed) for each in told),
        "cases_opened": sum(isinstance(each.data, complaints.CaseOpened) for each in told),
    }
    days = f"/v1/daily-reports?first={DAY - timedelta(days=50)}&last={DAY}"
    found: dict[str, int] = {}
    deadline = time.monotonic() + 90
    while found != due:
        assert time.monotonic() < deadline, (found, due)
        reports = [each["figures"] for each in console.call("GET", days) if each["venue_id"] == "*"]
        found = {name: sum(each.get(name, 0) for each in reports) for name in due}


@pytest.fixture(scope="module")
def chrome() -> Iterator[Chrome]:
    with browser() as driver:
        yield driver


@pytest.fixture
def page(chrome: Chrome, console: Console) -> Iterator[Chrome]:
    """A browser signed in as the general manager, in Chinese."""
    sign_in(chrome, console, console.token())
    yield chrome
    assert severe(chrome) == []


@pytest.mark.rule("R11")
def test_the_board_moves_by_itself_when_something_happens(page: Chrome, console: Console) -> None:
    wait(page, lambda: "on" in str(page.find_element(By.ID, "live").get_attribute("class")))
    before = figure_of(page, "orders")
    shoot(page, "today")

    console.tell(booked("v-bund", DAY, start=NOW).confirmed().envelopes)

    wait(page, lambda: figure_of(page, "orders") == before + 1)


@pytest.mark.rule("R11")
def test_a_new_case_shows_with_the_time_it_has_left(page: Chrome, console: Console) -> None:
    case = complained("v-west", start=datetime.now(UTC)).opened()
    console.tell(case.envelopes)
    row = f"#cases tr[data-case='{case.key}']"
    wait(page, lambda: page.find_elements(By.CSS_SELECTOR, row))

    left = page.find_elements(By.CSS_SELECTOR, f"{row} td")[-1].text
    case.say(
        complaints.CaseEscalated, previous="desk", level="gm", clock="result", department_id=None,
        reason="breach", at=datetime.now(UTC), severity="general",
    )  # fmt: skip
    console.tell(case.envelopes[-1:])

    assert "min" in left or " h " in left
    wait(page, lambda: "总经理" in text(page, row))


@pytest.mark.rule("R9", "R11")
def test_the_board_takes_in_a_new_venue_and_its_figures_open(page: Chrome, console: Console) -> None:
    tale = Tale("v-new", start=datetime.now(UTC))
    tale.tell(
        booking.VenueOpened(
            venue_id="v-new", name="新江湾会所", name_en="New Bay", kind="ktv", timezone="Asia/Shanghai",
            day_closes_minutes=360,
        )
    )  # fmt: skip
    console.tell([*tale.envelopes, *booked("v-new", DAY, start=NOW).confirmed().envelopes])
    orders = "tr[data-venue=v-new] a[data-figure=orders]"
    wait(page, lambda: text(page, orders) == "1")
    case = complained("v-new", start=datetime.now(UTC)).opened("dish-quality")
    console.tell(case.envelopes)
    wait(page, lambda: "菜品质量" in text(page, f"#cases tr[data-case='{case.key}']"))

    page.find_element(By.CSS_SELECTOR, orders).click()
    wait(page, lambda: len(page.find_elements(By.CSS_SELECTOR, "#lines tbody tr")) == 1)
    page.get(f"{console.url}/console")
    shown = figure_of(page, "orders")
    page.find_element(By.CSS_SELECTOR, ".tile a[data-figure=orders]").click()
    wait(page, lambda: text(page, "h1") == f"订单: {shown}")


@pytest.mark.rule("R9")
def test_a_figure_of_the_chain_opens_down_to_whole_events(page: Chrome) -> None:
    page.find_element(By.LINK_TEXT, "日报").click()
    wait(page, lambda: page.find_element(By.ID, "figures"))
    shoot(page, "daily")
    page.find_element(By.CSS_SELECTOR, "tr[data-figure=orders] a").click()
    wait(page, lambda: page.find_element(By.ID, "shares"))
    page.find_element(By.LINK_TEXT, "外滩会所").click()
    wait(page, lambda: page.find_element(By.ID, "lines"))
    total = int(text(page, "h1").split(":")[1])
    amounts = [int(each.text) for each in page.find_elements(By.CSS_SELECTOR, "#lines td.n")]
    shoot(page, "open")
    page.find_element(By.LINK_TEXT, "全部经过").click()
    wait(page, lambda: page.find_elements(By.CSS_SELECTOR, ".story li"))
    shoot(page, "history")

    assert sum(amounts) == total > 0
    assert "clubhouse.booking.confirmed.v1" in text(page, ".story")


@pytest.mark.rule("R2")
def test_the_general_manager_reviews_the_months_analysis_and_it_is_filed(page: Chrome) -> None:
    page.get(f"{page.current_url.split('/console')[0]}/console/analysis?month={MONTH}")
    page.find_element(By.XPATH, "//button[contains(.,'起草')]").click()
    wait(page, lambda: page.find_element(By.NAME, "remarks"))
    page.find_element(By.NAME, "remarks").send_keys("加强前台培训")
    page.find_element(By.XPATH, "//button[.='审阅']").click()
    wait(page, lambda: page.find_element(By.XPATH, "//button[.='归档']"))
    page.find_element(By.XPATH, "//button[.='归档']").click()
    wait(page, lambda: "已归档" in text(page, ".head"))
    shoot(page, "analysis")

    assert "加强前台培训" in text(page, "blockquote")


@pytest.mark.rule("R3", "R4")
def test_a_scorecard_explains_its_score_and_bonus_line_by_line(page: Chrome, console: Console) -> None:
    console.call("POST", f"/v1/months/{MONTH}/scorecards")
    page.get(f"{console.url}/console/scorecards?month={MONTH}")
    shoot(page, "scorecards")
    page.find_element(By.CSS_SELECTOR, "#scorecards a").click()
    wait(page, lambda: "得分明细" in text(page, "main"))
    shoot(page, "scorecard")

    assert "有效预订(签约门店)" in text(page, "main")
    assert "预订成功率" in text(page, "main")


@pytest.mark.rule("R5", "R6")
def test_performance_shows_intervals_and_the_ranking(page: Chrome, console: Console) -> None:
    page.get(f"{console.url}/console/performance?month={MONTH}")
    shoot(page, "performance")

    assert len(page.find_elements(By.CSS_SELECTOR, "#ranking tbody tr")) == 2
    assert page.find_elements(By.CSS_SELECTOR, "#standings svg[aria-label*='–']")


def test_a_manager_sees_only_the_own_venue(chrome: Chrome, console: Console) -> None:
    sign_in(chrome, console, console.token("manager", venues=["v-west"], subject="m1"))
    seen = [each.text for each in chrome.find_elements(By.CSS_SELECTOR, "#venues tbody th")]
    links = text(chrome, "nav")
    chrome.get(f"{console.url}/console/daily?venue=v-bund&day={DAY}")

    assert seen == ["西湖 KTV"]
    assert "投诉分析" not in links
    assert "您无权查看此页" in text(chrome, "main")
    chrome.get(f"{console.url}/console/daily")
    assert "西湖 KTV" in text(chrome, ".state")
    severe(chrome)


def test_a_stranger_is_sent_to_sign_in_and_a_false_token_is_refused(chrome: Chrome, console: Console) -> None:
    chrome.delete_all_cookies()
    chrome.get(f"{console.url}/console/scorecards")
    assert chrome.current_url.endswith("/console/sign-in")
    chrome.find_element(By.ID, "token").send_keys("not.a.token")
    chrome.find_element(By.CSS_SELECTOR, "main button").click()
    wait(chrome, lambda: chrome.find_element(By.CSS_SELECTOR, "[role=alert]"))
    shoot(chrome, "sign-in")
    severe(chrome)


def test_the_token_is_out_of_reach_of_scripts(page: Chrome) -> None:
    assert "clubhouse_console" not in page.execute_script("return document.cookie")


def test_every_page_is_there_in_english_too(page: Chrome, console: Console) -> None:
    page.get(f"{console.url}/console?lang=en")
    for word in ("Today", "Daily report", "Complaint analysis", "Scorecards", "Performance"):
        page.find_element(By.LINK_TEXT, word).click()
        wait(page, lambda word=word: word in text(page, "h1"))  # type: ignore[misc]
        left = [each for each in text(page, "body") if "\u4e00" <= each <= "\u9fff"]
        assert set("".join(left)) <= set("中文外滩会所西湖加强前台培训"), word
        assert page.find_element(By.TAG_NAME, "html").get_attribute("lang") == "en"
    page.get(f"{console.url}/console?lang=zh-CN")


def test_the_keyboard_reaches_everything(page: Chrome, console: Console) -> None:
    page.get(f"{console.url}/console")
    page.find_element(By.TAG_NAME, "body").send_keys(Keys.TAB)
    assert page.switch_to.active_element.get_attribute("class") == "skip"
    reached = set()
    for _ in range(40):
        page.switch_to.active_element.send_keys(Keys.TAB)
        reached.add(page.switch_to.active_element.text)
    assert {"今日", "日报", "投诉分析", "绩效考核", "退出", "外滩会所"} <= reached


def test_screen_readers_find_landmarks_names_and_table_heads(page: Chrome, console: Console) -> None:
    for path in ("", "/daily", "/scorecards", "/performance", "/analysis"):
        page.get(f"{console.url}/console{path}")
        assert len(page.find_elements(By.TAG_NAME, "h1")) == 1
        assert page.find_elements(By.CSS_SELECTOR, "nav[aria-label], main")
        unnamed = page.execute_script(
            "return [...document.querySelectorAll('input:not([type=hidden]),select,textarea')]"
            ".filter(e => !e.labels.length).map(e => e.outerHTML)"
        )
        assert unnamed == []
        assert page.find_elements(By.CSS_SELECTOR, "thead th:not([scope])") == []


def test_nothing_sticks_out_at_phone_width(console: Console) -> None:
    with browser(width=390, height=844) as phone:
        sign_in(phone, console, console.token())
        phone.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": True},
        )
        for path in (*PAGES, OPENED, f"/scorecards?month={MONTH}", f"/performance?month={MONTH}"):
            phone.get(f"{console.url}/console{path}")
            wide = phone.execute_script("return document.documentElement.scrollWidth")
            assert wide <= 390, path
            phone.save_screenshot(str(SHOTS / f"phone{path.split('?')[0].replace('/', '-')}.png"))
        phone.get(f"{console.url}/console")
        phone.save_screenshot(str(SHOTS / "phone.png"))


def test_no_request_leaves_the_machine(console: Console) -> None:
    with browser() as driver:
        sign_in(driver, console, console.token())
        for path in (*PAGES, OPENED):
            driver.get(f"{console.url}/console{path}")
        assert requested_hosts(driver) == {"127.0.0.1"}


def test_axe_finds_nothing_wrong_on_any_page(page: Chrome, console: Console) -> None:
    console.call("POST", f"/v1/months/{MONTH}/scorecards")
    scorecard = f"/scorecards/agent-0/{MONTH}"
    for path in (*PAGES, OPENED, f"/performance?month={MONTH}", scorecard, "/venues/nowhere"):
        page.get(f"{console.url}/console{path}")
        assert flaws(page) == [], path
    severe(page)  # the page that is not there


def test_axe_finds_nothing_wrong_in_the_dark(page: Chrome, console: Console) -> None:
    dark = [{"name": "prefers-color-scheme", "value": "dark"}]
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": dark})
    try:
        for path in (*PAGES, f"/performance?month={MONTH}"):
            page.get(f"{console.url}/console{path}")
            assert flaws(page) == [], path
        shoot(page, "dark")
    finally:
        page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


@pytest.mark.rule("R7")
def test_the_guest_page_gives_backtests_or_reasons_in_both_languages(page: Chrome, console: Console) -> None:
    page.get(f"{console.url}/console/guests")
    page.find_element(By.CSS_SELECTOR, "main form button").click()

    def answered() -> bool:
        page.get(f"{console.url}/console/guests")
        return len(page.find_elements(By.CSS_SELECTOR, "main section")) == 6

    wait(page, answered, 90)
    shoot(page, "guests")
    for section in page.find_elements(By.CSS_SELECTOR, "main section"):
        assert "回测" in section.text or "暂不给出" in section.text
        judged = section.find_element(By.TAG_NAME, "p").text.replace("n =", "")
        assert not [each for each in judged if each.isascii() and each.isalpha()], judged
    page.get(f"{console.url}/console/guests?lang=en")
    shoot(page, "guests-en")
    assert "Backtest" in text(page, "main") or "Not answered" in text(page, "main")
    page.get(f"{console.url}/console?lang=zh-CN")


@pytest.mark.rule("R9")
def test_a_rate_of_the_month_opens_to_its_days_and_their_events(page: Chrome, console: Console) -> None:
    page.get(f"{console.url}/console/performance?month={MONTH}")
    shoot(page, "performance")
    link = page.find_element(By.CSS_SELECTOR, "#agents td.n a")
    figure = int(link.text)
    link.click()
    wait(page, lambda: page.find_element(By.ID, "shares"))
    shoot(page, "shares")
    days = [int(each.text) for each in page.find_elements(By.CSS_SELECTOR, "#shares td.n")]
    page.find_element(By.CSS_SELECTOR, "#shares a").click()
    wait(page, lambda: page.find_element(By.ID, "lines"))

    assert sum(days) == figure > 0
    assert len(page.find_elements(By.CSS_SELECTOR, "#lines tbody tr")) == days[0]


def test_a_report_prints_without_its_controls(page: Chrome, console: Console) -> None:
    console.call("POST", f"/v1/months/{MONTH}/scorecards")
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        for path, table in (
            (f"/daily?day={DAY}", "figures"),
            (f"/performance?month={MONTH}", "standings"),
            (f"/scorecards?month={MONTH}", "scorecards"),
        ):
            page.get(f"{console.url}/console{path}")
            controls = page.find_elements(By.CSS_SELECTOR, "header, .filter, [data-print]")
            assert page.find_elements(By.CSS_SELECTOR, "[data-print]"), path
            assert [each for each in controls if each.is_displayed()] == [], path
            assert page.find_element(By.ID, table).is_displayed()
            shoot(page, "print")
    finally:
        page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_a_chain_on_its_very_first_day_has_a_console(
    servers: Servers, tmp_path: Path, language: str, chrome: Chrome
) -> None:
    severe(chrome)  # what earlier pages said is not of this one
    with running_console(servers, tmp_path, deaf=True) as empty:
        sign_in(chrome, empty, empty.token(), language)
        for path in [each for each in PAGES if "venues" not in each] + [OPENED]:
            chrome.get(f"{empty.url}/console{path}")
            assert len(chrome.find_elements(By.TAG_NAME, "h1")) == 1, path
            assert chrome.find_elements(By.CSS_SELECTOR, ".empty"), path
            assert flaws(chrome) == [], path
        chrome.get(f"{empty.url}/console")
        shoot(chrome, f"empty-{language}")
        assert severe(chrome) == []
        chrome.get("about:blank")  # a board left open would mourn the service when it stops


def test_pages_say_so_where_there_is_no_data(servers: Servers, tmp_path: Path, console: Console) -> None:
    page = console.url
    with browser() as driver:
        sign_in(driver, console, console.token())
        driver.get(f"{page}/console/daily?day=2001-01-01")
        assert "当日没有数据" in text(driver, "main")
        driver.get(f"{page}/console/scorecards?month=2001-01")
        assert "次月1日" in text(driver, "main")
        driver.get(f"{page}/console/performance?month=2001-01")
        assert "还没有数据" in text(driver, "main")
        driver.get(f"{page}/console/daily/open?venue=v-bund&day=2001-01-01&figure=orders")
        assert severe(driver) == []

"""What a person does and sees in the console: signs in, waits, reads, looks for flaws, keeps a picture."""

from __future__ import annotations

import json
from collections.abc import Callable
from urllib.parse import urlsplit

from axe_core_python.selenium import Axe  # type: ignore[import-untyped]
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from infra.local.places import ROOT
from tests.e2e.console import Console

SHOTS = ROOT / "build" / "screens"


def sign_in(chrome: Chrome, console: Console, token: str, language: str = "zh-CN") -> None:
    chrome.delete_all_cookies()
    chrome.get(f"{console.url}/console/sign-in?lang={language}")
    chrome.find_element(By.ID, "token").send_keys(token)
    chrome.find_element(By.CSS_SELECTOR, "main button").click()
    wait(chrome, lambda: chrome.current_url.rstrip("/").endswith("/console"))


def wait(chrome: Chrome, condition: Callable[[], object], seconds: float = 20) -> None:
    WebDriverWait(chrome, seconds, 0.1, ignored_exceptions=[Exception]).until(lambda _: condition())


def severe(chrome: Chrome) -> list[str]:
    """What the browser complained of since it was asked last."""
    log: list[dict[str, str]] = chrome.get_log("browser")  # type: ignore[no-untyped-call]
    return [each["message"] for each in log if each["level"] == "SEVERE"]


def requested_hosts(chrome: Chrome) -> set[str]:
    """Every host a request went to since it was asked last."""
    hosts = set()
    for entry in chrome.get_log("performance"):  # type: ignore[no-untyped-call]
        told = json.loads(entry["message"])["message"]
        if told["method"] == "Network.requestWillBeSent":
            url = urlsplit(told["params"]["request"]["url"])
            if url.scheme in {"http", "https", "ws", "wss"}:
                hosts.add(url.hostname or "")
    return hosts


def flaws(chrome: Chrome) -> list[str]:
    """What axe finds wrong with the page as it stands: rule, and the first element that breaks it."""
    found = Axe().run(chrome)
    return [f"{each['id']}: {each['help']}: {each['nodes'][0]['html'][:200]}" for each in found["violations"]]


def shoot(chrome: Chrome, name: str) -> None:
    SHOTS.mkdir(parents=True, exist_ok=True)
    height = chrome.execute_script("return document.documentElement.scrollHeight")
    size = chrome.get_window_size()
    chrome.set_window_size(size["width"], min(3000, max(size["height"], height + 100)))
    chrome.save_screenshot(str(SHOTS / f"{name}.png"))
    chrome.set_window_size(size["width"], size["height"])


def text(chrome: Chrome, selector: str) -> str:
    return chrome.find_element(By.CSS_SELECTOR, selector).text


def figure_of(chrome: Chrome, figure: str) -> int:
    return int(float(text(chrome, f".tile [data-figure={figure}]").replace(",", "")))

"""Who may make a browser change something at the console: pages of this host, nobody else."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from services.reporting.web.console.session import COOKIE, CookieSession


async def answer(request: Request) -> PlainTextResponse:
    return PlainTextResponse(request.headers.get("authorization", "nobody"))


@pytest.fixture
async def browser() -> AsyncIterator[httpx.AsyncClient]:
    app = Starlette(routes=[Route("/{path:path}", answer, methods=["GET", "POST"])])
    app.add_middleware(CookieSession)
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="https://club.example") as client:
        yield client


@pytest.mark.parametrize("path", ["/console/sign-in", "/console/sign-out", "/console/guests"])
@pytest.mark.parametrize("origin", ["https://evil.example", "null", "https://club.example.evil"])
async def test_no_other_site_signs_a_reader_in_or_out_or_acts_for_them(
    browser: httpx.AsyncClient, path: str, origin: str
) -> None:
    assert (await browser.post(path, headers={"Origin": origin})).status_code == 403
    browser.cookies.set(COOKIE, "token")
    assert (await browser.post(path, headers={"Origin": origin})).status_code == 403
    assert (await browser.get(path, headers={"Origin": origin})).text == "Bearer token"


async def test_our_own_pages_act_for_whoever_signed_in(browser: httpx.AsyncClient) -> None:
    ours = {"Origin": "https://club.example"}
    assert (await browser.post("/console/sign-in", headers=ours)).text == "nobody"
    assert (await browser.post("/console/sign-in")).status_code == 200, "not by a browser"
    browser.cookies.set(COOKIE, "token")
    assert (await browser.post("/v1/months/2026-01/analysis", headers=ours)).text == "Bearer token"
    assert (await browser.post("/v1/months/2026-01/analysis")).status_code == 403, (
        "whose page it was is not told"
    )


@pytest.mark.parametrize("odd", ['seen={"a": 1}', "words=two words", "a@b=1", "名=1"])
async def test_no_cookie_of_another_application_on_this_host_hides_ours(
    browser: httpx.AsyncClient, odd: str
) -> None:
    cookies = f"{odd}; {COOKIE}=token".encode()
    assert (await browser.get("/console", headers={b"Cookie": cookies})).text == "Bearer token"

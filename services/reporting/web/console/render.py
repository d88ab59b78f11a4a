"""Templates, and what they may call: texts, names, amounts, times."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from infra.chassis.auth import Principal
from services.reporting.domain.rates import Rate
from services.reporting.wording import Language, figure_name, refusal, say, venue_name

__all__ = ["Renderer"]

LANGUAGE_COOKIE = "clubhouse_language"
_MONEY = "_fen"


class Renderer:
    """Renders pages.

    Args:
        issuer: where a token can be had, shown on the sign-in page.
    """

    def __init__(self, issuer: str) -> None:
        self._issuer = issuer
        self._templates = Environment(
            loader=FileSystemLoader(Path(__file__).with_name("templates")),
            autoescape=select_autoescape(),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.filters |= {
            "amount": amount, "moment": moment, "data": data, "rate": percent, "pretty": pretty,
        }  # fmt: skip

    def page(
        self, request: Request, template: str, who: Principal | None, status: int = 200, **values: Any
    ) -> HTMLResponse:
        """One page in the reader's language."""
        language, chosen = self._language(request)
        text = self._templates.get_template(template).render(
            t=lambda key: say(str(key), language),
            figure_name=lambda figure: figure_name(figure, language),
            venue_name=lambda id, venues: venue_name(id, venues, language),
            language=language,
            other="en" if language == "zh-CN" else "zh-CN",
            here=str(request.url.path),
            query=[(k, v) for k, v in request.query_params.multi_items() if k != "lang"],
            who=who,
            issuer=self._issuer,
            **values,
        )
        answer = HTMLResponse(text, status, headers={"Cache-Control": "no-store"})
        if chosen:
            answer.set_cookie(LANGUAGE_COOKIE, language, max_age=31_536_000, samesite="lax")
        return answer

    def refusal(
        self, request: Request, status: int, code: str, detail: str, field: str | None = None
    ) -> HTMLResponse:
        """The page of a refusal.

        Args:
            field: what the reason is to be said of, where it does not say so itself.
        """
        detail = refusal(code, detail, field, self._language(request)[0])
        return self.page(request, "refusal.html", None, status, refused=status, detail=detail)

    def _language(self, request: Request) -> tuple[Language, bool]:
        """The language, and whether it was chosen just now."""
        asked = request.query_params.get("lang")
        if asked in {"zh-CN", "en"}:
            return ("en" if asked == "en" else "zh-CN"), True
        kept = request.cookies.get(LANGUAGE_COOKIE)
        if kept in {"zh-CN", "en"}:
            return ("en" if kept == "en" else "zh-CN"), False
        wanted = request.headers.get("accept-language", "").lower()
        return ("en" if wanted.startswith("en") else "zh-CN"), False


def amount(value: int, figure: str = "") -> str:
    """A number as it is read: money in yuan, thousands apart."""
    return f"{value / 100:,.2f}" if figure.endswith(_MONEY) else f"{value:,}"


def moment(value: datetime | None) -> Markup:
    """A time element; the script shows it in the reader's own zone."""
    if value is None:
        return Markup("–")
    utc = value.astimezone(UTC)
    shown = f"{utc:%Y-%m-%d %H:%M} UTC"
    return Markup('<time datetime="{}">{}</time>').format(utc.isoformat(), shown)


def data(value: Any) -> Markup:
    """JSON for a script's data block, harmless inside HTML."""
    text = json.dumps(value, ensure_ascii=False)
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)  # noqa: S704 - every sign that HTML would read was replaced above


def pretty(value: Any) -> str:
    """JSON for people."""
    return json.dumps(value, ensure_ascii=False, indent=2)


def percent(rate: Rate) -> str:
    """``86 %``, or a dash."""
    return "–" if rate.value is None else f"{100 * rate.value:.0f} %"

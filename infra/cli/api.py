"""HTTP clients for commands: the right service, a token, and an error that reads well.

A command says which service it talks to; where that is and who it is come from the environment
(``CLUBHOUSE_BOOKING_URL``, ``CLUBHOUSE_TOKEN``) or else from the local stack.
"""

from __future__ import annotations

import os
from collections.abc import Sequence

import click
import httpx

from infra.local.settings import LocalSettings

__all__ = ["api", "checked"]

_TIMEOUT_SECONDS = 30


def api(service: str, roles: Sequence[str] = ("agent",), venues: Sequence[str] = ("*",)) -> httpx.AsyncClient:
    """A client for `service`. Use it as an async context manager.

    Args:
        roles, venues: asked of the local issuer when ``CLUBHOUSE_TOKEN`` is not set.
    """
    local = LocalSettings()
    token = os.environ.get("CLUBHOUSE_TOKEN") or local.issuer().token(
        roles=roles, venues=venues, subject=f"cli-{roles[0]}"
    )
    return httpx.AsyncClient(
        base_url=os.environ.get(f"CLUBHOUSE_{service.upper()}_URL", local.url(service)),
        headers={"Authorization": f"Bearer {token}"},
        timeout=_TIMEOUT_SECONDS,
    )


def checked(answer: httpx.Response) -> httpx.Response:
    """The answer itself when it went well.

    Raises:
        click.ClickException: the service refused; says its problem's detail and code.
    """
    if answer.is_success:
        return answer
    problem = answer.json() if "json" in answer.headers.get("content-type", "") else {}
    detail = problem.get("detail") or problem.get("title") or answer.text[:200]
    raise click.ClickException(f"{answer.status_code} {problem.get('code', '')}: {detail}")

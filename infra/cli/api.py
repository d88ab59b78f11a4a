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


def api(
    service: str, roles: Sequence[str], url: str | None = None, token: str | None = None
) -> httpx.AsyncClient:
    """A client for `service`. Use it as an async context manager.

    Args:
        roles: asked of the local issuer, at all venues, where no token is told.
        url, token: told with the command; else the environment's, or the local stack's.
    """
    local = LocalSettings()
    token = (
        token
        or os.environ.get("CLUBHOUSE_TOKEN")
        or local.issuer().token(roles=roles, venues=("*",), subject=f"cli-{roles[0]}")
    )
    return httpx.AsyncClient(
        base_url=url or os.environ.get(f"CLUBHOUSE_{service.upper()}_URL", local.url(service)),
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

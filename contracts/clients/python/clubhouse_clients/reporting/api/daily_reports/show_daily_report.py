import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.daily_report_view import DailyReportView
from ...models.problem import Problem
from ...types import Response


def _get_kwargs(
    venue_id: str,
    day: datetime.date,
) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/v1/daily-reports/{venue_id}/{day}".format(
            venue_id=quote(str(venue_id), safe=""),
            day=quote(str(day), safe=""),
        ),
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> DailyReportView | Problem | None:
    if response.status_code == 200:
        response_200 = DailyReportView.from_dict(response.json())

        return response_200

    if response.status_code == 401:
        response_401 = Problem.from_dict(response.json())

        return response_401

    if response.status_code == 403:
        response_403 = Problem.from_dict(response.json())

        return response_403

    if response.status_code == 422:
        response_422 = Problem.from_dict(response.json())

        return response_422

    if response.status_code == 429:
        response_429 = Problem.from_dict(response.json())

        return response_429

    if response.status_code == 503:
        response_503 = Problem.from_dict(response.json())

        return response_503

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[DailyReportView | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    venue_id: str,
    day: datetime.date,
    *,
    client: AuthenticatedClient,
) -> Response[DailyReportView | Problem]:
    """One day's report

    Args:
        venue_id (str):
        day (datetime.date):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[DailyReportView | Problem]
    """

    kwargs = _get_kwargs(
        venue_id=venue_id,
        day=day,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    venue_id: str,
    day: datetime.date,
    *,
    client: AuthenticatedClient,
) -> DailyReportView | Problem | None:
    """One day's report

    Args:
        venue_id (str):
        day (datetime.date):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        DailyReportView | Problem
    """

    return sync_detailed(
        venue_id=venue_id,
        day=day,
        client=client,
    ).parsed


async def asyncio_detailed(
    venue_id: str,
    day: datetime.date,
    *,
    client: AuthenticatedClient,
) -> Response[DailyReportView | Problem]:
    """One day's report

    Args:
        venue_id (str):
        day (datetime.date):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[DailyReportView | Problem]
    """

    kwargs = _get_kwargs(
        venue_id=venue_id,
        day=day,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    venue_id: str,
    day: datetime.date,
    *,
    client: AuthenticatedClient,
) -> DailyReportView | Problem | None:
    """One day's report

    Args:
        venue_id (str):
        day (datetime.date):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        DailyReportView | Problem
    """

    return (
        await asyncio_detailed(
            venue_id=venue_id,
            day=day,
            client=client,
        )
    ).parsed

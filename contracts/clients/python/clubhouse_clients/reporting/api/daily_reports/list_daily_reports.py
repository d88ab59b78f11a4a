import datetime
from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.daily_report_view import DailyReportView
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    first: datetime.date,
    last: datetime.date,
    venue_id: str | Unset = "*",
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_first = first.isoformat()
    params["first"] = json_first

    json_last = last.isoformat()
    params["last"] = json_last

    params["venue_id"] = venue_id

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/v1/daily-reports",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Problem | list[DailyReportView] | None:
    if response.status_code == 200:
        response_200 = []
        _response_200 = response.json()
        for response_200_item_data in _response_200:
            response_200_item = DailyReportView.from_dict(response_200_item_data)

            response_200.append(response_200_item)

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
) -> Response[Problem | list[DailyReportView]]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    first: datetime.date,
    last: datetime.date,
    venue_id: str | Unset = "*",
) -> Response[Problem | list[DailyReportView]]:
    """Figures day by day

    Args:
        first (datetime.date):
        last (datetime.date):
        venue_id (str | Unset): A venue's id; `*` is the whole chain. Default: '*'.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | list[DailyReportView]]
    """

    kwargs = _get_kwargs(
        first=first,
        last=last,
        venue_id=venue_id,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    first: datetime.date,
    last: datetime.date,
    venue_id: str | Unset = "*",
) -> Problem | list[DailyReportView] | None:
    """Figures day by day

    Args:
        first (datetime.date):
        last (datetime.date):
        venue_id (str | Unset): A venue's id; `*` is the whole chain. Default: '*'.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | list[DailyReportView]
    """

    return sync_detailed(
        client=client,
        first=first,
        last=last,
        venue_id=venue_id,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    first: datetime.date,
    last: datetime.date,
    venue_id: str | Unset = "*",
) -> Response[Problem | list[DailyReportView]]:
    """Figures day by day

    Args:
        first (datetime.date):
        last (datetime.date):
        venue_id (str | Unset): A venue's id; `*` is the whole chain. Default: '*'.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | list[DailyReportView]]
    """

    kwargs = _get_kwargs(
        first=first,
        last=last,
        venue_id=venue_id,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    first: datetime.date,
    last: datetime.date,
    venue_id: str | Unset = "*",
) -> Problem | list[DailyReportView] | None:
    """Figures day by day

    Args:
        first (datetime.date):
        last (datetime.date):
        venue_id (str | Unset): A venue's id; `*` is the whole chain. Default: '*'.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | list[DailyReportView]
    """

    return (
        await asyncio_detailed(
            client=client,
            first=first,
            last=last,
            venue_id=venue_id,
        )
    ).parsed

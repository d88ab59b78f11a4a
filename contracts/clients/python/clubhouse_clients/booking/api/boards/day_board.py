import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    venue_id: str,
    *,
    business_date: datetime.date | None | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_business_date: None | str | Unset
    if isinstance(business_date, Unset):
        json_business_date = UNSET
    elif isinstance(business_date, datetime.date):
        json_business_date = business_date.isoformat()
    else:
        json_business_date = business_date
    params["business_date"] = json_business_date

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/venues/{venue_id}/board".format(
            venue_id=quote(str(venue_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Problem | str | None:
    if response.status_code == 200:
        response_200 = response.text
        return response_200

    if response.status_code == 401:
        response_401 = Problem.from_dict(response.json())

        return response_401

    if response.status_code == 403:
        response_403 = Problem.from_dict(response.json())

        return response_403

    if response.status_code == 404:
        response_404 = Problem.from_dict(response.json())

        return response_404

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
) -> Response[Problem | str]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    venue_id: str,
    *,
    client: AuthenticatedClient,
    business_date: datetime.date | None | Unset = UNSET,
) -> Response[Problem | str]:
    """The bookings of a business day, live (server-sent events)

     The day's bookings first, then every change of them (`booking`).

    What leaves the board, for another day or venue, is told as `gone`, with its id alone. Resumes by
    Last-Event-ID, first with `standing`: the ids that are on the board.

    Args:
        venue_id (str):
        business_date (datetime.date | None | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | str]
    """

    kwargs = _get_kwargs(
        venue_id=venue_id,
        business_date=business_date,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    venue_id: str,
    *,
    client: AuthenticatedClient,
    business_date: datetime.date | None | Unset = UNSET,
) -> Problem | str | None:
    """The bookings of a business day, live (server-sent events)

     The day's bookings first, then every change of them (`booking`).

    What leaves the board, for another day or venue, is told as `gone`, with its id alone. Resumes by
    Last-Event-ID, first with `standing`: the ids that are on the board.

    Args:
        venue_id (str):
        business_date (datetime.date | None | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | str
    """

    return sync_detailed(
        venue_id=venue_id,
        client=client,
        business_date=business_date,
    ).parsed


async def asyncio_detailed(
    venue_id: str,
    *,
    client: AuthenticatedClient,
    business_date: datetime.date | None | Unset = UNSET,
) -> Response[Problem | str]:
    """The bookings of a business day, live (server-sent events)

     The day's bookings first, then every change of them (`booking`).

    What leaves the board, for another day or venue, is told as `gone`, with its id alone. Resumes by
    Last-Event-ID, first with `standing`: the ids that are on the board.

    Args:
        venue_id (str):
        business_date (datetime.date | None | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | str]
    """

    kwargs = _get_kwargs(
        venue_id=venue_id,
        business_date=business_date,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    venue_id: str,
    *,
    client: AuthenticatedClient,
    business_date: datetime.date | None | Unset = UNSET,
) -> Problem | str | None:
    """The bookings of a business day, live (server-sent events)

     The day's bookings first, then every change of them (`booking`).

    What leaves the board, for another day or venue, is told as `gone`, with its id alone. Resumes by
    Last-Event-ID, first with `standing`: the ids that are on the board.

    Args:
        venue_id (str):
        business_date (datetime.date | None | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | str
    """

    return (
        await asyncio_detailed(
            venue_id=venue_id,
            client=client,
            business_date=business_date,
        )
    ).parsed

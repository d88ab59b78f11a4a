import datetime
from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.booking_page import BookingPage
from ...models.find_bookings_channel_type_0 import (
    FindBookingsChannelType0,
)
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    venue_id: None | str | Unset = UNSET,
    business_date: datetime.date | None | Unset = UNSET,
    status: list[str] | None | Unset = UNSET,
    guest_id: None | str | Unset = UNSET,
    phone: None | str | Unset = UNSET,
    confirmation_number: None | str | Unset = UNSET,
    agent_id: None | str | Unset = UNSET,
    channel: FindBookingsChannelType0 | None | Unset = UNSET,
    series_id: None | str | Unset = UNSET,
    displaced: bool | None | Unset = UNSET,
    limit: int | Unset = 50,
    cursor: None | str | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_venue_id: None | str | Unset
    if isinstance(venue_id, Unset):
        json_venue_id = UNSET
    else:
        json_venue_id = venue_id
    params["venue_id"] = json_venue_id

    json_business_date: None | str | Unset
    if isinstance(business_date, Unset):
        json_business_date = UNSET
    elif isinstance(business_date, datetime.date):
        json_business_date = business_date.isoformat()
    else:
        json_business_date = business_date
    params["business_date"] = json_business_date

    json_status: list[str] | None | Unset
    if isinstance(status, Unset):
        json_status = UNSET
    elif isinstance(status, list):
        json_status = status

    else:
        json_status = status
    params["status"] = json_status

    json_guest_id: None | str | Unset
    if isinstance(guest_id, Unset):
        json_guest_id = UNSET
    else:
        json_guest_id = guest_id
    params["guest_id"] = json_guest_id

    json_phone: None | str | Unset
    if isinstance(phone, Unset):
        json_phone = UNSET
    else:
        json_phone = phone
    params["phone"] = json_phone

    json_confirmation_number: None | str | Unset
    if isinstance(confirmation_number, Unset):
        json_confirmation_number = UNSET
    else:
        json_confirmation_number = confirmation_number
    params["confirmation_number"] = json_confirmation_number

    json_agent_id: None | str | Unset
    if isinstance(agent_id, Unset):
        json_agent_id = UNSET
    else:
        json_agent_id = agent_id
    params["agent_id"] = json_agent_id

    json_channel: None | str | Unset
    if isinstance(channel, Unset):
        json_channel = UNSET
    elif isinstance(channel, str):
        json_channel = channel
    else:
        json_channel = channel
    params["channel"] = json_channel

    json_series_id: None | str | Unset
    if isinstance(series_id, Unset):
        json_series_id = UNSET
    else:
        json_series_id = series_id
    params["series_id"] = json_series_id

    json_displaced: bool | None | Unset
    if isinstance(displaced, Unset):
        json_displaced = UNSET
    else:
        json_displaced = displaced
    params["displaced"] = json_displaced

    params["limit"] = limit

    json_cursor: None | str | Unset
    if isinstance(cursor, Unset):
        json_cursor = UNSET
    else:
        json_cursor = cursor
    params["cursor"] = json_cursor

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/bookings",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> BookingPage | Problem | None:
    if response.status_code == 200:
        response_200 = BookingPage.from_dict(response.json())

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
) -> Response[BookingPage | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    venue_id: None | str | Unset = UNSET,
    business_date: datetime.date | None | Unset = UNSET,
    status: list[str] | None | Unset = UNSET,
    guest_id: None | str | Unset = UNSET,
    phone: None | str | Unset = UNSET,
    confirmation_number: None | str | Unset = UNSET,
    agent_id: None | str | Unset = UNSET,
    channel: FindBookingsChannelType0 | None | Unset = UNSET,
    series_id: None | str | Unset = UNSET,
    displaced: bool | None | Unset = UNSET,
    limit: int | Unset = 50,
    cursor: None | str | Unset = UNSET,
) -> Response[BookingPage | Problem]:
    """Find bookings

    Args:
        venue_id (None | str | Unset):
        business_date (datetime.date | None | Unset):
        status (list[str] | None | Unset):
        guest_id (None | str | Unset):
        phone (None | str | Unset):
        confirmation_number (None | str | Unset):
        agent_id (None | str | Unset):
        channel (FindBookingsChannelType0 | None | Unset):
        series_id (None | str | Unset):
        displaced (bool | None | Unset):
        limit (int | Unset): Items a page. Default: 50.
        cursor (None | str | Unset): `next` of the page before.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[BookingPage | Problem]
    """

    kwargs = _get_kwargs(
        venue_id=venue_id,
        business_date=business_date,
        status=status,
        guest_id=guest_id,
        phone=phone,
        confirmation_number=confirmation_number,
        agent_id=agent_id,
        channel=channel,
        series_id=series_id,
        displaced=displaced,
        limit=limit,
        cursor=cursor,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    venue_id: None | str | Unset = UNSET,
    business_date: datetime.date | None | Unset = UNSET,
    status: list[str] | None | Unset = UNSET,
    guest_id: None | str | Unset = UNSET,
    phone: None | str | Unset = UNSET,
    confirmation_number: None | str | Unset = UNSET,
    agent_id: None | str | Unset = UNSET,
    channel: FindBookingsChannelType0 | None | Unset = UNSET,
    series_id: None | str | Unset = UNSET,
    displaced: bool | None | Unset = UNSET,
    limit: int | Unset = 50,
    cursor: None | str | Unset = UNSET,
) -> BookingPage | Problem | None:
    """Find bookings

    Args:
        venue_id (None | str | Unset):
        business_date (datetime.date | None | Unset):
        status (list[str] | None | Unset):
        guest_id (None | str | Unset):
        phone (None | str | Unset):
        confirmation_number (None | str | Unset):
        agent_id (None | str | Unset):
        channel (FindBookingsChannelType0 | None | Unset):
        series_id (None | str | Unset):
        displaced (bool | None | Unset):
        limit (int | Unset): Items a page. Default: 50.
        cursor (None | str | Unset): `next` of the page before.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        BookingPage | Problem
    """

    return sync_detailed(
        client=client,
        venue_id=venue_id,
        business_date=business_date,
        status=status,
        guest_id=guest_id,
        phone=phone,
        confirmation_number=confirmation_number,
        agent_id=agent_id,
        channel=channel,
        series_id=series_id,
        displaced=displaced,
        limit=limit,
        cursor=cursor,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    venue_id: None | str | Unset = UNSET,
    business_date: datetime.date | None | Unset = UNSET,
    status: list[str] | None | Unset = UNSET,
    guest_id: None | str | Unset = UNSET,
    phone: None | str | Unset = UNSET,
    confirmation_number: None | str | Unset = UNSET,
    agent_id: None | str | Unset = UNSET,
    channel: FindBookingsChannelType0 | None | Unset = UNSET,
    series_id: None | str | Unset = UNSET,
    displaced: bool | None | Unset = UNSET,
    limit: int | Unset = 50,
    cursor: None | str | Unset = UNSET,
) -> Response[BookingPage | Problem]:
    """Find bookings

    Args:
        venue_id (None | str | Unset):
        business_date (datetime.date | None | Unset):
        status (list[str] | None | Unset):
        guest_id (None | str | Unset):
        phone (None | str | Unset):
        confirmation_number (None | str | Unset):
        agent_id (None | str | Unset):
        channel (FindBookingsChannelType0 | None | Unset):
        series_id (None | str | Unset):
        displaced (bool | None | Unset):
        limit (int | Unset): Items a page. Default: 50.
        cursor (None | str | Unset): `next` of the page before.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[BookingPage | Problem]
    """

    kwargs = _get_kwargs(
        venue_id=venue_id,
        business_date=business_date,
        status=status,
        guest_id=guest_id,
        phone=phone,
        confirmation_number=confirmation_number,
        agent_id=agent_id,
        channel=channel,
        series_id=series_id,
        displaced=displaced,
        limit=limit,
        cursor=cursor,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    venue_id: None | str | Unset = UNSET,
    business_date: datetime.date | None | Unset = UNSET,
    status: list[str] | None | Unset = UNSET,
    guest_id: None | str | Unset = UNSET,
    phone: None | str | Unset = UNSET,
    confirmation_number: None | str | Unset = UNSET,
    agent_id: None | str | Unset = UNSET,
    channel: FindBookingsChannelType0 | None | Unset = UNSET,
    series_id: None | str | Unset = UNSET,
    displaced: bool | None | Unset = UNSET,
    limit: int | Unset = 50,
    cursor: None | str | Unset = UNSET,
) -> BookingPage | Problem | None:
    """Find bookings

    Args:
        venue_id (None | str | Unset):
        business_date (datetime.date | None | Unset):
        status (list[str] | None | Unset):
        guest_id (None | str | Unset):
        phone (None | str | Unset):
        confirmation_number (None | str | Unset):
        agent_id (None | str | Unset):
        channel (FindBookingsChannelType0 | None | Unset):
        series_id (None | str | Unset):
        displaced (bool | None | Unset):
        limit (int | Unset): Items a page. Default: 50.
        cursor (None | str | Unset): `next` of the page before.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        BookingPage | Problem
    """

    return (
        await asyncio_detailed(
            client=client,
            venue_id=venue_id,
            business_date=business_date,
            status=status,
            guest_id=guest_id,
            phone=phone,
            confirmation_number=confirmation_number,
            agent_id=agent_id,
            channel=channel,
            series_id=series_id,
            displaced=displaced,
            limit=limit,
            cursor=cursor,
        )
    ).parsed

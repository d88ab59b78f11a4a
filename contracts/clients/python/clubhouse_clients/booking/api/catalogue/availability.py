import datetime
from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.availability_kind import AvailabilityKind
from ...models.free_page import FreePage
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    kind: AvailabilityKind,
    party_size: int,
    minutes: int,
    starts_at: datetime.datetime,
    ends_at: datetime.datetime,
    venue_id: list[str] | None | Unset = UNSET,
    district: str | Unset = "",
    category: str | Unset = "",
    starts: int | Unset = 3,
    limit: int | Unset = 200,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_kind: str = kind
    params["kind"] = json_kind

    params["party_size"] = party_size

    params["minutes"] = minutes

    json_starts_at = starts_at.isoformat()
    params["starts_at"] = json_starts_at

    json_ends_at = ends_at.isoformat()
    params["ends_at"] = json_ends_at

    json_venue_id: list[str] | None | Unset
    if isinstance(venue_id, Unset):
        json_venue_id = UNSET
    elif isinstance(venue_id, list):
        json_venue_id = venue_id

    else:
        json_venue_id = venue_id
    params["venue_id"] = json_venue_id

    params["district"] = district

    params["category"] = category

    params["starts"] = starts

    params["limit"] = limit

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/availability",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> FreePage | Problem | None:
    if response.status_code == 200:
        response_200 = FreePage.from_dict(response.json())

        return response_200

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
) -> Response[FreePage | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    kind: AvailabilityKind,
    party_size: int,
    minutes: int,
    starts_at: datetime.datetime,
    ends_at: datetime.datetime,
    venue_id: list[str] | None | Unset = UNSET,
    district: str | Unset = "",
    category: str | Unset = "",
    starts: int | Unset = 3,
    limit: int | Unset = 200,
) -> Response[FreePage | Problem]:
    """Where and when is it free?

    Args:
        kind (AvailabilityKind):
        party_size (int):
        minutes (int): How long the visit lasts.
        starts_at (datetime.datetime):
        ends_at (datetime.datetime):
        venue_id (list[str] | None | Unset): Every venue without it.
        district (str | Unset):  Default: ''.
        category (str | Unset):  Default: ''.
        starts (int | Unset): Starts told of each place. Default: 3.
        limit (int | Unset):  Default: 200.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[FreePage | Problem]
    """

    kwargs = _get_kwargs(
        kind=kind,
        party_size=party_size,
        minutes=minutes,
        starts_at=starts_at,
        ends_at=ends_at,
        venue_id=venue_id,
        district=district,
        category=category,
        starts=starts,
        limit=limit,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    kind: AvailabilityKind,
    party_size: int,
    minutes: int,
    starts_at: datetime.datetime,
    ends_at: datetime.datetime,
    venue_id: list[str] | None | Unset = UNSET,
    district: str | Unset = "",
    category: str | Unset = "",
    starts: int | Unset = 3,
    limit: int | Unset = 200,
) -> FreePage | Problem | None:
    """Where and when is it free?

    Args:
        kind (AvailabilityKind):
        party_size (int):
        minutes (int): How long the visit lasts.
        starts_at (datetime.datetime):
        ends_at (datetime.datetime):
        venue_id (list[str] | None | Unset): Every venue without it.
        district (str | Unset):  Default: ''.
        category (str | Unset):  Default: ''.
        starts (int | Unset): Starts told of each place. Default: 3.
        limit (int | Unset):  Default: 200.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        FreePage | Problem
    """

    return sync_detailed(
        client=client,
        kind=kind,
        party_size=party_size,
        minutes=minutes,
        starts_at=starts_at,
        ends_at=ends_at,
        venue_id=venue_id,
        district=district,
        category=category,
        starts=starts,
        limit=limit,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    kind: AvailabilityKind,
    party_size: int,
    minutes: int,
    starts_at: datetime.datetime,
    ends_at: datetime.datetime,
    venue_id: list[str] | None | Unset = UNSET,
    district: str | Unset = "",
    category: str | Unset = "",
    starts: int | Unset = 3,
    limit: int | Unset = 200,
) -> Response[FreePage | Problem]:
    """Where and when is it free?

    Args:
        kind (AvailabilityKind):
        party_size (int):
        minutes (int): How long the visit lasts.
        starts_at (datetime.datetime):
        ends_at (datetime.datetime):
        venue_id (list[str] | None | Unset): Every venue without it.
        district (str | Unset):  Default: ''.
        category (str | Unset):  Default: ''.
        starts (int | Unset): Starts told of each place. Default: 3.
        limit (int | Unset):  Default: 200.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[FreePage | Problem]
    """

    kwargs = _get_kwargs(
        kind=kind,
        party_size=party_size,
        minutes=minutes,
        starts_at=starts_at,
        ends_at=ends_at,
        venue_id=venue_id,
        district=district,
        category=category,
        starts=starts,
        limit=limit,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    kind: AvailabilityKind,
    party_size: int,
    minutes: int,
    starts_at: datetime.datetime,
    ends_at: datetime.datetime,
    venue_id: list[str] | None | Unset = UNSET,
    district: str | Unset = "",
    category: str | Unset = "",
    starts: int | Unset = 3,
    limit: int | Unset = 200,
) -> FreePage | Problem | None:
    """Where and when is it free?

    Args:
        kind (AvailabilityKind):
        party_size (int):
        minutes (int): How long the visit lasts.
        starts_at (datetime.datetime):
        ends_at (datetime.datetime):
        venue_id (list[str] | None | Unset): Every venue without it.
        district (str | Unset):  Default: ''.
        category (str | Unset):  Default: ''.
        starts (int | Unset): Starts told of each place. Default: 3.
        limit (int | Unset):  Default: 200.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        FreePage | Problem
    """

    return (
        await asyncio_detailed(
            client=client,
            kind=kind,
            party_size=party_size,
            minutes=minutes,
            starts_at=starts_at,
            ends_at=ends_at,
            venue_id=venue_id,
            district=district,
            category=category,
            starts=starts,
            limit=limit,
        )
    ).parsed

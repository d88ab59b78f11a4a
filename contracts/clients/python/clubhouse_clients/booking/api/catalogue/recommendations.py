import datetime
from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.found_view import FoundView
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    named_venue_id: None | str | Unset = UNSET,
    kind: str | Unset = "",
    district: str | Unset = "",
    cuisine: str | Unset = "",
    service: str | Unset = "",
    most_price_fen: int | None | Unset = UNSET,
    latitude: float | None | Unset = UNSET,
    longitude: float | None | Unset = UNSET,
    most_km: float | Unset = 10.0,
    least_discount_percent: int | Unset = 0,
    day: datetime.date | None | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_named_venue_id: None | str | Unset
    if isinstance(named_venue_id, Unset):
        json_named_venue_id = UNSET
    else:
        json_named_venue_id = named_venue_id
    params["named_venue_id"] = json_named_venue_id

    params["kind"] = kind

    params["district"] = district

    params["cuisine"] = cuisine

    params["service"] = service

    json_most_price_fen: int | None | Unset
    if isinstance(most_price_fen, Unset):
        json_most_price_fen = UNSET
    else:
        json_most_price_fen = most_price_fen
    params["most_price_fen"] = json_most_price_fen

    json_latitude: float | None | Unset
    if isinstance(latitude, Unset):
        json_latitude = UNSET
    else:
        json_latitude = latitude
    params["latitude"] = json_latitude

    json_longitude: float | None | Unset
    if isinstance(longitude, Unset):
        json_longitude = UNSET
    else:
        json_longitude = longitude
    params["longitude"] = json_longitude

    params["most_km"] = most_km

    params["least_discount_percent"] = least_discount_percent

    json_day: None | str | Unset
    if isinstance(day, Unset):
        json_day = UNSET
    elif isinstance(day, datetime.date):
        json_day = day.isoformat()
    else:
        json_day = day
    params["day"] = json_day

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/recommendations",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Problem | list[FoundView] | None:
    if response.status_code == 200:
        response_200 = []
        _response_200 = response.json()
        for response_200_item_data in _response_200:
            response_200_item = FoundView.from_dict(response_200_item_data)

            response_200.append(response_200_item)

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
) -> Response[Problem | list[FoundView]]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    named_venue_id: None | str | Unset = UNSET,
    kind: str | Unset = "",
    district: str | Unset = "",
    cuisine: str | Unset = "",
    service: str | Unset = "",
    most_price_fen: int | None | Unset = UNSET,
    latitude: float | None | Unset = UNSET,
    longitude: float | None | Unset = UNSET,
    most_km: float | Unset = 10.0,
    least_discount_percent: int | Unset = 0,
    day: datetime.date | None | Unset = UNSET,
) -> Response[Problem | list[FoundView]]:
    """What to name to a guest without a target (rule B12)

    Args:
        named_venue_id (None | str | Unset):
        kind (str | Unset):  Default: ''.
        district (str | Unset):  Default: ''.
        cuisine (str | Unset):  Default: ''.
        service (str | Unset):  Default: ''.
        most_price_fen (int | None | Unset):
        latitude (float | None | Unset):
        longitude (float | None | Unset):
        most_km (float | Unset):  Default: 10.0.
        least_discount_percent (int | Unset):  Default: 0.
        day (datetime.date | None | Unset): Business day whose offers count; the venue's present
            one without it.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | list[FoundView]]
    """

    kwargs = _get_kwargs(
        named_venue_id=named_venue_id,
        kind=kind,
        district=district,
        cuisine=cuisine,
        service=service,
        most_price_fen=most_price_fen,
        latitude=latitude,
        longitude=longitude,
        most_km=most_km,
        least_discount_percent=least_discount_percent,
        day=day,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    named_venue_id: None | str | Unset = UNSET,
    kind: str | Unset = "",
    district: str | Unset = "",
    cuisine: str | Unset = "",
    service: str | Unset = "",
    most_price_fen: int | None | Unset = UNSET,
    latitude: float | None | Unset = UNSET,
    longitude: float | None | Unset = UNSET,
    most_km: float | Unset = 10.0,
    least_discount_percent: int | Unset = 0,
    day: datetime.date | None | Unset = UNSET,
) -> Problem | list[FoundView] | None:
    """What to name to a guest without a target (rule B12)

    Args:
        named_venue_id (None | str | Unset):
        kind (str | Unset):  Default: ''.
        district (str | Unset):  Default: ''.
        cuisine (str | Unset):  Default: ''.
        service (str | Unset):  Default: ''.
        most_price_fen (int | None | Unset):
        latitude (float | None | Unset):
        longitude (float | None | Unset):
        most_km (float | Unset):  Default: 10.0.
        least_discount_percent (int | Unset):  Default: 0.
        day (datetime.date | None | Unset): Business day whose offers count; the venue's present
            one without it.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | list[FoundView]
    """

    return sync_detailed(
        client=client,
        named_venue_id=named_venue_id,
        kind=kind,
        district=district,
        cuisine=cuisine,
        service=service,
        most_price_fen=most_price_fen,
        latitude=latitude,
        longitude=longitude,
        most_km=most_km,
        least_discount_percent=least_discount_percent,
        day=day,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    named_venue_id: None | str | Unset = UNSET,
    kind: str | Unset = "",
    district: str | Unset = "",
    cuisine: str | Unset = "",
    service: str | Unset = "",
    most_price_fen: int | None | Unset = UNSET,
    latitude: float | None | Unset = UNSET,
    longitude: float | None | Unset = UNSET,
    most_km: float | Unset = 10.0,
    least_discount_percent: int | Unset = 0,
    day: datetime.date | None | Unset = UNSET,
) -> Response[Problem | list[FoundView]]:
    """What to name to a guest without a target (rule B12)

    Args:
        named_venue_id (None | str | Unset):
        kind (str | Unset):  Default: ''.
        district (str | Unset):  Default: ''.
        cuisine (str | Unset):  Default: ''.
        service (str | Unset):  Default: ''.
        most_price_fen (int | None | Unset):
        latitude (float | None | Unset):
        longitude (float | None | Unset):
        most_km (float | Unset):  Default: 10.0.
        least_discount_percent (int | Unset):  Default: 0.
        day (datetime.date | None | Unset): Business day whose offers count; the venue's present
            one without it.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | list[FoundView]]
    """

    kwargs = _get_kwargs(
        named_venue_id=named_venue_id,
        kind=kind,
        district=district,
        cuisine=cuisine,
        service=service,
        most_price_fen=most_price_fen,
        latitude=latitude,
        longitude=longitude,
        most_km=most_km,
        least_discount_percent=least_discount_percent,
        day=day,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    named_venue_id: None | str | Unset = UNSET,
    kind: str | Unset = "",
    district: str | Unset = "",
    cuisine: str | Unset = "",
    service: str | Unset = "",
    most_price_fen: int | None | Unset = UNSET,
    latitude: float | None | Unset = UNSET,
    longitude: float | None | Unset = UNSET,
    most_km: float | Unset = 10.0,
    least_discount_percent: int | Unset = 0,
    day: datetime.date | None | Unset = UNSET,
) -> Problem | list[FoundView] | None:
    """What to name to a guest without a target (rule B12)

    Args:
        named_venue_id (None | str | Unset):
        kind (str | Unset):  Default: ''.
        district (str | Unset):  Default: ''.
        cuisine (str | Unset):  Default: ''.
        service (str | Unset):  Default: ''.
        most_price_fen (int | None | Unset):
        latitude (float | None | Unset):
        longitude (float | None | Unset):
        most_km (float | Unset):  Default: 10.0.
        least_discount_percent (int | Unset):  Default: 0.
        day (datetime.date | None | Unset): Business day whose offers count; the venue's present
            one without it.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | list[FoundView]
    """

    return (
        await asyncio_detailed(
            client=client,
            named_venue_id=named_venue_id,
            kind=kind,
            district=district,
            cuisine=cuisine,
            service=service,
            most_price_fen=most_price_fen,
            latitude=latitude,
            longitude=longitude,
            most_km=most_km,
            least_discount_percent=least_discount_percent,
            day=day,
        )
    ).parsed

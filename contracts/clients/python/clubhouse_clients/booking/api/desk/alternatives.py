from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.alternative_view import AlternativeView
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    booking_id: str,
    *,
    open_to_other_venues: bool | Unset = False,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["open_to_other_venues"] = open_to_other_venues

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/bookings/{booking_id}/alternatives".format(
            booking_id=quote(str(booking_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Problem | list[AlternativeView] | None:
    if response.status_code == 200:
        response_200 = []
        _response_200 = response.json()
        for response_200_item_data in _response_200:
            response_200_item = AlternativeView.from_dict(response_200_item_data)

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
) -> Response[Problem | list[AlternativeView]]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    booking_id: str,
    *,
    client: AuthenticatedClient,
    open_to_other_venues: bool | Unset = False,
) -> Response[Problem | list[AlternativeView]]:
    """What is free instead; elsewhere too if this house cannot take the guest, or they wish

    Args:
        booking_id (str):
        open_to_other_venues (bool | Unset):  Default: False.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | list[AlternativeView]]
    """

    kwargs = _get_kwargs(
        booking_id=booking_id,
        open_to_other_venues=open_to_other_venues,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    booking_id: str,
    *,
    client: AuthenticatedClient,
    open_to_other_venues: bool | Unset = False,
) -> Problem | list[AlternativeView] | None:
    """What is free instead; elsewhere too if this house cannot take the guest, or they wish

    Args:
        booking_id (str):
        open_to_other_venues (bool | Unset):  Default: False.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | list[AlternativeView]
    """

    return sync_detailed(
        booking_id=booking_id,
        client=client,
        open_to_other_venues=open_to_other_venues,
    ).parsed


async def asyncio_detailed(
    booking_id: str,
    *,
    client: AuthenticatedClient,
    open_to_other_venues: bool | Unset = False,
) -> Response[Problem | list[AlternativeView]]:
    """What is free instead; elsewhere too if this house cannot take the guest, or they wish

    Args:
        booking_id (str):
        open_to_other_venues (bool | Unset):  Default: False.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | list[AlternativeView]]
    """

    kwargs = _get_kwargs(
        booking_id=booking_id,
        open_to_other_venues=open_to_other_venues,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    booking_id: str,
    *,
    client: AuthenticatedClient,
    open_to_other_venues: bool | Unset = False,
) -> Problem | list[AlternativeView] | None:
    """What is free instead; elsewhere too if this house cannot take the guest, or they wish

    Args:
        booking_id (str):
        open_to_other_venues (bool | Unset):  Default: False.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | list[AlternativeView]
    """

    return (
        await asyncio_detailed(
            booking_id=booking_id,
            client=client,
            open_to_other_venues=open_to_other_venues,
        )
    ).parsed

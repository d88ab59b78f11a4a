from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...models.soonest import Soonest
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    venue_id: None | str | Unset = UNSET,
    mine: bool | Unset = False,
    department_id: None | str | Unset = UNSET,
    limit: int | Unset = 50,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_venue_id: None | str | Unset
    if isinstance(venue_id, Unset):
        json_venue_id = UNSET
    else:
        json_venue_id = venue_id
    params["venue_id"] = json_venue_id

    params["mine"] = mine

    json_department_id: None | str | Unset
    if isinstance(department_id, Unset):
        json_department_id = UNSET
    else:
        json_department_id = department_id
    params["department_id"] = json_department_id

    params["limit"] = limit

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/cases/breaching-next",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Problem | Soonest | None:
    if response.status_code == 200:
        response_200 = Soonest.from_dict(response.json())

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
) -> Response[Problem | Soonest]:
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
    mine: bool | Unset = False,
    department_id: None | str | Unset = UNSET,
    limit: int | Unset = 50,
) -> Response[Problem | Soonest]:
    """Open cases by the deadline to mind next, soonest first

    Args:
        venue_id (None | str | Unset):
        mine (bool | Unset):  Default: False.
        department_id (None | str | Unset):
        limit (int | Unset):  Default: 50.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | Soonest]
    """

    kwargs = _get_kwargs(
        venue_id=venue_id,
        mine=mine,
        department_id=department_id,
        limit=limit,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    venue_id: None | str | Unset = UNSET,
    mine: bool | Unset = False,
    department_id: None | str | Unset = UNSET,
    limit: int | Unset = 50,
) -> Problem | Soonest | None:
    """Open cases by the deadline to mind next, soonest first

    Args:
        venue_id (None | str | Unset):
        mine (bool | Unset):  Default: False.
        department_id (None | str | Unset):
        limit (int | Unset):  Default: 50.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | Soonest
    """

    return sync_detailed(
        client=client,
        venue_id=venue_id,
        mine=mine,
        department_id=department_id,
        limit=limit,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    venue_id: None | str | Unset = UNSET,
    mine: bool | Unset = False,
    department_id: None | str | Unset = UNSET,
    limit: int | Unset = 50,
) -> Response[Problem | Soonest]:
    """Open cases by the deadline to mind next, soonest first

    Args:
        venue_id (None | str | Unset):
        mine (bool | Unset):  Default: False.
        department_id (None | str | Unset):
        limit (int | Unset):  Default: 50.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | Soonest]
    """

    kwargs = _get_kwargs(
        venue_id=venue_id,
        mine=mine,
        department_id=department_id,
        limit=limit,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    venue_id: None | str | Unset = UNSET,
    mine: bool | Unset = False,
    department_id: None | str | Unset = UNSET,
    limit: int | Unset = 50,
) -> Problem | Soonest | None:
    """Open cases by the deadline to mind next, soonest first

    Args:
        venue_id (None | str | Unset):
        mine (bool | Unset):  Default: False.
        department_id (None | str | Unset):
        limit (int | Unset):  Default: 50.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | Soonest
    """

    return (
        await asyncio_detailed(
            client=client,
            venue_id=venue_id,
            mine=mine,
            department_id=department_id,
            limit=limit,
        )
    ).parsed

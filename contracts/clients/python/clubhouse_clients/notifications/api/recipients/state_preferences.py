from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...models.stated_wishes import StatedWishes
from ...models.wishes import Wishes
from ...types import UNSET, Response, Unset


def _get_kwargs(
    guest_id: str,
    *,
    body: StatedWishes,
    idempotency_key: str,
    if_match: None | str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    headers["Idempotency-Key"] = idempotency_key

    if not isinstance(if_match, Unset):
        headers["If-Match"] = if_match

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/guests/{guest_id}/preferences".format(
            guest_id=quote(str(guest_id), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Problem | Wishes | None:
    if response.status_code == 200:
        response_200 = Wishes.from_dict(response.json())

        return response_200

    if response.status_code == 400:
        response_400 = Problem.from_dict(response.json())

        return response_400

    if response.status_code == 401:
        response_401 = Problem.from_dict(response.json())

        return response_401

    if response.status_code == 403:
        response_403 = Problem.from_dict(response.json())

        return response_403

    if response.status_code == 404:
        response_404 = Problem.from_dict(response.json())

        return response_404

    if response.status_code == 409:
        response_409 = Problem.from_dict(response.json())

        return response_409

    if response.status_code == 412:
        response_412 = Problem.from_dict(response.json())

        return response_412

    if response.status_code == 413:
        response_413 = Problem.from_dict(response.json())

        return response_413

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
) -> Response[Problem | Wishes]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    guest_id: str,
    *,
    client: AuthenticatedClient,
    body: StatedWishes,
    idempotency_key: str,
    if_match: None | str | Unset = UNSET,
) -> Response[Problem | Wishes]:
    """State a guest's wishes anew

    Args:
        guest_id (str):
        idempotency_key (str):
        if_match (None | str | Unset): ETag you last read.
        body (StatedWishes): How a guest wishes to be told, stated anew.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | Wishes]
    """

    kwargs = _get_kwargs(
        guest_id=guest_id,
        body=body,
        idempotency_key=idempotency_key,
        if_match=if_match,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    guest_id: str,
    *,
    client: AuthenticatedClient,
    body: StatedWishes,
    idempotency_key: str,
    if_match: None | str | Unset = UNSET,
) -> Problem | Wishes | None:
    """State a guest's wishes anew

    Args:
        guest_id (str):
        idempotency_key (str):
        if_match (None | str | Unset): ETag you last read.
        body (StatedWishes): How a guest wishes to be told, stated anew.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | Wishes
    """

    return sync_detailed(
        guest_id=guest_id,
        client=client,
        body=body,
        idempotency_key=idempotency_key,
        if_match=if_match,
    ).parsed


async def asyncio_detailed(
    guest_id: str,
    *,
    client: AuthenticatedClient,
    body: StatedWishes,
    idempotency_key: str,
    if_match: None | str | Unset = UNSET,
) -> Response[Problem | Wishes]:
    """State a guest's wishes anew

    Args:
        guest_id (str):
        idempotency_key (str):
        if_match (None | str | Unset): ETag you last read.
        body (StatedWishes): How a guest wishes to be told, stated anew.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | Wishes]
    """

    kwargs = _get_kwargs(
        guest_id=guest_id,
        body=body,
        idempotency_key=idempotency_key,
        if_match=if_match,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    guest_id: str,
    *,
    client: AuthenticatedClient,
    body: StatedWishes,
    idempotency_key: str,
    if_match: None | str | Unset = UNSET,
) -> Problem | Wishes | None:
    """State a guest's wishes anew

    Args:
        guest_id (str):
        idempotency_key (str):
        if_match (None | str | Unset): ETag you last read.
        body (StatedWishes): How a guest wishes to be told, stated anew.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | Wishes
    """

    return (
        await asyncio_detailed(
            guest_id=guest_id,
            client=client,
            body=body,
            idempotency_key=idempotency_key,
            if_match=if_match,
        )
    ).parsed

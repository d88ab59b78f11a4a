from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.page_of_delivery_view import PageOfDeliveryView
from ...models.problem import Problem
from ...models.status import Status
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    recipient_id: None | str | Unset = UNSET,
    subject_id: None | str | Unset = UNSET,
    event_id: None | str | Unset = UNSET,
    kind: None | str | Unset = UNSET,
    status: None | Status | Unset = UNSET,
    limit: int | Unset = 50,
    cursor: None | str | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_recipient_id: None | str | Unset
    if isinstance(recipient_id, Unset):
        json_recipient_id = UNSET
    else:
        json_recipient_id = recipient_id
    params["recipient_id"] = json_recipient_id

    json_subject_id: None | str | Unset
    if isinstance(subject_id, Unset):
        json_subject_id = UNSET
    else:
        json_subject_id = subject_id
    params["subject_id"] = json_subject_id

    json_event_id: None | str | Unset
    if isinstance(event_id, Unset):
        json_event_id = UNSET
    else:
        json_event_id = event_id
    params["event_id"] = json_event_id

    json_kind: None | str | Unset
    if isinstance(kind, Unset):
        json_kind = UNSET
    else:
        json_kind = kind
    params["kind"] = json_kind

    json_status: None | str | Unset
    if isinstance(status, Unset):
        json_status = UNSET
    elif isinstance(status, str):
        json_status = status
    else:
        json_status = status
    params["status"] = json_status

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
        "url": "/deliveries",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> PageOfDeliveryView | Problem | None:
    if response.status_code == 200:
        response_200 = PageOfDeliveryView.from_dict(response.json())

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
) -> Response[PageOfDeliveryView | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    recipient_id: None | str | Unset = UNSET,
    subject_id: None | str | Unset = UNSET,
    event_id: None | str | Unset = UNSET,
    kind: None | str | Unset = UNSET,
    status: None | Status | Unset = UNSET,
    limit: int | Unset = 50,
    cursor: None | str | Unset = UNSET,
) -> Response[PageOfDeliveryView | Problem]:
    """Find deliveries

    Args:
        recipient_id (None | str | Unset):
        subject_id (None | str | Unset):
        event_id (None | str | Unset):
        kind (None | str | Unset):
        status (None | Status | Unset):
        limit (int | Unset): Items a page. Default: 50.
        cursor (None | str | Unset): `next` of the page before.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PageOfDeliveryView | Problem]
    """

    kwargs = _get_kwargs(
        recipient_id=recipient_id,
        subject_id=subject_id,
        event_id=event_id,
        kind=kind,
        status=status,
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
    recipient_id: None | str | Unset = UNSET,
    subject_id: None | str | Unset = UNSET,
    event_id: None | str | Unset = UNSET,
    kind: None | str | Unset = UNSET,
    status: None | Status | Unset = UNSET,
    limit: int | Unset = 50,
    cursor: None | str | Unset = UNSET,
) -> PageOfDeliveryView | Problem | None:
    """Find deliveries

    Args:
        recipient_id (None | str | Unset):
        subject_id (None | str | Unset):
        event_id (None | str | Unset):
        kind (None | str | Unset):
        status (None | Status | Unset):
        limit (int | Unset): Items a page. Default: 50.
        cursor (None | str | Unset): `next` of the page before.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PageOfDeliveryView | Problem
    """

    return sync_detailed(
        client=client,
        recipient_id=recipient_id,
        subject_id=subject_id,
        event_id=event_id,
        kind=kind,
        status=status,
        limit=limit,
        cursor=cursor,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    recipient_id: None | str | Unset = UNSET,
    subject_id: None | str | Unset = UNSET,
    event_id: None | str | Unset = UNSET,
    kind: None | str | Unset = UNSET,
    status: None | Status | Unset = UNSET,
    limit: int | Unset = 50,
    cursor: None | str | Unset = UNSET,
) -> Response[PageOfDeliveryView | Problem]:
    """Find deliveries

    Args:
        recipient_id (None | str | Unset):
        subject_id (None | str | Unset):
        event_id (None | str | Unset):
        kind (None | str | Unset):
        status (None | Status | Unset):
        limit (int | Unset): Items a page. Default: 50.
        cursor (None | str | Unset): `next` of the page before.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PageOfDeliveryView | Problem]
    """

    kwargs = _get_kwargs(
        recipient_id=recipient_id,
        subject_id=subject_id,
        event_id=event_id,
        kind=kind,
        status=status,
        limit=limit,
        cursor=cursor,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    recipient_id: None | str | Unset = UNSET,
    subject_id: None | str | Unset = UNSET,
    event_id: None | str | Unset = UNSET,
    kind: None | str | Unset = UNSET,
    status: None | Status | Unset = UNSET,
    limit: int | Unset = 50,
    cursor: None | str | Unset = UNSET,
) -> PageOfDeliveryView | Problem | None:
    """Find deliveries

    Args:
        recipient_id (None | str | Unset):
        subject_id (None | str | Unset):
        event_id (None | str | Unset):
        kind (None | str | Unset):
        status (None | Status | Unset):
        limit (int | Unset): Items a page. Default: 50.
        cursor (None | str | Unset): `next` of the page before.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PageOfDeliveryView | Problem
    """

    return (
        await asyncio_detailed(
            client=client,
            recipient_id=recipient_id,
            subject_id=subject_id,
            event_id=event_id,
            kind=kind,
            status=status,
            limit=limit,
            cursor=cursor,
        )
    ).parsed

from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.preview_severity_ground_type_0_item import (
    PreviewSeverityGroundType0Item,
)
from ...models.preview_view import PreviewView
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    case_id: str,
    *,
    ground: list[PreviewSeverityGroundType0Item] | None | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_ground: list[str] | None | Unset
    if isinstance(ground, Unset):
        json_ground = UNSET
    elif isinstance(ground, list):
        json_ground = []
        for ground_type_0_item_data in ground:
            ground_type_0_item: str = ground_type_0_item_data
            json_ground.append(ground_type_0_item)

    else:
        json_ground = ground
    params["ground"] = json_ground

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/cases/{case_id}/severity/preview".format(
            case_id=quote(str(case_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> PreviewView | Problem | None:
    if response.status_code == 200:
        response_200 = PreviewView.from_dict(response.json())

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

    if response.status_code == 409:
        response_409 = Problem.from_dict(response.json())

        return response_409

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
) -> Response[PreviewView | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    case_id: str,
    *,
    client: AuthenticatedClient,
    ground: list[PreviewSeverityGroundType0Item] | None | Unset = UNSET,
) -> Response[PreviewView | Problem]:
    """What setting these criteria would do to the deadlines

    Args:
        case_id (str):
        ground (list[PreviewSeverityGroundType0Item] | None | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PreviewView | Problem]
    """

    kwargs = _get_kwargs(
        case_id=case_id,
        ground=ground,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    case_id: str,
    *,
    client: AuthenticatedClient,
    ground: list[PreviewSeverityGroundType0Item] | None | Unset = UNSET,
) -> PreviewView | Problem | None:
    """What setting these criteria would do to the deadlines

    Args:
        case_id (str):
        ground (list[PreviewSeverityGroundType0Item] | None | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PreviewView | Problem
    """

    return sync_detailed(
        case_id=case_id,
        client=client,
        ground=ground,
    ).parsed


async def asyncio_detailed(
    case_id: str,
    *,
    client: AuthenticatedClient,
    ground: list[PreviewSeverityGroundType0Item] | None | Unset = UNSET,
) -> Response[PreviewView | Problem]:
    """What setting these criteria would do to the deadlines

    Args:
        case_id (str):
        ground (list[PreviewSeverityGroundType0Item] | None | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PreviewView | Problem]
    """

    kwargs = _get_kwargs(
        case_id=case_id,
        ground=ground,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    case_id: str,
    *,
    client: AuthenticatedClient,
    ground: list[PreviewSeverityGroundType0Item] | None | Unset = UNSET,
) -> PreviewView | Problem | None:
    """What setting these criteria would do to the deadlines

    Args:
        case_id (str):
        ground (list[PreviewSeverityGroundType0Item] | None | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PreviewView | Problem
    """

    return (
        await asyncio_detailed(
            case_id=case_id,
            client=client,
            ground=ground,
        )
    ).parsed

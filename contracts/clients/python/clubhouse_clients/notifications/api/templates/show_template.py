from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...models.show_template_language import (
    ShowTemplateLanguage,
)
from ...models.template_view import TemplateView
from ...types import UNSET, Response, Unset


def _get_kwargs(
    kind: str,
    language: ShowTemplateLanguage,
    *,
    venue_id: None | str | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_venue_id: None | str | Unset
    if isinstance(venue_id, Unset):
        json_venue_id = UNSET
    else:
        json_venue_id = venue_id
    params["venue_id"] = json_venue_id

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/templates/{kind}/{language}".format(
            kind=quote(str(kind), safe=""),
            language=quote(str(language), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Problem | TemplateView | None:
    if response.status_code == 200:
        response_200 = TemplateView.from_dict(response.json())

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
) -> Response[Problem | TemplateView]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    kind: str,
    language: ShowTemplateLanguage,
    *,
    client: AuthenticatedClient,
    venue_id: None | str | Unset = UNSET,
) -> Response[Problem | TemplateView]:
    """The wording in use

    Args:
        kind (str):
        language (ShowTemplateLanguage):
        venue_id (None | str | Unset): The venue it speaks for; none means the chain.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | TemplateView]
    """

    kwargs = _get_kwargs(
        kind=kind,
        language=language,
        venue_id=venue_id,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    kind: str,
    language: ShowTemplateLanguage,
    *,
    client: AuthenticatedClient,
    venue_id: None | str | Unset = UNSET,
) -> Problem | TemplateView | None:
    """The wording in use

    Args:
        kind (str):
        language (ShowTemplateLanguage):
        venue_id (None | str | Unset): The venue it speaks for; none means the chain.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | TemplateView
    """

    return sync_detailed(
        kind=kind,
        language=language,
        client=client,
        venue_id=venue_id,
    ).parsed


async def asyncio_detailed(
    kind: str,
    language: ShowTemplateLanguage,
    *,
    client: AuthenticatedClient,
    venue_id: None | str | Unset = UNSET,
) -> Response[Problem | TemplateView]:
    """The wording in use

    Args:
        kind (str):
        language (ShowTemplateLanguage):
        venue_id (None | str | Unset): The venue it speaks for; none means the chain.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | TemplateView]
    """

    kwargs = _get_kwargs(
        kind=kind,
        language=language,
        venue_id=venue_id,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    kind: str,
    language: ShowTemplateLanguage,
    *,
    client: AuthenticatedClient,
    venue_id: None | str | Unset = UNSET,
) -> Problem | TemplateView | None:
    """The wording in use

    Args:
        kind (str):
        language (ShowTemplateLanguage):
        venue_id (None | str | Unset): The venue it speaks for; none means the chain.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | TemplateView
    """

    return (
        await asyncio_detailed(
            kind=kind,
            language=language,
            client=client,
            venue_id=venue_id,
        )
    ).parsed

from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...models.save_template_language import (
    SaveTemplateLanguage,
)
from ...models.saved_version import SavedVersion
from ...models.wording_body import WordingBody
from ...types import UNSET, Response, Unset


def _get_kwargs(
    kind: str,
    language: SaveTemplateLanguage,
    *,
    body: WordingBody,
    venue_id: None | str | Unset = UNSET,
    idempotency_key: str,
    if_match: None | str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    headers["Idempotency-Key"] = idempotency_key

    if not isinstance(if_match, Unset):
        headers["If-Match"] = if_match

    params: dict[str, Any] = {}

    json_venue_id: None | str | Unset
    if isinstance(venue_id, Unset):
        json_venue_id = UNSET
    else:
        json_venue_id = venue_id
    params["venue_id"] = json_venue_id

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/templates/{kind}/{language}/versions".format(
            kind=quote(str(kind), safe=""),
            language=quote(str(language), safe=""),
        ),
        "params": params,
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Problem | SavedVersion | None:
    if response.status_code == 201:
        response_201 = SavedVersion.from_dict(response.json())

        return response_201

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
) -> Response[Problem | SavedVersion]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    kind: str,
    language: SaveTemplateLanguage,
    *,
    client: AuthenticatedClient,
    body: WordingBody,
    venue_id: None | str | Unset = UNSET,
    idempotency_key: str,
    if_match: None | str | Unset = UNSET,
) -> Response[Problem | SavedVersion]:
    """Save a wording; impolite or incomplete ones are refused

    Args:
        kind (str):
        language (SaveTemplateLanguage):
        venue_id (None | str | Unset): The venue it speaks for; none means the chain.
        idempotency_key (str):
        if_match (None | str | Unset): ETag you last read.
        body (WordingBody): A wording: ``{{field}}`` or ``{{field|filter}}``, optional parts in
            ``[[ ]]``.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | SavedVersion]
    """

    kwargs = _get_kwargs(
        kind=kind,
        language=language,
        body=body,
        venue_id=venue_id,
        idempotency_key=idempotency_key,
        if_match=if_match,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    kind: str,
    language: SaveTemplateLanguage,
    *,
    client: AuthenticatedClient,
    body: WordingBody,
    venue_id: None | str | Unset = UNSET,
    idempotency_key: str,
    if_match: None | str | Unset = UNSET,
) -> Problem | SavedVersion | None:
    """Save a wording; impolite or incomplete ones are refused

    Args:
        kind (str):
        language (SaveTemplateLanguage):
        venue_id (None | str | Unset): The venue it speaks for; none means the chain.
        idempotency_key (str):
        if_match (None | str | Unset): ETag you last read.
        body (WordingBody): A wording: ``{{field}}`` or ``{{field|filter}}``, optional parts in
            ``[[ ]]``.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | SavedVersion
    """

    return sync_detailed(
        kind=kind,
        language=language,
        client=client,
        body=body,
        venue_id=venue_id,
        idempotency_key=idempotency_key,
        if_match=if_match,
    ).parsed


async def asyncio_detailed(
    kind: str,
    language: SaveTemplateLanguage,
    *,
    client: AuthenticatedClient,
    body: WordingBody,
    venue_id: None | str | Unset = UNSET,
    idempotency_key: str,
    if_match: None | str | Unset = UNSET,
) -> Response[Problem | SavedVersion]:
    """Save a wording; impolite or incomplete ones are refused

    Args:
        kind (str):
        language (SaveTemplateLanguage):
        venue_id (None | str | Unset): The venue it speaks for; none means the chain.
        idempotency_key (str):
        if_match (None | str | Unset): ETag you last read.
        body (WordingBody): A wording: ``{{field}}`` or ``{{field|filter}}``, optional parts in
            ``[[ ]]``.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | SavedVersion]
    """

    kwargs = _get_kwargs(
        kind=kind,
        language=language,
        body=body,
        venue_id=venue_id,
        idempotency_key=idempotency_key,
        if_match=if_match,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    kind: str,
    language: SaveTemplateLanguage,
    *,
    client: AuthenticatedClient,
    body: WordingBody,
    venue_id: None | str | Unset = UNSET,
    idempotency_key: str,
    if_match: None | str | Unset = UNSET,
) -> Problem | SavedVersion | None:
    """Save a wording; impolite or incomplete ones are refused

    Args:
        kind (str):
        language (SaveTemplateLanguage):
        venue_id (None | str | Unset): The venue it speaks for; none means the chain.
        idempotency_key (str):
        if_match (None | str | Unset): ETag you last read.
        body (WordingBody): A wording: ``{{field}}`` or ``{{field|filter}}``, optional parts in
            ``[[ ]]``.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | SavedVersion
    """

    return (
        await asyncio_detailed(
            kind=kind,
            language=language,
            client=client,
            body=body,
            venue_id=venue_id,
            idempotency_key=idempotency_key,
            if_match=if_match,
        )
    ).parsed

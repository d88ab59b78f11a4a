from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.emergency_answer_body import EmergencyAnswerBody
from ...models.emergency_view import EmergencyView
from ...models.problem import Problem
from ...types import Response


def _get_kwargs(
    emergency_id: str,
    *,
    body: EmergencyAnswerBody,
    idempotency_key: str,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    headers["Idempotency-Key"] = idempotency_key

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/emergencies/{emergency_id}/answers".format(
            emergency_id=quote(str(emergency_id), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> EmergencyView | Problem | None:
    if response.status_code == 200:
        response_200 = EmergencyView.from_dict(response.json())

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
) -> Response[EmergencyView | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    emergency_id: str,
    *,
    client: AuthenticatedClient,
    body: EmergencyAnswerBody,
    idempotency_key: str,
) -> Response[EmergencyView | Problem]:
    """A department is on its way

    Args:
        emergency_id (str):
        idempotency_key (str):
        body (EmergencyAnswerBody): Which department is on its way.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[EmergencyView | Problem]
    """

    kwargs = _get_kwargs(
        emergency_id=emergency_id,
        body=body,
        idempotency_key=idempotency_key,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    emergency_id: str,
    *,
    client: AuthenticatedClient,
    body: EmergencyAnswerBody,
    idempotency_key: str,
) -> EmergencyView | Problem | None:
    """A department is on its way

    Args:
        emergency_id (str):
        idempotency_key (str):
        body (EmergencyAnswerBody): Which department is on its way.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        EmergencyView | Problem
    """

    return sync_detailed(
        emergency_id=emergency_id,
        client=client,
        body=body,
        idempotency_key=idempotency_key,
    ).parsed


async def asyncio_detailed(
    emergency_id: str,
    *,
    client: AuthenticatedClient,
    body: EmergencyAnswerBody,
    idempotency_key: str,
) -> Response[EmergencyView | Problem]:
    """A department is on its way

    Args:
        emergency_id (str):
        idempotency_key (str):
        body (EmergencyAnswerBody): Which department is on its way.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[EmergencyView | Problem]
    """

    kwargs = _get_kwargs(
        emergency_id=emergency_id,
        body=body,
        idempotency_key=idempotency_key,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    emergency_id: str,
    *,
    client: AuthenticatedClient,
    body: EmergencyAnswerBody,
    idempotency_key: str,
) -> EmergencyView | Problem | None:
    """A department is on its way

    Args:
        emergency_id (str):
        idempotency_key (str):
        body (EmergencyAnswerBody): Which department is on its way.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        EmergencyView | Problem
    """

    return (
        await asyncio_detailed(
            emergency_id=emergency_id,
            client=client,
            body=body,
            idempotency_key=idempotency_key,
        )
    ).parsed

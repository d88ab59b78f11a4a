from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.dead_letter import DeadLetter
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    state: None | str | Unset = UNSET,
    topic: None | str | Unset = UNSET,
    group: None | str | Unset = UNSET,
    reason: None | str | Unset = UNSET,
    limit: int | Unset = 100,
    after: None | str | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_state: None | str | Unset
    if isinstance(state, Unset):
        json_state = UNSET
    else:
        json_state = state
    params["state"] = json_state

    json_topic: None | str | Unset
    if isinstance(topic, Unset):
        json_topic = UNSET
    else:
        json_topic = topic
    params["topic"] = json_topic

    json_group: None | str | Unset
    if isinstance(group, Unset):
        json_group = UNSET
    else:
        json_group = group
    params["group"] = json_group

    json_reason: None | str | Unset
    if isinstance(reason, Unset):
        json_reason = UNSET
    else:
        json_reason = reason
    params["reason"] = json_reason

    params["limit"] = limit

    json_after: None | str | Unset
    if isinstance(after, Unset):
        json_after = UNSET
    else:
        json_after = after
    params["after"] = json_after

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/dead-letters",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Problem | list[DeadLetter] | None:
    if response.status_code == 200:
        response_200 = []
        _response_200 = response.json()
        for response_200_item_data in _response_200:
            response_200_item = DeadLetter.from_dict(response_200_item_data)

            response_200.append(response_200_item)

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
) -> Response[Problem | list[DeadLetter]]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    state: None | str | Unset = UNSET,
    topic: None | str | Unset = UNSET,
    group: None | str | Unset = UNSET,
    reason: None | str | Unset = UNSET,
    limit: int | Unset = 100,
    after: None | str | Unset = UNSET,
) -> Response[Problem | list[DeadLetter]]:
    """What could not be taken

    Args:
        state (None | str | Unset):
        topic (None | str | Unset):
        group (None | str | Unset):
        reason (None | str | Unset):
        limit (int | Unset):  Default: 100.
        after (None | str | Unset): Go by id, not by age: those behind this id; all are behind an
            empty one.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | list[DeadLetter]]
    """

    kwargs = _get_kwargs(
        state=state,
        topic=topic,
        group=group,
        reason=reason,
        limit=limit,
        after=after,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    state: None | str | Unset = UNSET,
    topic: None | str | Unset = UNSET,
    group: None | str | Unset = UNSET,
    reason: None | str | Unset = UNSET,
    limit: int | Unset = 100,
    after: None | str | Unset = UNSET,
) -> Problem | list[DeadLetter] | None:
    """What could not be taken

    Args:
        state (None | str | Unset):
        topic (None | str | Unset):
        group (None | str | Unset):
        reason (None | str | Unset):
        limit (int | Unset):  Default: 100.
        after (None | str | Unset): Go by id, not by age: those behind this id; all are behind an
            empty one.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | list[DeadLetter]
    """

    return sync_detailed(
        client=client,
        state=state,
        topic=topic,
        group=group,
        reason=reason,
        limit=limit,
        after=after,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    state: None | str | Unset = UNSET,
    topic: None | str | Unset = UNSET,
    group: None | str | Unset = UNSET,
    reason: None | str | Unset = UNSET,
    limit: int | Unset = 100,
    after: None | str | Unset = UNSET,
) -> Response[Problem | list[DeadLetter]]:
    """What could not be taken

    Args:
        state (None | str | Unset):
        topic (None | str | Unset):
        group (None | str | Unset):
        reason (None | str | Unset):
        limit (int | Unset):  Default: 100.
        after (None | str | Unset): Go by id, not by age: those behind this id; all are behind an
            empty one.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | list[DeadLetter]]
    """

    kwargs = _get_kwargs(
        state=state,
        topic=topic,
        group=group,
        reason=reason,
        limit=limit,
        after=after,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    state: None | str | Unset = UNSET,
    topic: None | str | Unset = UNSET,
    group: None | str | Unset = UNSET,
    reason: None | str | Unset = UNSET,
    limit: int | Unset = 100,
    after: None | str | Unset = UNSET,
) -> Problem | list[DeadLetter] | None:
    """What could not be taken

    Args:
        state (None | str | Unset):
        topic (None | str | Unset):
        group (None | str | Unset):
        reason (None | str | Unset):
        limit (int | Unset):  Default: 100.
        after (None | str | Unset): Go by id, not by age: those behind this id; all are behind an
            empty one.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | list[DeadLetter]
    """

    return (
        await asyncio_detailed(
            client=client,
            state=state,
            topic=topic,
            group=group,
            reason=reason,
            limit=limit,
            after=after,
        )
    ).parsed

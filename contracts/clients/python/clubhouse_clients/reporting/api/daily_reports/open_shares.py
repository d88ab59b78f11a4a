import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...models.shared_figure import SharedFigure
from ...types import UNSET, Response, Unset


def _get_kwargs(
    figure: str,
    *,
    first: datetime.date,
    last: datetime.date,
    venue_id: None | str | Unset = UNSET,
    label: None | str | Unset = UNSET,
    agent: None | str | Unset = UNSET,
    department: None | str | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_first = first.isoformat()
    params["first"] = json_first

    json_last = last.isoformat()
    params["last"] = json_last

    json_venue_id: None | str | Unset
    if isinstance(venue_id, Unset):
        json_venue_id = UNSET
    else:
        json_venue_id = venue_id
    params["venue_id"] = json_venue_id

    json_label: None | str | Unset
    if isinstance(label, Unset):
        json_label = UNSET
    else:
        json_label = label
    params["label"] = json_label

    json_agent: None | str | Unset
    if isinstance(agent, Unset):
        json_agent = UNSET
    else:
        json_agent = agent
    params["agent"] = json_agent

    json_department: None | str | Unset
    if isinstance(department, Unset):
        json_department = UNSET
    else:
        json_department = department
    params["department"] = json_department

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/v1/figures/{figure}".format(
            figure=quote(str(figure), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Problem | SharedFigure | None:
    if response.status_code == 200:
        response_200 = SharedFigure.from_dict(response.json())

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
) -> Response[Problem | SharedFigure]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    figure: str,
    *,
    client: AuthenticatedClient,
    first: datetime.date,
    last: datetime.date,
    venue_id: None | str | Unset = UNSET,
    label: None | str | Unset = UNSET,
    agent: None | str | Unset = UNSET,
    department: None | str | Unset = UNSET,
) -> Response[Problem | SharedFigure]:
    """The venues' days a figure is the sum of

    Args:
        figure (str):
        first (datetime.date):
        last (datetime.date):
        venue_id (None | str | Unset): Omitted: all you may see.
        label (None | str | Unset):
        agent (None | str | Unset):
        department (None | str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | SharedFigure]
    """

    kwargs = _get_kwargs(
        figure=figure,
        first=first,
        last=last,
        venue_id=venue_id,
        label=label,
        agent=agent,
        department=department,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    figure: str,
    *,
    client: AuthenticatedClient,
    first: datetime.date,
    last: datetime.date,
    venue_id: None | str | Unset = UNSET,
    label: None | str | Unset = UNSET,
    agent: None | str | Unset = UNSET,
    department: None | str | Unset = UNSET,
) -> Problem | SharedFigure | None:
    """The venues' days a figure is the sum of

    Args:
        figure (str):
        first (datetime.date):
        last (datetime.date):
        venue_id (None | str | Unset): Omitted: all you may see.
        label (None | str | Unset):
        agent (None | str | Unset):
        department (None | str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | SharedFigure
    """

    return sync_detailed(
        figure=figure,
        client=client,
        first=first,
        last=last,
        venue_id=venue_id,
        label=label,
        agent=agent,
        department=department,
    ).parsed


async def asyncio_detailed(
    figure: str,
    *,
    client: AuthenticatedClient,
    first: datetime.date,
    last: datetime.date,
    venue_id: None | str | Unset = UNSET,
    label: None | str | Unset = UNSET,
    agent: None | str | Unset = UNSET,
    department: None | str | Unset = UNSET,
) -> Response[Problem | SharedFigure]:
    """The venues' days a figure is the sum of

    Args:
        figure (str):
        first (datetime.date):
        last (datetime.date):
        venue_id (None | str | Unset): Omitted: all you may see.
        label (None | str | Unset):
        agent (None | str | Unset):
        department (None | str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | SharedFigure]
    """

    kwargs = _get_kwargs(
        figure=figure,
        first=first,
        last=last,
        venue_id=venue_id,
        label=label,
        agent=agent,
        department=department,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    figure: str,
    *,
    client: AuthenticatedClient,
    first: datetime.date,
    last: datetime.date,
    venue_id: None | str | Unset = UNSET,
    label: None | str | Unset = UNSET,
    agent: None | str | Unset = UNSET,
    department: None | str | Unset = UNSET,
) -> Problem | SharedFigure | None:
    """The venues' days a figure is the sum of

    Args:
        figure (str):
        first (datetime.date):
        last (datetime.date):
        venue_id (None | str | Unset): Omitted: all you may see.
        label (None | str | Unset):
        agent (None | str | Unset):
        department (None | str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | SharedFigure
    """

    return (
        await asyncio_detailed(
            figure=figure,
            client=client,
            first=first,
            last=last,
            venue_id=venue_id,
            label=label,
            agent=agent,
            department=department,
        )
    ).parsed

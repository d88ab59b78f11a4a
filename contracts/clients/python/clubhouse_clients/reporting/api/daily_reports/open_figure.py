import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.opened_figure import OpenedFigure
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    venue_id: str,
    day: datetime.date,
    figure: str,
    *,
    label: None | str | Unset = UNSET,
    agent: None | str | Unset = UNSET,
    department: None | str | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

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
        "url": "/v1/daily-reports/{venue_id}/{day}/figures/{figure}".format(
            venue_id=quote(str(venue_id), safe=""),
            day=quote(str(day), safe=""),
            figure=quote(str(figure), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> OpenedFigure | Problem | None:
    if response.status_code == 200:
        response_200 = OpenedFigure.from_dict(response.json())

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
) -> Response[OpenedFigure | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    venue_id: str,
    day: datetime.date,
    figure: str,
    *,
    client: AuthenticatedClient,
    label: None | str | Unset = UNSET,
    agent: None | str | Unset = UNSET,
    department: None | str | Unset = UNSET,
) -> Response[OpenedFigure | Problem]:
    """The events behind a figure

    Args:
        venue_id (str):
        day (datetime.date):
        figure (str):
        label (None | str | Unset):
        agent (None | str | Unset):
        department (None | str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[OpenedFigure | Problem]
    """

    kwargs = _get_kwargs(
        venue_id=venue_id,
        day=day,
        figure=figure,
        label=label,
        agent=agent,
        department=department,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    venue_id: str,
    day: datetime.date,
    figure: str,
    *,
    client: AuthenticatedClient,
    label: None | str | Unset = UNSET,
    agent: None | str | Unset = UNSET,
    department: None | str | Unset = UNSET,
) -> OpenedFigure | Problem | None:
    """The events behind a figure

    Args:
        venue_id (str):
        day (datetime.date):
        figure (str):
        label (None | str | Unset):
        agent (None | str | Unset):
        department (None | str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        OpenedFigure | Problem
    """

    return sync_detailed(
        venue_id=venue_id,
        day=day,
        figure=figure,
        client=client,
        label=label,
        agent=agent,
        department=department,
    ).parsed


async def asyncio_detailed(
    venue_id: str,
    day: datetime.date,
    figure: str,
    *,
    client: AuthenticatedClient,
    label: None | str | Unset = UNSET,
    agent: None | str | Unset = UNSET,
    department: None | str | Unset = UNSET,
) -> Response[OpenedFigure | Problem]:
    """The events behind a figure

    Args:
        venue_id (str):
        day (datetime.date):
        figure (str):
        label (None | str | Unset):
        agent (None | str | Unset):
        department (None | str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[OpenedFigure | Problem]
    """

    kwargs = _get_kwargs(
        venue_id=venue_id,
        day=day,
        figure=figure,
        label=label,
        agent=agent,
        department=department,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    venue_id: str,
    day: datetime.date,
    figure: str,
    *,
    client: AuthenticatedClient,
    label: None | str | Unset = UNSET,
    agent: None | str | Unset = UNSET,
    department: None | str | Unset = UNSET,
) -> OpenedFigure | Problem | None:
    """The events behind a figure

    Args:
        venue_id (str):
        day (datetime.date):
        figure (str):
        label (None | str | Unset):
        agent (None | str | Unset):
        department (None | str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        OpenedFigure | Problem
    """

    return (
        await asyncio_detailed(
            venue_id=venue_id,
            day=day,
            figure=figure,
            client=client,
            label=label,
            agent=agent,
            department=department,
        )
    ).parsed

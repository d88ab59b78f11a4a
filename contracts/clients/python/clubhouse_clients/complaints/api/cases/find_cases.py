from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.case_page import CasePage
from ...models.find_cases_kind_type_0 import (
    FindCasesKindType0,
)
from ...models.find_cases_severity_type_0 import (
    FindCasesSeverityType0,
)
from ...models.find_cases_status_type_0 import (
    FindCasesStatusType0,
)
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    mine: bool | Unset = False,
    owner_id: None | str | Unset = UNSET,
    department_id: None | str | Unset = UNSET,
    venue_id: None | str | Unset = UNSET,
    guest_id: None | str | Unset = UNSET,
    kind: FindCasesKindType0 | None | Unset = UNSET,
    status: FindCasesStatusType0 | None | Unset = UNSET,
    severity: FindCasesSeverityType0 | None | Unset = UNSET,
    number: None | str | Unset = UNSET,
    q: str | Unset = "",
    limit: int | Unset = 50,
    cursor: None | str | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["mine"] = mine

    json_owner_id: None | str | Unset
    if isinstance(owner_id, Unset):
        json_owner_id = UNSET
    else:
        json_owner_id = owner_id
    params["owner_id"] = json_owner_id

    json_department_id: None | str | Unset
    if isinstance(department_id, Unset):
        json_department_id = UNSET
    else:
        json_department_id = department_id
    params["department_id"] = json_department_id

    json_venue_id: None | str | Unset
    if isinstance(venue_id, Unset):
        json_venue_id = UNSET
    else:
        json_venue_id = venue_id
    params["venue_id"] = json_venue_id

    json_guest_id: None | str | Unset
    if isinstance(guest_id, Unset):
        json_guest_id = UNSET
    else:
        json_guest_id = guest_id
    params["guest_id"] = json_guest_id

    json_kind: None | str | Unset
    if isinstance(kind, Unset):
        json_kind = UNSET
    elif isinstance(kind, str):
        json_kind = kind
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

    json_severity: None | str | Unset
    if isinstance(severity, Unset):
        json_severity = UNSET
    elif isinstance(severity, str):
        json_severity = severity
    else:
        json_severity = severity
    params["severity"] = json_severity

    json_number: None | str | Unset
    if isinstance(number, Unset):
        json_number = UNSET
    else:
        json_number = number
    params["number"] = json_number

    params["q"] = q

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
        "url": "/cases",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> CasePage | Problem | None:
    if response.status_code == 200:
        response_200 = CasePage.from_dict(response.json())

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
) -> Response[CasePage | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    mine: bool | Unset = False,
    owner_id: None | str | Unset = UNSET,
    department_id: None | str | Unset = UNSET,
    venue_id: None | str | Unset = UNSET,
    guest_id: None | str | Unset = UNSET,
    kind: FindCasesKindType0 | None | Unset = UNSET,
    status: FindCasesStatusType0 | None | Unset = UNSET,
    severity: FindCasesSeverityType0 | None | Unset = UNSET,
    number: None | str | Unset = UNSET,
    q: str | Unset = "",
    limit: int | Unset = 50,
    cursor: None | str | Unset = UNSET,
) -> Response[CasePage | Problem]:
    """Find cases

    Args:
        mine (bool | Unset): Only those I own. Default: False.
        owner_id (None | str | Unset):
        department_id (None | str | Unset): Dispatched to this department.
        venue_id (None | str | Unset):
        guest_id (None | str | Unset):
        kind (FindCasesKindType0 | None | Unset):
        status (FindCasesStatusType0 | None | Unset):
        severity (FindCasesSeverityType0 | None | Unset):
        number (None | str | Unset):
        q (str | Unset): Words; Chinese needs no spaces. Default: ''.
        limit (int | Unset): Items a page. Default: 50.
        cursor (None | str | Unset): `next` of the page before.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CasePage | Problem]
    """

    kwargs = _get_kwargs(
        mine=mine,
        owner_id=owner_id,
        department_id=department_id,
        venue_id=venue_id,
        guest_id=guest_id,
        kind=kind,
        status=status,
        severity=severity,
        number=number,
        q=q,
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
    mine: bool | Unset = False,
    owner_id: None | str | Unset = UNSET,
    department_id: None | str | Unset = UNSET,
    venue_id: None | str | Unset = UNSET,
    guest_id: None | str | Unset = UNSET,
    kind: FindCasesKindType0 | None | Unset = UNSET,
    status: FindCasesStatusType0 | None | Unset = UNSET,
    severity: FindCasesSeverityType0 | None | Unset = UNSET,
    number: None | str | Unset = UNSET,
    q: str | Unset = "",
    limit: int | Unset = 50,
    cursor: None | str | Unset = UNSET,
) -> CasePage | Problem | None:
    """Find cases

    Args:
        mine (bool | Unset): Only those I own. Default: False.
        owner_id (None | str | Unset):
        department_id (None | str | Unset): Dispatched to this department.
        venue_id (None | str | Unset):
        guest_id (None | str | Unset):
        kind (FindCasesKindType0 | None | Unset):
        status (FindCasesStatusType0 | None | Unset):
        severity (FindCasesSeverityType0 | None | Unset):
        number (None | str | Unset):
        q (str | Unset): Words; Chinese needs no spaces. Default: ''.
        limit (int | Unset): Items a page. Default: 50.
        cursor (None | str | Unset): `next` of the page before.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CasePage | Problem
    """

    return sync_detailed(
        client=client,
        mine=mine,
        owner_id=owner_id,
        department_id=department_id,
        venue_id=venue_id,
        guest_id=guest_id,
        kind=kind,
        status=status,
        severity=severity,
        number=number,
        q=q,
        limit=limit,
        cursor=cursor,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    mine: bool | Unset = False,
    owner_id: None | str | Unset = UNSET,
    department_id: None | str | Unset = UNSET,
    venue_id: None | str | Unset = UNSET,
    guest_id: None | str | Unset = UNSET,
    kind: FindCasesKindType0 | None | Unset = UNSET,
    status: FindCasesStatusType0 | None | Unset = UNSET,
    severity: FindCasesSeverityType0 | None | Unset = UNSET,
    number: None | str | Unset = UNSET,
    q: str | Unset = "",
    limit: int | Unset = 50,
    cursor: None | str | Unset = UNSET,
) -> Response[CasePage | Problem]:
    """Find cases

    Args:
        mine (bool | Unset): Only those I own. Default: False.
        owner_id (None | str | Unset):
        department_id (None | str | Unset): Dispatched to this department.
        venue_id (None | str | Unset):
        guest_id (None | str | Unset):
        kind (FindCasesKindType0 | None | Unset):
        status (FindCasesStatusType0 | None | Unset):
        severity (FindCasesSeverityType0 | None | Unset):
        number (None | str | Unset):
        q (str | Unset): Words; Chinese needs no spaces. Default: ''.
        limit (int | Unset): Items a page. Default: 50.
        cursor (None | str | Unset): `next` of the page before.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CasePage | Problem]
    """

    kwargs = _get_kwargs(
        mine=mine,
        owner_id=owner_id,
        department_id=department_id,
        venue_id=venue_id,
        guest_id=guest_id,
        kind=kind,
        status=status,
        severity=severity,
        number=number,
        q=q,
        limit=limit,
        cursor=cursor,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    mine: bool | Unset = False,
    owner_id: None | str | Unset = UNSET,
    department_id: None | str | Unset = UNSET,
    venue_id: None | str | Unset = UNSET,
    guest_id: None | str | Unset = UNSET,
    kind: FindCasesKindType0 | None | Unset = UNSET,
    status: FindCasesStatusType0 | None | Unset = UNSET,
    severity: FindCasesSeverityType0 | None | Unset = UNSET,
    number: None | str | Unset = UNSET,
    q: str | Unset = "",
    limit: int | Unset = 50,
    cursor: None | str | Unset = UNSET,
) -> CasePage | Problem | None:
    """Find cases

    Args:
        mine (bool | Unset): Only those I own. Default: False.
        owner_id (None | str | Unset):
        department_id (None | str | Unset): Dispatched to this department.
        venue_id (None | str | Unset):
        guest_id (None | str | Unset):
        kind (FindCasesKindType0 | None | Unset):
        status (FindCasesStatusType0 | None | Unset):
        severity (FindCasesSeverityType0 | None | Unset):
        number (None | str | Unset):
        q (str | Unset): Words; Chinese needs no spaces. Default: ''.
        limit (int | Unset): Items a page. Default: 50.
        cursor (None | str | Unset): `next` of the page before.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CasePage | Problem
    """

    return (
        await asyncio_detailed(
            client=client,
            mine=mine,
            owner_id=owner_id,
            department_id=department_id,
            venue_id=venue_id,
            guest_id=guest_id,
            kind=kind,
            status=status,
            severity=severity,
            number=number,
            q=q,
            limit=limit,
            cursor=cursor,
        )
    ).parsed

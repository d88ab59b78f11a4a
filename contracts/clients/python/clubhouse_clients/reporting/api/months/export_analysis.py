from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.export_analysis_form import (
    ExportAnalysisForm,
)
from ...models.export_analysis_language import (
    ExportAnalysisLanguage,
)
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    form: ExportAnalysisForm,
    *,
    month: str,
    language: ExportAnalysisLanguage | Unset = "zh-CN",
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["month"] = month

    json_language: str | Unset = UNSET
    if not isinstance(language, Unset):
        json_language = language

    params["language"] = json_language

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/v1/exports/analysis.{form}".format(
            form=quote(str(form), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Any | Problem | None:
    if response.status_code == 200:
        response_200 = cast(Any, None)
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
) -> Response[Any | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    form: ExportAnalysisForm,
    *,
    client: AuthenticatedClient,
    month: str,
    language: ExportAnalysisLanguage | Unset = "zh-CN",
) -> Response[Any | Problem]:
    """A month's complaint analysis as CSV or XLSX

    Args:
        form (ExportAnalysisForm):
        month (str):
        language (ExportAnalysisLanguage | Unset):  Default: 'zh-CN'.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | Problem]
    """

    kwargs = _get_kwargs(
        form=form,
        month=month,
        language=language,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    form: ExportAnalysisForm,
    *,
    client: AuthenticatedClient,
    month: str,
    language: ExportAnalysisLanguage | Unset = "zh-CN",
) -> Any | Problem | None:
    """A month's complaint analysis as CSV or XLSX

    Args:
        form (ExportAnalysisForm):
        month (str):
        language (ExportAnalysisLanguage | Unset):  Default: 'zh-CN'.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | Problem
    """

    return sync_detailed(
        form=form,
        client=client,
        month=month,
        language=language,
    ).parsed


async def asyncio_detailed(
    form: ExportAnalysisForm,
    *,
    client: AuthenticatedClient,
    month: str,
    language: ExportAnalysisLanguage | Unset = "zh-CN",
) -> Response[Any | Problem]:
    """A month's complaint analysis as CSV or XLSX

    Args:
        form (ExportAnalysisForm):
        month (str):
        language (ExportAnalysisLanguage | Unset):  Default: 'zh-CN'.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | Problem]
    """

    kwargs = _get_kwargs(
        form=form,
        month=month,
        language=language,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    form: ExportAnalysisForm,
    *,
    client: AuthenticatedClient,
    month: str,
    language: ExportAnalysisLanguage | Unset = "zh-CN",
) -> Any | Problem | None:
    """A month's complaint analysis as CSV or XLSX

    Args:
        form (ExportAnalysisForm):
        month (str):
        language (ExportAnalysisLanguage | Unset):  Default: 'zh-CN'.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | Problem
    """

    return (
        await asyncio_detailed(
            form=form,
            client=client,
            month=month,
            language=language,
        )
    ).parsed

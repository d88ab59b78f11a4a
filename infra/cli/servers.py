"""What a command that asks MongoDB or Kafka itself says when it cannot: one line, as of a service."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import click

__all__ = ["asking"]

_ASIDES = re.compile(r" \(configured timeouts: [^)]*\)|, (?:Timeout: |full error: ).*", re.DOTALL)
"""What MongoDB's driver adds to an error, of itself."""


@contextmanager
def asking(server: str, failure: type[Exception], fix: str) -> Iterator[None]:
    """Say in one line that `server` is not reached or refuses.

    Args:
        failure: what its driver raises then.
        fix: what to look at.
    """
    try:
        yield
    except failure as error:
        said = _ASIDES.sub("", str(error)) or type(error).__name__
        raise click.ClickException(f"{server}: {said} (fix: {fix})") from error

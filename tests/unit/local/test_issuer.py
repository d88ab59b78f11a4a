from __future__ import annotations

import json
import stat
from datetime import timedelta
from pathlib import Path
from typing import get_args

import pytest

from infra.chassis.auth import Role, Unauthenticated, Verifier
from infra.local.issuer import ROLES, Issuer

URL = "http://127.0.0.1:8100"


def verifier(issuer: Issuer, folder: Path) -> Verifier:
    jwks = folder / "jwks.json"
    jwks.write_text(json.dumps(issuer.jwks()))
    return Verifier(issuer=URL, audience="clubhouse", jwks=str(jwks))


async def test_a_token_says_who_may_do_what_where(tmp_path: Path) -> None:
    issuer = Issuer(tmp_path / "keys", URL)

    token = issuer.token(roles=["agent", "supervisor"], venues=["v1"], subject="lin", departments=["bar"])

    caller = await verifier(issuer, tmp_path).principal(token)
    assert caller.subject == "lin"
    assert caller.roles == {"agent", "supervisor"}
    assert caller.venues == {"v1"}
    assert caller.departments == {"bar"}


async def test_a_token_of_another_working_copy_opens_nothing(tmp_path: Path) -> None:
    ours, theirs = Issuer(tmp_path / "ours", URL), Issuer(tmp_path / "theirs", URL)

    with pytest.raises(Unauthenticated):
        await verifier(ours, tmp_path).principal(theirs.token(roles=["gm"]))


async def test_an_expired_token_opens_nothing(tmp_path: Path) -> None:
    issuer = Issuer(tmp_path / "keys", URL)

    with pytest.raises(Unauthenticated):
        await verifier(issuer, tmp_path).principal(issuer.token(roles=["gm"], lifetime=timedelta(seconds=-1)))


def test_the_key_is_kept_and_readable_by_its_owner_only(tmp_path: Path) -> None:
    first, second = Issuer(tmp_path, URL), Issuer(tmp_path, URL)

    assert first.jwks() == second.jwks()
    assert stat.S_IMODE((tmp_path / "key.pem").stat().st_mode) == 0o600


def test_the_public_key_set_holds_no_private_part(tmp_path: Path) -> None:
    (key,) = Issuer(tmp_path, URL).jwks()["keys"]

    assert "d" not in key


@pytest.mark.parametrize("url", ["https://login.example.com", "http://10.0.0.7:8100", "http://0.0.0.0:8100"])
def test_it_signs_for_no_address_but_this_machine(tmp_path: Path, url: str) -> None:
    with pytest.raises(ValueError, match="this machine only"):
        Issuer(tmp_path, url)


def test_it_knows_the_roles_the_services_know() -> None:
    assert get_args(Role) == ROLES

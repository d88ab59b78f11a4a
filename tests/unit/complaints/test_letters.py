"""Letters made to keep the desk busy, or to look like somebody else's: each is read at once, as it is."""

from __future__ import annotations

from time import process_time

import pytest

from services.complaints.mail.letter import read_letter

SECONDS = 2.0
"""A letter made for it kept the library's modern header parser busy for minutes."""


def folded(name: str, unit: str, lines: int = 1000) -> bytes:
    """A header of many lines, nearly a megabyte long."""
    return f"{name}: {chr(13)}\n ".join(["", *[unit * (900 // len(unit))] * lines]).encode() + b"\r\n"


@pytest.mark.parametrize(
    "hostile",
    [
        folded("From", "a,"),
        folded("From", "("),
        folded("From", "a:"),
        folded("Subject", "=?utf-8?q?a?= "),
        folded("References", "<a@b> "),
        folded("Content-Type", ";a=b"),
        folded("Content-Type", "multipart/mixed;a=b"),
        b"Content-Type: text/html\r\n\r\n" + b"<" * 500_000,
        b"Content-Type: text/html\r\n\r\n<![",
        b"".join(
            b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (n, n) for n in range(2000)
        ),
        b"\n" * 500_000,
    ],
    ids=[
        "addresses",
        "comments",
        "groups",
        "words",
        "references",
        "parameters",
        "parts",
        "tags",
        "mark",
        "nest",
        "lines",
    ],
)
def test_no_letter_keeps_the_desk_busy(hostile: bytes) -> None:
    began = process_time()
    letter = read_letter(hostile + b"\r\nhello\r\n")
    assert process_time() - began < SECONDS
    assert len(letter.subject) <= 4_000
    assert len(letter.name) <= 100
    assert len(letter.text) <= 4_000


def test_a_name_is_no_address_and_has_an_end() -> None:
    spoofed = read_letter(b"From: =?utf-8?q?boss=40club=2Eexample=2C?= <li@guest.example>\r\n\r\nhi")
    assert (spoofed.sender, spoofed.name) == ("li@guest.example", "boss@club.example,")
    assert len(read_letter(b"From: " + b"x" * 3_000 + b" <li@guest.example>\r\n\r\nhi").name) == 100


def test_the_plain_part_is_read_and_what_is_attached_is_not() -> None:
    letter = read_letter(
        b"From: Li <Li@Guest.Example>\r\nSubject: \xb7\xfe\xce\xf1\r\n"
        b"Content-Type: multipart/mixed; boundary=b\r\n\r\n"
        b"--b\r\nContent-Type: text/plain\r\nContent-Disposition: attachment\r\n\r\nlog\r\n"
        b"--b\r\nContent-Type: text/html\r\n\r\n<p>no</p>\r\n"
        b"--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n\xe5\xa5\xbd\r\n--b--\r\n"
    )
    assert (letter.sender, letter.subject, letter.text) == ("li@guest.example", "服务", "好")

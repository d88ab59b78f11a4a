"""Letters made to keep the desk busy, or to look like somebody else's: each is read at once, as it is."""

from __future__ import annotations

from email import message_from_string
from email.message import EmailMessage
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
    assert (letter.sender, letter.subject) == ("li@guest.example", "服务")
    assert letter.text.startswith("好\n\n[attached, ")
    assert letter.text.endswith(": text/plain, 3 bytes]")


def wrote(text: str) -> bytes:
    """A plain letter of these words."""
    head = "From: li@guest.example\r\nSubject: Re: letter\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    return (head + text).encode()


@pytest.mark.rule("C1")
def test_what_was_attached_is_named_with_its_type_and_size() -> None:
    message = EmailMessage()
    message["From"] = "li@guest.example"
    message.set_content("see the bill")
    message.add_alternative("<p>see the bill</p>", subtype="html")
    message.add_attachment(b"x" * 1234, maintype="image", subtype="jpeg", filename="账单.jpg")
    message.add_attachment(b"y" * 5, maintype="image", subtype="png", disposition="inline")
    message.add_attachment(message_from_string("Subject: before\n\nwords"))
    text = read_letter(message.as_bytes()).text
    assert text.startswith("see the bill\n")
    assert text.endswith(
        "[attached, not kept here; look in the mailbox, or ask the guest: "
        "账单.jpg (image/jpeg, 1234 bytes); image/png, 5 bytes; message/rfc822]"
    )
    assert read_letter(b"Subject: s\r\n\r\nnothing").text == "nothing"
    many = b"--b\r\nContent-Type: image/png; name=%s\r\n\r\n" % (b"n" * 900) * 40
    crowded = read_letter(b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + many + b"--b--")
    assert crowded.text.count("image/png") == 20
    assert crowded.text.endswith("; and more]")
    assert len(crowded.text) < 4_000
    assert read_letter(b"Content-Type: image/png\r\n" + folded("Content-Disposition", ";a=b") + b"\r\nx").text


@pytest.mark.parametrize(
    "text",
    ["投诉编号C261102-HB7H6NW，请问进展如何", "案号：C261102-HB7H6NW的事", "my case c261102-hb7h6nw please"],
)
def test_a_case_number_is_found_within_chinese_words_and_in_small_letters(text: str) -> None:
    assert read_letter(wrote(text)).number == "C261102-HB7H6NW"


@pytest.mark.parametrize("text", ["ABC261102-HB7H6NW", "C261102-HB7H6NWX", "C261102-HB7H6NW9"])
def test_what_only_holds_a_case_number_is_none(text: str) -> None:
    assert read_letter(wrote(text)).number is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("On Mon, 2 Nov 2026, Care wrote:\n> We are sorry.\n\nThat is not enough.", "That is not enough."),
        ("在 2026年11月2日，客服写道：\n\n> 非常抱歉。\n\n还是没有退款。", "还是没有退款。"),
        ("Not enough.\n\nOn Mon, 2 Nov 2026, Care wrote:\nWe are sorry.", "Not enough."),
        ("不够。\n\n------------------ 原始邮件 ------------------\n非常抱歉。", "不够。"),
        ("在小票上服务员写道：“爱来不来”。\n请道歉。", "在小票上服务员写道：“爱来不来”。\n请道歉。"),
    ],
)
def test_words_below_a_quotation_or_of_what_somebody_wrote_are_the_guests(text: str, said: str) -> None:
    assert read_letter(wrote(text)).text == said


def test_an_empty_plain_part_hides_no_words() -> None:
    letter = read_letter(
        b"From: li@guest.example\r\nSubject: s\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n"
        b"--b\r\nContent-Type: text/plain\r\n\r\n \r\n"
        b"--b\r\nContent-Type: text/html\r\n\r\n<p>the soup was cold</p>\r\n--b--\r\n"
    )
    assert letter.text == "the soup was cold"

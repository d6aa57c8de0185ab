"""Letters through SMTP, against a server that speaks the protocol on the loopback, and the outbox."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from candidacy.infrastructure.mail import Letter, MailFailed, MailSettings, NoMail, OutboxMail, SmtpMail
from candidacy.infrastructure.mail.outbox import OutboxInProduction

LETTER = Letter("key-1", "ada@example.org", "Grüße", "Zeile\nhttps://example.org/" + "x" * 100 + "\n")


class Server:
    """An SMTP server that takes every letter, or refuses every recipient."""

    def __init__(self, *, refusing: bool) -> None:
        self.letters: list[str] = []
        self._refusing = refusing

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 ready\r\n")
        while line := await reader.readline():
            verb = line.split()[0].upper()
            if verb == b"DATA":
                writer.write(b"354 go on\r\n")
                self.letters.append((await reader.readuntil(b"\r\n.\r\n")).decode())
            answer = b"550 no\r\n" if verb == b"RCPT" and self._refusing else b"250 ok\r\n"
            writer.write(b"221 bye\r\n" if verb == b"QUIT" else answer)
            await writer.drain()
            if verb == b"QUIT":
                break
        writer.close()
        await writer.wait_closed()


@asynccontextmanager
async def listening(*, refusing: bool = False) -> AsyncIterator[tuple[Server, SmtpMail]]:
    server = Server(refusing=refusing)
    socket = await asyncio.start_server(server.talk, "127.0.0.1", 0)
    async with socket:
        port = socket.sockets[0].getsockname()[1]
        settings = MailSettings(
            host="127.0.0.1", port=port, security="none", sender="cv@example.org", timeout=60
        )
        yield server, SmtpMail(settings)


async def test_a_letter_reaches_the_server_whole() -> None:
    async with listening() as (server, mail):
        await mail.send(LETTER)

    sent = server.letters[0].replace("=\r\n", "")
    assert "To: ada@example.org" in sent
    assert "Message-ID: <key-1@example.org>" in sent
    assert "https://example.org/" + "x" * 100 in sent


async def test_a_server_that_refuses_is_a_failure_to_try_again() -> None:
    async with listening(refusing=True) as (_, mail):
        with pytest.raises(MailFailed):
            await mail.send(LETTER)


async def test_a_server_that_is_not_there_is_a_failure_to_try_again(unused_tcp_port: int) -> None:
    mail = SmtpMail(MailSettings(host="127.0.0.1", port=unused_tcp_port, security="none"))

    with pytest.raises(MailFailed):
        await mail.send(LETTER)


def test_without_a_host_there_is_no_smtp() -> None:
    with pytest.raises(ValueError, match="host"):
        SmtpMail(MailSettings())


async def test_the_outbox_keeps_letters_newest_first_and_each_once() -> None:
    outbox, other = OutboxMail(production=False), Letter("key-2", "b@example.org", "s", "t")

    for letter in (LETTER, other, LETTER):
        await outbox.send(letter)

    assert outbox.letters == [other, LETTER]


def test_the_outbox_refuses_production() -> None:
    with pytest.raises(OutboxInProduction, match="CANDIDACY_MAIL__HOST"):
        OutboxMail(production=True)


async def test_without_mail_every_letter_fails_and_says_why() -> None:
    with pytest.raises(MailFailed, match="CANDIDACY_MAIL__HOST"):
        await NoMail().send(LETTER)

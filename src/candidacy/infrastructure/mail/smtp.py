"""Letters through an SMTP server, each on a connection of its own, in a thread."""

import asyncio
import smtplib
import ssl
from email.message import EmailMessage
from email.utils import format_datetime, localtime

from candidacy.infrastructure.mail.port import Letter, MailFailed
from candidacy.infrastructure.mail.settings import MailSettings


class SmtpMail:
    """Sends by SMTP. The ``Message-ID`` is the letter's key, so that a second copy is known as one."""

    def __init__(self, settings: MailSettings) -> None:
        if settings.host is None:
            raise ValueError("SmtpMail needs the host of an SMTP server.")
        self._settings, self._host = settings, settings.host

    async def send(self, letter: Letter) -> None:
        try:
            await asyncio.to_thread(self._send, self._message(letter))
        except (OSError, smtplib.SMTPException) as exc:
            raise MailFailed from exc

    def _message(self, letter: Letter) -> EmailMessage:
        message = EmailMessage()
        message["From"], message["To"] = self._settings.sender, letter.to
        message["Subject"] = letter.subject
        message["Date"] = format_datetime(localtime())
        message["Message-ID"] = f"<{letter.key}@{self._settings.sender.rpartition('@')[2]}>"
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(letter.text)
        return message

    def _send(self, message: EmailMessage) -> None:
        settings, context = self._settings, ssl.create_default_context()
        server: smtplib.SMTP
        if settings.security == "tls":
            server = smtplib.SMTP_SSL(self._host, settings.port, timeout=settings.timeout, context=context)
        else:
            server = smtplib.SMTP(self._host, settings.port, timeout=settings.timeout)
        with server:
            if settings.security == "starttls":
                server.starttls(context=context)
            if settings.username and settings.password:
                server.login(settings.username, settings.password.get_secret_value())
            server.send_message(message)

"""Letters to people: the port, an SMTP server, and an outbox that sends nothing."""

from candidacy.infrastructure.mail.outbox import NoMail, OutboxMail
from candidacy.infrastructure.mail.port import Letter, Mail, MailFailed
from candidacy.infrastructure.mail.settings import MailSettings
from candidacy.infrastructure.mail.smtp import SmtpMail

__all__ = ["Letter", "Mail", "MailFailed", "MailSettings", "NoMail", "OutboxMail", "SmtpMail"]

"""Mails about applications: read safely, understood by rules, linked, and never surer than they may be."""

from uuid import UUID

import pytest

from candidacy.domain.applications.errors import MailTooLarge, MailUnreadable
from candidacy.domain.applications.mails import Mail, read_mail, read_pasted
from candidacy.domain.applications.replies import ASK, BY_ITSELF, Candidate, links_of, meaning_of, suggest
from candidacy.domain.applications.stages import Category

C = Category
NORTHWIND = Candidate(UUID(int=1), "Data Engineer", "Northwind GmbH", C.APPLIED)
SOUTHWIND = Candidate(UUID(int=2), "Baker", "Southwind", C.APPLIED)


def mail(
    text: str, subject: str = "Your application", sender: str = "jobs@northwind.com", **given: object
) -> Mail:
    usual: dict[str, object] = {
        "subject": subject,
        "sender_name": "Northwind Recruiting",
        "sender_address": sender,
        "sent_at": None,
        "text": text,
        "message_id": "",
        "is_bulk": False,
    }
    return Mail(**{**usual, **given})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("Unfortunately we have decided not to move forward with your application.", C.REJECTED),
        (
            "Thank you for applying. We regret to inform you that you were not selected for this role.",
            C.REJECTED,
        ),
        (
            "Leider müssen wir Ihnen mitteilen, dass wir uns für einen anderen Bewerber entschieden haben.",
            C.REJECTED,
        ),
        ("Malheureusement, votre candidature n'a pas été retenue.", C.REJECTED),
        ("We would like to invite you to an interview next week.", C.INTERVIEW),
        ("Thank you for your application! Please use this link to schedule your interview.", C.INTERVIEW),
        ("Wir laden Sie herzlich zu einem Vorstellungsgespräch ein.", C.INTERVIEW),
        ("The next step is a phone screen with our recruiter.", C.SCREENING),
        ("Please complete the online coding challenge within a week.", C.SCREENING),
        ("We are delighted to offer you the position of Data Engineer.", C.OFFER),
        ("Thank you for applying to Northwind. We have received your application.", C.APPLIED),
        ("Vielen Dank für Ihre Bewerbung als Bäcker.", C.APPLIED),
    ],
)
def test_app_018_what_a_mail_says_is_understood_and_sure(text: str, category: Category) -> None:
    meaning = meaning_of(mail(text))

    assert meaning is not None
    assert (meaning.category, meaning.confidence >= BY_ITSELF) == (category, True)


def test_app_018_what_might_be_is_not_what_is() -> None:
    text = "Thank you for applying. If your profile fits we will schedule an interview."

    meaning = meaning_of(mail(text))

    assert meaning is not None
    assert meaning.category is C.APPLIED


def test_app_018_two_that_clash_are_asked_about() -> None:
    text = (
        "We will not be moving forward with this role. We would like to invite you to an interview for one."
    )

    meaning = meaning_of(mail(text))

    assert meaning is not None
    assert ASK <= meaning.confidence < BY_ITSELF


def test_app_018_a_mail_with_nothing_in_it_means_nothing() -> None:
    assert meaning_of(mail("The canteen has soup today.", subject="Lunch")) is None


@pytest.mark.parametrize("given", [{"is_bulk": True}, {"subject": "5 jobs matching your search"}])
def test_app_018_newsletters_mean_nothing(given: dict[str, object]) -> None:
    text = "We would like to invite you to an interview."

    assert meaning_of(mail(text, **given)) is None  # type: ignore[arg-type]


def test_app_018_the_sender_and_the_name_make_the_link_sure() -> None:
    first, *others = links_of(mail("About the Data Engineer role"), [NORTHWIND, SOUTHWIND])

    assert (first.id, first.confidence >= BY_ITSELF, others) == (NORTHWIND.id, True, [])
    assert "address" in first.why


def test_app_018_a_name_in_the_text_alone_is_asked_about() -> None:
    text = "We at Northwind would like to invite you to an interview."
    found = suggest(mail(text, sender="noreply@greenhouse.io", sender_name="Recruiting"), [NORTHWIND])

    assert found.move is C.INTERVIEW
    assert ASK <= found.confidence < BY_ITSELF


def test_app_018_two_applications_at_one_employer_are_asked_about() -> None:
    other = Candidate(UUID(int=3), "Data Analyst", "Northwind", C.APPLIED)
    found = suggest(mail("We would like to invite you to an interview."), [NORTHWIND, other])

    assert not found.is_sure
    assert found.is_worth_asking


def test_app_018_the_job_that_is_named_tells_two_at_one_employer_apart() -> None:
    other = Candidate(UUID(int=3), "Office Manager", "Northwind", C.APPLIED, addresses=())
    text = "Northwind would like to invite you to an interview as Office Manager."
    links = links_of(
        mail(text, sender="x@greenhouse.io", sender_name="Hiring", subject="Hello"), [NORTHWIND, other]
    )

    assert links[0].id == other.id
    assert links[0].confidence > links[1].confidence


def test_app_018_a_contact_of_an_application_is_its_link() -> None:
    known = Candidate(UUID(int=4), "Cook", "Inn", C.APPLIED, addresses=("ann@mail.example",))
    found = suggest(mail("We would like to invite you to an interview.", sender="ann@mail.example"), [known])

    assert found.is_sure


def test_app_018_old_news_moves_nothing() -> None:
    talked = Candidate(UUID(int=1), "Data Engineer", "Northwind", C.INTERVIEW)

    found = suggest(mail("Thank you for applying to Northwind."), [talked])

    assert (found.move, found.is_sure) == (None, False)


def test_app_018_a_mail_about_nobody_links_to_nobody() -> None:
    found = suggest(
        mail("We invite you to an interview.", sender="a@b.example", sender_name="B"), [NORTHWIND]
    )

    assert (found.link, found.confidence) == (None, 0.0)


def test_app_018_a_mailer_that_many_use_is_nobodys_address() -> None:
    lever = Candidate(UUID(int=5), "Cook", "Lever", C.APPLIED)

    assert (
        links_of(mail("Hello", sender="no-reply@lever.co", sender_name="Inn", subject="Hello"), [lever]) == []
    )


EML = (
    b"From: =?utf-8?q?J=C3=B6rg_M=C3=BCller?= <Jobs@Northwind.com>\r\nTo: ada@example.org\r\n"
    b"Subject: =?iso-8859-1?q?Ihre_Bewerbung_f=FCr_uns?=\r\nDate: Tue, 03 Mar 2026 10:00:00 +0100\r\n"
    b"Message-ID: <1@northwind.com>\r\nMIME-Version: 1.0\r\n"
    b'Content-Type: multipart/alternative; boundary="b"\r\n\r\n'
    b"--b\r\nContent-Type: text/plain; charset=iso-8859-1\r\n"
    b"Content-Transfer-Encoding: quoted-printable\r\n\r\n"
    b"Guten Tag, wir laden Sie zum Vorstellungsgespr=E4ch ein.\r\n\r\n> Sehr geehrte Damen\r\n"
    b"--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<script>alert(1)</script><p>Hallo</p>\r\n--b--\r\n"
)


def test_app_017_a_saved_mail_is_read() -> None:
    found = read_mail(EML)

    assert (found.sender_name, found.sender_address) == ("Jörg Müller", "jobs@northwind.com")
    assert found.subject == "Ihre Bewerbung für uns"
    assert found.sent_at is not None
    assert found.sent_at.isoformat() == "2026-03-03T09:00:00+00:00"
    assert found.text == "Guten Tag, wir laden Sie zum Vorstellungsgespräch ein."


def test_app_017_a_mail_of_html_alone_is_read_as_text() -> None:
    head = b"From: a@b.example\r\nSubject: x\r\nContent-Type: text/html\r\n\r\n"
    data = head + b"<style>p{}</style><p>One</p><p>Two</p>"

    assert read_mail(data).text.split() == ["One", "Two"]


def test_app_017_attachments_are_not_read() -> None:
    data = (
        b"From: a@b.example\r\nSubject: x\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
        b"--b\r\nContent-Type: text/plain\r\n\r\nHello\r\n"
        b"--b\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename=x.txt\r\n"
        b"\r\nSecret\r\n--b--"
    )

    assert read_mail(data).text == "Hello"


@pytest.mark.parametrize(
    "quoted",
    [
        "On Tue, 3 Mar 2026 at 10:00, Ada wrote:",
        "Am 03.03.2026 um 10:00 schrieb Ada:",
        "-----Original Message-----",
        "Le 3 mars 2026 à 10:00, Ada a écrit :",
    ],
)
def test_app_017_what_is_quoted_is_not_what_is_said(quoted: str) -> None:
    found = read_pasted(f"We will call you.\n\n{quoted}\nWe would like to invite you to an interview.")

    assert found.text == "We will call you."


def test_app_017_a_pasted_mail_may_have_its_head() -> None:
    found = read_pasted("Von: Ann <ann@inn.example>\nBetreff: Einladung\n\nHallo Ada")

    assert (found.sender_address, found.subject, found.text) == ("ann@inn.example", "Einladung", "Hallo Ada")


def nested(depth: int) -> bytes:
    head = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(depth)
    )
    return b"From: a@b.example\r\nSubject: x\r\n" + head + b"\r\n\r\ntext"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00\xff\xfe",
        b"Subject: " + b"=?utf-8?q?" * 200,
        b"From: <<<>>>\r\nSubject: \r\n\r\n",
        b"From: a@b\r\nContent-Type: text/plain; charset=\xff\xfe\r\n\r\nhi",
        b"From: a@b\r\nDate: 99 Foo 99999999999 99:99\r\n\r\nhi",
        nested(3_000),
        b"From: a@b\r\nContent-Type: message/rfc822\r\n\r\n" * 500,
    ],
)
def test_app_017_a_broken_mail_is_read_or_refused_in_our_words(data: bytes) -> None:
    try:
        found = read_mail(data)
    except MailUnreadable:
        return
    assert len(found.text) <= 40_000


def test_app_017_a_mail_that_is_too_large_is_refused() -> None:
    with pytest.raises(MailTooLarge):
        read_mail(b"x" * 5_000_001)


def test_app_017_an_empty_paste_is_refused() -> None:
    with pytest.raises(MailUnreadable, match="Paste the mail"):
        read_pasted("  \n ")

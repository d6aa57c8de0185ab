"""LinkedIn's archive becomes a Resume."""

import io
import zipfile
from hashlib import sha256

import pytest

from candidacy.domain.exchange import Format, Imported, UnknownExchangeFormat, import_resume
from candidacy.domain.exchange.errors import BadExchangeFile
from candidacy.domain.reading.errors import DamagedFile, ReadingTooExpensive


def archive(**tables: str) -> bytes:
    """A zip of CSV files; ``Email_Addresses`` is the file ``Email Addresses.csv``."""
    return packed({name.replace("_", " ") + ".csv": text for name, text in tables.items()})


def packed(files: dict[str, str], folder: str = "") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, text in files.items():
            made.writestr(folder + name, text)
    return buffer.getvalue()


def read(**tables: str) -> Imported:
    return import_resume(archive(**tables))


PROFILE = "First Name,Last Name,Headline,Summary,Zip Code,Geo Location,Twitter Handles,Websites\n"


def test_the_person_is_read() -> None:
    row = 'Ada,Lovelace,Analyst,"Two\nlines",0150,"Oslo, Norway",[ada],"[BLOG:https://a.example,PORTFOLIO:b.example/x]"\n'

    imported = read(Profile=PROFILE + row)

    assert imported.format is Format.LINKEDIN
    assert imported.resume.to_json_resume()["basics"] == {
        "name": "Ada Lovelace",
        "label": "Analyst",
        "summary": "Two\nlines",
        "url": "https://a.example",
        "location": {"city": "Oslo", "countryCode": "NO", "postalCode": "0150"},
        "profiles": [
            {"network": "Portfolio", "url": "b.example/x"},
            {"network": "Twitter", "username": "ada"},
        ],
    }


def test_the_primary_address_and_the_mobile_number_are_taken_and_the_others_listed() -> None:
    imported = read(
        Profile=PROFILE + "Ada,L,,,,,,\n",
        Email_Addresses="Email Address,Confirmed,Primary\nold@x.example,Yes,No\nnew@x.example,Yes,Yes\n",
        PhoneNumbers="Extension,Number,Type\n,111,Home\n,222,Mobile\n",
    )

    basics = imported.resume.basics
    assert (basics.email, basics.phone) == ("new@x.example", "222")
    assert {one.value for one in imported.lost} == {"old@x.example", "111"}


@pytest.mark.parametrize(
    ("started", "date"),
    [("Mar 2019", "2019-03"), ("2019", "2019"), ("mars 2019", "2019-03"), ("März 2019", "2019-03")],
)
def test_dates_are_read_in_the_words_of_several_languages(started: str, date: str) -> None:
    imported = read(Positions=f"Company Name,Title,Started On,Finished On\nEngines,Engineer,{started},\n")

    assert imported.resume.work[0].start_date == date


def test_a_date_that_is_none_is_listed_and_not_guessed() -> None:
    imported = read(Positions="Company Name,Title,Started On\nEngines,Engineer,Long ago\n")

    assert imported.resume.work[0].start_date is None
    assert [one.value for one in imported.lost] == ["Long ago"]


def test_bullets_of_a_description_become_highlights() -> None:
    first = 'Engines,Engineer,"Led it.\n• One\n• Two"'
    rows = f"Company Name,Title,Description\n{first}\nMill,Clerk,• Three • Four\n"

    engines, mill = read(Positions=rows).resume.work

    assert (engines.summary, engines.highlights) == ("Led it.", ("One", "Two"))
    assert mill.highlights == ("Three", "Four")


def test_every_table_of_a_cv_is_read() -> None:
    imported = read(
        Education="School Name,Start Date,End Date,Notes,Degree Name,Activities\n"
        "UoL,2011,Jun 2014,Dean's list,BSc,Chess\n",
        Skills="Name\nPython\nSQL\n",
        Languages="Name,Proficiency\nFrench,Full professional proficiency\n",
        Certifications="Name,Url,Authority,Started On,Finished On,License Number\n"
        "CKA,https://c.example,CNCF,Mar 2022,,7\n",
        Projects="Title,Description,Url,Started On,Finished On\nEngine,Brass,,2012,2013\n",
        Publications='Name,Published On,Description,Publisher,Url\nNotes,"Sep 1, 2016",On it,Taylor,\n',
        Volunteering="Company Name,Role,Cause,Started On,Finished On,Description\nRNLI,Crew,Rescue,2010,,\n",
        Honors="Title,Description,Issued On\nPrize,For it,Aug 2018\n",
        Courses="Name,Number\nAlgorithms,CS1\n",
        Recommendations_Received="First Name,Last Name,Company,Job Title,Text,Creation Date,Status\n"
        "C,B,X,Y,Good.,1/1/20,VISIBLE\n"
        "D,E,X,Y,Hidden.,1/1/20,HIDDEN\n",
    )

    value = imported.resume.to_json_resume()
    assert value["education"] == [
        {
            "institution": "UoL",
            "studyType": "BSc",
            "startDate": "2011",
            "endDate": "2014-06",
            "summary": "Dean's list",
            "activities": "Chess",
        }
    ]
    assert [skill["name"] for skill in value["skills"]] == ["Python", "SQL"]
    assert value["certificates"][0] | {} == {
        "name": "CKA",
        "issuer": "CNCF",
        "url": "https://c.example",
        "date": "2022-03",
        "licenseNumber": "7",
    }
    assert value["publications"][0]["releaseDate"] == "2016-09-01"
    assert value["volunteer"][0]["position"] == "Crew"
    assert value["awards"] == [{"title": "Prize", "date": "2018-08", "summary": "For it"}]
    assert value["sections"] == [{"name": "Courses", "items": ["Algorithms – CS1"]}]
    assert [one["reference"] for one in value["references"]] == ["Good."]
    assert "Hidden." in {one.value for one in imported.lost}


def test_a_folder_in_the_archive_and_a_mark_of_byte_order_do_not_matter() -> None:
    data = packed({"Profile.csv": "\ufeffFirst Name,Last Name\nAda,L\n"}, "Basic_LinkedInDataExport/")

    assert import_resume(data).resume.basics.name == "Ada L"


def test_files_that_are_no_part_of_a_cv_are_named_and_not_opened() -> None:
    imported = read(Profile="First Name\nAda\n", Connections="no,table\n\x00", messages="x")

    assert [one.path for one in imported.lost] == ["/Connections.csv", "/messages.csv"]


def test_another_zip_is_none() -> None:
    with pytest.raises(UnknownExchangeFormat):
        import_resume(packed({"a.csv": "x"}))


def test_a_broken_archive_is_refused() -> None:
    with pytest.raises(DamagedFile):
        import_resume(archive(Profile="First Name\nAda\n")[:60] + b".csv")


def test_a_table_that_unpacks_to_far_more_is_refused() -> None:
    with pytest.raises(ReadingTooExpensive):
        read(Profile="First Name\n" + "a" * 20_000_000)


def test_a_cell_beyond_all_measure_is_refused() -> None:
    noise = "".join(sha256(str(n).encode()).hexdigest() for n in range(4_000))

    with pytest.raises(BadExchangeFile):
        read(Profile=f"First Name\n{noise}\n")

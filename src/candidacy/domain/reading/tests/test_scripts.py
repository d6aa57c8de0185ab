import pytest

from candidacy.domain.reading import Document, read, read_document
from candidacy.domain.reading.tests.scripts import east_asian, right_to_left

JAPANESE = [
    (50, 60, 20, "山田太郎"),
    (50, 90, 10, "yamada@example.jp"),
    (50, 130, 14, "職歴"),
    (50, 155, 11, "株式会社エンジン"),
    (400, 155, 11, "2019年4月 - 2023年3月"),
    (50, 175, 10, "・決済システムを開発しました"),
    (50, 215, 14, "スキル"),
    (50, 235, 10, "Python, Docker, Kubernetes"),
]
CHINESE = [
    (50, 60, 20, "王小明"),
    (50, 90, 10, "wang@example.cn"),
    (50, 130, 14, "工作经历"),
    (50, 155, 11, "引擎科技有限公司"),
    (400, 155, 11, "2019年4月 - 2023年3月"),
    (50, 175, 10, "负责支付系统的设计与开发"),
    (50, 215, 14, "技能"),
    (50, 235, 10, "Python, Docker, Kubernetes"),
]
HEBREW = [
    (60, 20, "עדה לאבלייס"),
    (90, 10, "ada@example.co.il"),
    (130, 14, "ניסיון תעסוקתי"),
    (155, 11, "מהנדסת תוכנה, חברת מנועים 2019 - 2023"),
    (175, 10, "פיתוח מערכת תשלומים"),
    (215, 14, "כישורים"),
    (235, 10, "Python, Docker, Kubernetes"),
]
ARABIC = [
    (60, 20, "ليلى حداد"),
    (90, 10, "layla@example.com"),
    (130, 14, "الخبرة العملية"),
    (155, 11, "مهندسة برمجيات في شركة المحركات 2019 - 2023"),
    (215, 14, "المهارات"),
    (235, 10, "Python, Docker, Kubernetes"),
]


def _lines(document: Document) -> list[str]:
    return [document.text[line.start : line.end] for line in document.lines]


@pytest.mark.parametrize(("lines", "language"), [(JAPANESE, "ja"), (CHINESE, "zh")])
def test_east_asian_text_is_read_in_its_order(
    lines: list[tuple[float, float, float, str]], language: str
) -> None:
    document = read_document(east_asian(lines, language))

    whole = "".join(text for *_, text in lines).replace("・", "").replace(" ", "")
    assert "".join(_lines(document)).replace(" ", "") == whole
    assert document.hidden == ()


@pytest.mark.parametrize("lines", [HEBREW, ARABIC])
def test_right_to_left_text_is_read_from_the_right(lines: list[tuple[float, float, str]]) -> None:
    document = read_document(right_to_left(lines))

    assert _lines(document) == [text for _, _, text in lines]
    assert document.hidden == ()


def test_words_of_another_script_keep_their_order_within_a_line_from_the_right() -> None:
    (line,) = _lines(read_document(right_to_left([(60, 12, "ניהול Google-Cloud בחברה")])))

    assert line == "ניהול Google-Cloud בחברה"


@pytest.mark.parametrize(
    ("data", "name", "email"),
    [
        (east_asian(JAPANESE, "ja"), "山田太郎", "yamada@example.jp"),
        (east_asian(CHINESE, "zh"), "王小明", "wang@example.cn"),
        (right_to_left(HEBREW), "עדה לאבלייס", "ada@example.co.il"),
        (right_to_left(ARABIC), "ليلى حداد", "layla@example.com"),
    ],
)
def test_person_roles_and_skills_are_found_in_other_scripts(data: bytes, name: str, email: str) -> None:
    resume = read(data).resume.resume

    assert (resume.basics.name, resume.basics.email) == (name, email)
    assert [str(role.start_date)[:4] for role in resume.work] == ["2019"]
    assert [keyword for skill in resume.skills for keyword in skill.keywords] == [
        "Python",
        "Docker",
        "Kubernetes",
    ]

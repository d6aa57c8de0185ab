"""Each defect a reviewer must see is found where it is planted, costs points, and is not seen elsewhere."""

from typing import Any

import pytest

from candidacy.domain.review.tests.factories import LOST, SOUND, changed, finding, reviewed

FIRST = ("work", 0, "highlights")
BULLETS: list[str] = SOUND["work"][0]["highlights"]

DEFECTS: dict[str, dict[str, Any]] = {
    "no_name": changed("basics", "name", to=None),
    "no_email": changed("basics", "email", to=None),
    "no_phone": changed("basics", "phone", to=None),
    "unprof_email": changed("basics", "email", to="party_princess88@example.org"),
    "no_location": changed("basics", "location", to=None),
    "bare_links": changed(
        "basics", "url", to="https://www.linkedin.com/in/ines-duarte?trk=public_profile&x=1"
    ),
    "personal_info": changed(
        "basics", "summary", to=SOUND["basics"]["summary"] + " Date of birth: 3 May 1990."
    ),
    "no_experience": changed("work", to=[]),
    "no_education": changed("education", to=[]),
    "no_skills": changed("skills", to=[]),
    "no_summary": changed("basics", "summary", to=None),
    "role_order": changed("work", to=SOUND["work"][::-1]),
    "missing_dates": changed("work", 1, "startDate", to=None),
    "inconsistent_dates": changed("work", 1, "startDate", to="2017"),
    "end_before_start": changed("education", 0, "endDate", to="2012-06"),
    "future_dates": changed("work", 0, "startDate", to="2031-04"),
    "gap": changed("work", 1, "endDate", to="2019-01"),
    "no_metrics": changed(
        "work",
        to=[
            {**w, "highlights": ["Lead the staff of the night shift", "Introduced training in safety"]}
            for w in SOUND["work"]
        ],
    ),
    "few_metrics": changed(
        "work",
        to=[
            {
                **w,
                "highlights": [
                    "Lead the staff of the night shift",
                    f"Wrote plans for {n}0 sites",
                    "Met suppliers",
                ],
            }
            for n, w in enumerate(SOUND["work"], 2)
        ],
    ),
    "weak_verbs": changed(*FIRST, to=["Responsible for 34 staff over two shifts", *BULLETS[1:]]),
    "action_verbs": changed(
        "work",
        to=[
            {**w, "highlights": ["The whole budget of £2.1M", "Safety training", "A team of 4"]}
            for w in SOUND["work"]
        ],
    ),
    "repeated_verbs": changed(*FIRST, to=[f"Managed the store in town number {n}" for n in range(1, 8)]),
    "bullets_per_role": changed(*FIRST, to=BULLETS[:1]),
    "duplicate_bullet": changed(*FIRST, to=[*BULLETS, BULLETS[0] + "."]),
    "skills_shown": changed("skills", 0, "keywords", to=["Kubernetes", "Haskell", "Prolog", "Fortran"]),
    "buzzwords": changed(
        "basics",
        "summary",
        to="Results-driven team player and self-starter who goes the extra mile and thinks outside the box.",
    ),
    "weak_objective": changed(
        "basics", "summary", to="Seeking a challenging position in a reputable company."
    ),
    "placeholder": changed(*FIRST, to=[*BULLETS, "[Insert your achievement]"]),
    "spelling": changed(*FIRST, to=[*BULLETS[:2], "Introduced safty trainning that halved acidents"]),
    "first_person": changed(*FIRST, to=[*BULLETS[:2], "I introduced my own safety training"]),
    "long_paragraph": changed(*FIRST, to=[" ".join(BULLETS * 3)]),
    "bullet_length": changed(*FIRST, to=[*BULLETS, "Planning", "Staff"]),
    "summary_length": changed("basics", "summary", to="Operations manager."),
    "tense": changed(
        "work", 1, "highlights", to=["Supervise 12 pickers", "Move 180 paper records", "Train 20 staff"]
    ),
    "passive_voice": changed(
        *FIRST, to=["Stock was planned with 3 suppliers", "Accidents were halved in 1 year"]
    ),
    "acronyms": changed(*FIRST, to=[*BULLETS, "Ran WQM, BDF, QTX, ZLP, RRD, KFF, PLX, DDV and MQZ audits"]),
    "all_caps": changed(*FIRST, to=[*BULLETS, "INTRODUCED SAFETY TRAINING THAT HALVED ACCIDENTS EVERYWHERE"]),
    "role_details": changed("work", 1, "name", to=None),
    "degree_details": changed("education", 0, "institution", to=None),
    "headline": changed("basics", "label", to=None),
    "document_length": changed("work", 0, "highlights", to=BULLETS[:1]),
    "industry_terms": changed("work", to=[]),
    "industry_evidence": {"basics": {"name": "Ines Duarte"}},
}


@pytest.mark.parametrize("criterion", DEFECTS)
def test_a_planted_defect_is_found(criterion: str) -> None:
    found = finding(DEFECTS[criterion], criterion)

    assert found.status in LOST
    assert found.gain > 0
    assert found.fix


@pytest.mark.parametrize("criterion", DEFECTS)
def test_a_defect_lowers_the_score(criterion: str) -> None:
    assert reviewed(DEFECTS[criterion]).overall_score < reviewed(SOUND).overall_score


@pytest.mark.parametrize("criterion", [c for c in DEFECTS if c != "document_length"])
def test_the_sound_cv_has_none_of_the_defects(criterion: str) -> None:
    assert finding(SOUND, criterion).status not in LOST


@pytest.mark.parametrize("criterion", [c for c in DEFECTS if c != "industry_evidence"])
def test_every_quote_stands_in_the_cv(criterion: str) -> None:
    value = DEFECTS[criterion]

    quotes = [
        q for q in finding(value, criterion).evidence if not criterion.startswith(("end", "future", "gap"))
    ]

    assert all(q.quote in str(value) for q in quotes)

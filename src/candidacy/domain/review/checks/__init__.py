"""The checks by the names that rubrics use: from a Subject and keyword parameters to an Outcome."""

from collections.abc import Callable

from candidacy.domain.review.checks import (
    chronology,
    clarity,
    completeness,
    contact,
    content,
    field,
    machine,
    structure,
)
from candidacy.domain.review.outcome import Outcome

CHECKS: dict[str, Callable[..., Outcome]] = {
    check.__name__: check
    for check in (
        *(
            contact.name,
            contact.email,
            contact.phone,
            contact.professional_email,
            contact.location,
            contact.links,
        ),
        contact.personal_details,
        *(structure.experience, structure.education, structure.skills, structure.summary),
        *(structure.duplicate_sections, structure.standard_headings),
        *(chronology.role_order, chronology.dates_given, chronology.date_forms, chronology.date_order),
        *(chronology.future_dates, chronology.gaps),
        *(content.some_figures, content.enough_figures, content.weak_openings, content.action_verbs),
        *(content.repeated_verbs, content.bullets_per_role, content.duplicates, content.skills_shown),
        *(content.buzzwords, content.objective, content.placeholders),
        *(clarity.spelling, clarity.first_person, clarity.long_paragraphs, clarity.bullet_length),
        *(clarity.summary_length, clarity.tense, clarity.passive, clarity.acronyms, clarity.capitals),
        *(completeness.role_details, completeness.degree_details, completeness.headline),
        completeness.document_length,
        *(machine.hidden_text, machine.readable, machine.layout),
        *(field.field_terms, field.field_evidence, field.field_length, field.field_certificates),
    )
}

"""CVs: made from files or typed in, changed by adding versions, never by changing one."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.domain.matching import prepare_cv
from candidacy.domain.matching.timeline import union_months
from candidacy.domain.resume import Basics, Resume, Skill, SourcedResume
from candidacy.domain.resume.editing import Change, revised
from candidacy.domain.resume.json_resume import load_resume
from candidacy.domain.resume.pointer import leaves
from candidacy.domain.skills import ConceptKind, Taxonomy
from candidacy.features.cvs.errors import CvChanged
from candidacy.features.cvs.events import CvSaved
from candidacy.features.cvs.models import Cv, CvVersion
from candidacy.features.cvs.repository import CvRepository, Listed, Row
from candidacy.features.cvs.schemas import ChangeOut, CvContent, CvIn, SkillOut
from candidacy.infrastructure.postgres.documents import from_json, to_json
from candidacy.kernel.clock import Clock
from candidacy.kernel.events import Events
from candidacy.kernel.ids import CvId, FileId, UserId, WorkspaceId, uuid7
from candidacy.kernel.pagination import Rows

UNKNOWN_NAME = "Unnamed candidate"
MAX_YEARS = 50.0


@dataclass(frozen=True, slots=True)
class Summary:
    """The three members every CV has, whatever it was made from."""

    candidate_name: str
    skills: list[str]
    experience_years: float


class CvService:
    """CVs of one workspace."""

    def __init__(
        self,
        session: AsyncSession,
        workspace: WorkspaceId,
        taxonomy: Taxonomy,
        clock: Clock,
        author: UserId | None = None,
        events: Events | None = None,
    ) -> None:
        self._events = events
        self._session, self._workspace, self._taxonomy, self._clock = session, workspace, taxonomy, clock
        self._author = author
        self._cvs = CvRepository(session, workspace)

    async def create(self, given: CvIn, *, origin: str = "edit") -> Row:
        """A CV from what was typed in or imported. Raises Invalid when ``resume`` is not JSON Resume."""
        summary = Summary(given.candidate_name, list(given.skills), given.experience_years)
        return await self._add(given.title or given.candidate_name, summary, resume_of(given), origin=origin)

    async def create_from_resume(
        self, resume: SourcedResume, *, title: str, origin: str, file: FileId | None = None
    ) -> Row:
        """A CV from a Resume that was read or imported: its name, skills and years are worked out."""
        summary = await asyncio.to_thread(self.summarise, resume)
        return await self._add(title, summary, resume, origin=origin, file=file)

    def summarise(self, resume: SourcedResume) -> Summary:
        """Name, skills in the order of the CV and years of experience, from what the Resume says."""
        profile = prepare_cv(resume, self._taxonomy, self._clock.today())
        found = [concept for uri in profile.concepts if (concept := self._taxonomy.get(uri)) is not None]
        labels = list(dict.fromkeys(c.label for c in found if c.kind is not ConceptKind.OCCUPATION))
        written = [word for group in resume.resume.skills for word in group.keywords or (group.name or "",)]
        name = (resume.resume.basics.name or UNKNOWN_NAME)[:100]
        return Summary(name, labels or [w for w in written if w], min(profile.years, MAX_YEARS))

    async def get(self, cv: CvId) -> tuple[Cv, CvVersion, SourcedResume]:
        row, version = await self._cvs.get(cv, content=True)
        return row, version, from_json(SourcedResume, version.resume)

    async def list_page(self, cursor: str | None, limit: int) -> Rows[Listed]:
        return await self._cvs.list_page(cursor, limit)

    async def list_json(self, cursor: str | None, limit: int) -> Rows[str]:
        return await self._cvs.list_json(cursor, limit)

    async def list_versions(self, cv: CvId) -> list[CvVersion]:
        return await self._cvs.list_versions(cv)

    async def list_skills(self, cv: CvId) -> list[SkillOut]:
        """The skills that the newest version shows, each with the place that shows it best."""
        _, _, resume = await self.get(cv)
        profile = prepare_cv(resume, self._taxonomy, self._clock.today())
        skills = []
        for known in profile.concepts.values():
            concept, mention = self._taxonomy.get(known.uri), known.mentions[0]
            if concept is None or concept.kind is ConceptKind.OCCUPATION:
                continue
            passage = profile.passages[mention.passage]
            skills.append(
                SkillOut(
                    uri=known.uri,
                    label=concept.label,
                    text=mention.text,
                    quote=passage.text,
                    path=passage.path,
                    spans=list(passage.spans),
                    months=union_months(known.months),
                )
            )
        return skills

    async def get_version(self, cv: CvId, number: int) -> tuple[CvVersion, SourcedResume]:
        version = await self._cvs.get_version(cv, number)
        return version, from_json(SourcedResume, version.resume)

    async def add_version(self, cv: CvId, given: CvContent, *, based_on: int | None) -> Row:
        """A new version. Raises CvChanged when ``based_on`` is not the newest any more."""
        row, _ = await self._cvs.get(cv, lock=True)
        if based_on is not None and based_on != row.latest:
            raise CvChanged
        summary = Summary(given.candidate_name, list(given.skills), given.experience_years)
        return await self._append(row, summary, resume_of(given), origin="edit")

    async def revise(
        self,
        cv: CvId,
        changes: Sequence[Change],
        *,
        based_on: int | None,
        confirmed: list[Any] | None = None,
    ) -> Row:
        """A new version with changes to single values and entries; the others keep their sources.

        Raises CvChanged when ``based_on`` is not the newest any more, BadPointer and BadResume for a change
        that cannot be made. Changes that change nothing make no version.
        """
        row, version = await self._cvs.get(cv, lock=True, content=True)
        if based_on is not None and based_on != row.latest:
            raise CvChanged
        before = from_json(SourcedResume, version.resume)
        after = revised(before, changes)
        if after.resume == before.resume and set(after.fields) == set(before.fields):
            return row, version
        summary = await asyncio.to_thread(self._summary_after, version, before, after)
        file = FileId(version.file_id) if version.file_id else None
        return await self._append(row, summary, after, origin="edit", file=file, confirmed=confirmed)

    async def add_tailored(
        self, cv: CvId, resume: SourcedResume, *, based_on: int, confirmed: list[Any] | None = None
    ) -> Row:
        """A new version with changes that a person accepted. Raises CvChanged like ``revise``."""
        row, version = await self._cvs.get(cv, lock=True, content=True)
        if based_on != row.latest:
            raise CvChanged
        before = from_json(SourcedResume, version.resume)
        summary = await asyncio.to_thread(self._summary_after, version, before, resume)
        file = FileId(version.file_id) if version.file_id else None
        return await self._append(row, summary, resume, origin="tailored", file=file, confirmed=confirmed)

    def _summary_after(self, version: CvVersion, before: SourcedResume, after: SourcedResume) -> Summary:
        """What is worked out anew of what changed; what was given by hand stays where nothing changed."""
        was, now = self.summarise(before), self.summarise(after)
        same_work = before.resume.work == after.resume.work
        same_name = before.resume.basics.name == after.resume.basics.name
        return Summary(
            version.candidate_name if same_name else now.candidate_name,
            list(version.skills) if was.skills == now.skills else now.skills,
            float(version.experience_years) if same_work else now.experience_years,
        )

    async def restore(self, cv: CvId, number: int, *, based_on: int | None = None) -> Row:
        """A new version that says what an old one said. Raises CvChanged like ``revise``."""
        row, _ = await self._cvs.get(cv, lock=True)
        if based_on is not None and based_on != row.latest:
            raise CvChanged
        old, resume = await self.get_version(cv, number)
        summary = Summary(old.candidate_name, list(old.skills), float(old.experience_years))
        file = FileId(old.file_id) if old.file_id else None
        return await self._append(row, summary, resume, origin="edit", file=file, restored_from=number)

    async def rename(self, cv: CvId, title: str) -> Row:
        row, version = await self._cvs.get(cv, lock=True)
        row.title = title
        await self._session.flush()
        await self._saved(row)
        return row, version

    async def delete(self, cv: CvId) -> None:
        await self._cvs.delete(cv)

    async def compare(self, cv: CvId, before: int, after: int) -> list[ChangeOut]:
        """What differs between two versions, value by value, in the order of the newer one."""
        _, old = await self.get_version(cv, before)
        _, new = await self.get_version(cv, after)
        was, is_ = (dict(leaves(resume.resume.to_json_resume())) for resume in (old, new))
        paths = [*is_, *(path for path in was if path not in is_)]
        return [
            ChangeOut(path=path, before=was.get(path), after=is_.get(path))
            for path in paths
            if was.get(path) != is_.get(path)
        ]

    async def _add(
        self, title: str, summary: Summary, resume: SourcedResume, *, origin: str, file: FileId | None = None
    ) -> Row:
        cv = Cv(id=uuid7(), workspace_id=self._workspace, title=title[:200], candidate_name="", latest=0)
        self._cvs.add(cv)
        return await self._append(cv, summary, resume, origin=origin, file=file)

    async def _append(
        self,
        cv: Cv,
        summary: Summary,
        resume: SourcedResume,
        *,
        origin: str,
        file: FileId | None = None,
        restored_from: int | None = None,
        confirmed: list[Any] | None = None,
    ) -> Row:
        cv.latest += 1
        cv.candidate_name = summary.candidate_name
        await self._session.flush()
        version = CvVersion(
            id=uuid7(),
            workspace_id=self._workspace,
            cv_id=cv.id,
            number=cv.latest,
            origin=origin,
            file_id=file,
            author_id=self._author,
            restored_from=restored_from,
            confirmed=confirmed,
            candidate_name=summary.candidate_name,
            skills=summary.skills,
            experience_years=Decimal(str(round(summary.experience_years, 1))),
            resume=to_json(SourcedResume, resume),
        )
        self._cvs.add(version)
        await self._session.flush()
        await self._saved(cv)
        return cv, version

    async def _saved(self, cv: Cv) -> None:
        if self._events is not None:
            await self._events.publish(CvSaved(self._workspace, CvId(cv.id)), self._session)


def resume_of(given: CvContent) -> SourcedResume:
    """The Resume of what was typed in. Raises Invalid when ``resume`` is not JSON Resume."""
    if given.resume is not None:
        return SourcedResume(resume=load_resume(given.resume))
    basics = Basics(name=given.candidate_name)
    return SourcedResume(resume=Resume(basics=basics, skills=tuple(Skill(name=s) for s in given.skills)))

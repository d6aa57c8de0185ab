"""What candidates are called where people are compared: by name, or by a code where names are hidden."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.features.workspaces import public as workspaces
from candidacy.kernel.ids import WorkspaceId
from candidacy.kernel.language import sentence


def called(cv: UUID) -> str:
    """What a candidate is called where the name is hidden: the end of the CV's id."""
    return sentence(f"Candidate {cv.hex[-5:].upper()}")


@dataclass(frozen=True, slots=True)
class Naming:
    """Whether names are hidden."""

    masked: bool

    def candidate(self, cv: UUID, name: str) -> str:
        return called(cv) if self.masked else name

    def title(self, title: str) -> str:
        """The title of a CV, which often is a name, or a file's name that holds one."""
        return "CV" if self.masked else title


async def naming_of(session: AsyncSession, workspace: WorkspaceId) -> Naming:
    """As the workspace has set it."""
    return Naming(await workspaces.hides_names(session, workspace))

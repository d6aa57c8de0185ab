import pytest

from candidacy.features.workspaces import policies
from candidacy.features.workspaces.errors import LastOwner, OwnersOnly, PersonalWorkspace
from candidacy.kernel.permissions import Role


def test_others_may_belong_to_a_team() -> None:
    policies.require_team("team")


def test_a_personal_workspace_is_for_one() -> None:
    with pytest.raises(PersonalWorkspace):
        policies.require_team("personal")


@pytest.mark.parametrize("doer", [Role.VIEWER, Role.EDITOR, Role.ADMIN])
def test_only_an_owner_touches_an_owner(doer: Role) -> None:
    with pytest.raises(OwnersOnly):
        policies.require_rank(doer, Role.OWNER, Role.VIEWER)


def test_an_owner_may_make_owners_and_an_admin_all_else() -> None:
    policies.require_rank(Role.OWNER, Role.OWNER)
    policies.require_rank(Role.ADMIN, Role.ADMIN, Role.EDITOR, Role.VIEWER)


@pytest.mark.parametrize("becomes", [None, Role.ADMIN, Role.VIEWER])
def test_the_last_owner_stays_one(becomes: Role | None) -> None:
    with pytest.raises(LastOwner):
        policies.require_an_owner_left(Role.OWNER, owners=1, becomes=becomes)


@pytest.mark.parametrize(
    ("held", "owners", "becomes"),
    [(Role.OWNER, 2, None), (Role.OWNER, 1, Role.OWNER), (Role.ADMIN, 1, None)],
)
def test_anybody_else_may_go(held: Role, owners: int, becomes: Role | None) -> None:
    policies.require_an_owner_left(held, owners=owners, becomes=becomes)

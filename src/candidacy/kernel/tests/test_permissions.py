"""Who may do what, and that what is not listed is refused."""

from dataclasses import replace
from itertools import pairwise

import pytest

from candidacy.kernel.errors import Forbidden
from candidacy.kernel.identity import Actor, WorkspaceSuspended
from candidacy.kernel.ids import UserId, WorkspaceId, uuid7
from candidacy.kernel.permissions import Permission, Role, permissions_of

OWNERS = {Permission.WORKSPACE_TRANSFER, Permission.WORKSPACE_DELETE}
ADMINS = {
    Permission.WORKSPACE_WRITE,
    Permission.WORKSPACE_EXPORT,
    Permission.MEMBERS_WRITE,
    Permission.AUDIT_READ,
    Permission.MODELS_READ,
    Permission.MODELS_WRITE,
}
READING = {p for p in Permission if p.value.endswith(":read")} - ADMINS
TABLE = {
    Role.VIEWER: READING,
    Role.EDITOR: set(Permission) - ADMINS - OWNERS,
    Role.ADMIN: set(Permission) - OWNERS,
    Role.OWNER: set(Permission),
}


def actor(role: Role) -> Actor:
    return Actor(UserId(uuid7()), WorkspaceId(uuid7()), role)


@pytest.mark.parametrize("role", Role)
def test_a_role_may_do_what_the_table_says_and_nothing_else(role: Role) -> None:
    assert permissions_of(role) == TABLE[role]


def test_a_higher_role_may_do_all_that_a_lesser_one_may() -> None:
    ranks = [permissions_of(role) for role in Role]

    assert all(lesser <= higher for lesser, higher in pairwise(ranks))


def test_a_permission_is_a_resource_and_an_action() -> None:
    actions = {"read", "write", "export", "transfer", "delete"}

    assert {p.value.partition(":")[2] for p in Permission} == actions


def test_an_actor_who_may_is_let_through() -> None:
    actor(Role.EDITOR).require(Permission.CVS_WRITE)

    assert actor(Role.EDITOR).may(Permission.CVS_WRITE)


@pytest.mark.parametrize(("reason", "said"), [("", "ask them"), ("Unpaid.", "They say: Unpaid.")])
def test_ops_123_in_a_suspended_workspace_nobody_may_anything(reason: str, said: str) -> None:
    with pytest.raises(WorkspaceSuspended, match=said):
        replace(actor(Role.OWNER), suspended=reason).require(Permission.CVS_READ)


def test_ops_123_what_leads_out_of_a_suspended_workspace_is_open() -> None:
    held = replace(actor(Role.VIEWER), suspended="")
    with pytest.raises(WorkspaceSuspended):
        held.require(Permission.WORKSPACE_READ)

    held.require(Permission.WORKSPACE_READ, even_suspended=True)

    with pytest.raises(Forbidden):
        held.require(Permission.MEMBERS_WRITE, even_suspended=True)


def test_an_actor_who_may_not_is_refused() -> None:
    with pytest.raises(Forbidden):
        actor(Role.VIEWER).require(Permission.CVS_WRITE)

    assert not actor(Role.VIEWER).may(Permission.CVS_WRITE)


def test_an_actor_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        actor(Role.VIEWER).role = Role.OWNER  # type: ignore[misc]

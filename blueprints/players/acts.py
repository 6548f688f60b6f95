"""Suspending, restricting and taking that back: each asks why in a dialog or on a page, then does it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, request, url_for
from flask_login import current_user

from app.areas.players.permissions import Players
from app.errors import Refused
from app.ids import inside
from app.models.protection import KINDS
from app.queries import players, restrictions
from app.queries.players import SeenPlayer
from app.security.decorators import requires
from app.security.permissions import Permission
from app.security.sessions import current_staff
from app.services import protection
from app.web import flashes, refusals
from app.web.answers import page
from app.web.effects import Change
from blueprints.players.forms import LiftingForm, ProtectionForm, RelaxationForm, RestrictionForm


@dataclass(frozen=True, kw_only=True)
class Act:
    """One thing to do about a player. `does` raises Refused where it cannot be; `changes` is what it would change.

    `view` is how its POST is called, `noun` how it is asked for: `show_<noun>` below `/<noun>s`.
    """

    noun: str
    view: str
    permission: Permission
    form: type[ProtectionForm]
    title: str
    verb: str
    said: str
    does: Callable[[str, Any], object]
    changes: Callable[[SeenPlayer], list[Change]]
    note: str
    tone: str = "primary"


def _becomes(status: str) -> Callable[[SeenPlayer], list[Change]]:
    return lambda player: [Change("Status", player.status.capitalize(), status)]


def _suspend(player_id: str, form: ProtectionForm) -> None:
    protection.suspend(player_id, form.reason(), by=current_staff())


def _reactivate(player_id: str, form: RelaxationForm) -> None:
    protection.reactivate(player_id, form.reason(), by=current_staff())


def _restrict(player_id: str, form: RestrictionForm) -> None:
    kind = str(form.kind.data)
    protection.restrict(player_id, kind, form.reason(), until=form.until.value, by=current_staff())


def _lift(player_id: str, form: LiftingForm) -> None:
    protection.lift(player_id, str(form.kind.data), form.reason(), by=current_staff())


def _lifted(player: SeenPlayer) -> list[Change]:
    kind = request.values.get("kind", "")
    standing = restrictions.standing_of(player)
    return [Change(KINDS.get(kind, "Restriction"), "Restricted" if kind in standing else "Free", "Free")]


ACTS = (
    Act(
        noun="suspension",
        view="suspend_player",
        permission=Players.PLAYERS_SUSPEND,
        form=ProtectionForm,
        title="Suspend {player}?",
        verb="Suspend",
        said="Suspended: {player}.",
        does=_suspend,
        changes=_becomes("Suspended"),
        note=(
            "At once: no sign-in, no bets, no new deposit or withdrawal; every session ends. "
            "Open rounds are settled as ever."
        ),
        tone="danger",
    ),
    Act(
        noun="reactivation",
        view="reactivate_player",
        permission=Players.PLAYERS_REACTIVATE,
        form=RelaxationForm,
        title="Reactivate {player}?",
        verb="Reactivate",
        said="Reactivated: {player}.",
        does=_reactivate,
        changes=_becomes("Active"),
        note="The player may sign in again. Restrictions that stand beside it stay.",
    ),
    Act(
        noun="restriction",
        view="restrict_player",
        permission=Players.RESTRICTIONS_CREATE,
        form=RestrictionForm,
        title="Restrict {player}?",
        verb="Restrict",
        said="Restricted: {player}.",
        does=_restrict,
        changes=lambda player: [],
        note="It counts from the player’s next bet, deposit or withdrawal on. Open rounds are settled as ever.",
        tone="danger",
    ),
    Act(
        noun="lifting",
        view="lift_restriction",
        permission=Players.RESTRICTIONS_LIFT,
        form=LiftingForm,
        title="Lift this restriction of {player}?",
        verb="Lift",
        said="Lifted a restriction of {player}.",
        does=_lift,
        changes=_lifted,
        note="Whatever else restricts the player stays.",
    ),
)


def serve(blueprint: Blueprint, act: Act) -> None:
    """Two routes below the record: the question why, and the act. Both take the act's own permission."""

    @requires(act.permission)
    def show(player_id: str) -> Response:
        return ask(act, player_id)

    @requires(act.permission)
    def carry_out(player_id: str) -> Response:
        return do(act, player_id)

    blueprint.add_url_rule(f"/<player_id>/{act.noun}s/new", f"show_{act.noun}", show)
    blueprint.add_url_rule(f"/<player_id>/{act.noun}s", act.view, carry_out, methods=["POST"])


def ask(act: Act, player_id: str) -> Response:
    """The question why, with what the act would change."""
    return _drawn(act, _player(act, player_id), act.form(formdata=None, data={"kind": request.args.get("kind")}))


def do(act: Act, player_id: str) -> Response:
    """Do it and lead back to the record, or ask again with what stands in the way."""
    player, form = _player(act, player_id), act.form()
    if not form.validate():
        return _drawn(act, player, form, status=422)
    try:
        act.does(player_id, form)
    except Refused as error:
        told = refusals.for_a_form(error)
        return _drawn(act, player, form, status=told.status, trouble=told.message)
    address = url_for("players.show_player", player_id=player_id)
    return flashes.done(address, act.said.format(player=player_id))


def _player(act: Act, player_id: str) -> SeenPlayer:
    return players.one(inside("pl", player_id), current_user.brands_for(act.permission))


def _drawn(act: Act, player: SeenPlayer, form: ProtectionForm, *, status: int = 200, trouble: str = "") -> Response:
    return page(
        "players/act.html",
        piece="players/_act.html",
        status=status,
        act=act,
        player=player,
        form=form,
        trouble=trouble,
        changes=act.changes(player),
        action=url_for(f"players.{act.view}", player_id=player.id),
        back=url_for("players.show_player", player_id=player.id),
    )

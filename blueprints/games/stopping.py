"""Stopping play of whatever it may be: where, why, and who would be met, before it is done at once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from flask import Response, request
from flask_login import current_user

from app.areas.games.permissions import Games
from app.queries import jurisdictions, offered
from app.queries.in_play import Scope, in_play
from app.services import availability
from app.services.availability import Why
from app.web import flashes
from app.web.answers import page
from blueprints.games.stops.forms import DisablingForm, LookForm, ScopeFields

PIECES = {"dialog-body": "games/_stopping.html", "in-play": "games/_in_play.html"}


@dataclass(frozen=True)
class Target:
    """What is to be stopped: its name, its record, the right that it takes, and what it is in a scope."""

    name: str
    address: str
    permission: Games
    scope: Scope
    brand: tuple[str, str] | None = None  # code and name of the only one it belongs to
    is_one: bool = True  # and not everything that is played

    @property
    def brands(self) -> Sequence[tuple[str, str]]:
        """What may be chosen; whoever looks after some brands chooses one of them."""
        if self.brand:
            return [self.brand]
        mine = current_user.brands_for(self.permission)
        return [*([("", "Every brand")] if mine is None else []), *offered.brands(mine)]

    @property
    def widest(self) -> Scope:
        """The most that they could stop: of one brand, the first, for whoever may not stop it in every one."""
        code = next((code for code, _ in self.brands), "")
        return replace(self.scope, brand_id=jurisdictions.brand(code).id) if code else self.scope


def ask(target: Target) -> Response:
    """The form, with who is in play where its address says."""
    look, brands = LookForm(request.args), target.brands
    look.offer(brands)
    look.brand.data = look.brand.data or next((code for code, _ in brands), "")
    form = DisablingForm(formdata=None, **{name: look[name].data for name in ("brand", "country", "currency")})
    form.offer(brands)
    return _drawn(target, form, look, status=200 if look.validate() else 422)


def do(target: Target) -> Response:
    """Stopped at once; the form again with what it lacks."""
    form = DisablingForm()
    form.offer(target.brands)
    if not form.validate():
        return _drawn(target, form, form, status=422)
    scope = form.scope(target.scope)
    stopped = availability.stop(
        scope, why=Why(form.words, form.code.data), by=current_user, permission=target.permission
    )
    met = f"Game sessions in play: {stopped.sessions:,}. Open rounds: {stopped.rounds:,}; their wins still land."
    return flashes.done(target.address, f"{target.name} takes no new bets there. {met}", "warn")


def _drawn(target: Target, form: DisablingForm, where: ScopeFields, *, status: int) -> Response:
    is_readable = not (where.brand.errors or where.country.errors or where.currency.errors)
    met = in_play(where.scope(target.scope) if is_readable else target.widest)
    return page("games/stopping.html", pieces=PIECES, status=status, target=target, form=form, met=met)

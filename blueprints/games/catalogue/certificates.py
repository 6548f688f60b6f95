"""Adding certificates of a game, and withdrawing them."""

import re
from typing import Any, ClassVar

from flask import Response, url_for
from flask_wtf import FlaskForm
from wtforms import DateField, Field, ValidationError
from wtforms.validators import DataRequired, Optional

from app.areas.games.permissions import Games
from app.ids import inside
from app.queries import catalogue
from app.queries.catalogue import SeenGame
from app.security.decorators import requires
from app.services import game_certificates
from app.services.availability import Why
from app.services.game_certificates import Certificate
from app.web import flashes
from app.web.answers import page
from app.web.forms import TextField
from app.web.reasons import ReasonForm
from blueprints.games.area import blueprint

HASH = re.compile(r"[0-9a-f]{32,128}")
YEARS = range(1990, 2200)


class CertificateForm(FlaskForm):
    """As the laboratory wrote it."""

    jurisdiction = TextField("Jurisdiction", longest=60, validators=[DataRequired("Enter for where it is.")])
    laboratory = TextField("Laboratory", longest=60, validators=[DataRequired("Enter who certified it.")])
    number = TextField("Number", longest=60, validators=[DataRequired("Enter its number.")])
    valid_from = DateField("Valid from", validators=[DataRequired("Enter a day.")])
    valid_until = DateField("Valid until", validators=[Optional()])
    build_hash = TextField("Hash of the build", longest=128, validators=[DataRequired("Enter the certified hash.")])

    def validate_valid_from(self, field: Field) -> None:
        if field.data.year not in YEARS:
            raise ValidationError("Enter a day such as 2026-11-23.")

    def validate_valid_until(self, field: Field) -> None:
        if field.data and (
            field.data.year not in YEARS or (self.valid_from.data and field.data < self.valid_from.data)
        ):
            raise ValidationError("Not before the day from which it is valid.")

    def validate_build_hash(self, field: Field) -> None:
        field.data = (field.data or "").lower()
        if not HASH.fullmatch(field.data):
            raise ValidationError("In hexadecimal, 32 to 128 digits.")

    def validate_jurisdiction(self, field: Field) -> None:
        if len(field.data) < len("MT"):
            raise ValidationError("At least two letters.")

    validate_laboratory = validate_jurisdiction

    def certificate(self) -> Certificate:
        """Only of a form that validates."""
        return Certificate(**{name: field.data for name, field in self._fields.items() if name != "csrf_token"})


class WithdrawalForm(ReasonForm):
    REASONS: ClassVar = {
        "revoked": "The laboratory or the regulator revoked it",
        "replaced": "Another certificate replaces it",
        "by-mistake": "It was added by mistake",
        "other": "Another reason",
    }


@blueprint.get("/catalogue/<game_id>/certificates/new")
@requires(Games.CERTIFICATES_MANAGE, is_everywhere=True)
def show_new_certificate(game_id: str) -> Response:
    return _asked("games/new_certificate.html", _game(game_id), CertificateForm())


@blueprint.post("/catalogue/<game_id>/certificates")
@requires(Games.CERTIFICATES_MANAGE, is_everywhere=True)
def add_certificate(game_id: str) -> Response:
    form, found = CertificateForm(), _game(game_id)
    if not form.validate():
        return _asked("games/new_certificate.html", found, form, status=422)
    game_certificates.add(found.game, form.certificate())
    return flashes.done(url_for(".show_game", game_id=game_id), "The certificate was added.")


@blueprint.get("/catalogue/<game_id>/certificates/<certificate_id>/withdrawal")
@requires(Games.CERTIFICATES_MANAGE, is_everywhere=True)
def show_withdrawing(game_id: str, certificate_id: str) -> Response:
    return _withdrawing(_game(game_id), certificate_id, WithdrawalForm())


@blueprint.post("/catalogue/<game_id>/certificates/<certificate_id>/withdrawal")
@requires(Games.CERTIFICATES_MANAGE, is_everywhere=True)
def withdraw_certificate(game_id: str, certificate_id: str) -> Response:
    form, found = WithdrawalForm(), _game(game_id)
    if not form.validate():
        return _withdrawing(found, certificate_id, form, status=422)
    game_certificates.withdraw(found.game, certificate_id, Why(form.words, form.code.data))
    return flashes.done(url_for(".show_game", game_id=game_id), "The certificate was withdrawn.")


def _game(game_id: str) -> SeenGame:
    return catalogue.one(inside("gm", game_id), None)


def _withdrawing(found: SeenGame, certificate_id: str, form: WithdrawalForm, *, status: int = 200) -> Response:
    certificate = game_certificates.standing(found.game, certificate_id)
    return _asked("games/withdrawing.html", found, form, status=status, certificate=certificate)


def _asked(template: str, found: SeenGame, form: FlaskForm, *, status: int = 200, **values: Any) -> Response:
    piece = template.replace("games/", "games/_")
    return page(template, piece=piece, status=status, game=found, form=form, **values)

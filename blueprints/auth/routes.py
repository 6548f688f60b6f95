"""Signing in and out, and the way to the first page a person may open."""

import re
from ipaddress import ip_address

from flask import Blueprint, Response, make_response, redirect, request, url_for
from flask_login import current_user

from app.errors import Forbidden, TooMany, Unauthenticated
from app.security.decorators import public
from app.security.permissions import Template
from app.services import staff
from app.web import navigation, refusals
from app.web.answers import page
from app.web.pages import settings
from blueprints.auth.forms import SignInForm

blueprint = Blueprint("auth", __name__)
OUR_OWN = re.compile(r"/(?![/\\])[^\s\\]*")


@blueprint.get("/")
@public("leads everybody to the first page they may open")
def show_start() -> Response:
    if not current_user.is_authenticated:
        return make_response(redirect(url_for(".show_door")))
    home = navigation.home()
    return make_response(redirect(home.address)) if home else page("auth/nowhere.html", status=403)


@blueprint.get("/sign-in")
@public("nobody is signed in yet")
def show_door() -> Response:
    if current_user.is_authenticated:
        return _onwards(request.args.get("next"))
    return _door(SignInForm(next=request.args.get("next")))


@blueprint.post("/sign-in")
@public("nobody is signed in yet")
def sign_in() -> Response:
    form = SignInForm(formdata=request.form)
    if not form.validate():
        return _door(form, status=422)
    staff.sign_in(email=form.email.data or "", password=form.password.data or "", ip=_address(), user_agent=_agent())
    return _onwards(form.next.data)


@blueprint.post("/sign-in/demo")
@public("a demo on this machine; refused anywhere else")
def sign_in_for_demo() -> Response:
    if not _is_demo_here():
        raise Forbidden("Only a demo signs people in without a password, and only on its own machine.")
    staff.sign_in_for_demo(role_code=request.form.get("role", ""), ip=_address(), user_agent=_agent())
    return _onwards(request.form.get("next"))


@blueprint.post("/sign-out")
@public("ends the caller’s own session, if there is one")
def sign_out() -> Response:
    if not current_user.is_authenticated:
        raise Unauthenticated("You are signed out already.")
    staff.sign_out(current_user._get_current_object())  # pyright: ignore
    return make_response(redirect(url_for(".show_door"), 303))


@blueprint.errorhandler(Unauthenticated)
@blueprint.errorhandler(TooMany)
def refuse_entry(error: Unauthenticated | TooMany) -> Response:
    """The door again, with what was wrong."""
    told = refusals.remembered(error)
    return _door(SignInForm(), status=told.status, error=told.message)


def _door(form: SignInForm, *, status: int = 200, error: str = "") -> Response:
    offered = [(code, Template(code).title_shown) for code, _ in staff.demo_staff()] if _is_demo_here() else []
    return page("auth/sign_in.html", status=status, form=form, error=error, demo_roles=offered)


def _onwards(wanted: str | None) -> Response:
    """Only to a page of ours: an address from outside is never followed."""
    return make_response(redirect(wanted if wanted and OUR_OWN.fullmatch(wanted) else url_for(".show_start"), 303))


def _is_demo_here() -> bool:
    is_demo = settings().demo and settings().env != "production"
    return is_demo and ip_address(_address()).is_loopback


def _address() -> str:
    return request.remote_addr or "::"


def _agent() -> str:
    return request.user_agent.string

"""Entering rates: of one day, or many lines at once; what would become of each is shown first."""

from typing import Any

from flask import Response, request, url_for
from flask_login import current_user
from flask_wtf import FlaskForm
from wtforms import HiddenField
from wtforms.validators import DataRequired

from app.errors import Invalid, Refused
from app.queries import currency_rates as queries
from app.services import currency_rates
from app.services.currency_rates import Trial
from app.web import flashes, refusals
from app.web.answers import page
from app.web.forms import LongTextField, TextField
from blueprints.settings.rates import tables

LONGEST = 120_000  # so many letters hold as many lines as are taken


class LinesField(LongTextField):
    """Many lines, with room to see some of them."""

    def __init__(self, label: str, **more: Any) -> None:
        super().__init__(label, longest=LONGEST, **more)
        self.render_kw = {"maxlength": LONGEST, "rows": 10, "spellcheck": "false"}


class RatesForm(FlaskForm):
    """For one of what, where they are from, and the rates of a day or as lines."""

    base = HiddenField()
    source = TextField("Source", longest=100, validators=[DataRequired("Say where the rates are from.")])
    day = TextField("Day", longest=10, render_kw={"type": "date"})
    text = LinesField("Lines")

    @property
    def lines(self) -> str:
        """What was pasted; else a line for each currency that was given a rate."""
        rates = {code: request.form.get(f"rate-{code}", "").strip() for code in _others(self.base.data or "")}
        typed = [f"{self.day.data},{code},{rate}" for code, rate in rates.items() if rate]
        return "\n".join([*(self.text.data or "").splitlines(), *typed])


class ConfirmForm(FlaskForm):
    """What was seen, and why where something is corrected."""

    base = HiddenField()
    source = HiddenField()
    text = HiddenField()
    digest = HiddenField()
    why = LongTextField("Why", longest=500)


def show() -> Response:
    base = tables.named(request.args.get("base") or currency_rates.reporting_currency()).code
    return _asked(RatesForm(formdata=None, data={"base": base}))


def try_out() -> Response:
    """The page that says what each line would do; nothing is changed yet."""
    form = RatesForm()
    base = tables.named(form.base.data or "").code
    if not form.validate() or not form.lines:
        if not form.errors:
            form.text.errors = ["Write a rate."]
        return _asked(form, status=422)
    try:
        trial = currency_rates.try_out(form.lines, base=base, by=current_user)
    except Invalid as error:
        refusals.beside(form, error, otherwise="text")
        return _asked(form, status=422)
    known = {"base": base, "source": form.source.data, "text": form.lines, "digest": trial.digest}
    return _tried(trial, ConfirmForm(formdata=None, data=known))


def do() -> Response:
    """Enter what was seen; where it would be something else by now, show that."""
    form = ConfirmForm()
    text, base = form.text.data or "", tables.named(form.base.data or "").code
    try:
        done = currency_rates.enter(
            text,
            base=base,
            source=form.source.data or "",
            reason=form.why.data or "",
            digest=form.digest.data or "",
            by=current_user,
        )
    except Refused as error:
        told = refusals.for_a_form(error)
        trial = currency_rates.try_out(text, base=base, by=current_user)
        form.digest.data = trial.digest
        return _tried(trial, form, status=told.status, trouble=told.message)
    corrected = done.count(currency_rates.CORRECTION)
    said = f"{done.count(currency_rates.NEW)} rates entered, {corrected} corrected."
    return flashes.done(url_for(".list_currencies", base=base), said)


def _asked(form: RatesForm, *, status: int = 200) -> Response:
    context: dict[str, Any] = {
        "form": form,
        "others": _others(form.base.data or ""),
        "is_pasted": "paste" in request.args or bool(form.text.data),
        "most": currency_rates.MOST_LINES,
    }
    return page("settings/new_rates.html", status=status, **context)


def _tried(trial: Trial, form: ConfirmForm, *, status: int = 200, trouble: str = "") -> Response:
    again = RatesForm(formdata=None, data={name: form[name].data for name in ("base", "source", "text")})
    faulty = status == 200 and trial.count(currency_rates.FAULT)
    context: dict[str, Any] = {
        "trial": trial,
        "form": form,
        "again": again,
        "trouble": trouble,
        "written": queries.written,
        "to_do": trial.count(currency_rates.NEW) + trial.count(currency_rates.CORRECTION),
        "corrections": trial.count(currency_rates.CORRECTION),
        "faults": trial.count(currency_rates.FAULT),
        "same": trial.count(currency_rates.SAME),
    }
    return page("settings/tried_rates.html", status=422 if faulty else status, **context)


def _others(base: str) -> list[str]:
    return [each.code for each in queries.currencies() if each.code != base]

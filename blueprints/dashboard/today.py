"""The parts of the dashboard, each for whoever has the right to what it shows."""

from typing import Any

from flask import request, url_for
from flask_login import current_user

from app.areas.games.permissions import Games
from app.areas.payments.permissions import Payments
from app.areas.reports.permissions import Reports
from app.errors import NotFound
from app.extensions import planned_once
from app.queries import day_so_far, figure_names, happenings, offered, provider_figures, providers, report_sources
from app.queries.happenings import Happening
from app.queries.provider_figures import Fares
from app.queries.providers import SeenProvider
from app.web import waiting
from app.web.forms import strip
from app.web.tables import tabs
from blueprints.dashboard import comparison

NO_FIGURES: dict[str, Any] = {"compared": None, "freshness": None, "brands": [], "currencies": [], "behind": ""}


def parts() -> dict[str, Any]:
    """What the signed-in staff member may see of today: asked again and again, in the same words."""
    with planned_once():
        return _parts()


def _parts() -> dict[str, Any]:
    return {
        **(_figures() if current_user.may(Reports.FIGURES_READ) else NO_FIGURES),
        "providers": _providers() if current_user.may(Games.PROVIDERS_READ) else None,
        "as_table": request.args.get("as") == "table",
        "news": _news(),
        "waits": waiting.found(),
        "watched": waiting.sources(),
        "happened": _happened() if current_user.may(Payments.DEPOSITS_READ) else None,
    }


def _providers() -> list[tuple[SeenProvider, Fares]]:
    """Every provider with how it fared in the last hour."""
    found = providers.listed(current_user.brands_for(Games.PROVIDERS_READ))
    ids = [each.integration.id for provider in found for each in provider.integrations]
    fares = provider_figures.fares(provider_figures.WINDOWS["hour"], provider_figures.BY_PROVIDER, ids)
    return [(each, fares.get(each.provider.id, Fares())) for each in found]


def _happened() -> list[Happening]:
    return happenings.newest(current_user.brands_for(Payments.DEPOSITS_READ), strip(request.args.get("brand")))


def _news() -> str:
    query = request.query_string.decode("utf-8", "replace")
    return url_for("dashboard.show_today_news") + (f"?{query}" if query else "")


def _figures() -> dict[str, Any]:
    """The brand and the currency that the address asks for; without a currency, that of most play."""
    wanted, allowed = strip(request.args.get("brand")), current_user.brands_for(Reports.FIGURES_READ)
    with report_sources.snapshot() as session:
        freshness = report_sources.freshness(session)
        if freshness.is_behind:
            return NO_FIGURES | {"behind": freshness.told}
        days = day_so_far.days(session, allowed, wanted)
        if not days:
            raise NotFound("There is no such brand. Look at all of yours instead.")
        weeks = day_so_far.weeks(session, days)
        currencies = figure_names.currencies(session)
    brands = dict(offered.brands(allowed))
    told = sorted(code for code in weeks if code)
    busiest = max(told, key=lambda code: weeks[code].today["calls"], default="")
    code = request.args.get("currency", "")
    code = code if code in told else busiest
    return {
        **NO_FIGURES,
        "compared": comparison.drawn(weeks, currencies.get(code), [day for day in days if not day.ago], wanted),
        "freshness": freshness,
        "brands": tabs("brand", {"": "All brands", **brands}) if len(brands) > 1 else [],
        "currencies": comparison.ways(told, code),
    }

"""Reports, to read."""

from flask import Blueprint, Response
from flask_login import current_user

from app.areas.reports.permissions import Reports
from app.security.decorators import requires
from app.web.answers import page
from app.web.exports import serve
from blueprints.reports import files, rows, tables
from blueprints.reports.forms import FigureFilters

blueprint = Blueprint("reports", __name__, url_prefix="/reports")


@blueprint.get("")
@requires(Reports.FIGURES_READ)
def show_summary() -> Response:
    context = tables.summary(FigureFilters.read(), current_user.brands_for(Reports.FIGURES_READ))
    return page("reports/summary.html", piece="reports/_summary.html", **context)


@blueprint.get("/figures/<figure>/rows")
@requires(Reports.ROWS_READ)
def list_figure_rows(figure: str) -> Response:
    context = rows.of(figure, FigureFilters.read(), current_user.brands_for(Reports.ROWS_READ))
    return page("reports/rows.html", piece="reports/_rows.html", **context)


@blueprint.get("/figures/<figure>")
@requires(Reports.FIGURES_READ)
def show_figure(figure: str) -> Response:
    context = tables.figure(figure, FigureFilters.read(), current_user.brands_for(Reports.FIGURES_READ))
    return page("reports/figure.html", **context)


serve(blueprint, files.SUMMARY, under="", back=".show_summary")
serve(blueprint, files.ROWS, under="/figures/<figure>/rows", back=".list_figure_rows")
serve(blueprint, files.FIGURE, under="/figures/<figure>", back=".show_figure")

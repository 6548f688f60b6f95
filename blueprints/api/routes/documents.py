"""The contract, for machines and for people. Public: it holds no data, and who integrates has a key and no account."""

from flask import Response, jsonify

from app.security.decorators import public
from app.web.answers import page
from blueprints.api import openapi
from blueprints.api.reference import reference
from blueprints.api.routes import blueprint

NO_DATA = "the contract of the API; it holds no data"


@blueprint.get("/v1/openapi.json")
@public(NO_DATA)
def show_contract() -> Response:
    """OpenAPI 3.1."""
    return jsonify(openapi.document())


@blueprint.get("/docs")
@public(NO_DATA)
def show_docs() -> Response:
    return page("api/docs.html", **reference(openapi.document()))

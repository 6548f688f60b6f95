"""Providers and integrations: how they fare, their keys, and stopping them."""

from flask import Response, url_for
from flask_login import current_user

from app.areas.games.permissions import Games
from app.ids import inside
from app.queries import providers
from app.queries.in_play import Scope
from app.queries.providers import SeenIntegration
from app.security.decorators import requires
from app.services import integration_keys
from app.web import flashes, once
from app.web.answers import page
from blueprints.games import stopping
from blueprints.games.area import blueprint
from blueprints.games.providers import tables
from blueprints.games.stopping import Target


@blueprint.get("/providers")
@requires(Games.PROVIDERS_READ)
def list_providers() -> Response:
    return page("games/providers.html", **tables.provider_list(current_user.brands_for(Games.PROVIDERS_READ)))


@blueprint.get("/providers/<provider>")
@requires(Games.PROVIDERS_READ)
def show_provider(provider: str) -> Response:
    brands = current_user.brands_for(Games.PROVIDERS_READ)
    return page("games/provider.html", **tables.provider_record(providers.one(provider, brands), brands))


@blueprint.get("/providers/<provider>/disabling")
@requires(Games.AVAILABILITY_DISABLE)
def show_provider_disabling(provider: str) -> Response:
    return stopping.ask(_provider(provider))


@blueprint.post("/providers/<provider>/disabling")
@requires(Games.AVAILABILITY_DISABLE)
def disable_provider(provider: str) -> Response:
    return stopping.do(_provider(provider))


@blueprint.get("/integrations/<integration_id>")
@requires(Games.PROVIDERS_READ)
def show_integration(integration_id: str) -> Response:
    seen, brands = _seen(integration_id, Games.PROVIDERS_READ), current_user.brands_for(Games.PROVIDERS_READ)
    return page("games/integration.html", **tables.integration_record(seen, brands))


@blueprint.get("/integrations/<integration_id>/disabling")
@requires(Games.AVAILABILITY_DISABLE)
def show_integration_disabling(integration_id: str) -> Response:
    return stopping.ask(_integration(integration_id))


@blueprint.post("/integrations/<integration_id>/disabling")
@requires(Games.AVAILABILITY_DISABLE)
def disable_integration(integration_id: str) -> Response:
    return stopping.do(_integration(integration_id))


@blueprint.post("/integrations/<integration_id>/keys")
@requires(Games.KEYS_MANAGE)
def add_key(integration_id: str) -> Response:
    seen = _seen(integration_id, Games.KEYS_MANAGE)
    secret = integration_keys.rotate(integration_id, by=current_user, once_id=once.posted())
    return page("games/secret.html", integration=seen, secret=secret)


@blueprint.post("/integrations/<integration_id>/keys/<fingerprint>/retirement")
@requires(Games.KEYS_MANAGE)
def retire_key(integration_id: str, fingerprint: str) -> Response:
    integration_keys.retire_named(integration_id, fingerprint, by=current_user)
    address = url_for(".show_integration", integration_id=integration_id)
    return flashes.done(address, f"Retired. Nothing signed with {fingerprint} is taken any more.")


def _seen(integration_id: str, permission: Games) -> SeenIntegration:
    return providers.integration(inside("ig", integration_id), current_user.brands_for(permission))


def _provider(code: str) -> Target:
    found = providers.one(code, None).provider
    address = url_for(".show_provider", provider=code)
    return Target(found.name, address, Games.AVAILABILITY_DISABLE, Scope(provider_id=found.id))


def _integration(integration_id: str) -> Target:
    seen = _seen(integration_id, Games.AVAILABILITY_DISABLE)
    address = url_for(".show_integration", integration_id=integration_id)
    scope, brand = Scope(integration_id=seen.integration.id), (seen.brand.code, seen.brand.name)
    return Target(seen.integration.code, address, Games.AVAILABILITY_DISABLE, scope, brand)

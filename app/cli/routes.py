"""`./countroom routes`: every address, and who may call it."""

from argparse import Namespace

from app.cli import _instance
from app.cli.command import command


@command("routes")
def routes(_: Namespace) -> None:
    """List every route with its methods and who may call it."""
    from app import create_app
    from app.security.decorators import declaration_of

    with _instance.database():
        application = create_app("all")
    for rule in sorted(application.url_map.iter_rules(), key=lambda rule: rule.rule):
        methods = ",".join(sorted((rule.methods or set[str]()) - {"HEAD", "OPTIONS"}))
        print(f"{methods:<8} {rule.rule:<60} {declaration_of(application.view_functions[rule.endpoint])}")

"""`./countroom serve`: what staff see and what game providers call, each its own server."""

from argparse import Namespace

from app.cli import _instance
from app.cli.command import argument, command


@command(
    "serve",
    argument("--host", default="127.0.0.1", help="address to listen on (default: this machine only)"),
    argument("--port", type=int, default=8000, help="of the pages; game providers call the next one"),
)
def serve(options: Namespace) -> None:
    """Serve pages on --port and the game providers' wallet on the port after it."""
    from app.cli import _servers
    from app.database import boot_checks
    from app.processes.supervisor import Supervisor

    host, port = options.host, options.port
    _servers.insist_on_free(host, port, port + 1)
    with _instance.database() as database, Supervisor() as supervisor:
        boot_checks.insist(_instance.url("app"))
        supervisor.rely_on("PostgreSQL", database and database.process)
        supervisor.start(_servers.server("staff", host=host, port=port))
        supervisor.start(_servers.server("wallet", host=host, port=port + 1))
        if _servers.await_ready(supervisor, host, port, port + 1):
            print(f"Countroom is ready: http://{host}:{port}  (Ctrl-C stops everything)", flush=True)
            supervisor.attend()

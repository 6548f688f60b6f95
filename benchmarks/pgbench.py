"""The database alone, under pgbench: a bare update, and the ledger's functions with nothing in front of them."""

import os
import re
import subprocess
import tempfile

import psycopg

from app.database import binaries, embedded, roles
from benchmarks.house import PLAYERS

CLIENTS = 16
GROUP = 50

BARE = """
drop table if exists bare;
create table bare (id integer primary key, balance bigint not null) with (fillfactor = 60);
insert into bare select n, 0 from generate_series(1, 100000) n;
grant select, update on bare to countroom_app;
"""

UPDATE = "\\set id random(1, 100000)\nupdate bare set balance = balance + 1 where id = :id;\n"
BET = f"""\\set player random(1, {PLAYERS})
select * from ledger.wallet_action(uuidv7(), 1, :player, 'EUR', 1, uuidv7()::text, 'cash_first', true, null,
                                   'bet', 'play', uuidv7()::text, 50);
"""  # noqa: S608
BET_AND_WIN = f"""\\set player random(1, {PLAYERS})
select * from ledger.wallet_call(uuidv7(), 1, :player, 'EUR', 1, uuidv7()::text, 'cash_first', true, null,
                                 '{{bet,win}}', '{{play,play}}', array[uuidv7()::text, uuidv7()::text], '{{50,50}}');
"""  # noqa: S608
# A player waits for an answer before he bets again, so none is in two groups at once: each client has its own.
OWN = PLAYERS // CLIENTS
GROUP_OF_50 = f"""\\set first 1 + :client_id * {OWN}
\\set offset random(0, {OWN} - 1)
select count(g.*) from (
  select array_agg(n::integer) as nos, array_agg(uuidv7()) as requests, array_agg(1) as ones,
         array_agg((:first + (:offset + n * {OWN // GROUP}) % {OWN})::bigint) as players,
         array_agg('EUR'::text) as currencies,
         array_agg(uuidv7()::text) as refs, array_agg('cash_first'::ledger.stake_order) as orders,
         array_agg(true) as settles, array_agg('bet'::ledger.kind) as kinds,
         array_agg('play'::ledger.op_class) as classes, array_agg(uuidv7()::text) as ids,
         array_agg(50::bigint) as amounts
    from generate_series(1, 50) n) a,
  ledger.wallet_call_group(nos, requests, ones, players, currencies, ones, refs, orders, settles, null,
                           kinds, classes, ids, amounts, null, null, null, null) g;
"""  # noqa: S608


def prepare(server: embedded.Server) -> None:
    """Make the table that the bare update works on."""
    with psycopg.connect(server.url(roles.OWNER), autocommit=True) as connection:
        connection.execute(BARE)
        connection.execute("vacuum analyze bare")


def rate(server: embedded.Server, script: str, seconds: int) -> float:
    """Transactions a second, prepared, by the application's role."""
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as file:
        file.write(script)
        file.flush()
        command = [binaries.directory() / "pgbench", "-n", "-M", "prepared", "-T", str(seconds), "-f", file.name]
        told = subprocess.run(
            [
                *command,
                "-c",
                str(CLIENTS),
                "-j",
                "2",
                "-h",
                server.cluster.socket,
                "-U",
                "countroom_app",
                embedded.DATABASE,
            ],
            env=os.environ | {"PGPASSWORD": server.cluster.passwords["countroom_app"]},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
    return float(re.search(r"^tps = ([\d.]+)", told, re.MULTILINE)[1])  # type: ignore[index]

"""Providers that keep calling until they are answered, and remember every answer."""

import http.client
import json
import random
from collections import Counter
from contextlib import closing, contextmanager
from threading import Event, Lock, Thread

from benchmarks.house import CASH, SECRET
from tests.wallet.house import Player, bet, betwin, rollback, sign, win


class Callers:
    """`count` threads, each with its connection. A call that broke off is made again, with the same bytes."""

    # Players whose cash is not what the acknowledged calls say.
    EXPECTED = """
        select p.public_id, a.balance, e.value from player p
          join ledger.account a on a.player_id = p.id and a.purse = 'cash'
          join jsonb_each_text(%s::jsonb) e on e.key = p.public_id::text
         where a.balance <> e.value::bigint"""

    def __init__(self, port, players, count):
        self.port = port
        self.players = players
        self.count = count
        self.acknowledged = []
        self.wrong = []
        self.interrupted = 0
        self._lock = Lock()
        self._ending = Event()

    @contextmanager
    def calling(self):
        """Call all the while; on leaving, every call under way is brought to its end."""
        threads = [Thread(target=self._call_on, args=(number,), daemon=True) for number in range(self.count)]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self._ending.set()
        for thread in threads:
            thread.join()

    def repeat(self, body):
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)) as connection:
            return self._post(connection, body)

    def refs(self, body):
        return [transaction["id_provider"] for transaction in json.loads(body[1])["transactions"]]

    def expected(self):
        """Cash by player, as the acknowledged calls add up, in the database's own spelling of ids."""
        from app.ids import inside

        totals = Counter(dict.fromkeys(self.players, CASH))
        for (_, raw), _ in self.acknowledged:
            body = json.loads(raw)
            for transaction in body["transactions"]:
                totals[body["account_id"]] += {"bet": -100, "win": 150, "rollback": 100}[transaction["type"]]
        return json.dumps({str(inside("pl", player)): total for player, total in totals.items()})

    def _call_on(self, number):
        chance, connection, turn = random.Random(number), None, 0
        while not self._ending.is_set():
            turn += 1
            for body in self._round(Player(0, chance.choice(self.players)), f"{number}-{turn}", chance):
                connection = self._insist(connection, body)
        if connection:
            connection.close()

    def _round(self, player, ref, chance):
        """A bet with or without its win, and sometimes its rollback."""
        placed = [bet(f"b{ref}", "1.00")] + ([win(f"w{ref}", "1.50")] if chance.random() < 0.4 else [])
        yield "betwin", json.dumps(betwin(player, *placed, round_id=ref)).encode()
        if chance.random() < 0.3:
            yield "rollback", json.dumps(rollback(player, (f"u{ref}", f"b{ref}"), round_id=ref)).encode()

    def _insist(self, connection, body):
        while True:
            try:
                connection = connection or http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
                status, answer = self._post(connection, body)
            except (OSError, http.client.HTTPException):
                connection = connection and connection.close()
                with self._lock:
                    self.interrupted += 1
                continue
            if status < 500:
                with self._lock:
                    (self.acknowledged if status == 200 else self.wrong).append((body, (status, answer)))
                return connection

    def _post(self, connection, body):
        operation, raw = body
        headers = {"Content-Type": "application/json", "X-REQUEST-SIGN": sign(raw, SECRET)}
        connection.request("POST", f"/wallet/bench/{operation}", raw, headers)
        response = connection.getresponse()
        return response.status, response.read()

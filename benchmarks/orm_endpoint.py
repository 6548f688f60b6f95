"""The same bet by an ORM's unit of work, for comparison: rows loaded, locked, changed, added, flushed, committed.

It does what the product's call does (signature, lock, check, call, transfer, round, raw log) and nothing else; what the
product keeps in memory (players, game, key) it keeps too.
"""

import hmac
import json
import os
from datetime import UTC, datetime
from functools import cache
from typing import ClassVar
from uuid import UUID, uuid4

from flask import Flask, Response, request
from sqlalchemy import BigInteger, DateTime, Engine, LargeBinary, create_engine, select, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from app.config import Settings
from app.ids import inside, outside, uuid7
from app.money import decimal_text, minor_units
from app.web import request_counts
from benchmarks.house import CASH, PLAYERS, SECRET


class Base(DeclarativeBase):
    type_annotation_map: ClassVar = {int: BigInteger, datetime: DateTime(timezone=True)}


class Account(Base):
    __tablename__ = "orm_account"
    player_id: Mapped[int] = mapped_column(primary_key=True)
    purse: Mapped[str] = mapped_column(primary_key=True)
    balance: Mapped[int]
    version: Mapped[int]
    excluded: Mapped[bool]


class Call(Base):
    __tablename__ = "orm_call"
    call_id: Mapped[UUID] = mapped_column(primary_key=True)
    external_id: Mapped[str] = mapped_column(unique=True)
    player_id: Mapped[int]
    kind: Mapped[str]
    amount: Mapped[int]
    round_ref: Mapped[str]
    outcome: Mapped[str]
    cash_after: Mapped[int]
    bonus_after: Mapped[int]
    recorded_at: Mapped[datetime]


class Transfer(Base):
    __tablename__ = "orm_transfer"
    call_id: Mapped[UUID] = mapped_column(primary_key=True)
    line: Mapped[int] = mapped_column(primary_key=True)
    from_account: Mapped[int]
    to_account: Mapped[int]
    amount: Mapped[int]
    from_seq: Mapped[int]
    from_after: Mapped[int]


class Round(Base):
    __tablename__ = "orm_round"
    player_id: Mapped[int] = mapped_column(primary_key=True)
    round_ref: Mapped[str] = mapped_column(primary_key=True)
    round_id: Mapped[UUID]
    stake: Mapped[int]
    bets: Mapped[int]
    settled_at: Mapped[datetime | None]


class RawCall(Base):
    __tablename__ = "orm_raw_call"
    request_id: Mapped[UUID] = mapped_column(primary_key=True)
    player_id: Mapped[int]
    body: Mapped[bytes] = mapped_column(LargeBinary)
    headers: Mapped[dict[str, str]] = mapped_column(JSONB)
    answer: Mapped[bytes] = mapped_column(LargeBinary)
    received_at: Mapped[datetime]


FILLING = "insert into orm_account select n, :purse, :balance, 0, false from generate_series(1, :players) n"


def prepare(owner_url: str) -> None:
    """Make the tables, with as many rich players."""
    engine = create_engine(owner_url)
    Base.metadata.create_all(engine)
    with engine.begin() as connection:
        for purse, balance in (("cash", CASH), ("bonus", 0)):
            connection.execute(text(FILLING), {"purse": purse, "balance": balance, "players": PLAYERS})
        for table in Base.metadata.tables:
            connection.execute(text(f"grant select, insert, update on {table} to countroom_app"))
    engine.dispose()


app = Flask(__name__)
app.config["SETTINGS"] = Settings()  # its workers say that they live and what they answered, as the product's do
request_counts.init_app(app)


@app.get("/live")
def live() -> str:
    return "alive"


@app.post("/wallet/bench/betwin")
def betwin() -> Response:
    raw = request.get_data()
    signature = hmac.digest(SECRET.encode(), raw, "sha256").hex()
    if not hmac.compare_digest(signature, request.headers.get("X-REQUEST-SIGN", "")):
        return Response("forbidden", 400)
    body = json.loads(raw)
    (action,) = body["transactions"]
    with Session(_engine()) as session:
        answer = _bet(session, raw, body, action["id_provider"], minor_units(action["amount"], 2))
        session.commit()
    return Response(answer, 200, content_type="application/json")


def _bet(session: Session, raw: bytes, body: dict[str, str], ref: str, amount: int) -> bytes:
    now, call_id, player_id = datetime.now(UTC), uuid7(), _player_id(body["account_id"])
    cash, bonus = session.scalars(
        select(Account).where(Account.player_id == player_id).order_by(Account.purse.desc()).with_for_update()
    ).all()
    if session.scalar(select(Call).where(Call.external_id == ref)) or cash.excluded or cash.balance < amount:
        raise ValueError("refused")
    cash.balance, cash.version = cash.balance - amount, cash.version + 1
    known = session.get(Round, (player_id, body["round_id"]))
    played = known or Round(player_id=player_id, round_ref=body["round_id"], round_id=call_id, stake=0, bets=0)
    played.stake, played.bets, played.settled_at = played.stake + amount, played.bets + 1, now
    call = Call(
        call_id=call_id, external_id=ref, player_id=player_id, kind="bet", amount=amount, round_ref=body["round_id"]
    )
    call.outcome, call.cash_after, call.bonus_after, call.recorded_at = "applied", cash.balance, bonus.balance, now
    moved = Transfer(call_id=call_id, line=1, from_account=player_id, to_account=-1, amount=amount)
    moved.from_seq, moved.from_after = cash.version, cash.balance
    done = {"id_provider": ref, "id": outside("ca", call_id), "bonus_amount": "0.00"}
    told = {
        "round_id": outside("rd", played.round_id),
        "transactions": [done],
        "balance": decimal_text(cash.balance, 2),
    }
    answer = json.dumps(told).encode()
    log = RawCall(
        request_id=uuid4(), player_id=player_id, body=raw, headers=dict(request.headers), answer=answer, received_at=now
    )
    session.add_all([played, call, moved, log])
    return answer


@cache
def _engine() -> Engine:
    return create_engine(os.environ["DATABASE_URL"], pool_size=16, max_overflow=16)


@cache
def _player_id(reference: str) -> int:
    with Session(_engine()) as session:
        return session.scalar(text("select id from player where public_id = :i"), {"i": inside("pl", reference)})

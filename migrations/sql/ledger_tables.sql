-- The ledger: accounts, calls, transfers, rounds. Run as the owner.
-- The app reads these tables and calls functions; it writes no row by itself.

create schema ledger;

-- ── words ────────────────────────────────────────────────────────────────────────────────────────

create type ledger.purse as enum ('cash', 'bonus', 'pending_withdrawal', 'receivable');

create type ledger.house_kind as enum (
  'game', 'jackpot', 'psp', 'psp_clearing', 'bank', 'bonus_cost', 'adjustment', 'chargeback',
  'refund_due', 'fee', 'fx', 'tax', 'dormant', 'suspense', 'opening');

-- What a call does.
create type ledger.kind as enum (
  'bet', 'win', 'promo', 'rollback', 'finish', 'tombstone',
  'deposit', 'withdrawal_request', 'withdrawal_release', 'withdrawal_cancel',
  'adjustment', 'recovery', 'opening');

-- In which space its external id is unique: the dialect's choice. Most use one class per kind;
-- 'play' is for those who number bets, wins and rollbacks from one sequence.
create type ledger.op_class as enum (
  'bet', 'win', 'promo', 'rollback', 'finish', 'play',
  'deposit', 'withdrawal', 'withdrawal_close', 'adjustment', 'recovery', 'opening');

create type ledger.stake_order as enum ('cash_first', 'bonus_first', 'cash_only');

-- Up to 'tombstone' a call took effect and holds its key for ever; from there on it was refused,
-- moved nothing and holds no key: the same id sent again is decided afresh.
create type ledger.outcome as enum (
  'applied',
  'diverted',              -- deposit for an excluded or closed player, now in refund_due
  'already_reversed',      -- rollback of what another rollback had reversed
  'nothing_to_reverse',    -- rollback of an original never seen: a tombstone keeps its place
  'tombstone',
  'insufficient_funds', 'unverified', 'restricted', 'excluded', 'closed', 'owing',
  'conflict',              -- the key is taken by another request
  'rolled_back',           -- the original came after its rollback
  'unknown_account', 'unknown_target', 'unknown_round', 'bad_request',
  'call_refused');         -- sound itself, but a neighbour in the same call was refused

-- Domains, not table checks: PostgreSQL parses a table's checks anew in every statement, which for the
-- transfers of a bet took longer than writing them.
create domain ledger.standing as bigint check (value >= 0);   -- what an account holds
create domain ledger.moved    as bigint check (value > 0);    -- what a transfer carries
create domain ledger.given_id as text collate "C" check (length(value) between 1 and 255);

-- ── reference ────────────────────────────────────────────────────────────────────────────────────

create table ledger.currency (
  code      text collate "C"  primary key  check (code ~ '^[A-Z][A-Z0-9_]{2,31}$'),
  exponent  smallint          not null     check (exponent between 0 and 18)
);

-- Another exponent would re-price every amount ever written.
create function ledger.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '%.% is immutable', tg_table_schema, tg_table_name;
end $$;

create trigger immutable before update or delete on ledger.currency
  for each row execute function ledger.refuse_change();

insert into ledger.currency values
  ('EUR', 2), ('USD', 2), ('GBP', 2), ('SEK', 2), ('JPY', 0), ('KWD', 3), ('BTC', 8);

-- ── accounts ─────────────────────────────────────────────────────────────────────────────────────

-- A wallet is the four accounts of one player in one currency, with neighbouring ids. Its cash account
-- has the lowest and is its gate: whoever touches the wallet locks that row first. The flags stand on
-- the row that is locked anyway, so protection costs no read and no bet slips past it.
-- No index on a changing column: updates stay in their page.
create sequence ledger.account_id increment by 4;

create table ledger.account (
  player_id    bigint            not null,
  account_id   bigint            not null,                  -- > 0, as a house account's is < 0
  brand_id     integer           not null,
  currency     text collate "C"  not null  references ledger.currency,
  purse        ledger.purse      not null,
  balance      ledger.standing   not null  default 0,       -- receivable: what the player owes
  version      bigint            not null  default 0,       -- transfers so far
  unverified   boolean           not null  default false,   -- no bets, no withdrawals
  restricted   boolean           not null  default false,   -- no bets
  excluded     boolean           not null  default false,   -- no bets, no deposits
  closed       boolean           not null  default false,   -- no bets, no deposits
  opened_at    timestamptz       not null,
  digest       bigint            not null,                  -- of all but balance and version, which transfers prove
  primary key (player_id, account_id),
  unique (account_id),
  unique (player_id, currency, purse)
) with (fillfactor = 60, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);

-- House accounts record and never authorise: they have no balance row that every bet would queue
-- for. Their balance is the sum of their transfers, kept as a rollup.
create sequence ledger.house_account_id increment by -1;

create table ledger.house_account (
  account_id    bigint             primary key  default nextval('ledger.house_account_id')  check (account_id < 0),
  brand_id      integer            not null,
  currency      text collate "C"   not null  references ledger.currency,
  kind          ledger.house_kind  not null,
  counterparty  integer            not null  default 0,   -- integration, psp, bank account, pool
  unique (brand_id, currency, kind, counterparty)
);

-- ── calls ────────────────────────────────────────────────────────────────────────────────────────

-- One row per action that changed something or was refused, written in the transaction that decided
-- it: cause of the money, answer to every repetition, and audit record at once. Repetitions
-- leave no row here; the app's raw call log has them.
-- The fingerprint is the request's own columns, so that a conflict shows how two requests differ.
create table ledger.call (
  call_id         uuid              not null,                     -- = the journal entry
  request_id      uuid,                                           -- actions of one request share it
  integration_id  integer           not null,                     -- 0: the house itself
  op_class        ledger.op_class   not null,
  external_id     ledger.given_id   not null,

  kind            ledger.kind       not null,                     -- fingerprint
  player_id       bigint            not null,
  currency        text collate "C"  not null,
  amount          bigint            not null,
  round_ref       text collate "C"  not null,
  game_id         integer           not null,
  purse           ledger.purse,                                   -- null: by the rule of the kind
  target_class    ledger.op_class,
  target_id       text collate "C",
  counterparty    integer,                                        -- psp of a withdrawal; null: the integration

  outcome         ledger.outcome    not null,                     -- result
  refused         boolean           not null,                     -- outcome > 'tombstone'
  late            boolean           not null,                     -- bet or win after its round was settled
  settled         boolean,                                        -- its round, after this call; null: no round
  cash            bigint            not null,                     -- moved, from the player's side
  bonus           bigint            not null,
  shortfall       bigint            not null,                     -- put on the receivable
  cash_after      bigint,
  bonus_after     bigint,
  reverses        uuid,

  brand_id        integer,                                        -- null: no such account
  actor_id        bigint,                                         -- staff, for what staff do
  reason          text,
  occurred_at     timestamptz       not null,
  recorded_at     timestamptz       not null  default clock_timestamp(),
  xid             xid8              not null  default pg_current_xact_id(),
  digest          bigint            not null,                     -- of all other columns
  primary key (player_id, call_id)
);

-- For ever, across players and purses; hence this table is never partitioned by time.
create unique index call_key on ledger.call (integration_id, op_class, external_id) where not refused;

-- An original is reversed once, whatever the rollback is called.
create unique index call_reverses on ledger.call (reverses) where reverses is not null;

-- Readers that fold by watermark take xid >= last and xid < settled_place() (places.sql),
-- and reach the transfers of a call, written with it, by its key.
create index call_xid on ledger.call (xid);

-- ── transfers ────────────────────────────────────────────────────────────────────────────────────

-- One row, two legs, one amount: balanced by construction. The transfers of one call are its journal
-- entry, its lines numbered without a gap. A player's leg carries the account's version and balance
-- after it; a house leg carries none. The times and the transaction are the call's.
create table ledger.transfer (
  player_id     bigint            not null,
  call_id       uuid              not null,
  line          smallint          not null,
  brand_id      integer           not null,
  currency      text collate "C"  not null,
  kind          ledger.kind       not null,
  amount        ledger.moved      not null,
  from_account  bigint            not null,
  from_seq      bigint,
  from_after    bigint,
  to_account    bigint            not null,
  to_seq        bigint,
  to_after      bigint,
  occurred_at   timestamptz       not null,
  recorded_at   timestamptz       not null  default clock_timestamp(),
  xid           xid8              not null  default pg_current_xact_id(),
  primary key (player_id, call_id, line)
);

-- Both legs as entries, for auditors and for whatever wants classic double entry.
create view ledger.entry as
  select player_id, call_id, line, brand_id, currency, kind, from_account as account_id,
         -amount as amount, from_seq as seq, from_after as balance_after, occurred_at, recorded_at, xid
  from ledger.transfer
  union all
  select player_id, call_id, line, brand_id, currency, kind, to_account,
         amount, to_seq, to_after, occurred_at, recorded_at, xid
  from ledger.transfer;

-- ── rounds ───────────────────────────────────────────────────────────────────────────────────────

-- What its calls tell, kept at hand. Named by the call that opened it. Stakes and wins are net of
-- rollbacks, by purse; counts are of calls that came.
create table ledger.round (
  player_id       bigint            not null,
  currency        text collate "C"  not null,
  integration_id  integer           not null,
  round_ref       text collate "C"  not null,
  round_id        uuid              not null,
  brand_id        integer           not null,
  game_id         integer           not null,
  stake_cash      bigint            not null,
  stake_bonus     bigint            not null,
  win_cash        bigint            not null,
  win_bonus       bigint            not null,
  bets            integer           not null,
  wins            integer           not null,
  rollbacks       integer           not null,
  late            integer           not null,   -- bets and wins after settlement
  opened_at       timestamptz       not null,
  last_at         timestamptz       not null,
  settled_at      timestamptz,                  -- null: open
  primary key (player_id, currency, integration_id, round_ref)
) with (fillfactor = 80);

create unique index round_id_key on ledger.round (round_id);
create index round_open on ledger.round (opened_at) where settled_at is null;
-- What staff look for and what is rare; an ordinary bet or win changes neither column, so updates stay in their page.
create index round_rolled_back on ledger.round (round_id) where rollbacks > 0;
create index round_late on ledger.round (round_id) where late > 0;

-- ── digests ──────────────────────────────────────────────────────────────────────────────────────

-- What nothing else tells (a reason, a time, the result of a refusal) is told by a digest that the
-- write path leaves in the row. It has no key: it shows that a row was altered by hand; who could also
-- rewrite the digest is what the sealed audit log is for. Enums go in as text: their own hash would
-- change with a restore.
create function ledger.digest_of(a ledger.account) returns bigint language sql stable as $$
  select hash_record_extended(row(
    a.player_id, a.account_id, a.brand_id, a.currency, a.purse::text,
    a.unverified, a.restricted, a.excluded, a.closed, a.opened_at), 0)
$$;

create function ledger.digest_of(c ledger.call) returns bigint language sql stable as $$
  select hash_record_extended(row(
    c.call_id, c.request_id, c.integration_id, c.op_class::text, c.external_id,
    c.kind::text, c.player_id, c.currency, c.amount, c.round_ref, c.game_id, c.purse::text,
    c.target_class::text, c.target_id, c.counterparty,
    c.outcome::text, c.refused, c.late, c.settled, c.cash, c.bonus, c.shortfall, c.cash_after, c.bonus_after, c.reverses,
    c.brand_id, c.actor_id, c.reason, c.occurred_at, c.recorded_at, c.xid), 0)
$$;

-- ── grants ───────────────────────────────────────────────────────────────────────────────────────

grant usage  on schema ledger                to countroom_app, countroom_reader, countroom_importer;
grant select on all tables in schema ledger  to countroom_app, countroom_reader, countroom_importer;

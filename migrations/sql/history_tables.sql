-- History of another platform on its way into the ledger. Whatever is read waits here, line by line, until its
-- player is posted or refused; then it is deleted. What stays: which file, which players, what came of it.

create schema history;

create table history.import (
  import_id       uuid         primary key default uuidv7(),   -- the request of every call that came with it
  sha256          bytea        not null unique  check (length(sha256) = 32),
  name            text         not null,
  brands          text[]       not null,
  all_or_nothing  boolean      not null,
  block_bytes     integer      not null  check (block_bytes > 0),   -- in pieces of about this size it is read
  state           text         not null default 'reading'
                               check (state in ('reading', 'posting', 'posted', 'refused', 'done')),
  begun_at        timestamptz  not null default clock_timestamp(),
  ended_at        timestamptz
);

-- Which pieces of the file were read.
create table history.block (
  import_id  uuid     not null references history.import,
  number     integer  not null,
  primary key (import_id, number)
);

-- As it came; a line that cannot even be stored says why instead. Filled and emptied within one transaction.
create table history.line (
  line   bigint  not null,
  body   text,
  fault  text
);

create table history.item (
  import_id    uuid              not null,   -- no key elsewhere: checking it for each line would cost as much as reading it
  line         bigint            not null,
  player       text collate "C"  not null,
  kind         text collate "C"  not null,
  source       text collate "C"  not null,   -- integration or payment provider
  id           text collate "C"  not null,
  target_kind  text collate "C"  not null,
  target       text collate "C"  not null,
  currency     text collate "C"  not null,
  game         text collate "C"  not null,
  round        text collate "C"  not null,
  amount       bigint            not null,   -- of an adjustment with its sign
  cash         bigint            not null,
  bonus        bigint            not null,
  pending      bigint            not null,
  ends         boolean           not null,
  at           timestamptz,
  until        timestamptz,
  details      jsonb,                        -- of players and sessions
  digest       bigint            not null
);
create index item_player on history.item (import_id, player);

create table history.player (
  import_id  uuid              not null references history.import,
  number     integer           not null,     -- in the order of the file
  reference  text collate "C"  not null,     -- the other platform's name for the player
  brand_id   integer           references brand,
  player_id  bigint            references player,
  digest     bigint            not null,     -- of the player's lines in any order
  state      text              not null default 'waiting'  check (state in ('waiting', 'faulty', 'known', 'entered')),
  primary key (import_id, number)
);
create unique index player_entered on history.player (brand_id, reference) where state = 'entered';
create index player_reference on history.player (import_id, reference);

create table history.fault (
  import_id  uuid    not null references history.import,
  line       bigint  not null,
  player     text collate "C",
  reason     text    not null,
  primary key (import_id, line)
);

-- What the file says of each wallet that entered: the one side of the parity check.
create table history.wallet (
  import_id   uuid              not null,
  number      integer           not null,
  player_id   bigint            not null,
  brand_id    integer           not null,
  currency    text collate "C"  not null,
  account_id  bigint            not null,    -- of its cash
  transfers   bigint            not null,
  paid_in     bigint            not null,    -- from the house to the player, and back
  paid_out    bigint            not null,
  cash        bigint            not null,    -- at the end
  bonus       bigint            not null,
  pending     bigint            not null,
  primary key (import_id, number, currency),
  foreign key (import_id, number) references history.player
);

grant usage on schema history to countroom_app, countroom_reader, countroom_importer;
grant select on history.import, history.block, history.player, history.fault, history.wallet
   to countroom_app, countroom_reader, countroom_importer;
grant insert on history.line to countroom_importer;
grant usage on schema public to countroom_importer;

-- ── a call's place in time ───────────────────────────────────────────────────────────────────────

-- A UUIDv7 as it would have been made at that moment: lists in the order of ids show history in its own place.
-- Microseconds stand in the twelve bits after the version (RFC 9562 §6.2, method 3).
create function history.uuid_at(p_at timestamptz) returns uuid language sql volatile as $$
  select (lpad(to_hex((date_part('epoch', p_at) * 1000000)::bigint / 1000), 12, '0') || '7'
          || lpad(to_hex((date_part('epoch', p_at) * 1000000)::bigint % 1000 * 4096 / 1000), 3, '0')
          || substr(replace(gen_random_uuid()::text, '-', ''), 17))::uuid
$$;

-- As app/ids.py tells them.
create function history.outside(p_prefix text, p_id uuid) returns text language sql immutable as $$
  select p_prefix || '_' || string_agg(
           substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', substring(bits from 5 * n + 1 for 5)::bit(5)::integer + 1, 1), '' order by n)
    from (select b'00' || ('x' || replace(p_id::text, '-', ''))::bit(128) as bits) t, generate_series(0, 25) n
$$;

-- What came as history counts in its round when it happened; recorded_at is when it came.
create or replace view ledger.round_call as
  select c.player_id, c.currency, c.integration_id, coalesce(o.round_ref, c.round_ref) as round_ref,
         c.call_id, c.kind, c.brand_id, c.game_id, c.late, c.settled,
         case when i.import_id is null then c.recorded_at else c.occurred_at end as recorded_at,
         case when c.kind = 'bet' then - c.cash  when o.kind = 'bet' then o.cash    else 0 end as stake_cash,
         case when c.kind = 'bet' then - c.bonus when o.kind = 'bet' then o.bonus   else 0 end as stake_bonus,
         case when c.kind = 'win' then c.cash    when o.kind = 'win' then - o.cash  else 0 end as win_cash,
         case when c.kind = 'win' then c.bonus   when o.kind = 'win' then - o.bonus else 0 end as win_bonus
    from ledger.call c
    left join ledger.call o on o.player_id = c.player_id and o.call_id = c.reverses
    left join history.import i on i.import_id = c.request_id
   where c.settled is not null and not c.refused;

-- An opening balance has a house account too.
create or replace view ledger.house_leg as
  select t.player_id, t.call_id, t.line, l.account_id, t.currency, t.brand_id,
         case when c.kind in ('bet', 'win', 'promo', 'rollback')  then 'game'
              when c.kind = 'deposit' and l.is_target             then 'refund_due'
              when c.kind in ('deposit', 'withdrawal_release')    then 'psp_clearing'
              when c.kind = 'adjustment'                          then 'adjustment'
              when c.kind = 'opening'                             then 'opening' end::ledger.house_kind as kind,
         case when c.kind = 'withdrawal_release'                           then c.counterparty
              when c.kind in ('adjustment', 'opening') or c.kind = 'deposit' and l.is_target then 0
              else c.integration_id end as counterparty
    from ledger.transfer t
    join ledger.call c using (player_id, call_id)
   cross join lateral (values (t.from_account, false), (t.to_account, true)) l (account_id, is_target)
   where l.account_id < 0;

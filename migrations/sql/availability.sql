-- What may be played. A stop bars new bets and new game sessions of a game, a provider, one of our connections to it, or
-- of everything; for one brand, country and currency or for all of them. It stands until it is lifted, and stays as a
-- row: what was to be had, where and when, can be read here for ever.

alter table game
  add public_id   uuid  not null unique default uuidv7(),
  add volatility  text  check (volatility in ('low', 'medium', 'high', 'very_high'));
alter table integration
  add public_id   uuid  not null unique default uuidv7();

create table play_stop (
  id               bigint       primary key generated always as identity,
  public_id        uuid         not null unique default uuidv7(),
  kind             text         not null  check (kind in ('disabled', 'maintenance')),
  provider_id      integer      references provider,
  integration_id   integer      references integration,
  game_id          integer      references game,          -- none of the three: whatever is played
  brand_id         integer      references brand,         -- null: every brand
  country          text         check (country ~ '^[A-Z]{2}$'),
  currency         text         collate "C" references ledger.currency,
  reason           text         not null  check (length(reason) between 3 and 700),
  actor_kind       text         not null  check (actor_kind in ('staff', 'api_key', 'system')),
  actor_id         text         not null,
  recorded_at      timestamptz  not null default clock_timestamp(),
  sessions         integer      not null  check (sessions >= 0),   -- in play at that moment
  rounds           integer      not null  check (rounds >= 0),
  lifted_at        timestamptz  check (lifted_at >= recorded_at),
  lifted_reason    text         check (length(lifted_reason) between 3 and 700),
  lifted_by_kind   text         check (lifted_by_kind in ('staff', 'api_key', 'system')),
  lifted_by_id     text,
  constraint play_stop_target_check check (num_nonnulls(provider_id, integration_id, game_id) <= 1),
  constraint play_stop_maintenance_check check (
    kind = 'disabled' or num_nonnulls(provider_id, integration_id, game_id, country, currency) = 0),
  constraint play_stop_lifted_check check (num_nonnulls(lifted_at, lifted_reason, lifted_by_kind, lifted_by_id) in (0, 4))
);
create unique index play_stop_standing
  on play_stop (kind, provider_id, integration_id, game_id, brand_id, country, currency)
  nulls not distinct where lifted_at is null;
create index play_stop_provider_id_index on play_stop (provider_id);
create index play_stop_integration_id_index on play_stop (integration_id);
create index play_stop_game_id_index on play_stop (game_id);
create index play_stop_brand_id_index on play_stop (brand_id);

-- A stop is lifted once, and nothing else of it changes.
create function lift_once() returns trigger language plpgsql as $$
begin
  if old.lifted_at is not null then
    raise exception 'this stop is lifted already' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger lift_once before update on play_stop for each row execute function lift_once();

-- ── the next bet is refused ──────────────────────────────────────────────────────────────────────
-- Wallets keep what they know of stops, games and integrations, and say with every batch as of which version. Whatever
-- changes that counts the version up in its own transaction, alone: before it the batches under way have committed, and
-- no other begins until it has. So a batch stands wholly before a change, or knows of it.

create table play_version (
  is_the_only_one  boolean  primary key  default true  check (is_the_only_one),
  version          bigint   not null
);
insert into play_version values (true, 1);

-- Together with others, until the transaction ends: nothing that bears on play changes meanwhile.
create function hold_play() returns void language sql
  return pg_advisory_xact_lock_shared(hashtextextended('what may be played', 0));

create function count_play_version() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('what may be played', 0));
  update play_version set version = version + 1;
  return null;
end $$;

-- Before the rows, so that everybody takes the version first and rows second.
create trigger count_play_version before insert or update or delete on play_stop
  for each statement execute function count_play_version();
create trigger count_play_version before insert or update or delete on integration
  for each statement execute function count_play_version();
create trigger count_play_version before insert or update or delete on integration_key
  for each statement execute function count_play_version();
create trigger count_play_version before insert or update or delete on game
  for each statement execute function count_play_version();

-- The snapshot of the comparison is taken after the wait.
create function ledger.play_is_known(p_version bigint) returns boolean language plpgsql as $$
begin
  perform public.hold_play();
  return p_version = (select version from public.play_version);
end $$;

-- The ledger's two doors for providers, for whoever decided by what was known as of a version. No row: it is outdated,
-- nothing was done, and the calls have to be decided anew.
create function ledger.wallet_call_as_known(
  p_known bigint,
  p_request_id uuid, p_integration_id integer, p_player_id bigint, p_currency text, p_game_id integer,
  p_round_ref text, p_stake_order ledger.stake_order, p_settle boolean, p_occurred_at timestamptz,
  p_kinds ledger.kind[], p_op_classes ledger.op_class[], p_external_ids text[], p_amounts bigint[],
  p_purses ledger.purse[], p_target_classes ledger.op_class[], p_target_ids text[], p_needs_bet boolean[])
returns setof ledger.answer language plpgsql as $$
begin
  if ledger.play_is_known(p_known) then
    return query select * from ledger.wallet_call(
      p_request_id, p_integration_id, p_player_id, p_currency, p_game_id, p_round_ref, p_stake_order, p_settle,
      p_occurred_at, p_kinds, p_op_classes, p_external_ids, p_amounts, p_purses, p_target_classes, p_target_ids,
      p_needs_bet);
  end if;
end $$;

create function ledger.wallet_call_group_as_known(
  p_known bigint, p_call_nos integer[],
  p_request_ids uuid[], p_integration_ids integer[], p_player_ids bigint[], p_currencies text[],
  p_game_ids integer[], p_round_refs text[], p_stake_orders ledger.stake_order[], p_settles boolean[],
  p_occurred_ats timestamptz[],
  p_kinds ledger.kind[], p_op_classes ledger.op_class[], p_external_ids text[], p_amounts bigint[],
  p_purses ledger.purse[], p_target_classes ledger.op_class[], p_target_ids text[], p_needs_bet boolean[])
returns setof ledger.answer language plpgsql as $$
begin
  if ledger.play_is_known(p_known) then
    return query select * from ledger.wallet_call_group(
      p_call_nos, p_request_ids, p_integration_ids, p_player_ids, p_currencies, p_game_ids, p_round_refs, p_stake_orders,
      p_settles, p_occurred_ats, p_kinds, p_op_classes, p_external_ids, p_amounts, p_purses, p_target_classes,
      p_target_ids, p_needs_bet);
  end if;
end $$;

-- What was disabled until now by a column is disabled by a stop from now on.
insert into play_stop (kind, game_id, reason, actor_kind, actor_id, sessions, rounds)
  select 'disabled', id, 'Disabled before stops were kept.', 'system', 'migration', 0, 0
    from game where status = 'disabled';
insert into play_stop (kind, integration_id, brand_id, reason, actor_kind, actor_id, sessions, rounds)
  select 'disabled', id, brand_id, 'Disabled before stops were kept.', 'system', 'migration', 0, 0
    from integration where status = 'disabled';
alter table game drop status;
alter table integration drop status;

-- The catalogue is read by name.
create index game_name on game (lower(name), public_id);
-- Who is in play.
create index game_session_open on game_session (game_id) where ended_at is null;

grant select on play_stop, play_version to countroom_app, countroom_reader;
grant insert (kind, provider_id, integration_id, game_id, brand_id, country, currency, reason, actor_kind, actor_id,
              sessions, rounds),
  update (lifted_at, lifted_reason, lifted_by_kind, lifted_by_id)
  on play_stop to countroom_app;
revoke execute on function ledger.play_is_known, ledger.wallet_call_as_known, ledger.wallet_call_group_as_known from public;
grant execute on function ledger.play_is_known, ledger.wallet_call_as_known, ledger.wallet_call_group_as_known
  to countroom_app;

-- What a player may not do, by whose word and why. Status and restrictions are two axes, each with its history. The
-- functions below are the only way: the app writes neither, so no status changes without a reason, and what stands here
-- and the flags in the ledger are one transaction.

create table player_restriction (
  id                  bigint       primary key generated always as identity,
  public_id           uuid         not null unique default uuidv7(),
  player_id           bigint       not null references player,
  brand_id            integer      not null references brand,
  kind                text         not null  check (kind in ('betting', 'deposits', 'withdrawals')),
  reason_code         text         not null  check (length(reason_code) between 1 and 60),
  reason_text         text         not null  check (length(reason_text) <= 500),
  by_kind             text         not null  check (by_kind in ('staff', 'api_key', 'system')),
  by_id               text         not null,
  imposed_at          timestamptz  not null default clock_timestamp(),
  until               timestamptz,           -- null: until somebody lifts it
  lifted_at           timestamptz  check (lifted_at >= imposed_at),
  lifted_reason_code  text         check (length(lifted_reason_code) between 1 and 60),
  lifted_reason_text  text         check (length(lifted_reason_text) <= 500),
  lifted_by_kind      text         check (lifted_by_kind in ('staff', 'api_key', 'system')),
  lifted_by_id        text,
  constraint player_restriction_lifted_check check (
    (lifted_at is null) = (lifted_reason_code is null) and (lifted_at is null) = (lifted_by_kind is null)
    and (lifted_at is null) = (lifted_by_id is null))
);
create unique index player_restriction_open on player_restriction (player_id, kind) where lifted_at is null;
create index player_restriction_player_id_index on player_restriction (player_id, public_id);
create index player_restriction_brand_id_index on player_restriction (brand_id);
create index player_restriction_until on player_restriction (until) where lifted_at is null and until is not null;

create table player_status_change (
  id           bigint       primary key generated always as identity,
  player_id    bigint       not null references player,
  from_status  text         not null,
  to_status    text         not null  check (to_status <> from_status),
  reason_code  text         not null  check (length(reason_code) between 1 and 60),
  reason_text  text         not null  check (length(reason_text) <= 500),
  by_kind      text         not null  check (by_kind in ('staff', 'api_key', 'system')),
  by_id        text         not null,
  changed_at   timestamptz  not null default clock_timestamp()
);
create index player_status_change_player_id_index on player_status_change (player_id, id);

-- Asked at the moment of use: what has run out bars nobody, lifted or not.
create function is_kept_from(p_player_id bigint, p_kind text) returns boolean
language sql stable set search_path = pg_catalog, pg_temp as $$
  select exists (select from public.player_restriction r
                  where r.player_id = p_player_id and r.kind = p_kind and r.lifted_at is null
                    and (r.until is null or r.until > clock_timestamp()))
$$;

create function is_suspended(p_player_id bigint) returns boolean
language sql stable set search_path = pg_catalog, pg_temp as $$
  select exists (select from public.player p where p.id = p_player_id and p.status = 'suspended')
$$;

-- Whoever acts on a player stands in line here; whoever opens a session for one shares the row and waits.
create function hold_player(p_player_id bigint) returns public.player
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  found_player  public.player;
begin
  select * into strict found_player from public.player where id = p_player_id for no key update;
  return found_player;
end $$;

-- A flag that came from elsewhere, as with a history, gets a row of its own, so that nothing else takes it away.
create function explain_restricted(p public.player) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if p.status <> 'suspended' and exists (select from ledger.account a where a.player_id = p.id and a.restricted) then
    insert into public.player_restriction (player_id, brand_id, kind, reason_code, reason_text, by_kind, by_id)
    values (p.id, p.brand_id, 'betting', 'brought_in', '', 'system', 'ledger')
    on conflict (player_id, kind) where lifted_at is null do nothing;
  end if;
end $$;

-- Returns nothing when one of this kind stands already.
create function restrict_player(
  p_player_id bigint, p_kind text, p_until timestamptz, p_reason_code text, p_reason_text text, p_by_kind text, p_by_id text)
returns uuid language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  p   public.player := public.hold_player(p_player_id);
  id  uuid;
begin
  perform public.explain_restricted(p);
  perform ledger.protect(p_player_id, p_restricted => p_kind = 'betting');   -- holds the wallets, whatever the kind
  insert into public.player_restriction (player_id, brand_id, kind, until, reason_code, reason_text, by_kind, by_id)
  values (p_player_id, p.brand_id, p_kind, p_until, p_reason_code, p_reason_text, p_by_kind, p_by_id)
  on conflict (player_id, kind) where lifted_at is null do nothing
  returning public_id into id;
  return id;
end $$;

-- False when none of this kind stands.
create function lift_restriction(
  p_player_id bigint, p_kind text, p_reason_code text, p_reason_text text, p_by_kind text, p_by_id text)
returns boolean language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  p  public.player := public.hold_player(p_player_id);
begin
  perform public.explain_restricted(p);
  update public.player_restriction
     set lifted_at = clock_timestamp(), lifted_reason_code = p_reason_code, lifted_reason_text = p_reason_text,
         lifted_by_kind = p_by_kind, lifted_by_id = p_by_id
   where player_id = p_player_id and kind = p_kind and lifted_at is null;
  if not found then
    return false;
  end if;
  perform ledger.relax(p_player_id, p_restricted => p_kind = 'betting');
  return true;
end $$;

-- Active to suspended and back; what is closed stays closed. False when the player is not in `p_from`.
create function change_player_status(
  p_player_id bigint, p_from text, p_to text, p_reason_code text, p_reason_text text, p_by_kind text, p_by_id text)
returns boolean language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  p  public.player := public.hold_player(p_player_id);
begin
  if (p_from, p_to) not in (('active', 'suspended'), ('suspended', 'active')) then
    raise exception 'no player goes from % to %', p_from, p_to using errcode = 'check_violation';
  elsif p.status <> p_from then
    return false;
  end if;
  perform public.explain_restricted(p);
  update public.player set status = p_to where id = p_player_id;
  insert into public.player_status_change (player_id, from_status, to_status, reason_code, reason_text, by_kind, by_id)
  values (p_player_id, p_from, p_to, p_reason_code, p_reason_text, p_by_kind, p_by_id);
  if p_to = 'suspended' then
    perform ledger.protect(p_player_id, p_restricted => true);
  else
    perform ledger.relax(p_player_id, p_restricted => true);
  end if;
  return true;
end $$;

-- As before, but that bets stay barred while anything above bars them, whoever asks.
create or replace function ledger.relax(
  p_player_id bigint, p_unverified boolean default false, p_restricted boolean default false,
  p_excluded boolean default false, p_closed boolean default false)
returns integer language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  stays  boolean;
begin
  perform ledger.lock_player(p_player_id);
  select exists (select from public.player p where p.id = p_player_id and p.status <> 'active')
      or exists (select from public.player_restriction r
                  where r.player_id = p_player_id and r.kind = 'betting' and r.lifted_at is null)
    into stays;
  update ledger.account
     set unverified = unverified and not p_unverified,
         restricted = restricted and not (p_restricted and not stays),
         excluded   = excluded   and not p_excluded,
         closed     = closed     and not p_closed
   where player_id = p_player_id;
  return ledger.digest_accounts(p_player_id);
end $$;

-- What arrives for a player who may not deposit is owed back too, and whoever is suspended or kept from withdrawing asks
-- for nothing. Both hold the wallet before they ask, and so does whoever restricts.
do $$
declare
  old  text;
  new  text;
begin
  old := pg_get_functiondef('ledger.deposit'::regproc);
  new := replace(old, 'cash.excluded or cash.closed',
    'cash.excluded or cash.closed or public.is_kept_from(p_player_id, ''deposits'')');
  assert new <> old;
  execute new;
  old := pg_get_functiondef('ledger.withdrawal_request'::regproc);
  new := replace(old, 'when cash.unverified                   then ''unverified''',
    'when cash.unverified                   then ''unverified''
    when public.is_suspended(p_player_id) or public.is_kept_from(p_player_id, ''withdrawals'') then ''restricted''');
  assert new <> old;
  execute new;
end $$;

create function deposit_attempt_is_allowed() returns trigger language plpgsql as $$
begin
  if is_suspended(new.player_id) or is_kept_from(new.player_id, 'deposits') then
    raise exception 'player % may not deposit', new.player_id using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger is_allowed before insert on deposit_attempt
  for each row when (new.state = 'started') execute function deposit_attempt_is_allowed();

revoke execute on function
  hold_player, explain_restricted, restrict_player, lift_restriction, change_player_status from public;
grant execute on function restrict_player, lift_restriction, change_player_status to countroom_app;
grant select on player_restriction, player_status_change to countroom_app, countroom_reader;
revoke update on player from countroom_app;
grant update (language) on player to countroom_app;

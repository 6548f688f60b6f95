-- The write path, last part: wallets, house accounts, protection; and who may call what.

create function ledger.lock_player(p_player_id bigint) returns void language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('player ' || p_player_id, 0));
  perform from ledger.account where player_id = p_player_id order by account_id for update;
end $$;

-- Four accounts, cash first. A further currency inherits the player's flags: an exclusion racing with
-- it finds either the wallet or its lock. A wallet that is open already stays as it is.
create function ledger.open_wallet(
  p_player_id bigint, p_brand_id integer, p_currency text,
  p_unverified boolean default false, p_restricted boolean default false,
  p_excluded boolean default false, p_closed boolean default false)
returns bigint language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  known  bigint;
  first  bigint;
  now    timestamptz := clock_timestamp();
  a      ledger.account;
begin
  perform ledger.lock_player(p_player_id);
  select account_id into known from ledger.account
   where player_id = p_player_id and currency = p_currency and purse = 'cash';
  if found then
    return known;
  end if;
  select * into a from ledger.account where player_id = p_player_id order by account_id limit 1;
  if a.brand_id <> p_brand_id then
    raise exception 'player % is of brand %, not %', p_player_id, a.brand_id, p_brand_id;
  end if;
  first := nextval('ledger.account_id');
  insert into ledger.account (player_id, account_id, brand_id, currency, purse, unverified, restricted, excluded, closed, opened_at, digest)
  select p_player_id, first + n - 1, p_brand_id, p_currency, purse,
         coalesce(a.unverified, p_unverified), coalesce(a.restricted, p_restricted),
         coalesce(a.excluded, p_excluded), coalesce(a.closed, p_closed), now, 0
    from unnest(enum_range(null::ledger.purse)) with ordinality as u (purse, n);
  perform ledger.digest_accounts(p_player_id);
  return first;
end $$;

create function ledger.digest_accounts(p_player_id bigint) returns integer language plpgsql as $$
declare
  n  integer;
begin
  update ledger.account a set digest = ledger.digest_of(a) where a.player_id = p_player_id;
  get diagnostics n = row_count;
  return n;
end $$;

-- Asked for again it gives the account that is there.
create function ledger.open_house_account(
  p_brand_id integer, p_currency text, p_kind ledger.house_kind, p_counterparty integer default 0)
returns bigint language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  id  bigint;
begin
  insert into ledger.house_account (brand_id, currency, kind, counterparty)
  values (p_brand_id, p_currency, p_kind, p_counterparty)
  on conflict (brand_id, currency, kind, counterparty) do nothing
  returning account_id into id;
  if not found then
    select account_id into strict id from ledger.house_account
     where brand_id = p_brand_id and currency = p_currency and kind = p_kind and counterparty = p_counterparty;
  end if;
  return id;
end $$;

-- Protection only ever adds here, at once and on all of the player's accounts, locked in id order.
-- When it has committed, no bet commits after it.
create function ledger.protect(
  p_player_id bigint, p_unverified boolean default false, p_restricted boolean default false,
  p_excluded boolean default false, p_closed boolean default false)
returns integer language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform ledger.lock_player(p_player_id);
  update ledger.account
     set unverified = unverified or p_unverified,
         restricted = restricted or p_restricted,
         excluded   = excluded   or p_excluded,
         closed     = closed     or p_closed
   where player_id = p_player_id;
  return ledger.digest_accounts(p_player_id);
end $$;

-- Taking protection away is the sensitive act, hence a function and a grant of its own.
create function ledger.relax(
  p_player_id bigint, p_unverified boolean default false, p_restricted boolean default false,
  p_excluded boolean default false, p_closed boolean default false)
returns integer language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform ledger.lock_player(p_player_id);
  update ledger.account
     set unverified = unverified and not p_unverified,
         restricted = restricted and not p_restricted,
         excluded   = excluded   and not p_excluded,
         closed     = closed     and not p_closed
   where player_id = p_player_id;
  return ledger.digest_accounts(p_player_id);
end $$;

-- ── grants ───────────────────────────────────────────────────────────────────────────────────────

revoke execute on all functions in schema ledger from public;
grant execute on function
  ledger.wallet_action, ledger.wallet_call, ledger.wallet_call_group,
  ledger.deposit, ledger.withdrawal_request, ledger.withdrawal_release, ledger.withdrawal_cancel,
  ledger.adjustment, ledger.recovery, ledger.open_wallet, ledger.open_house_account, ledger.protect, ledger.relax
  to countroom_app;

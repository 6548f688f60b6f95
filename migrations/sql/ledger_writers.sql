-- The write path, first part: its three writers. Nothing else writes a call, moves money or touches a
-- round. They take plain arguments, as a bet passes here in every transaction and building a row to
-- hand over costs as much as writing it.

-- ── calls ────────────────────────────────────────────────────────────────────────────────────────

-- False: the key is taken (waits for whoever is about to take it).
create function ledger.write_call(
  p_call_id uuid, p_request_id uuid, p_integration_id integer, p_op_class ledger.op_class, p_external_id text,
  p_kind ledger.kind, p_player_id bigint, p_currency text, p_amount bigint, p_round_ref text, p_game_id integer,
  p_purse ledger.purse, p_target_class ledger.op_class, p_target_id text, p_counterparty integer,
  p_outcome ledger.outcome, p_late boolean, p_settled boolean, p_cash bigint, p_bonus bigint, p_shortfall bigint,
  p_cash_after bigint, p_bonus_after bigint, p_reverses uuid, p_brand_id integer, p_actor_id bigint, p_reason text,
  p_occurred_at timestamptz, p_recorded_at timestamptz)
returns boolean language plpgsql as $$
begin
  insert into ledger.call (
    call_id, request_id, integration_id, op_class, external_id,
    kind, player_id, currency, amount, round_ref, game_id,
    purse, target_class, target_id, counterparty,
    outcome, refused, late, settled, cash, bonus, shortfall,
    cash_after, bonus_after, reverses, brand_id, actor_id, reason,
    occurred_at, recorded_at, xid, digest)
  values (
    p_call_id, p_request_id, p_integration_id, p_op_class, p_external_id,
    p_kind, p_player_id, p_currency, p_amount, p_round_ref, p_game_id,
    p_purse, p_target_class, p_target_id, p_counterparty,
    p_outcome, p_outcome > 'tombstone', p_late, p_settled, p_cash, p_bonus, p_shortfall,
    p_cash_after, p_bonus_after, p_reverses, p_brand_id, p_actor_id, p_reason,
    p_occurred_at, p_recorded_at, pg_current_xact_id(),
    hash_record_extended(row(      -- as ledger.digest_of(ledger.call), which is dearer here
      p_call_id, p_request_id, p_integration_id, p_op_class::text, p_external_id,
      p_kind::text, p_player_id, p_currency, p_amount, p_round_ref, p_game_id,
      p_purse::text, p_target_class::text, p_target_id, p_counterparty,
      p_outcome::text, p_outcome > 'tombstone', p_late, p_settled, p_cash, p_bonus, p_shortfall,
      p_cash_after, p_bonus_after, p_reverses, p_brand_id, p_actor_id, p_reason,
      p_occurred_at, p_recorded_at, pg_current_xact_id()), 0))
  on conflict (integration_id, op_class, external_id) where not refused do nothing;
  return found;
end $$;

create function ledger.write_call(c ledger.call) returns boolean language plpgsql as $$
begin
  return ledger.write_call(
    c.call_id, c.request_id, c.integration_id, c.op_class, c.external_id,
    c.kind, c.player_id, c.currency, c.amount, c.round_ref, c.game_id,
    c.purse, c.target_class, c.target_id, c.counterparty,
    c.outcome, c.late, c.settled, c.cash, c.bonus, c.shortfall,
    c.cash_after, c.bonus_after, c.reverses, c.brand_id, c.actor_id, c.reason,
    c.occurred_at, c.recorded_at);
end $$;

-- ── transfers ────────────────────────────────────────────────────────────────────────────────────

-- One transfer; a leg at the player's changes his balance and version. Returns the next line.
create function ledger.move(
  p_player_id bigint, p_call_id uuid, p_line integer, p_brand_id integer, p_currency text, p_kind ledger.kind,
  p_from bigint, p_to bigint, p_amount bigint, p_occurred_at timestamptz, p_recorded_at timestamptz)
returns integer language plpgsql as $$
declare
  from_seq    bigint;
  from_after  bigint;
  to_seq      bigint;
  to_after    bigint;
begin
  if p_from > 0 then
    update ledger.account a
       set balance = a.balance + case a.purse when 'receivable' then p_amount else - p_amount end,
           version = a.version + 1
     where a.player_id = p_player_id and a.account_id = p_from
    returning a.version, a.balance into strict from_seq, from_after;
  end if;
  if p_to > 0 then
    update ledger.account a
       set balance = a.balance + case a.purse when 'receivable' then - p_amount else p_amount end,
           version = a.version + 1
     where a.player_id = p_player_id and a.account_id = p_to
    returning a.version, a.balance into strict to_seq, to_after;
  end if;
  insert into ledger.transfer (
    player_id, call_id, line, brand_id, currency, kind, amount,
    from_account, from_seq, from_after, to_account, to_seq, to_after, occurred_at, recorded_at)
  values (
    p_player_id, p_call_id, p_line, p_brand_id, p_currency, p_kind, p_amount,
    p_from, from_seq, from_after, p_to, to_seq, to_after, p_occurred_at, p_recorded_at);
  return p_line + 1;
end $$;

create function ledger.move(c ledger.call, p_line integer, p_from bigint, p_to bigint, p_amount bigint)
returns integer language plpgsql as $$
begin
  return ledger.move(c.player_id, c.call_id, p_line, c.brand_id, c.currency, c.kind,
                     p_from, p_to, p_amount, c.occurred_at, c.recorded_at);
end $$;

-- ── rounds ───────────────────────────────────────────────────────────────────────────────────────

-- What a call did to its round: stakes and wins as changes, settled or open after it.
create function ledger.touch_round(
  p_opens boolean, p_player_id bigint, p_currency text, p_integration_id integer, p_round_ref text,
  p_call_id uuid, p_brand_id integer, p_game_id integer, p_kind ledger.kind,
  p_stake_cash bigint, p_stake_bonus bigint, p_win_cash bigint, p_win_bonus bigint,
  p_late boolean, p_settled boolean, p_recorded_at timestamptz)
returns boolean language plpgsql as $$
begin
  if p_opens then
    insert into ledger.round (
      player_id, currency, integration_id, round_ref, round_id, brand_id, game_id,
      stake_cash, stake_bonus, win_cash, win_bonus, bets, wins, rollbacks, late, opened_at, last_at, settled_at)
    values (
      p_player_id, p_currency, p_integration_id, p_round_ref, p_call_id, p_brand_id, p_game_id,
      p_stake_cash, p_stake_bonus, p_win_cash, p_win_bonus, (p_kind = 'bet')::integer, (p_kind = 'win')::integer, 0, 0,
      p_recorded_at, p_recorded_at, case when p_settled then p_recorded_at end);
  else
    update ledger.round r
       set stake_cash  = r.stake_cash  + p_stake_cash,
           stake_bonus = r.stake_bonus + p_stake_bonus,
           win_cash    = r.win_cash    + p_win_cash,
           win_bonus   = r.win_bonus   + p_win_bonus,
           bets        = r.bets        + (p_kind = 'bet')::integer,
           wins        = r.wins        + (p_kind = 'win')::integer,
           rollbacks   = r.rollbacks   + (p_kind = 'rollback')::integer,
           late        = r.late        + p_late::integer,
           last_at     = p_recorded_at,
           settled_at  = case when p_settled then coalesce(r.settled_at, p_recorded_at) end
     where r.player_id = p_player_id and r.currency = p_currency
       and r.integration_id = p_integration_id and r.round_ref = p_round_ref;
  end if;
  return p_settled;
end $$;

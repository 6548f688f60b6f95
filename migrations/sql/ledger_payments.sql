-- The write path, fourth part: payments and what staff do. Each takes effect once under its own id.

create function ledger.house_draft(
  p_kind ledger.kind, p_class ledger.op_class, p_external_id text, p_player_id bigint, p_currency text, p_amount bigint)
returns ledger.call language plpgsql as $$
begin
  return ledger.draft(null, 0, p_player_id, p_currency, 0, '', null, p_kind, p_class, p_external_id, p_amount, null, null, null);
end $$;

-- Credited once, at capture. What arrives for an excluded or closed player is owed back to him and
-- never reaches his cash.
create function ledger.deposit(
  p_integration_id integer, p_external_id text, p_player_id bigint, p_currency text, p_amount bigint,
  p_occurred_at timestamptz default null, p_request_id uuid default null)
returns ledger.answer language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  cash  ledger.account := ledger.gate(p_player_id, p_currency);
  c     ledger.call := ledger.house_draft('deposit', 'deposit', p_external_id, p_player_id, p_currency, p_amount);
begin
  c.integration_id := p_integration_id;
  c.request_id     := p_request_id;
  c.occurred_at    := coalesce(p_occurred_at, c.occurred_at);
  if cash.account_id is null then
    return ledger.refuse(c, 'unknown_account');
  elsif p_amount is null or p_amount <= 0 then
    return ledger.refuse(c, 'bad_request');
  end if;
  c := ledger.as_it_stands(c, cash);
  c.outcome    := case when cash.excluded or cash.closed then 'diverted' else 'applied' end;
  c.cash       := case c.outcome when 'applied' then p_amount else 0 end;
  c.cash_after := cash.balance + c.cash;
  if not ledger.write_call(c) then
    return ledger.refuse(c, 'conflict');
  end if;
  perform ledger.move(c, 1, ledger.house(c, 'psp_clearing', p_integration_id),
    case c.outcome when 'applied' then cash.account_id else ledger.house(c, 'refund_due', 0) end, p_amount);
  return ledger.answer_of(c, c.outcome, false);
end $$;

create function ledger.withdrawal_request(
  p_withdrawal_id text, p_player_id bigint, p_currency text, p_amount bigint,
  p_actor_id bigint default null, p_request_id uuid default null)
returns ledger.answer language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  cash     ledger.account := ledger.gate(p_player_id, p_currency);
  c        ledger.call := ledger.house_draft('withdrawal_request', 'withdrawal', p_withdrawal_id, p_player_id, p_currency, p_amount);
  pending  ledger.account;
  refusal  ledger.outcome;
begin
  c.actor_id   := p_actor_id;
  c.request_id := p_request_id;
  if cash.account_id is null then
    return ledger.refuse(c, 'unknown_account');
  end if;
  c := ledger.as_it_stands(c, cash);
  refusal := case
    when p_amount is null or p_amount <= 0 then 'bad_request'
    when cash.unverified                   then 'unverified'
    when (ledger.account_of(p_player_id, p_currency, 'receivable')).balance > 0 then 'owing'
    when p_amount > cash.balance           then 'insufficient_funds' end;
  if refusal is not null then
    return ledger.refuse(c, refusal);
  end if;
  c.outcome    := 'applied';
  c.cash       := -p_amount;
  c.cash_after := cash.balance - p_amount;
  if not ledger.write_call(c) then
    return ledger.refuse(c, 'conflict');
  end if;
  pending := ledger.account_of(p_player_id, p_currency, 'pending_withdrawal');
  perform ledger.move(c, 1, cash.account_id, pending.account_id, p_amount);
  return ledger.answer_of(c, c.outcome, false);
end $$;

-- Paid out or given back: both under one key, so a request ends once, in one way.
create function ledger.withdrawal_close(
  p_kind ledger.kind, p_withdrawal_id text, p_player_id bigint, p_psp integer,
  p_actor_id bigint, p_reason text, p_request_id uuid)
returns ledger.answer language plpgsql as $$
declare
  c        ledger.call;
  cash     ledger.account;
  pending  ledger.account;
  o        ledger.call;
begin
  select * into o from ledger.call x
   where x.integration_id = 0 and x.op_class = 'withdrawal' and x.external_id = p_withdrawal_id and not x.refused;
  c := ledger.house_draft(p_kind, 'withdrawal_close', p_withdrawal_id, p_player_id, coalesce(o.currency, ''), coalesce(o.amount, 0));
  c.target_class := 'withdrawal';
  c.target_id    := p_withdrawal_id;
  c.counterparty := p_psp;
  c.actor_id     := p_actor_id;
  c.reason       := p_reason;
  c.request_id   := p_request_id;
  if o.call_id is null or o.player_id <> p_player_id then
    return ledger.refuse(c, 'unknown_target');
  end if;
  cash := ledger.gate(p_player_id, o.currency);
  pending := ledger.account_of(p_player_id, o.currency, 'pending_withdrawal');
  c := ledger.as_it_stands(c, cash);
  c.outcome    := 'applied';
  c.cash       := case p_kind when 'withdrawal_cancel' then o.amount else 0 end;
  c.cash_after := cash.balance + c.cash;
  c.reverses   := case p_kind when 'withdrawal_cancel' then o.call_id end;
  if (ledger.recall(c)).outcome is not null or not ledger.write_call(c) then
    return ledger.refuse(c, 'conflict');
  end if;
  perform ledger.move(c, 1, pending.account_id,
    case p_kind when 'withdrawal_cancel' then cash.account_id else ledger.house(c, 'psp_clearing', p_psp) end, o.amount);
  return ledger.answer_of(c, c.outcome, false);
end $$;

create function ledger.withdrawal_release(
  p_withdrawal_id text, p_player_id bigint, p_psp integer,
  p_actor_id bigint default null, p_reason text default null, p_request_id uuid default null)
returns ledger.answer language sql security definer set search_path = pg_catalog, pg_temp as $$
  select ledger.withdrawal_close('withdrawal_release', p_withdrawal_id, p_player_id, p_psp, p_actor_id, p_reason, p_request_id)
$$;

create function ledger.withdrawal_cancel(
  p_withdrawal_id text, p_player_id bigint,
  p_actor_id bigint default null, p_reason text default null, p_request_id uuid default null)
returns ledger.answer language sql security definer set search_path = pg_catalog, pg_temp as $$
  select ledger.withdrawal_close('withdrawal_cancel', p_withdrawal_id, p_player_id, null, p_actor_id, p_reason, p_request_id)
$$;

-- By staff, of cash or bonus, up or down.
create function ledger.adjustment(
  p_adjustment_id text, p_player_id bigint, p_currency text, p_purse ledger.purse, p_amount bigint,
  p_actor_id bigint, p_reason text, p_request_id uuid default null)
returns ledger.answer language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  cash     ledger.account := ledger.gate(p_player_id, p_currency);
  c        ledger.call := ledger.house_draft('adjustment', 'adjustment', p_adjustment_id, p_player_id, p_currency, p_amount);
  account  ledger.account;
  house    bigint;
begin
  c.purse      := p_purse;
  c.actor_id   := p_actor_id;
  c.reason     := p_reason;
  c.request_id := p_request_id;
  if cash.account_id is null then
    return ledger.refuse(c, 'unknown_account');
  elsif p_purse is null or p_purse not in ('cash', 'bonus') or p_amount is null or p_amount = 0
     or p_actor_id is null or coalesce(p_reason, '') = '' then   -- staff money has a name and a reason
    return ledger.refuse(c, 'bad_request');
  end if;
  account := ledger.account_of(p_player_id, p_currency, p_purse);
  c := ledger.as_it_stands(c, cash);
  if account.balance + p_amount < 0 then
    return ledger.refuse(c, 'insufficient_funds');
  end if;
  c.outcome     := 'applied';
  c.cash        := case p_purse when 'cash' then p_amount else 0 end;
  c.bonus       := case p_purse when 'bonus' then p_amount else 0 end;
  c.cash_after  := cash.balance + c.cash;
  c.bonus_after := c.bonus_after + c.bonus;
  if not ledger.write_call(c) then
    return ledger.refuse(c, 'conflict');
  end if;
  house := ledger.house(c, 'adjustment', 0);
  perform ledger.move(c, 1,
    case when p_amount > 0 then house else account.account_id end,
    case when p_amount > 0 then account.account_id else house end, abs(p_amount));
  return ledger.answer_of(c, c.outcome, false);
end $$;

-- What the player owes, taken from his cash.
create function ledger.recovery(
  p_recovery_id text, p_player_id bigint, p_currency text, p_amount bigint,
  p_actor_id bigint default null, p_reason text default null, p_request_id uuid default null)
returns ledger.answer language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  cash        ledger.account := ledger.gate(p_player_id, p_currency);
  c           ledger.call := ledger.house_draft('recovery', 'recovery', p_recovery_id, p_player_id, p_currency, p_amount);
  receivable  ledger.account;
begin
  c.actor_id   := p_actor_id;
  c.reason     := p_reason;
  c.request_id := p_request_id;
  if cash.account_id is null then
    return ledger.refuse(c, 'unknown_account');
  end if;
  receivable := ledger.account_of(p_player_id, p_currency, 'receivable');
  c := ledger.as_it_stands(c, cash);
  if p_amount is null or p_amount <= 0 or p_amount > receivable.balance then
    return ledger.refuse(c, 'bad_request');
  elsif p_amount > cash.balance then
    return ledger.refuse(c, 'insufficient_funds');
  end if;
  c.outcome    := 'applied';
  c.cash       := -p_amount;
  c.shortfall  := -p_amount;
  c.cash_after := cash.balance - p_amount;
  if not ledger.write_call(c) then
    return ledger.refuse(c, 'conflict');
  end if;
  perform ledger.move(c, 1, cash.account_id, receivable.account_id, p_amount);
  return ledger.answer_of(c, c.outcome, false);
end $$;


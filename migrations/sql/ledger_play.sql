-- The write path, second part: what game providers do. Entry points are at the end.
-- A business refusal is an answer, never an exception: an exception would fail the whole group.

create type ledger.answer as (
  call_no      integer,
  action_no    integer,
  external_id  text,
  outcome      ledger.outcome,
  replayed     boolean,
  stored       ledger.outcome,   -- what the key's owner got: equals outcome unless in conflict
  call_id      uuid,             -- a conflict shows the stored call's id and figures from here on
  late         boolean,
  cash         bigint,
  bonus        bigint,
  shortfall    bigint,
  cash_after   bigint,
  bonus_after  bigint,
  round_id     uuid              -- the round it counted in; a rollback's is its original's
);

create function ledger.answer_of(c ledger.call, p_outcome ledger.outcome, p_replayed boolean)
returns ledger.answer language sql as $$
  select row(1, 1, c.external_id, p_outcome, p_replayed, c.outcome, c.call_id, c.late,
             c.cash, c.bonus, c.shortfall, c.cash_after, c.bonus_after,
             (select r.round_id from ledger.round r
               where r.player_id = c.player_id and r.currency = c.currency and r.integration_id = c.integration_id
                 and r.round_ref = coalesce((select o.round_ref from ledger.call o
                                              where o.player_id = c.player_id and o.call_id = c.reverses), c.round_ref)
                 and c.settled is not null))::ledger.answer
$$;

-- A call as it is asked, before anything is known.
create function ledger.draft(
  p_request_id uuid, p_integration_id integer, p_player_id bigint, p_currency text, p_game_id integer,
  p_round_ref text, p_occurred_at timestamptz, p_kind ledger.kind, p_op_class ledger.op_class, p_external_id text,
  p_amount bigint, p_purse ledger.purse, p_target_class ledger.op_class, p_target_id text)
returns ledger.call language plpgsql as $$
declare
  c  ledger.call;
begin
  c.call_id        := uuidv7();
  c.request_id     := p_request_id;
  c.integration_id := p_integration_id;
  c.op_class       := p_op_class;
  c.external_id    := coalesce(p_external_id, case p_kind when 'finish' then c.call_id::text end);
  c.kind           := p_kind;
  c.player_id      := p_player_id;
  c.currency       := p_currency;
  c.amount         := coalesce(p_amount, 0);
  c.round_ref      := p_round_ref;
  c.game_id        := p_game_id;
  c.purse          := p_purse;
  c.target_class   := p_target_class;
  c.target_id      := p_target_id;
  c.late           := false;
  c.cash           := 0;
  c.bonus          := 0;
  c.shortfall      := 0;
  c.recorded_at    := clock_timestamp();
  c.occurred_at    := coalesce(p_occurred_at, c.recorded_at);
  return c;
end $$;

-- ── repetitions and refusals ─────────────────────────────────────────────────────────────────────

create function ledger.refused(c ledger.call, p_outcome ledger.outcome) returns ledger.call language plpgsql as $$
begin
  c.outcome   := p_outcome;
  c.late      := false;
  c.settled   := null;
  c.cash      := 0;
  c.bonus     := 0;
  c.shortfall := 0;
  c.reverses  := null;
  return c;
end $$;

-- What stands under the key of this call, or null.
create function ledger.recall(c ledger.call) returns ledger.answer language plpgsql as $$
declare
  o     ledger.call;
  same  boolean;
begin
  select * into o from ledger.call x
   where x.integration_id = c.integration_id and x.op_class = c.op_class
     and x.external_id = c.external_id and not x.refused;
  if not found then
    return null;
  end if;
  if o.outcome = 'tombstone' and o.player_id = c.player_id then
    return ledger.answer_of(ledger.refused(c, 'rolled_back'), 'rolled_back', false);
  end if;
  same := (o.kind, o.player_id, o.currency, o.amount, o.round_ref, o.game_id, o.purse, o.target_class, o.target_id, o.counterparty)
    is not distinct from
          (c.kind, c.player_id, c.currency, c.amount, c.round_ref, c.game_id, c.purse, c.target_class, c.target_id, c.counterparty);
  return ledger.answer_of(o, case when same then o.outcome else 'conflict' end, same);
end $$;

-- What had taken effect under this key before is repeated; else it is refused, and the refusal written.
create function ledger.refuse(c ledger.call, p_outcome ledger.outcome)
returns ledger.answer language plpgsql as $$
declare
  ans  ledger.answer := ledger.recall(c);
begin
  if ans.outcome is null then
    ans := ledger.answer_of(ledger.refused(c, p_outcome), p_outcome, false);
  end if;
  if ans.outcome > 'tombstone' then
    ans := ledger.write_refusal(c, ans);
  end if;
  return ans;
end $$;

-- The balances of a refusal are those that stand now: nothing moved. In a conflict the answer shows
-- the stored call, not this one.
create function ledger.write_refusal(c ledger.call, p_answer ledger.answer) returns ledger.answer language plpgsql as $$
begin
  c := ledger.refused(c, p_answer.outcome);
  select cash.balance, bonus.balance, cash.brand_id into c.cash_after, c.bonus_after, c.brand_id
    from ledger.account cash
    join ledger.account bonus using (player_id, currency)
   where cash.player_id = c.player_id and cash.currency = c.currency
     and cash.purse = 'cash' and bonus.purse = 'bonus';
  c.recorded_at := clock_timestamp();
  perform ledger.write_call(c);
  return case when p_answer.stored = p_answer.outcome then ledger.answer_of(c, c.outcome, false) else p_answer end;
end $$;

-- ── looking ──────────────────────────────────────────────────────────────────────────────────────

-- Locks the wallet. A statement of its own: what is read after it is what the last holder left.
create function ledger.gate(p_player_id bigint, p_currency text) returns ledger.account language plpgsql as $$
declare
  a  ledger.account;
begin
  select * into a from ledger.account x
   where x.player_id = p_player_id and x.currency = p_currency and x.purse = 'cash'
     for update;
  return a;
end $$;

-- Any other account of a wallet whose gate is held: nobody else can be changing it.
create function ledger.account_of(p_player_id bigint, p_currency text, p_purse ledger.purse)
returns ledger.account language plpgsql as $$
declare
  a  ledger.account;
begin
  select * into strict a from ledger.account x
   where x.player_id = p_player_id and x.currency = p_currency and x.purse = p_purse;
  return a;
end $$;

-- What a call finds once it holds the gate.
create function ledger.as_it_stands(c ledger.call, cash ledger.account) returns ledger.call language plpgsql as $$
begin
  c.recorded_at := clock_timestamp();
  c.brand_id    := cash.brand_id;
  c.cash_after  := cash.balance;
  c.bonus_after := (ledger.account_of(c.player_id, c.currency, 'bonus')).balance;
  return c;
end $$;

create function ledger.round_of(p_player_id bigint, p_currency text, p_integration_id integer, p_round_ref text)
returns ledger.round language plpgsql as $$
declare
  r  ledger.round;
begin
  select * into r from ledger.round x
   where x.player_id = p_player_id and x.currency = p_currency
     and x.integration_id = p_integration_id and x.round_ref = p_round_ref;
  return r;
end $$;

create function ledger.house(c ledger.call, p_kind ledger.house_kind, p_counterparty integer)
returns bigint language plpgsql as $$
declare
  id  bigint;
begin
  select h.account_id into id from ledger.house_account h
   where h.brand_id = c.brand_id and h.currency = c.currency
     and h.kind = p_kind and h.counterparty = p_counterparty;
  if not found then
    raise exception 'no house account % % for brand % in %', p_kind, p_counterparty, c.brand_id, c.currency;
  end if;
  return id;
end $$;

-- ── bets and wins ────────────────────────────────────────────────────────────────────────────────

-- One action: lock the wallet, look, decide, write. A straight line for bets, wins and promos; the rest
-- branches off. What is computed outside a statement, and every function called, is set up anew in
-- every transaction, so there is little of both. An entry point too: a call of one action, the usual one,
-- needs no arrays (and names its op_class, round_ref, game_id and settle).
-- It alone fixes no search_path, which takes a tenth of a bet: every name of ours is qualified, and who
-- may call it can create nothing in any schema, temporary or not (a test holds both).
create function ledger.wallet_action(
  p_request_id uuid, p_integration_id integer, p_player_id bigint, p_currency text, p_game_id integer,
  p_round_ref text, p_stake_order ledger.stake_order, p_settle boolean, p_occurred_at timestamptz,
  p_kind ledger.kind, p_op_class ledger.op_class, p_external_id text, p_amount bigint,
  p_purse ledger.purse default null, p_target_class ledger.op_class default null, p_target_id text default null,
  p_needs_bet boolean default false)
returns ledger.answer language plpgsql security definer as $$
declare
  cash_id      bigint;
  bonus_id     bigint;
  house_id     bigint;
  brand        integer;
  barred       ledger.outcome;
  charged      boolean := false;
  cash         bigint;    -- what the purses hold, then what the call moves
  bonus        bigint;
  cash_after   bigint;
  bonus_after  bigint;
  seq          bigint;
  call         uuid := uuidv7();
  now          timestamptz;
  opened       uuid;
  staked       bigint;
  staked_bonus bigint;
  was_settled  boolean;
  settled      boolean;
begin
  if p_kind > 'promo' or p_needs_bet or p_purse not in ('cash', 'bonus')
     or coalesce(p_amount, -1) not between 0 and 100000000000000000 then
    return ledger.act_rarely(ledger.draft(
      p_request_id, p_integration_id, p_player_id, p_currency, p_game_id, p_round_ref, p_occurred_at,
      p_kind, p_op_class, p_external_id, p_amount, p_purse, p_target_class, p_target_id),
      p_stake_order, p_settle, p_needs_bet);
  end if;

  -- Lock. Most bets are paid by cash alone: lock and charge in one.
  if p_kind = 'bet' and p_amount > 0 and p_stake_order is distinct from 'bonus_first' then
    update ledger.account a
       set balance = a.balance - p_amount, version = a.version + 1
     where a.player_id = p_player_id and a.currency = p_currency and a.purse = 'cash'
       and a.balance >= p_amount and not (a.closed or a.excluded or a.restricted or a.unverified)
    returning a.account_id, a.brand_id, a.balance, a.version into cash_id, brand, cash_after, seq;
    charged := found;
  end if;
  if not charged then
    select a.account_id, a.brand_id, a.balance, a.version + 1,
           case when a.closed     then 'closed'
                when a.excluded   then 'excluded'
                when a.restricted then 'restricted'
                when a.unverified then 'unverified' end
      into cash_id, brand, cash, seq, barred
      from ledger.account a
     where a.player_id = p_player_id and a.currency = p_currency and a.purse = 'cash'
       for update;
  end if;

  -- Look: nobody else can be changing any of this now.
  select b.account_id, b.balance, h.account_id, r.round_id, r.stake_cash + r.stake_bonus, r.stake_bonus,
         r.settled_at is not null, greatest(clock_timestamp(), r.last_at + '1 microsecond'::interval)
    into bonus_id, bonus_after, house_id, opened, staked, staked_bonus, was_settled, now
    from ledger.account b
    left join ledger.house_account h
      on h.brand_id = b.brand_id and h.currency = p_currency and h.kind = 'game' and h.counterparty = p_integration_id
    left join ledger.round r
      on r.player_id = p_player_id and r.currency = p_currency
     and r.integration_id = p_integration_id and r.round_ref = p_round_ref
   where b.player_id = p_player_id and b.currency = p_currency and b.purse = 'bonus';

  -- Decide. A stake draws on the purses in the order asked. A win is always taken, whatever the flags, and
  -- goes to the purses in the proportion in which they paid the round's stake as it stands now, the bonus
  -- part rounded down; to cash where nothing was staked.
  if charged then
    cash  := - p_amount;
    bonus := 0;
  else
    bonus := case
      when p_kind = 'bet' then - case p_stake_order
        when 'bonus_first' then least(p_amount, bonus_after)
        when 'cash_only'   then 0
        else least(greatest(p_amount - cash, 0), bonus_after) end
      when p_purse = 'bonus'                     then p_amount
      when p_purse = 'cash' or p_kind = 'promo'  then 0
      when staked_bonus > 0                      then trunc(p_amount::numeric * staked_bonus / staked)
      else 0 end;
    cash_after  := cash + case p_kind when 'bet' then - p_amount else p_amount end - bonus;
    cash        := cash_after - cash;
    bonus_after := bonus_after + bonus;
    barred := case
      when cash_id is null                    then 'unknown_account'
      when p_kind <> 'bet'                    then null
      when barred is null and cash_after < 0  then 'insufficient_funds'
      else barred end;
    if barred is not null then
      return ledger.refuse(ledger.draft(
        p_request_id, p_integration_id, p_player_id, p_currency, p_game_id, p_round_ref, p_occurred_at,
        p_kind, p_op_class, p_external_id, p_amount, p_purse, p_target_class, p_target_id), barred);
    end if;
  end if;
  if p_kind <> 'promo' and p_round_ref <> '' then
    settled := p_settle or was_settled;
  end if;

  -- Write.
  insert into ledger.call (
    call_id, request_id, integration_id, op_class, external_id,
    kind, player_id, currency, amount, round_ref, game_id, purse, target_class, target_id,
    outcome, refused, late, settled, cash, bonus, shortfall, cash_after, bonus_after, brand_id,
    occurred_at, recorded_at, xid, digest)
  values (
    call, p_request_id, p_integration_id, p_op_class, p_external_id,
    p_kind, p_player_id, p_currency, p_amount, p_round_ref, p_game_id, p_purse, p_target_class, p_target_id,
    'applied', false, was_settled and p_kind <> 'promo', settled, cash, bonus, 0, cash_after, bonus_after, brand,
    coalesce(p_occurred_at, now), now, pg_current_xact_id(),
    hash_record_extended(row(      -- ledger.digest_of(call), written out
      call, p_request_id, p_integration_id, p_op_class::text, p_external_id,
      p_kind::text, p_player_id, p_currency, p_amount, p_round_ref, p_game_id, p_purse::text,
      p_target_class::text, p_target_id, null::integer,
      'applied'::text, false, was_settled and p_kind <> 'promo', settled, cash, bonus, 0::bigint, cash_after, bonus_after, null::uuid,
      brand, null::bigint, null::text, coalesce(p_occurred_at, now), now, pg_current_xact_id()), 0))
  on conflict (integration_id, op_class, external_id) where not refused do nothing;
  if not found then
    if charged then
      update ledger.account a set balance = a.balance + p_amount, version = a.version - 1
       where a.player_id = p_player_id and a.account_id = cash_id;
    end if;
    return ledger.refuse(ledger.draft(
      p_request_id, p_integration_id, p_player_id, p_currency, p_game_id, p_round_ref, p_occurred_at,
      p_kind, p_op_class, p_external_id, p_amount, p_purse, p_target_class, p_target_id), 'conflict');
  end if;

  if cash <> 0 then
    if not charged then
      update ledger.account a set balance = cash_after, version = seq
       where a.player_id = p_player_id and a.account_id = cash_id;
    end if;
    if cash < 0 then
      insert into ledger.transfer (
        player_id, call_id, line, brand_id, currency, kind, amount,
        from_account, from_seq, from_after, to_account, occurred_at, recorded_at)
      values (
        p_player_id, call, 1, brand, p_currency, p_kind, - cash,
        cash_id, seq, cash_after, house_id, coalesce(p_occurred_at, now), now);
    else
      insert into ledger.transfer (
        player_id, call_id, line, brand_id, currency, kind, amount,
        from_account, to_account, to_seq, to_after, occurred_at, recorded_at)
      values (
        p_player_id, call, 1, brand, p_currency, p_kind, cash,
        house_id, cash_id, seq, cash_after, coalesce(p_occurred_at, now), now);
    end if;
  end if;
  if bonus <> 0 then
    perform ledger.move(
      p_player_id, call, case cash when 0 then 1 else 2 end, brand, p_currency, p_kind,
      case when bonus < 0 then bonus_id else house_id end, case when bonus < 0 then house_id else bonus_id end,
      abs(bonus), coalesce(p_occurred_at, now), now);
  end if;

  if settled is null then
    null;   -- outside any round
  elsif opened is null and p_kind = 'bet' then
    insert into ledger.round (
      player_id, currency, integration_id, round_ref, round_id, brand_id, game_id,
      stake_cash, stake_bonus, win_cash, win_bonus, bets, wins, rollbacks, late, opened_at, last_at, settled_at)
    values (
      p_player_id, p_currency, p_integration_id, p_round_ref, call, brand, p_game_id,
      - cash, - bonus, 0, 0, 1, 0, 0, 0, now, now, case when settled then now end);
  else
    perform ledger.touch_round(
      opened is null, p_player_id, p_currency, p_integration_id, p_round_ref, call, brand, p_game_id, p_kind,
      case p_kind when 'bet' then - cash else 0 end, case p_kind when 'bet' then - bonus else 0 end,
      case p_kind when 'win' then   cash else 0 end, case p_kind when 'win' then   bonus else 0 end,
      was_settled, settled, now);
  end if;
  return row(1, 1, p_external_id, 'applied'::ledger.outcome, false, 'applied'::ledger.outcome, call, was_settled and p_kind <> 'promo',
             cash, bonus, 0::bigint, cash_after, bonus_after, case when settled is not null then coalesce(opened, call) end)::ledger.answer;
end $$;

-- ── what is rarer ────────────────────────────────────────────────────────────────────────────────

-- Rollbacks, the ends of rounds, wins that need their bet, and nonsense.
create function ledger.act_rarely(
  c ledger.call, p_order ledger.stake_order, p_settle boolean, p_needs_bet boolean)
returns ledger.answer language plpgsql as $$
declare
  cash  ledger.account;
begin
  if c.kind > 'finish' or c.amount not between 0 and 100000000000000000 or c.purse not in ('cash', 'bonus')
     or (c.target_id is null or c.target_class is null) and (c.kind = 'rollback' or p_needs_bet)
     or c.kind = 'rollback' and (c.op_class, c.external_id) = (c.target_class, c.target_id) then   -- of itself
    return ledger.refuse(c, 'bad_request');
  end if;
  cash := ledger.gate(c.player_id, c.currency);
  if c.kind = 'rollback' then   -- its own key and its original's
    perform ledger.lock_keys(array[c.integration_id], array[c.external_id], array[c.target_id]);
  end if;
  if cash.account_id is null then
    return ledger.refuse(c, 'unknown_account');
  elsif c.kind <= 'promo' and not ledger.bet_stands(c) then
    return ledger.refuse(c, 'unknown_target');
  elsif c.kind <= 'promo' then
    return ledger.wallet_action(
      c.request_id, c.integration_id, c.player_id, c.currency, c.game_id, c.round_ref, p_order, p_settle, c.occurred_at,
      c.kind, c.op_class, c.external_id, c.amount, c.purse, c.target_class, c.target_id, false);
  end if;
  c := ledger.as_it_stands(c, cash);
  return case c.kind when 'finish' then ledger.finish(c) else ledger.rollback(c, p_settle) end;
end $$;

-- Whether the bet that a win names took effect and was not taken back.
create function ledger.bet_stands(c ledger.call) returns boolean language sql stable as $$
  select exists (
    select from ledger.call o
     where o.integration_id = c.integration_id and o.op_class = c.target_class
       and o.external_id = c.target_id and not o.refused
       and o.kind = 'bet' and o.player_id = c.player_id
       and not exists (select from ledger.call b where b.reverses = o.call_id))
$$;

-- Settling is idempotent by nature: a settled round answers as before and leaves no second row.
create function ledger.finish(c ledger.call) returns ledger.answer language plpgsql as $$
declare
  r  ledger.round := ledger.round_of(c.player_id, c.currency, c.integration_id, c.round_ref);
begin
  if r.round_id is null then
    return ledger.refuse(c, 'unknown_round');
  end if;
  c.outcome     := 'applied';
  c.settled     := true;
  c.recorded_at := greatest(c.recorded_at, r.last_at + '1 microsecond'::interval);
  if r.settled_at is not null then
    return ledger.answer_of(c, c.outcome, true);
  end if;
  if not ledger.write_call(c) then
    return ledger.refuse(c, 'conflict');
  end if;
  perform ledger.touch_round(
    false, c.player_id, c.currency, c.integration_id, c.round_ref, c.call_id, c.brand_id, c.game_id, c.kind,
    0, 0, 0, 0, false, true, c.recorded_at);
  return ledger.answer_of(c, c.outcome, false);
end $$;

-- A rollback is always taken. A bet returns exactly to the purses it came from. A win is taken from
-- the purses it went to; what is no longer there the player owes, and the provider gets his success.
create function ledger.rollback(c ledger.call, p_settle boolean)
returns ledger.answer language plpgsql as $$
declare
  known  ledger.answer := ledger.recall(c);
  o      ledger.call;
begin
  if known.outcome is not null then
    return ledger.refuse(c, known.outcome);
  end if;
  o := ledger.original(c);
  if o.call_id is null then
    o := ledger.bury(c);
    if o.call_id is not null then
      c.outcome  := 'nothing_to_reverse';
      c.reverses := o.call_id;
      return ledger.write_rollback(c);
    end if;
    o := ledger.original(c);   -- another player's, this very instant
  end if;

  if o.player_id <> c.player_id or o.currency <> c.currency then
    return ledger.refuse(c, 'conflict');
  elsif o.kind not in ('bet', 'win', 'promo', 'tombstone') then
    return ledger.refuse(c, 'bad_request');
  elsif exists (select from ledger.call x where x.reverses = o.call_id) then
    c.outcome := 'already_reversed';
    return ledger.write_rollback(c);
  end if;
  return ledger.reverse(c, o, p_settle);
end $$;

create function ledger.original(c ledger.call) returns ledger.call language plpgsql as $$
declare
  o  ledger.call;
begin
  select * into o from ledger.call x
   where x.integration_id = c.integration_id and x.op_class = c.target_class
     and x.external_id = c.target_id and not x.refused;
  return o;
end $$;

-- Keeps the place of an original that has not come; nothing when somebody has just taken it.
create function ledger.bury(c ledger.call) returns ledger.call language plpgsql as $$
begin
  c.call_id      := uuidv7();
  c.kind         := 'tombstone';
  c.outcome      := 'tombstone';
  c.op_class     := c.target_class;
  c.external_id  := c.target_id;
  c.amount       := 0;
  c.target_class := null;
  c.target_id    := null;
  return case when ledger.write_call(c) then c end;
end $$;

create function ledger.write_rollback(c ledger.call) returns ledger.answer language plpgsql as $$
begin
  if not ledger.write_call(c) then
    return ledger.refuse(c, 'conflict');
  end if;
  return ledger.answer_of(c, c.outcome, false);
end $$;

create function ledger.reverse(c ledger.call, o ledger.call, p_settle boolean)
returns ledger.answer language plpgsql as $$
declare
  r     ledger.round;
  game  bigint := ledger.house(c, 'game', c.integration_id);
  line  integer := 1;
begin
  c.outcome     := 'applied';
  c.reverses    := o.call_id;
  c.cash        := greatest(- o.cash, - c.cash_after);
  c.bonus       := greatest(- o.bonus, - c.bonus_after);
  c.shortfall   := c.cash + o.cash + c.bonus + o.bonus;
  c.cash_after  := c.cash_after + c.cash;
  c.bonus_after := c.bonus_after + c.bonus;
  if o.settled is not null then
    r := ledger.round_of(o.player_id, o.currency, o.integration_id, o.round_ref);
    c.recorded_at := greatest(c.recorded_at, r.last_at + '1 microsecond'::interval);
    -- Open again while money stands on it, unless the call settles it. Nothing else reopens a round.
    c.settled     := p_settle or r.stake_cash + r.stake_bonus + r.win_cash + r.win_bonus = abs(o.cash + o.bonus);
  end if;
  if not ledger.write_call(c) then
    return ledger.refuse(c, 'conflict');
  end if;
  line := ledger.move_purse(c, line, game, 'cash', c.cash);
  line := ledger.move_purse(c, line, game, 'bonus', c.bonus);
  line := ledger.move_purse(c, line, game, 'receivable', - c.shortfall);
  if o.settled is not null then
    perform ledger.touch_round(
      false, o.player_id, o.currency, o.integration_id, o.round_ref, c.call_id, c.brand_id, o.game_id, c.kind,
      case o.kind when 'bet' then o.cash else 0 end,   case o.kind when 'bet' then o.bonus else 0 end,
      case o.kind when 'win' then - o.cash else 0 end, case o.kind when 'win' then - o.bonus else 0 end,
      false, c.settled, c.recorded_at);
  end if;
  return ledger.answer_of(c, c.outcome, false);
end $$;

-- Between a purse and the house: into the purse when p_change is positive.
create function ledger.move_purse(c ledger.call, p_line integer, p_house_id bigint, p_purse ledger.purse, p_change bigint)
returns integer language plpgsql as $$
declare
  account  ledger.account := ledger.account_of(c.player_id, c.currency, p_purse);
begin
  return case when p_change > 0 then ledger.move(c, p_line, p_house_id, account.account_id, p_change)
              when p_change < 0 then ledger.move(c, p_line, account.account_id, p_house_id, - p_change)
              else p_line end;
end $$;

-- ── one call, several calls ──────────────────────────────────────────────────────────────────────

-- All actions in their order or none. One refused takes back those before it (repetitions of what
-- stood earlier stay what they are) and the call leaves a refused row for each.
create function ledger.act_together(
  p_request_id uuid, p_integration_id integer, p_player_id bigint, p_currency text, p_game_id integer,
  p_round_ref text, p_stake_order ledger.stake_order, p_settle boolean, p_occurred_at timestamptz,
  p_kinds ledger.kind[], p_op_classes ledger.op_class[], p_external_ids text[], p_amounts bigint[],
  p_purses ledger.purse[], p_target_classes ledger.op_class[], p_target_ids text[], p_needs_bet boolean[])
returns setof ledger.answer language plpgsql as $$
declare
  answers  ledger.answer[];
  ans      ledger.answer;
  culprit  integer;
  reason   ledger.outcome;
begin
  begin
    for i in 1..cardinality(p_kinds) loop
      ans := ledger.wallet_action(
        p_request_id, p_integration_id, p_player_id, p_currency, p_game_id, p_round_ref, p_stake_order,
        p_settle and i = cardinality(p_kinds), p_occurred_at, p_kinds[i], coalesce(p_op_classes[i], p_kinds[i]::text::ledger.op_class),
        p_external_ids[i], p_amounts[i], p_purses[i], p_target_classes[i], p_target_ids[i], coalesce(p_needs_bet[i], false));
      ans.action_no := i;
      answers[i] := ans;
      if ans.outcome > 'tombstone' then
        culprit := i;
        reason  := ans.outcome;
        raise exception sqlstate 'LW001';
      end if;
    end loop;
    return query select * from unnest(answers);
  exception when sqlstate 'LW001' then
    for i in 1..cardinality(p_kinds) loop
      ans := ledger.refuse(ledger.draft(
        p_request_id, p_integration_id, p_player_id, p_currency, p_game_id, p_round_ref, p_occurred_at, p_kinds[i],
        coalesce(p_op_classes[i], p_kinds[i]::text::ledger.op_class), p_external_ids[i], p_amounts[i],
        p_purses[i], p_target_classes[i], p_target_ids[i]), case when i = culprit then reason else 'call_refused' end);
      ans.action_no := i;
      return next ans;
    end loop;
  end;
end $$;

-- Several keys at once: each in one order for all, so that no two calls or groups wait for each other.
-- The class of a key is left out: two keys that share a lock only wait a little.
create function ledger.lock_keys(p_integration_ids integer[], p_external_ids text[], p_target_ids text[])
returns void language plpgsql as $$
begin
  perform pg_advisory_xact_lock(k.key) from (
    select distinct hashtextextended(a.id, a.integration_id) as key
      from (select * from unnest(p_integration_ids, p_external_ids)
             union all
            select * from unnest(p_integration_ids, p_target_ids)) a (integration_id, id)
     where a.id is not null
     order by 1) k;
end $$;

-- ── entry points ─────────────────────────────────────────────────────────────────────────────────

-- One call of up to 64 actions, one round trip. It takes its keys in the order of the groups.
create function ledger.wallet_call(
  p_request_id uuid, p_integration_id integer, p_player_id bigint, p_currency text, p_game_id integer,
  p_round_ref text, p_stake_order ledger.stake_order, p_settle boolean, p_occurred_at timestamptz,
  p_kinds ledger.kind[], p_op_classes ledger.op_class[], p_external_ids text[], p_amounts bigint[],
  p_purses ledger.purse[] default null, p_target_classes ledger.op_class[] default null,
  p_target_ids text[] default null, p_needs_bet boolean[] default null)
returns setof ledger.answer language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if cardinality(p_kinds) = 1 then
    return next ledger.wallet_action(
      p_request_id, p_integration_id, p_player_id, p_currency, coalesce(p_game_id, 0), coalesce(p_round_ref, ''),
      p_stake_order, coalesce(p_settle, false), p_occurred_at, p_kinds[1], coalesce(p_op_classes[1], p_kinds[1]::text::ledger.op_class),
      p_external_ids[1], p_amounts[1], p_purses[1], p_target_classes[1], p_target_ids[1], coalesce(p_needs_bet[1], false));
    return;
  elsif cardinality(p_kinds) > 64 then
    raise exception 'a call takes at most 64 actions';
  end if;
  perform ledger.gate(p_player_id, p_currency);
  perform ledger.lock_keys(array_fill(p_integration_id, array[cardinality(p_kinds)]), p_external_ids, p_target_ids);
  return query select * from ledger.act_together(
    p_request_id, p_integration_id, p_player_id, p_currency, coalesce(p_game_id, 0), coalesce(p_round_ref, ''),
    p_stake_order, coalesce(p_settle, false), p_occurred_at, p_kinds, p_op_classes,
    p_external_ids, p_amounts, p_purses, p_target_classes, p_target_ids, p_needs_bet);
end $$;

-- The one write path. Entry points (granted to the app, run as the owner) are at the end; all above
-- them are their parts. Every action goes one way: lock the wallet, look, decide, write.
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
  bonus_after  bigint
);

-- ── answers ──────────────────────────────────────────────────────────────────────────────────────

create function ledger.answer_of(c ledger.call, p_outcome ledger.outcome, p_replayed boolean)
returns ledger.answer language sql immutable as $$
  select row(0, 0, c.external_id, p_outcome, p_replayed, c.outcome, c.call_id, c.late,
             c.cash, c.bonus, c.shortfall, c.cash_after, c.bonus_after)::ledger.answer
$$;

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

-- The call as one that moved nothing.
create function ledger.refused(c ledger.call, p_outcome ledger.outcome)
returns ledger.call language plpgsql as $$
begin
  c.outcome   := p_outcome;
  c.late      := false;
  c.cash      := 0;
  c.bonus     := 0;
  c.shortfall := 0;
  c.reverses  := null;
  return c;
end $$;

-- A refusal writes nothing yet: the caller may first have to take back neighbours.
-- What had taken effect under this key before is repeated instead.
create function ledger.refuse(c ledger.call, p_outcome ledger.outcome)
returns ledger.answer language plpgsql as $$
declare
  known  ledger.answer := ledger.recall(c);
begin
  if known.outcome is not null then
    return known;
  end if;
  return ledger.answer_of(ledger.refused(c, p_outcome), p_outcome, false);
end $$;

-- ── the writers ──────────────────────────────────────────────────────────────────────────────────

-- False: the key is taken (waits for whoever is about to take it).
create function ledger.write_call(c ledger.call) returns boolean language plpgsql as $$
begin
  c.xid    := pg_current_xact_id();
  c.digest := ledger.digest_of(c);
  insert into ledger.call (
    call_id, request_id, integration_id, op_class, external_id, kind, player_id, currency, amount,
    round_ref, game_id, purse, target_class, target_id, counterparty, outcome, late, cash, bonus, shortfall,
    cash_after, bonus_after, reverses, brand_id, actor_id, reason, occurred_at, recorded_at, xid, digest)
  values (
    c.call_id, c.request_id, c.integration_id, c.op_class, c.external_id, c.kind, c.player_id, c.currency, c.amount,
    c.round_ref, c.game_id, c.purse, c.target_class, c.target_id, c.counterparty, c.outcome, c.late, c.cash, c.bonus, c.shortfall,
    c.cash_after, c.bonus_after, c.reverses, c.brand_id, c.actor_id, c.reason, c.occurred_at, c.recorded_at, c.xid, c.digest)
  on conflict (integration_id, op_class, external_id) where not refused do nothing;
  return found;
end $$;

-- The balances of a refusal are those that stand now: nothing moved.
create function ledger.write_refusal(c ledger.call, p_answer ledger.answer)
returns ledger.answer language plpgsql as $$
begin
  c := ledger.refused(c, p_answer.outcome);
  select cash.balance, bonus.balance, cash.brand_id into c.cash_after, c.bonus_after, c.brand_id
    from ledger.account cash
    join ledger.account bonus using (player_id, currency)
   where cash.player_id = c.player_id and cash.currency = c.currency
     and cash.purse = 'cash' and bonus.purse = 'bonus';
  perform ledger.write_call(c);
  if p_answer.call_id = c.call_id then
    p_answer.cash_after  := c.cash_after;
    p_answer.bonus_after := c.bonus_after;
  end if;
  return p_answer;
end $$;

-- One transfer; a leg at the player's changes his balance and version.
create function ledger.move(c ledger.call, p_line integer, p_from bigint, p_to bigint, p_amount bigint)
returns void language plpgsql as $$
declare
  from_seq    bigint;
  from_after  bigint;
  to_seq      bigint;
  to_after    bigint;
begin
  if p_from > 0 then
    update ledger.account a
       set balance = a.balance + case a.purse when 'receivable' then p_amount else -p_amount end,
           version = a.version + 1
     where a.player_id = c.player_id and a.account_id = p_from
    returning a.version, a.balance into strict from_seq, from_after;
  end if;
  if p_to > 0 then
    update ledger.account a
       set balance = a.balance + case a.purse when 'receivable' then -p_amount else p_amount end,
           version = a.version + 1
     where a.player_id = c.player_id and a.account_id = p_to
    returning a.version, a.balance into strict to_seq, to_after;
  end if;
  insert into ledger.transfer (
    player_id, call_id, line, brand_id, currency, kind, amount,
    from_account, from_seq, from_after, to_account, to_seq, to_after, occurred_at, recorded_at)
  values (
    c.player_id, c.call_id, p_line, c.brand_id, c.currency, c.kind, p_amount,
    p_from, from_seq, from_after, p_to, to_seq, to_after, c.occurred_at, c.recorded_at);
end $$;

-- Stakes and wins as changes. A rollback leaves the round open while money stands on it and the call
-- does not settle it; nothing else reopens a round.
create function ledger.touch_round(
  c ledger.call, r ledger.round, p_settle boolean,
  p_stake_cash bigint, p_stake_bonus bigint, p_win_cash bigint, p_win_bonus bigint)
returns void language plpgsql as $$
declare
  is_new  boolean := r.round_id is null;
begin
  if is_new then
    r := (c.player_id, c.currency, c.integration_id, c.round_ref, c.call_id, c.brand_id, c.game_id,
          0, 0, 0, 0, 0, 0, 0, 0, c.recorded_at, null, null, null);
  end if;
  r.stake_cash  := r.stake_cash  + p_stake_cash;
  r.stake_bonus := r.stake_bonus + p_stake_bonus;
  r.win_cash    := r.win_cash    + p_win_cash;
  r.win_bonus   := r.win_bonus   + p_win_bonus;
  r.bets        := r.bets      + (c.kind = 'bet')::integer;
  r.wins        := r.wins      + (c.kind = 'win')::integer;
  r.rollbacks   := r.rollbacks + (c.kind = 'rollback')::integer;
  r.late        := r.late      + c.late::integer;
  r.last_at     := c.recorded_at;
  r.settled_at  := case
    when p_settle                                                   then coalesce(r.settled_at, c.recorded_at)
    when c.kind <> 'rollback'                                       then r.settled_at
    when r.stake_cash + r.stake_bonus + r.win_cash + r.win_bonus > 0 then null
    else coalesce(r.settled_at, c.recorded_at) end;
  r.digest      := ledger.digest_of(r);
  if is_new then
    insert into ledger.round values (r.*);
  else
    update ledger.round x
       set stake_cash = r.stake_cash, stake_bonus = r.stake_bonus, win_cash = r.win_cash, win_bonus = r.win_bonus,
           bets = r.bets, wins = r.wins, rollbacks = r.rollbacks, late = r.late,
           last_at = r.last_at, settled_at = r.settled_at, digest = r.digest
     where x.player_id = r.player_id and x.currency = r.currency
       and x.integration_id = r.integration_id and x.round_ref = r.round_ref;
  end if;
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

create function ledger.original(c ledger.call) returns ledger.call language plpgsql as $$
declare
  o  ledger.call;
begin
  select * into o from ledger.call x
   where x.integration_id = c.integration_id and x.op_class = c.target_class
     and x.external_id = c.target_id and not x.refused;
  return o;
end $$;

create function ledger.bet_stands(c ledger.call) returns boolean language sql stable as $$
  select exists (
    select from ledger.call o
     where o.integration_id = c.integration_id and o.op_class = c.target_class
       and o.external_id = c.target_id and not o.refused
       and o.kind = 'bet' and o.player_id = c.player_id
       and not exists (select from ledger.call b where b.reverses = o.call_id))
$$;

-- Several keys at once: each in one order for all, so that no two calls or groups wait for each other.
create function ledger.lock_keys(
  p_integration_ids integer[], p_kinds ledger.kind[], p_op_classes ledger.op_class[], p_external_ids text[],
  p_target_classes ledger.op_class[], p_target_ids text[])
returns void language plpgsql as $$
begin
  perform pg_advisory_xact_lock(k.key) from (
    select distinct hashtextextended(concat_ws(' ', a.integration_id, k.class, k.id), 0) as key
      from unnest(p_integration_ids, p_kinds, p_op_classes, p_external_ids, p_target_classes, p_target_ids)
             a (integration_id, kind, op_class, external_id, target_class, target_id),
           lateral (values (coalesce(a.op_class::text, a.kind::text), a.external_id),
                           (a.target_class::text, a.target_id)) k (class, id)
     where k.id is not null
     order by 1) k;
end $$;

-- ── the actions of a game ────────────────────────────────────────────────────────────────────────

-- One action. Writes what takes effect; a refusal is only answered, for the caller to write.
create function ledger.act(c ledger.call, p_order ledger.stake_order, p_settle boolean, p_needs_bet boolean)
returns ledger.answer language plpgsql as $$
declare
  gate     record;
  bonus    record;
  r        ledger.round;
  o        ledger.call;
  refusal  ledger.outcome;
  house    bigint;
  line     integer := 0;
  ref      text := c.round_ref;
begin
  if c.amount not between 0 and 100000000000000000
     or c.kind not in ('bet', 'win', 'promo', 'rollback', 'finish')
     or c.purse not in ('cash', 'bonus')
     or (c.target_id is null or c.target_class is null) and (c.kind = 'rollback' or p_needs_bet) then
    return ledger.refuse(c, 'bad_request');
  end if;

  -- lock
  select a.account_id, a.brand_id, a.balance, a.unverified, a.restricted, a.excluded, a.closed into gate
    from ledger.account a
   where a.player_id = c.player_id and a.currency = c.currency and a.purse = 'cash'
     for update;
  if not found then
    return ledger.refuse(c, 'unknown_account');
  end if;
  c.recorded_at := clock_timestamp();
  c.brand_id    := gate.brand_id;

  -- look
  select a.account_id, a.balance into strict bonus
    from ledger.account a
   where a.player_id = c.player_id and a.currency = c.currency and a.purse = 'bonus';
  select * into r from ledger.round x
   where x.player_id = c.player_id and x.currency = c.currency
     and x.integration_id = c.integration_id and x.round_ref = c.round_ref;
  c.cash_after  := gate.balance;
  c.bonus_after := bonus.balance;

  -- decide
  c.outcome := 'applied';
  if c.kind = 'bet' then
    c.bonus := case p_order
      when 'bonus_first' then -least(c.amount, bonus.balance)
      when 'cash_only'   then 0
      else -least(greatest(c.amount - gate.balance, 0), bonus.balance) end;
    c.cash := -c.amount - c.bonus;
    refusal := case
      when gate.closed            then 'closed'
      when gate.excluded          then 'excluded'
      when gate.restricted        then 'restricted'
      when gate.unverified        then 'unverified'
      when -c.cash > gate.balance then 'insufficient_funds' end;
    c.late := r.settled_at is not null;
  elsif c.kind in ('win', 'promo') then
    if p_needs_bet and not ledger.bet_stands(c) then
      refusal := 'unknown_target';
    end if;
    c.bonus := case
      when c.purse = 'bonus'                     then c.amount
      when c.purse = 'cash' or c.kind = 'promo'  then 0
      when r.stake_bonus > 0 then trunc(c.amount::numeric * r.stake_bonus / (r.stake_cash + r.stake_bonus))
      else 0 end;
    c.cash := c.amount - c.bonus;
    c.late := r.settled_at is not null and c.kind = 'win';
  elsif c.kind = 'finish' then
    if r.round_id is null then
      refusal := 'unknown_round';
    elsif r.settled_at is not null then
      return ledger.answer_of(c, 'applied', true);
    end if;
  else
    return ledger.rollback(c, gate.account_id, gate.balance, bonus.account_id, bonus.balance, p_settle);
  end if;
  if refusal is not null then
    return ledger.refuse(c, refusal);
  end if;

  -- write
  c.cash_after  := gate.balance  + c.cash;
  c.bonus_after := bonus.balance + c.bonus;
  if not ledger.write_call(c) then
    return ledger.recall(c);
  end if;
  if c.cash <> 0 or c.bonus <> 0 then
    house := ledger.house(c, 'game', c.integration_id);
    if c.cash < 0 then
      perform ledger.move(c, 1, gate.account_id, house, -c.cash);
      line := 1;
    elsif c.cash > 0 then
      perform ledger.move(c, 1, house, gate.account_id, c.cash);
      line := 1;
    end if;
    if c.bonus < 0 then
      perform ledger.move(c, line + 1, bonus.account_id, house, -c.bonus);
    elsif c.bonus > 0 then
      perform ledger.move(c, line + 1, house, bonus.account_id, c.bonus);
    end if;
  end if;
  if c.kind = 'bet' and c.round_ref <> '' then
    perform ledger.touch_round(c, r, p_settle, -c.cash, -c.bonus, 0, 0);
  elsif c.kind in ('win', 'finish') and c.round_ref <> '' then
    perform ledger.touch_round(c, r, p_settle or c.kind = 'finish', 0, 0, c.cash, c.bonus);
  end if;
  return ledger.answer_of(c, c.outcome, false);
end $$;

-- A rollback is always taken. A bet returns exactly to the purses it came from. A win is taken from
-- the purses it went to; what is no longer there the player owes, and the provider gets his success.
create function ledger.rollback(
  c ledger.call, p_cash_id bigint, p_cash bigint, p_bonus_id bigint, p_bonus bigint, p_settle boolean)
returns ledger.answer language plpgsql as $$
declare
  game        bigint;
  o           ledger.call;
  t           ledger.call;
  r           ledger.round;
  known       ledger.answer;
  line        integer := 0;
begin
  known := ledger.recall(c);
  if known.outcome is not null then
    return known;
  end if;

  t := c;
  t.call_id      := uuidv7();
  t.kind         := 'tombstone';
  t.outcome      := 'tombstone';
  t.op_class     := c.target_class;
  t.external_id  := c.target_id;
  t.amount       := 0;
  t.target_class := null;
  t.target_id    := null;
  o := ledger.original(c);
  if o.call_id is null and ledger.write_call(t) then
    c.outcome := 'nothing_to_reverse';
    c.reverses := t.call_id;
    if not ledger.write_call(c) then
      raise exception 'key % % taken under its lock', c.op_class, c.external_id;
    end if;
    return ledger.answer_of(c, c.outcome, false);
  elsif o.call_id is null then
    o := ledger.original(c);   -- another player's, this very instant
  end if;

  if o.player_id <> c.player_id or o.currency <> c.currency then
    return ledger.refuse(c, 'conflict');
  elsif o.kind not in ('bet', 'win', 'promo', 'tombstone') then
    return ledger.refuse(c, 'bad_request');
  elsif exists (select from ledger.call x where x.reverses = o.call_id) then
    c.outcome := 'already_reversed';
    if not ledger.write_call(c) then
      return ledger.recall(c);
    end if;
    return ledger.answer_of(c, c.outcome, false);
  end if;

  c.outcome     := 'applied';
  c.reverses    := o.call_id;
  c.cash        := greatest(-o.cash, -p_cash);
  c.bonus       := greatest(-o.bonus, -p_bonus);
  c.shortfall   := c.cash + o.cash + c.bonus + o.bonus;
  c.cash_after  := p_cash + c.cash;
  c.bonus_after := p_bonus + c.bonus;
  if not ledger.write_call(c) then
    return ledger.recall(c);
  end if;
  if c.cash <> 0 or c.bonus <> 0 or c.shortfall <> 0 then
    game := ledger.house(c, 'game', c.integration_id);
    if c.cash > 0 then
      line := line + 1;
      perform ledger.move(c, line, game, p_cash_id, c.cash);
    elsif c.cash < 0 then
      line := line + 1;
      perform ledger.move(c, line, p_cash_id, game, -c.cash);
    end if;
    if c.bonus > 0 then
      line := line + 1;
      perform ledger.move(c, line, game, p_bonus_id, c.bonus);
    elsif c.bonus < 0 then
      line := line + 1;
      perform ledger.move(c, line, p_bonus_id, game, -c.bonus);
    end if;
    if c.shortfall > 0 then
      perform ledger.move(c, line + 1, (ledger.account_of(c.player_id, c.currency, 'receivable')).account_id, game, c.shortfall);
    end if;
  end if;
  if o.kind in ('bet', 'win') and o.round_ref <> '' then
    select * into strict r from ledger.round x
     where x.player_id = o.player_id and x.currency = o.currency
       and x.integration_id = o.integration_id and x.round_ref = o.round_ref;
    if o.kind = 'bet' then
      perform ledger.touch_round(c, r, p_settle, o.cash, o.bonus, 0, 0);
    else
      perform ledger.touch_round(c, r, p_settle, 0, 0, -o.cash, -o.bonus);
    end if;
  end if;
  return ledger.answer_of(c, c.outcome, false);
end $$;

-- ── one call ─────────────────────────────────────────────────────────────────────────────────────

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
  c.op_class       := coalesce(p_op_class, p_kind::text::ledger.op_class);
  c.external_id    := coalesce(p_external_id, case p_kind when 'finish' then c.call_id::text end);
  c.kind           := p_kind;
  c.player_id      := p_player_id;
  c.currency       := p_currency;
  c.amount         := coalesce(p_amount, 0);
  c.round_ref      := coalesce(p_round_ref, '');
  c.game_id        := coalesce(p_game_id, 0);
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

-- All actions in their order or none. One refused takes back those before it (repetitions of what
-- stood earlier stay what they are) and the call leaves a refused row for each.
create function ledger.run(
  p_call_no integer, drafts ledger.call[], p_order ledger.stake_order, p_settle boolean, p_needs_bet boolean[])
returns setof ledger.answer language plpgsql as $$
declare
  n        integer := cardinality(drafts);
  answers  ledger.answer[];
  ans      ledger.answer;
  failed   integer;
  reason   ledger.outcome;
begin
  if n = 1 then
    ans := ledger.act(drafts[1], p_order, p_settle, p_needs_bet[1]);
    if ans.outcome > 'tombstone' then
      ans := ledger.write_refusal(drafts[1], ans);
    end if;
    ans.call_no   := p_call_no;
    ans.action_no := 1;
    return next ans;
    return;
  end if;

  begin
    for i in 1..n loop
      ans := ledger.act(drafts[i], p_order, p_settle and i = n, p_needs_bet[i]);
      ans.call_no := p_call_no;
      ans.action_no := i;
      answers[i] := ans;
      if ans.outcome > 'tombstone' then
        failed := i;
        reason := ans.outcome;
        raise exception sqlstate 'LW001';
      end if;
    end loop;
  exception when sqlstate 'LW001' then
    for i in 1..n loop
      ans := ledger.refuse(drafts[i], case when i = failed then reason else 'call_refused' end);
      if not ans.replayed then
        ans := ledger.write_refusal(drafts[i], ans);
      end if;
      ans.call_no := p_call_no;
      ans.action_no := i;
      answers[i] := ans;
    end loop;
  end;
  return query select * from unnest(answers);
end $$;

-- ── entry points: games ──────────────────────────────────────────────────────────────────────────

-- One call of up to 64 actions, one round trip. One key and one wallet need no further order; a call
-- that takes several keys takes them in the order of the groups.
create function ledger.wallet_call(
  p_request_id uuid, p_integration_id integer, p_player_id bigint, p_currency text, p_game_id integer,
  p_round_ref text, p_stake_order ledger.stake_order, p_settle boolean, p_occurred_at timestamptz,
  p_kinds ledger.kind[], p_op_classes ledger.op_class[], p_external_ids text[], p_amounts bigint[],
  p_purses ledger.purse[] default null, p_target_classes ledger.op_class[] default null,
  p_target_ids text[] default null, p_needs_bet boolean[] default null)
returns setof ledger.answer language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  n       integer := cardinality(p_kinds);
  drafts  ledger.call[];
begin
  if n > 64 then
    raise exception 'a call takes at most 64 actions';
  end if;
  if n > 1 or p_kinds[1] = 'rollback' then
    perform from ledger.account a
      where a.player_id = p_player_id and a.currency = p_currency and a.purse = 'cash' for update;
    perform ledger.lock_keys(
      array_fill(p_integration_id, array[n]), p_kinds, p_op_classes, p_external_ids, p_target_classes, p_target_ids);
  end if;
  for i in 1..n loop
    drafts[i] := ledger.draft(
      p_request_id, p_integration_id, p_player_id, p_currency, p_game_id, p_round_ref, p_occurred_at,
      p_kinds[i], p_op_classes[i], p_external_ids[i], p_amounts[i], p_purses[i], p_target_classes[i], p_target_ids[i]);
  end loop;
  return query select * from ledger.run(1, drafts, p_stake_order, coalesce(p_settle, false), p_needs_bet);
end $$;

-- Several calls, one commit. Each is atomic by itself; they run in the order given, so several calls
-- of one player see each other. At most 64: more would overflow the savepoints kept in shared memory.
create function ledger.wallet_call_group(
  p_call_nos integer[],
  p_request_ids uuid[], p_integration_ids integer[], p_player_ids bigint[], p_currencies text[],
  p_game_ids integer[], p_round_refs text[], p_stake_orders ledger.stake_order[], p_settles boolean[],
  p_occurred_ats timestamptz[],
  p_kinds ledger.kind[], p_op_classes ledger.op_class[], p_external_ids text[], p_amounts bigint[],
  p_purses ledger.purse[], p_target_classes ledger.op_class[], p_target_ids text[], p_needs_bet boolean[])
returns setof ledger.answer language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  w  record;
begin
  if cardinality(p_call_nos) > 256 or p_call_nos[cardinality(p_call_nos)] > 64 then
    raise exception 'a group takes at most 64 calls and 256 actions';
  end if;
  perform from ledger.account a
    join (select distinct player_id, currency from unnest(p_player_ids, p_currencies) u (player_id, currency)) w
      using (player_id, currency)
   where a.purse = 'cash'
   order by a.player_id, a.account_id
     for update of a;
  perform ledger.lock_keys(p_integration_ids, p_kinds, p_op_classes, p_external_ids, p_target_classes, p_target_ids);
  for w in
    select u.call_no, min(u.stake_order) as stake_order, bool_or(u.settle) as settle,
           array_agg(u.needs_bet order by u.n) as needs_bet,
           array_agg(ledger.draft(
             u.request_id, u.integration_id, u.player_id, u.currency, u.game_id, u.round_ref, u.occurred_at, u.kind,
             u.op_class, u.external_id, u.amount, u.purse, u.target_class, u.target_id) order by u.n) as drafts
      from unnest(
             p_call_nos, p_request_ids, p_integration_ids, p_player_ids, p_currencies, p_game_ids, p_round_refs,
             p_stake_orders, p_settles, p_occurred_ats, p_kinds, p_op_classes, p_external_ids, p_amounts,
             p_purses, p_target_classes, p_target_ids, p_needs_bet) with ordinality
             u (call_no, request_id, integration_id, player_id, currency, game_id, round_ref,
                stake_order, settle, occurred_at, kind, op_class, external_id, amount,
                purse, target_class, target_id, needs_bet, n)
     group by u.call_no order by u.call_no
  loop
    return query select * from ledger.run(w.call_no, w.drafts, w.stake_order, coalesce(w.settle, false), w.needs_bet);
  end loop;
end $$;

-- ── entry points: payments and staff ─────────────────────────────────────────────────────────────

-- Credited once, at capture. What arrives for an excluded or closed player is owed back to him and
-- never reaches his cash.
create function ledger.deposit(
  p_integration_id integer, p_external_id text, p_player_id bigint, p_currency text, p_amount bigint,
  p_occurred_at timestamptz default null, p_request_id uuid default null)
returns ledger.answer language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  c     ledger.call := ledger.house_draft('deposit', 'deposit', p_external_id, p_player_id, p_currency, p_amount);
  cash  ledger.account := ledger.gate(p_player_id, p_currency);
begin
  c.integration_id := p_integration_id;
  c.request_id     := p_request_id;
  c.occurred_at    := coalesce(p_occurred_at, c.occurred_at);
  if cash.account_id is null then
    return ledger.refuse_now(c, 'unknown_account');
  elsif p_amount is null or p_amount <= 0 then
    return ledger.refuse_now(c, 'bad_request');
  end if;
  c.brand_id   := cash.brand_id;
  c.outcome    := case when cash.excluded or cash.closed then 'diverted' else 'applied' end;
  c.cash       := case c.outcome when 'applied' then p_amount else 0 end;
  c.cash_after := cash.balance + c.cash;
  if not ledger.write_call(c) then
    return ledger.recall_or_refuse(c);
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
  c        ledger.call := ledger.house_draft('withdrawal_request', 'withdrawal', p_withdrawal_id, p_player_id, p_currency, p_amount);
  cash     ledger.account := ledger.gate(p_player_id, p_currency);
  pending  ledger.account;
  refusal  ledger.outcome;
begin
  c.actor_id   := p_actor_id;
  c.request_id := p_request_id;
  if cash.account_id is null then
    return ledger.refuse_now(c, 'unknown_account');
  end if;
  c.brand_id   := cash.brand_id;
  c.cash_after := cash.balance;
  refusal := case
    when p_amount is null or p_amount <= 0 then 'bad_request'
    when cash.unverified                   then 'unverified'
    when (ledger.account_of(p_player_id, p_currency, 'receivable')).balance > 0 then 'owing'
    when p_amount > cash.balance           then 'insufficient_funds' end;
  if refusal is not null then
    return ledger.refuse_now(c, refusal);
  end if;
  c.outcome    := 'applied';
  c.cash       := -p_amount;
  c.cash_after := cash.balance - p_amount;
  if not ledger.write_call(c) then
    return ledger.recall_or_refuse(c);
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
  c.actor_id     := p_actor_id;
  c.reason       := p_reason;
  c.request_id   := p_request_id;
  if o.call_id is null or o.player_id <> p_player_id then
    return ledger.refuse_now(c, 'unknown_target');
  end if;
  cash := ledger.gate(p_player_id, o.currency);
  pending := ledger.account_of(p_player_id, o.currency, 'pending_withdrawal');
  c.brand_id   := cash.brand_id;
  c.outcome    := 'applied';
  c.cash       := case p_kind when 'withdrawal_cancel' then o.amount else 0 end;
  c.cash_after := cash.balance + c.cash;
  c.reverses   := case p_kind when 'withdrawal_cancel' then o.call_id end;
  if (ledger.recall(c)).outcome is not null or not ledger.write_call(c) then
    return ledger.recall_or_refuse(c);
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
  c        ledger.call := ledger.house_draft('adjustment', 'adjustment', p_adjustment_id, p_player_id, p_currency, p_amount);
  cash     ledger.account := ledger.gate(p_player_id, p_currency);
  account  ledger.account;
  house    bigint;
begin
  c.purse      := p_purse;
  c.actor_id   := p_actor_id;
  c.reason     := p_reason;
  c.request_id := p_request_id;
  if cash.account_id is null then
    return ledger.refuse_now(c, 'unknown_account');
  elsif p_purse is null or p_purse not in ('cash', 'bonus') or p_amount is null or p_amount = 0 then
    return ledger.refuse_now(c, 'bad_request');
  end if;
  account := ledger.account_of(p_player_id, p_currency, p_purse);
  c.brand_id := cash.brand_id;
  if account.balance + p_amount < 0 then
    return ledger.refuse_now(c, 'insufficient_funds');
  end if;
  c.outcome     := 'applied';
  c.cash        := case p_purse when 'cash' then p_amount else 0 end;
  c.bonus       := case p_purse when 'bonus' then p_amount else 0 end;
  c.cash_after  := cash.balance + c.cash;
  c.bonus_after := case p_purse when 'bonus' then account.balance + p_amount end;
  if not ledger.write_call(c) then
    return ledger.recall_or_refuse(c);
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
  c           ledger.call := ledger.house_draft('recovery', 'recovery', p_recovery_id, p_player_id, p_currency, p_amount);
  cash        ledger.account := ledger.gate(p_player_id, p_currency);
  receivable  ledger.account;
begin
  c.actor_id   := p_actor_id;
  c.reason     := p_reason;
  c.request_id := p_request_id;
  if cash.account_id is null then
    return ledger.refuse_now(c, 'unknown_account');
  end if;
  receivable := ledger.account_of(p_player_id, p_currency, 'receivable');
  c.brand_id := cash.brand_id;
  if p_amount is null or p_amount <= 0 or p_amount > receivable.balance then
    return ledger.refuse_now(c, 'bad_request');
  elsif p_amount > cash.balance then
    return ledger.refuse_now(c, 'insufficient_funds');
  end if;
  c.outcome    := 'applied';
  c.cash       := -p_amount;
  c.shortfall  := -p_amount;
  c.cash_after := cash.balance - p_amount;
  if not ledger.write_call(c) then
    return ledger.recall_or_refuse(c);
  end if;
  perform ledger.move(c, 1, cash.account_id, receivable.account_id, p_amount);
  return ledger.answer_of(c, c.outcome, false);
end $$;

create function ledger.house_draft(
  p_kind ledger.kind, p_class ledger.op_class, p_external_id text, p_player_id bigint, p_currency text, p_amount bigint)
returns ledger.call language sql as $$
  select ledger.draft(null, 0, p_player_id, p_currency, 0, '', null, p_kind, p_class, p_external_id, p_amount, null, null, null)
$$;

create function ledger.refuse_now(c ledger.call, p_outcome ledger.outcome) returns ledger.answer language plpgsql as $$
declare
  ans  ledger.answer := ledger.refuse(c, p_outcome);
begin
  if ans.outcome > 'tombstone' then
    ans := ledger.write_refusal(c, ans);
  end if;
  return ans;
end $$;

create function ledger.recall_or_refuse(c ledger.call) returns ledger.answer language sql as $$
  select ledger.refuse_now(c, 'conflict')
$$;

-- ── entry points: wallets and protection ─────────────────────────────────────────────────────────

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
  ledger.wallet_call, ledger.wallet_call_group,
  ledger.deposit, ledger.withdrawal_request, ledger.withdrawal_release, ledger.withdrawal_cancel,
  ledger.adjustment, ledger.recovery, ledger.open_wallet, ledger.open_house_account, ledger.protect, ledger.relax
  to countroom_app;

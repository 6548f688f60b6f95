-- The second half: some players at a time are worked out, checked and posted. It writes what the ledger's other
-- writers would have written for the same calls, row for row, and ledger.verify holds it to that.

-- What the lines of some players do to their wallets, with every name resolved; null where there is no such thing.
create function history.work_out(p_import uuid, p_first integer, p_last integer) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  create temporary table if not exists move (
    number integer, brand_id integer, player text, line bigint, kind text, source text, id text, currency text,
    integration_id integer, psp_id integer, game_id integer, house_id bigint, round_ref text, amount bigint,
    cash bigint, bonus bigint, pending bigint, ends boolean, at timestamptz, details jsonb,
    target_kind text, target text, target_line bigint, target_again bigint, is_late_target boolean, target_currency text,
    call_id uuid, entity uuid, reverses uuid, round_game integer, was_settled boolean, settled boolean,
    cash_after bigint, bonus_after bigint, pending_after bigint, cash_seq bigint, bonus_seq bigint, pending_seq bigint
  ) on commit delete rows;
  create temporary table if not exists kin (
    number integer, brand_id integer, import_id uuid, line bigint, player text, kind text, source text, id text, target_kind text,
    target text, currency text, game text, round text, amount bigint, cash bigint, bonus bigint, pending bigint,
    ends boolean, at timestamptz, until timestamptz, details jsonb, call_id uuid
  ) on commit delete rows;

  delete from pg_temp.kin;
  delete from pg_temp.move;
  insert into pg_temp.kin
  select p.number, p.brand_id, i.import_id, i.line, i.player, i.kind, i.source, i.id, i.target_kind, i.target, i.currency, i.game,
         i.round, i.amount, i.cash, i.bonus, i.pending, i.ends, i.at, i.until, i.details,
         case when i.kind not in ('player', 'session', 'balance') then history.uuid_at(i.at) end
    from history.item i
    join history.player p on p.import_id = p_import and p.reference = i.player
     and p.number between p_first and p_last and p.state = 'waiting'
   where i.import_id = p_import
     and i.player = any (array(select q.reference from history.player q
                                where q.import_id = p_import and q.number between p_first and p_last and q.state = 'waiting'));

  insert into pg_temp.move
  with named as (
    select k.*, o.line as target_line, o.call_id as target_call, o.currency as target_currency, o.round as target_round,
           o.cash as target_cash, o.bonus as target_bonus, o.amount as target_amount,
           row_number() over (partition by o.line order by k.line) as target_again,
           g.id as integration_id, a.id as game_id, y.id as psp_id,
           case when k.kind in ('bet', 'win', 'promo', 'rollback') then 'game'
                when k.kind in ('deposit', 'withdrawal_release') then 'psp_clearing'
                when k.kind in ('adjustment', 'opening') then k.kind end::ledger.house_kind as house_kind
      from pg_temp.kin k
      left join pg_temp.kin o on o.number = k.number and o.kind = k.target_kind and o.source = k.source and o.id = k.target
      left join public.integration g on k.kind in ('bet', 'win', 'promo', 'rollback') and g.code = k.source and g.brand_id = k.brand_id
      left join public.game a on a.provider_id = g.provider_id and a.code = k.game
      left join public.payment_provider y on k.kind in ('deposit', 'withdrawal_request', 'withdrawal_release', 'withdrawal_cancel')
       and y.code = k.source
     where k.kind not in ('player', 'session', 'balance')

  ), moved as (
    select n.*, h.account_id as house_id, n.kind in ('bet', 'win') or n.target_kind in ('bet', 'win') as in_round,
           case when n.kind = 'rollback' then coalesce(n.target_round, n.round) else n.round end as round_ref,
           case when n.kind in ('rollback', 'withdrawal_release', 'withdrawal_cancel') then coalesce(n.target_amount, 0) else n.amount end as moving,
           case n.kind when 'deposit' then n.amount
                       when 'withdrawal_request' then - n.amount
                       when 'withdrawal_cancel' then coalesce(n.target_amount, 0)
                       when 'bet' then - n.cash
                       when 'rollback' then coalesce(case n.target_kind when 'bet' then n.target_cash else - n.target_cash end, 0)
                       else n.cash end as d_cash,
           case n.kind when 'bet' then - n.bonus
                       when 'rollback' then coalesce(case n.target_kind when 'bet' then n.target_bonus else - n.target_bonus end, 0)
                       else n.bonus end as d_bonus,
           case when n.kind = 'withdrawal_request' then n.amount
                when n.kind in ('withdrawal_release', 'withdrawal_cancel') then - coalesce(n.target_amount, 0) else 0 end as d_pending
      from named n
      left join ledger.house_account h
        on h.brand_id = n.brand_id and h.currency = n.currency and h.kind = n.house_kind
       and h.counterparty = coalesce(n.integration_id, n.psp_id, 0)
  )
  select m.number, m.brand_id, m.player, m.line, m.kind, m.source, m.id, m.currency, m.integration_id, m.psp_id, m.game_id, m.house_id,
         m.round_ref, m.moving, m.d_cash, m.d_bonus, m.d_pending, m.ends, m.at, m.details,
         m.target_kind, m.target, m.target_line, case when m.target_line is not null then m.target_again end,
         m.target_line > m.line, m.target_currency,
         m.call_id, coalesce(m.target_call, m.call_id), case when m.kind in ('rollback', 'withdrawal_cancel') then m.target_call end,
         first_value(m.game_id) over round,
         case when m.in_round then coalesce(bool_or(m.ends) over (round rows between unbounded preceding and 1 preceding), false) end,
         case when m.in_round then bool_or(m.ends) over round end,
         sum(m.d_cash) over wallet, sum(m.d_bonus) over wallet, sum(m.d_pending) over wallet,
         count(*) filter (where m.d_cash <> 0) over wallet, count(*) filter (where m.d_bonus <> 0) over wallet,
         count(*) filter (where m.d_pending <> 0) over wallet
    from moved m
  window wallet as (partition by m.number, m.currency order by m.line),
         round as (partition by m.number, m.currency, m.integration_id, m.round_ref order by m.line);
end $$;

-- Everything that contradicts the house, the player's other lines, or the ledger.
create function history.find_faults(p_import uuid) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  insert into history.fault (import_id, line, player, reason)
  with spoiled as (   -- by a line that is not counted: what that entails need not be told
    select distinct player from history.fault where import_id = p_import and player is not null)
  select distinct on (f.line) p_import, f.line, f.player, f.reason from (

    select m.line, m.player, case
             when m.integration_id is null and m.kind in ('bet', 'win', 'promo', 'rollback')
               then format('The brand has no integration “%s”.', left(m.source, 60))
             when m.game_id is null and m.kind in ('bet', 'win', 'promo', 'rollback')
               then 'The provider of this integration has no such game.'
             when m.psp_id is null and m.kind in ('deposit', 'withdrawal_request', 'withdrawal_release', 'withdrawal_cancel')
               then format('There is no payment provider “%s”.', left(m.source, 60))
             when s.player is null and m.target_line is null and m.kind in ('rollback', 'withdrawal_release', 'withdrawal_cancel')
               then format('The player has no %s “%s” before it.', split_part(m.target_kind, '_', 1), left(m.target, 60))
             when m.is_late_target then format('It comes before what it ends: line %s.', m.target_line)
             when m.target_again > 1 then format('What it ends was ended before: line %s.', m.target_line)
             when m.target_currency <> m.currency then format('What it ends is in %s.', m.target_currency)
             when m.house_id is null and m.kind <> 'withdrawal_request' and m.kind <> 'withdrawal_cancel'
               then format('The brand keeps no account for this in %s.', left(m.currency, 40))
             when m.kind in ('bet', 'win') and m.game_id <> m.round_game then 'The round was begun in another game.'
             when s.player is null and (m.cash_after < 0 or m.bonus_after < 0)
               then format('It overdraws the wallet: cash %s, bonus %s after it.', m.cash_after, m.bonus_after)
           end as reason, 2 as rank
      from pg_temp.move m
      left join spoiled s on s.player = m.player
     where m.brand_id is not null

    union all
    select k.line, k.player, case
             when k.brand_id is null then format('There is no brand “%s” in this installation.', left(k.details ->> 'brand', 60))
             when not (k.details ->> 'brand' = any (i.brands)) then 'The header does not name this brand.'
             when exists (select from history.player e where e.brand_id = k.brand_id and e.reference = k.player and e.state = 'entered')
               then 'This player has entered before, with other lines.'
             when exists (select from public.player_person e
                           where e.brand_id = k.brand_id and lower(e.email) = lower(k.details ->> 'email'))
               then 'A player of the brand has this e-mail address already.'
             when exists (select from jsonb_array_elements_text(k.details -> 'currencies') c
                           where not exists (select from ledger.currency y where y.code = c))
               then 'One of the currencies is not known here.'
           end, 1
      from pg_temp.kin k join history.import i on i.import_id = p_import
     where k.kind = 'player'

    union all
    select k.line, k.player, case
             when k.nth is null then case when s.player is null then 'No line introduces this player.' end
             when k.kind = 'player' and k.nth > 1 then 'The player was introduced before.'
             when k.at <= k.before then 'It is not later than the line before it.'
             when k.at < k.came then 'It comes before the player did.'
             when not k.has_wallet then format('The player has no wallet in %s.', left(k.currency, 40))
           end, 0
      from (select x.*, lag(x.at) over (partition by x.number order by x.line) as before,
                   p.nth, p.at as came, x.kind in ('player', 'session') or coalesce(p.currencies ? x.currency, false) as has_wallet
              from pg_temp.kin x
              left join (select number, line, at, details -> 'currencies' as currencies,
                                row_number() over (partition by number order by line) as nth
                           from pg_temp.kin where kind = 'player') p
                on p.number = x.number and (p.nth = 1 and x.kind <> 'player' or x.kind = 'player' and p.line = x.line)
             where x.kind <> 'balance') k
      left join spoiled s on s.player = k.player

    union all
    select m.line, m.player, format('The id %s stands in the ledger already.', left(m.id, 60)), 3
      from pg_temp.move m
      join ledger.call c on c.integration_id = coalesce(m.integration_id, m.psp_id)
       and c.op_class = m.kind::ledger.op_class and c.external_id = m.id and not c.refused
     where m.kind in ('bet', 'win', 'promo', 'rollback', 'deposit')

    union all
    select m.line, m.player, format('The id %s stands in the ledger already.', left(m.id, 60)), 3
      from pg_temp.move m
      join public.withdrawal w on w.payment_provider_id = m.psp_id and w.external_id = m.id
     where m.kind = 'withdrawal_request'

    union all
    select b.line, b.player, case
             when b.again > 1 then 'The closing balance was given before.'
             when not b.has_wallet then format('The player has no wallet in %s.', left(b.currency, 40))
             when s.player is null and (b.cash, b.bonus, b.pending) is distinct from (b.has_cash, b.has_bonus, b.has_pending)
               then format('The closing balance differs: told %s/%s/%s, the lines make %s/%s/%s (cash, bonus, pending).',
                           b.cash, b.bonus, b.pending, b.has_cash, b.has_bonus, b.has_pending)
           end, 2
      from (select k.*, row_number() over (partition by k.number, k.currency order by k.line) as again,
                   coalesce(p.details -> 'currencies' ? k.currency, false) as has_wallet,
                   coalesce(s.cash, 0) as has_cash, coalesce(s.bonus, 0) as has_bonus, coalesce(s.pending, 0) as has_pending
              from pg_temp.kin k
              left join pg_temp.kin p on p.number = k.number and p.kind = 'player'
              left join (select number, currency, sum(cash) as cash, sum(bonus) as bonus, sum(pending) as pending
                           from pg_temp.move group by 1, 2) s
                on s.number = k.number and s.currency = k.currency
             where k.kind = 'balance') b
      left join spoiled s on s.player = b.player
     where b.brand_id is not null

    union all
    select p.line, p.player, format('No closing balance is given in %s.', c.code), 4
      from pg_temp.kin p cross join lateral jsonb_array_elements_text(p.details -> 'currencies') c (code)
     where p.kind = 'player'
       and p.player not in (select player from spoiled)
       and not exists (select from pg_temp.kin b where b.number = p.number and b.kind = 'balance' and b.currency = c.code)
  ) f
   where f.reason is not null
   order by f.line, f.rank
      on conflict do nothing;
end $$;

-- Posts what is worked out and clean.
create function history.post(p_import uuid) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  with fresh as materialized (
    select k.*, nextval(pg_get_serial_sequence('public.player', 'id')) as player_id from pg_temp.kin k where k.kind = 'player'
  ), entered as (
    update history.player p set player_id = f.player_id, state = 'entered'
      from fresh f where p.import_id = p_import and p.number = f.number
  )
  insert into public.player (id, public_id, brand_id, country, language, status, occurred_at)
  overriding system value
  select f.player_id, history.uuid_at(f.at), f.brand_id, f.details ->> 'country', f.details ->> 'language',
         coalesce(f.details ->> 'status', 'active'), f.at
    from fresh f;
  insert into public.player_person (player_id, brand_id, email, first_name, last_name, birth_date)
  select p.player_id, k.brand_id, k.details ->> 'email', k.details ->> 'first_name', k.details ->> 'last_name',
         (k.details ->> 'birth_date')::date
    from pg_temp.kin k join history.player p on p.import_id = p_import and p.number = k.number
   where k.kind = 'player';
  insert into public.login_session (public_id, player_id, started_at, ended_at, ip, user_agent)
  select history.uuid_at(k.at), p.player_id, k.at, k.until, coalesce(k.details ->> 'ip', ''), coalesce(k.details ->> 'user_agent', '')
    from pg_temp.kin k join history.player p on p.import_id = p_import and p.number = k.number
   where k.kind = 'session';

  insert into history.wallet
  select p_import, b.number, p.player_id, b.brand_id, b.currency, nextval('ledger.account_id'),
         coalesce(s.transfers, 0), coalesce(s.paid_in, 0), coalesce(s.paid_out, 0), b.cash, b.bonus, b.pending
    from pg_temp.kin b
    join history.player p on p.import_id = p_import and p.number = b.number
    left join (select m.number, m.currency,
                      sum((m.cash <> 0 and m.pending = 0)::integer + (m.bonus <> 0)::integer + (m.pending <> 0)::integer) as transfers,
                      sum(greatest(m.cash, 0) + greatest(m.bonus, 0)) filter (where m.pending = 0) as paid_in,
                      sum(case when m.pending = 0 then greatest(- m.cash, 0) + greatest(- m.bonus, 0)
                               when m.cash = 0 then - m.pending else 0 end) as paid_out
                 from pg_temp.move m group by 1, 2) s
      on s.number = b.number and s.currency = b.currency
   where b.kind = 'balance';

  -- A wallet begins here at version 0 and with its flags, as ledger.open_wallet would have opened it.
  insert into ledger.account (player_id, account_id, brand_id, currency, purse, balance, version,
                              unverified, restricted, excluded, closed, opened_at, digest)
  select a.player_id, a.account_id, a.brand_id, a.currency, a.purse, a.balance, a.version,
         a.unverified, a.restricted, a.excluded, a.closed, a.opened_at, ledger.digest_of(a::ledger.account)
    from (select w.player_id, w.account_id + u.n - 1 as account_id, w.brand_id, w.currency, u.purse,
                 case u.n when 1 then w.cash when 2 then w.bonus when 3 then w.pending else 0 end::ledger.standing as balance,
                 coalesce(case u.n when 1 then s.cash_seq when 2 then s.bonus_seq when 3 then s.pending_seq end, 0) as version,
                 f.flags ? 'unverified' as unverified, f.flags ? 'restricted' as restricted,
                 f.flags ? 'excluded' as excluded, f.flags ? 'closed' as closed, clock_timestamp() as opened_at, 0::bigint as digest
            from history.wallet w
            join (select number, coalesce(details -> 'protection', '[]') as flags from pg_temp.kin where kind = 'player') f
              on f.number = w.number
            left join (select number, currency, max(cash_seq) as cash_seq, max(bonus_seq) as bonus_seq, max(pending_seq) as pending_seq
                         from pg_temp.move group by 1, 2) s
              on s.number = w.number and s.currency = w.currency
           cross join unnest(enum_range(null::ledger.purse)) with ordinality u (purse, n)
           where w.import_id = p_import and w.number between (select min(number) from pg_temp.kin) and (select max(number) from pg_temp.kin)
         ) a (player_id, account_id, brand_id, currency, purse, balance, version, unverified, restricted, excluded, closed, opened_at, digest);

  with posted as materialized (
    select m.*, w.player_id, w.account_id as cash_id, clock_timestamp() as now,
           case when m.kind in ('withdrawal_release', 'withdrawal_cancel') then 'withdrawal_close'
                when m.kind = 'withdrawal_request' then 'withdrawal' else m.kind end::ledger.op_class as op_class,
           case when m.kind in ('withdrawal_request', 'withdrawal_release', 'withdrawal_cancel') then history.outside('wd', m.entity)
                when m.kind = 'adjustment' then history.outside('aj', m.entity)
                when m.kind = 'opening' then history.outside('ca', m.call_id)
                else m.id end as external_id,
           case when m.kind in ('withdrawal_request', 'withdrawal_release', 'withdrawal_cancel') then 0
                else coalesce(m.integration_id, m.psp_id, 0) end as owner_id
      from pg_temp.move m
      join history.wallet w on w.import_id = p_import and w.number = m.number and w.currency = m.currency

  ), call as (
    insert into ledger.call (
      call_id, request_id, integration_id, op_class, external_id, kind, player_id, currency, amount, round_ref, game_id,
      purse, target_class, target_id, counterparty, outcome, refused, late, settled, cash, bonus, shortfall,
      cash_after, bonus_after, reverses, brand_id, reason, occurred_at, recorded_at, xid, digest)
    select c.call_id, c.request_id, c.integration_id, c.op_class, c.external_id, c.kind, c.player_id, c.currency, c.amount,
           c.round_ref, c.game_id, c.purse, c.target_class, c.target_id, c.counterparty, 'applied', false, c.late, c.settled,
           c.cash, c.bonus, 0, c.cash_after, c.bonus_after, c.reverses, c.brand_id, c.reason, c.at, c.now, pg_current_xact_id(),
           hash_record_extended(row(      -- as ledger.digest_of(ledger.call)
             c.call_id, c.request_id, c.integration_id, c.op_class::text, c.external_id,
             c.kind::text, c.player_id, c.currency, c.amount, c.round_ref, c.game_id, c.purse::text,
             c.target_class::text, c.target_id, c.counterparty,
             'applied'::text, false, c.late, c.settled, c.cash, c.bonus, 0::bigint, c.cash_after, c.bonus_after, c.reverses,
             c.brand_id, null::bigint, c.reason, c.at, c.now, pg_current_xact_id()), 0)
      from (select p.call_id, p_import as request_id, p.owner_id as integration_id, p.op_class, p.external_id, p.kind::ledger.kind as kind,
                   p.player_id, p.currency collate "C" as currency, p.amount, p.round_ref collate "C" as round_ref,
                   coalesce(p.game_id, 0) as game_id,
                   case when p.kind in ('adjustment', 'opening') then case p.cash when 0 then 'bonus' else 'cash' end end::ledger.purse as purse,
                   case when p.kind = 'rollback' then p.target_kind
                        when p.op_class = 'withdrawal_close' then 'withdrawal' end::ledger.op_class as target_class,
                   case when p.kind = 'rollback' then p.target
                        when p.op_class = 'withdrawal_close' then p.external_id end as target_id,
                   case p.kind when 'withdrawal_release' then p.psp_id end as counterparty,
                   p.kind in ('bet', 'win') and p.was_settled as late, p.settled, p.cash, p.bonus, p.cash_after, p.bonus_after,
                   p.reverses, p.brand_id, left(p.details ->> 'reason', 500) as reason, p.at, p.now
              from posted p) c

  ), transfer as (
    insert into ledger.transfer (
      player_id, call_id, line, brand_id, currency, kind, amount,
      from_account, from_seq, from_after, to_account, to_seq, to_after, occurred_at, recorded_at)
    select p.player_id, p.call_id, l.line, p.brand_id, p.currency, p.kind::ledger.kind, abs(l.change),
           case when l.change < 0 then l.account_id else l.other_id end, case when l.change < 0 then l.seq else l.other_seq end,
           case when l.change < 0 then l.after else l.other_after end,
           case when l.change > 0 then l.account_id else l.other_id end, case when l.change > 0 then l.seq else l.other_seq end,
           case when l.change > 0 then l.after else l.other_after end, p.at, p.now
      from posted p
     cross join lateral (
       select 1 as line, p.cash as change, p.cash_id as account_id, p.cash_seq as seq, p.cash_after as after,
              p.house_id as other_id, null::bigint as other_seq, null::bigint as other_after
        where p.cash <> 0 and p.pending = 0
       union all
       select case p.cash when 0 then 1 else 2 end, p.bonus, p.cash_id + 1, p.bonus_seq, p.bonus_after, p.house_id, null, null
        where p.bonus <> 0
       union all
       select 1, p.pending, p.cash_id + 2, p.pending_seq, p.pending_after,
              case p.cash when 0 then p.house_id else p.cash_id end, case when p.cash <> 0 then p.cash_seq end,
              case when p.cash <> 0 then p.cash_after end
        where p.pending <> 0) l

  ), deposit as (
    insert into public.deposit (public_id, brand_id, player_id, payment_provider_id, external_id, currency, amount, state, occurred_at)
    select history.uuid_at(p.at), p.brand_id, p.player_id, p.psp_id, p.id, p.currency, p.amount, 'captured', p.at
      from posted p where p.kind = 'deposit'

  ), withdrawal as (
    insert into public.withdrawal as w (
      public_id, brand_id, player_id, payment_provider_id, external_id, currency, amount, state, version,
      decided_at, reason_code, due_at, occurred_at)
    select r.entity, r.brand_id, r.player_id, r.psp_id, r.id, r.currency, r.amount, coalesce(e.details ->> 'end', 'requested'),
           case when e.entity is null then 1 else 2 end, case when e.details ->> 'end' <> 'cancelled' then e.at end,
           case e.details ->> 'end' when 'rejected' then 'other' end,
           r.at + make_interval(hours => (
             select j.withdrawal_decision_hours from public.brand b join public.jurisdiction_profile j on j.code = b.profile_code
              where b.id = r.brand_id and j.effective_from <= clock_timestamp() order by j.version desc limit 1)),
           r.at
      from posted r
      left join posted e on e.entity = r.entity and e.op_class = 'withdrawal_close'
     where r.kind = 'withdrawal_request'
    returning w.id, w.public_id, w.state

  ), step as (   -- what came in between the other platform did not tell
    insert into public.withdrawal_step (withdrawal_id, version, from_state, to_state, by_kind, by_id, reason_code, call_id, request_id)
    select w.id, case p.kind when 'withdrawal_request' then 1 else 2 end, case when p.kind <> 'withdrawal_request' then 'requested' end,
           case p.kind when 'withdrawal_request' then 'requested' else w.state end, 'system', 'history import',
           case when p.kind <> 'withdrawal_request' and w.state = 'rejected' then 'other' end, p.call_id, p_import
      from withdrawal w join posted p on p.entity = w.public_id and p.kind like 'withdrawal%'
  )
  insert into ledger.round (
    player_id, currency, integration_id, round_ref, round_id, brand_id, game_id,
    stake_cash, stake_bonus, win_cash, win_bonus, bets, wins, rollbacks, late, opened_at, last_at, settled_at)
  select p.player_id, p.currency, p.integration_id, p.round_ref, (array_agg(p.call_id order by p.line))[1], p.brand_id,
         (array_agg(p.game_id order by p.line))[1],
         - coalesce(sum(p.cash) filter (where p.kind = 'bet' or p.target_kind = 'bet'), 0),
         - coalesce(sum(p.bonus) filter (where p.kind = 'bet' or p.target_kind = 'bet'), 0),
         coalesce(sum(p.cash) filter (where p.kind = 'win' or p.target_kind = 'win'), 0),
         coalesce(sum(p.bonus) filter (where p.kind = 'win' or p.target_kind = 'win'), 0),
         count(*) filter (where p.kind = 'bet'), count(*) filter (where p.kind = 'win'), count(*) filter (where p.kind = 'rollback'),
         count(*) filter (where p.kind in ('bet', 'win') and p.was_settled), min(p.at), max(p.at), min(p.at) filter (where p.settled)
    from posted p
   where p.settled is not null
   group by p.player_id, p.currency, p.integration_id, p.round_ref, p.brand_id;

  delete from history.item i where i.import_id = p_import and i.player = any (array(select distinct k.player from pg_temp.kin k));
end $$;

-- ── entry points ─────────────────────────────────────────────────────────────────────────────────

-- Some players of a file, in one short transaction: all that is wrong with them is noted, and with p_post those with
-- whom nothing is wrong enter. Who entered before is left alone.
create function ledger.post_history(p_import uuid, p_first integer, p_last integer, p_post boolean) returns integer
language plpgsql security definer set search_path = pg_catalog, pg_temp set client_min_messages = warning
set timezone = 'UTC' set jit = off set work_mem = '32MB' set enable_nestloop = off set enable_mergejoin = off as $$
declare
  n  integer;
begin
  if (select state from history.import where import_id = p_import) is distinct from 'posting' then
    raise exception 'this import is not ready to be posted';
  end if;
  perform from history.player
    where import_id = p_import and number between p_first and p_last and state = 'waiting'
    order by number for update;
  perform history.work_out(p_import, p_first, p_last);
  perform history.find_faults(p_import);
  if p_post then
    update history.player p set state = 'faulty'
     where p.import_id = p_import and p.number between p_first and p_last and p.state = 'waiting'
       and p.reference in (select f.player from history.fault f where f.import_id = p_import);
    delete from pg_temp.move m using history.player p where p.import_id = p_import and p.number = m.number and p.state = 'faulty';
    delete from pg_temp.kin k using history.player p where p.import_id = p_import and p.number = k.number and p.state = 'faulty';
    perform history.post(p_import);
  end if;
  select count(distinct number) into n from pg_temp.kin;
  return n;
end $$;

-- The file has been gone through. Nothing of it stays in waiting, least of all personal data.
create function history.close(p_import uuid, p_refused boolean) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update history.import set state = case when p_refused then 'refused' else 'posted' end, ended_at = clock_timestamp()
   where import_id = p_import and state = 'posting';
  if found then
    delete from history.item where import_id = p_import;
  end if;
end $$;

-- True once: whoever hears it writes the record, in the same transaction.
create function history.tell(p_import uuid) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update history.import set state = 'done' where import_id = p_import and state = 'posted';
  return found;
end $$;

revoke execute on all functions in schema history from public;
revoke execute on function ledger.post_history from public;
grant execute on function history.begin, history.read_lines, history.prepare, history.close, ledger.post_history to countroom_importer;
grant execute on function history.tell to countroom_app;

-- The first half of an import: what a file's lines say, and whether each makes sense by itself.

-- The file by its hash; the same one again is the same import, wherever it stood still.
create function history.begin(p_sha256 bytea, p_name text, p_brands text[], p_all_or_nothing boolean, p_block_bytes integer)
returns history.import language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  i  history.import;
begin
  insert into history.import (sha256, name, brands, all_or_nothing, block_bytes)
  values (p_sha256, p_name, p_brands, p_all_or_nothing, p_block_bytes)
  on conflict (sha256) do nothing;
  select * into i from history.import where sha256 = p_sha256 for update;
  if i.state = 'refused' then   -- nothing of it entered; the world may have changed since
    delete from history.fault where import_id = i.import_id;
    delete from history.player where import_id = i.import_id;
    delete from history.block where import_id = i.import_id;
    update history.import set state = 'reading', ended_at = null, all_or_nothing = p_all_or_nothing
     where import_id = i.import_id returning * into i;
  end if;
  return i;
end $$;

-- Whether a text is a moment in UTC with at most microseconds.
create function history.is_moment(p_text text) returns boolean language sql stable as $$
  select p_text like '____-__-__T__:__:__%Z' and p_text ~ '^[0-9T:-]{19}([.][0-9]{1,6})?Z$'
     and p_text > '2000' and pg_input_is_valid(p_text, 'timestamptz')
$$;

create function history.is_amount(p_text text) returns boolean language sql immutable as $$
  select p_text ~ '^(0|[1-9][0-9]{0,16})$'
$$;

-- What a line may say, as text.
create type history.fields as (
  type text, player text, id text, integration text, payment_provider text, game text, round text, "of" text, of_type text,
  "end" text, currency text, amount text, cash text, bonus text, pending text, purse text, reason text, ends text, at text,
  until text, brand text, country text, language text, email text, first_name text, last_name text, birth_date text,
  status text, currencies text, protection text, ip text, user_agent text);

-- Takes up the lines that were copied in this transaction and remembers that this piece of the file is read.
create function history.read_lines(p_import uuid, p_block integer) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp set timezone = 'UTC' set jit = off as $$
begin
  with raw as (
    delete from history.line returning line, body, fault

  ), parsed as materialized (
    select l.line, l.body, l.fault, l.object is not null as is_object, f.*
      from (select line, body, fault,
                   case when body is json object with unique keys and pg_input_is_valid(body, 'jsonb') then body::jsonb end as object
              from raw) l
      left join lateral jsonb_populate_record(null::history.fields, l.object) f on true

  ), judged as materialized (
    select r.*, case
        when r.fault is not null then r.fault
        when not r.is_object then 'This is no JSON object with text that can be kept.'
        when r.type is null or r.type not in ('player', 'session', 'balance', 'opening', 'deposit', 'withdrawal', 'withdrawal_end',
                                              'bet', 'win', 'promo', 'rollback', 'adjustment')
          then format('The type “%s” is not known.', left(r.type, 40))
        when coalesce(length(r.player), 0) not between 1 and 255 then 'It names no player.'
        when r.type <> 'balance' and not coalesce(history.is_moment(r.at), false)
          then 'The time (at) is no moment in UTC such as 2026-03-01T12:00:00.000001Z.'
        when r.type <> 'balance' and r.at::timestamptz > clock_timestamp() then 'The time (at) lies in the future.'
        when r.type not in ('player', 'session', 'balance') and coalesce(length(r.id), 0) not between 1 and 255 then 'It has no id.'
        when r.type not in ('player', 'session') and r.currency is null then 'It names no currency.'
        when r.type in ('bet', 'win', 'promo', 'rollback') and (r.integration is null or r.game is null)
          then 'It names no integration or no game.'
        when r.type in ('bet', 'win') and coalesce(length(r.round), 0) not between 1 and 255 then 'It names no round.'
        when r.type in ('deposit', 'withdrawal', 'withdrawal_end') and r.payment_provider is null then 'It names no payment provider.'
        when r.type in ('deposit', 'withdrawal', 'bet', 'win', 'promo') and not coalesce(history.is_amount(r.amount), false)
          then 'The amount is no whole number of minor units from 0 to 99999999999999999.'
        when r.type in ('deposit', 'withdrawal') and r.amount = '0' then 'The amount is zero.'
        when r.type in ('adjustment', 'opening') and not coalesce(r.amount ~ '^-?[1-9][0-9]{0,16}$', false)
          then 'The amount is no whole number of minor units, or zero.'
        when r.type = 'opening' and r.amount like '-%' then 'The amount is below zero.'
        when r.type in ('adjustment', 'opening') and coalesce(r.purse, '') not in ('cash', 'bonus') then 'The purse is neither cash nor bonus.'
        when r.type = 'adjustment' and coalesce(r.reason, '') = '' then 'An adjustment needs its reason.'
        when r.type in ('bet', 'win', 'promo') and (r.cash is not null or r.bonus is not null)
         and not coalesce(history.is_amount(coalesce(r.cash, '0')) and history.is_amount(coalesce(r.bonus, '0')), false)
          then 'The parts from cash and bonus are no whole numbers of minor units.'
        when r.type in ('bet', 'win', 'promo') and (r.cash is not null or r.bonus is not null)
         and coalesce(r.cash, '0')::numeric + coalesce(r.bonus, '0')::numeric <> r.amount::numeric
          then format('It does not balance: cash %s and bonus %s do not make %s.', coalesce(r.cash, '0'), coalesce(r.bonus, '0'), r.amount)
        when r.type = 'rollback' and (r.of is null or coalesce(r.of_type, '') not in ('bet', 'win', 'promo'))
          then 'It does not say of what it is the rollback (of, of_type).'
        when r.type = 'withdrawal_end' and coalesce(r."end", '') not in ('paid', 'cancelled', 'rejected', 'failed')
          then 'The end is none of paid, cancelled, rejected, failed.'
        when r.ends is not null and r.ends not in ('true', 'false') then 'The field ends is neither true nor false.'
        when r.type = 'balance' and not coalesce(history.is_amount(r.cash) and history.is_amount(coalesce(r.bonus, '0'))
                                                 and history.is_amount(coalesce(r.pending, '0')), false)
          then 'The closing balances (cash, bonus, pending) are no whole numbers of minor units.'
        when r.type = 'session' and r.until is not null and not coalesce(history.is_moment(r.until), false)
          then 'The time (until) is no moment in UTC such as 2026-03-01T12:00:00.000001Z.'
        when r.type = 'session' and r.until::timestamptz < r.at::timestamptz then 'The session ends before it begins.'
        when r.type = 'session' and r.until::timestamptz > clock_timestamp() then 'The time (until) lies in the future.'
        when r.type = 'player' and (r.brand is null or coalesce(r.country, '') !~ '^[A-Z]{2}$' or coalesce(r.language, '') = ''
                                    or r.first_name is null or r.last_name is null
                                    or coalesce(r.email, '') !~ '^[^@[:space:]]+@[^@[:space:]]+$' or length(r.email) > 254
                                    or coalesce(r.status, 'active') not in ('active', 'suspended', 'closed'))
          then 'The player’s brand, country, language, e-mail, name or status is missing or makes no sense.'
        when r.type = 'player' and not coalesce(r.birth_date ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' and pg_input_is_valid(r.birth_date, 'date'), false)
          then 'The date of birth is no date such as 1980-12-31.'
        when r.type = 'player' and coalesce(r.currencies, '') !~ '^\["[A-Z0-9_]+"(, "[A-Z0-9_]+")*\]$'
          then 'The currencies are no list of codes.'
        when r.type = 'player' and coalesce(r.protection, '[]') !~ '^\[("(unverified|restricted|excluded|closed)"(, (?="))?)*\]$'
          then 'The protection is no list of unverified, restricted, excluded, closed.'
      end as judgement
      from parsed r

  ), faulty as (
    insert into history.fault (import_id, line, player, reason)
    select p_import, r.line, left(r.player, 255), r.judgement from judged r where r.judgement is not null
  )
  insert into history.item
  select
    p_import, r.line, r.player,
    case r.type when 'withdrawal' then 'withdrawal_request'
                when 'withdrawal_end' then case r."end" when 'paid' then 'withdrawal_release' else 'withdrawal_cancel' end
                else r.type end,
    case when r.type in ('bet', 'win', 'promo', 'rollback') then r.integration
         when r.type in ('deposit', 'withdrawal', 'withdrawal_end') then r.payment_provider else '' end,
    coalesce(case when r.type not in ('player', 'session', 'balance') then r.id end, ''),
    coalesce(case r.type when 'rollback' then r.of_type when 'withdrawal_end' then 'withdrawal_request' end, ''),
    coalesce(case r.type when 'rollback' then r.of when 'withdrawal_end' then r.id end, ''),
    coalesce(r.currency, ''),
    coalesce(case when r.type in ('bet', 'win', 'promo', 'rollback') then r.game end, ''),
    coalesce(case when r.type in ('bet', 'win', 'rollback') then r.round end, ''),
    coalesce(case when r.type in ('deposit', 'withdrawal', 'bet', 'win', 'promo', 'adjustment', 'opening') then r.amount::bigint end, 0),
    coalesce(case when r.type = 'balance' or r.type in ('bet', 'win', 'promo') and r.cash is not null then r.cash::bigint
                  when r.type in ('bet', 'win', 'promo') then r.amount::bigint - coalesce(r.bonus::bigint, 0)
                  when r.type in ('adjustment', 'opening') then case r.purse when 'cash' then r.amount::bigint end end, 0),
    coalesce(case when r.type in ('balance', 'bet', 'win', 'promo') then r.bonus::bigint
                  when r.type in ('adjustment', 'opening') then case r.purse when 'bonus' then r.amount::bigint end end, 0),
    coalesce(case r.type when 'balance' then r.pending::bigint end, 0),
    coalesce(r.ends = 'true', false), r.at::timestamptz, case r.type when 'session' then r.until::timestamptz end,
    case when r.type in ('player', 'session', 'adjustment', 'withdrawal_end') then r.body::jsonb end,
    hashtextextended(r.body, 0)
    from judged r where r.judgement is null;
  insert into history.block values (p_import, p_block);
end $$;

-- The players of a file that is read to its end, in its order; and what only the whole file shows.
create function history.prepare(p_import uuid) returns integer
language plpgsql security definer set search_path = pg_catalog, pg_temp set work_mem = '64MB' set enable_nestloop = off set jit = off as $$
declare
  n  integer;
begin
  perform from history.import where import_id = p_import and state = 'reading' for update;
  if found then
    analyze history.item;
    insert into ledger.house_account (brand_id, currency, kind)
    select distinct h.brand_id, h.currency, 'opening'::ledger.house_kind
      from ledger.house_account h
      join public.brand b on b.id = h.brand_id
      join history.import i on i.import_id = p_import and b.code = any (i.brands)
        on conflict do nothing;
    insert into history.player (import_id, number, reference, brand_id, digest)
    select p_import, row_number() over (order by min(i.line)), i.player,
           (array_agg(b.id order by i.line) filter (where b.id is not null))[1], bit_xor(i.digest)
      from history.item i
      left join public.brand b on i.kind = 'player' and b.code = i.details ->> 'brand'
     where i.import_id = p_import
     group by i.player;
    update history.player p set state = 'known'
      from history.player e
     where p.import_id = p_import and e.state = 'entered'
       and (e.brand_id, e.reference, e.digest) = (p.brand_id, p.reference, p.digest);
    insert into history.fault (import_id, line, player, reason)
    select p_import, i.line, i.player, format('The id %s was used before in this file, in line %s.', left(i.id, 60), d.first)
      from (select kind, source, id, min(line) as first from history.item
             where import_id = p_import and id <> ''
             group by 1, 2, 3 having count(*) > 1) d
      join history.item i using (kind, source, id)
     where i.import_id = p_import and i.line > d.first
        on conflict do nothing;
    insert into history.fault (import_id, line, player, reason)
    select p_import, x.line, x.player, format('The e-mail address was used before in this file, in line %s.', x.first)
      from (select i.line, i.player, min(i.line) over (partition by i.details ->> 'brand', lower(i.details ->> 'email')) as first
              from history.item i where i.import_id = p_import and i.kind = 'player') x
     where x.line > x.first
       and x.player <> (select f.player from history.item f where f.import_id = p_import and f.line = x.first)
        on conflict do nothing;
    update history.import set state = 'posting' where import_id = p_import;
  end if;
  select max(number) into n from history.player where import_id = p_import;
  return coalesce(n, 0);
end $$;

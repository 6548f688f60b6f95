-- What staff give and take by hand: how much a role may, and each act with its reason and its journal entry.

-- In minor units, a time and in any 24 hours. No row: nothing may be moved.
create table role_limit (
  role_id   integer  not null references role,
  kind      text     not null  check (kind in ('adjustment_credit', 'adjustment_debit')),
  currency  text     collate "C" not null references ledger.currency,
  per_act   bigint   not null  check (per_act >= 0),
  per_day   bigint   not null  check (per_day >= per_act),
  primary key (role_id, kind, currency)
);

create table adjustment (
  id                 bigint       primary key generated always as identity,
  public_id          uuid         not null unique default uuidv7(),
  brand_id           integer      not null references brand,
  player_id          bigint       not null references player,
  currency           text         collate "C" not null references ledger.currency,
  purse              text         not null  check (purse in ('cash', 'bonus')),
  amount             bigint       not null  check (amount <> 0),   -- below zero: taken from the player
  state              text         not null  check (state in ('requested', 'applied', 'declined')),
  version            integer      not null default 1  check (version > 0),
  requested_by_kind  text         not null  check (requested_by_kind in ('staff', 'api_key')),
  requested_by_id    text         not null,
  reason_code        text         not null,
  reason_text        text         check (length(reason_text) <= 500),
  decided_by         bigint       references staff,
  decided_at         timestamptz,
  decision_text      text         check (length(decision_text) <= 500),
  call_id            uuid,                                         -- the journal entry
  occurred_at        timestamptz  not null,
  recorded_at        timestamptz  not null default clock_timestamp(),
  constraint adjustment_decided_check check ((decided_at is null) = (state = 'requested')),
  constraint adjustment_decider_check check ((decided_by is null) = (decided_at is null)),
  constraint adjustment_call_check check ((call_id is not null) = (state = 'applied'))
);
create index adjustment_brand_id_index on adjustment (brand_id, public_id);
create index adjustment_player_id_index on adjustment (player_id, public_id);
create index adjustment_open on adjustment (public_id) where state = 'requested';
create index adjustment_decided_by_index on adjustment (decided_by, currency, decided_at);

-- What somebody may for a brand, by all roles that have not run out, and what they did of it in the last 24 hours.
create function adjustment_room(p_staff_id bigint, p_brand_id integer, p_currency text, p_amount bigint,
  out per_act bigint, out per_day bigint, out used bigint)
language sql stable set search_path = public, pg_temp as $$
  select coalesce(max(l.per_act), 0), coalesce(max(l.per_day), 0),
         (select coalesce(sum(abs(a.amount)), 0)::bigint from adjustment a
           where a.decided_by = p_staff_id and a.currency = p_currency and a.state = 'applied'
             and sign(a.amount) = sign(p_amount) and a.decided_at > clock_timestamp() - interval '24 hours')
    from role_limit l join role_assignment r using (role_id)
   where r.staff_id = p_staff_id and (r.brand_id is null or r.brand_id = p_brand_id)
     and (r.expires_at is null or r.expires_at > clock_timestamp())
     and l.currency = p_currency
     and l.kind = case when p_amount > 0 then 'adjustment_credit' else 'adjustment_debit' end
$$;

-- Whoever writes: one act after the other for a member of staff, so that nobody gets past a limit by hurrying.
create function adjustment_within_limits() returns trigger language plpgsql as $$
declare
  room  record;
begin
  if tg_op = 'UPDATE' and (old.state <> 'requested' or new.version <> old.version + 1) then
    raise exception 'adjustment % is % already', old.id, old.state using errcode = 'check_violation';
  elsif new.state = 'applied' then
    perform pg_advisory_xact_lock(hashtextextended('adjustments of staff ' || new.decided_by, 0));
    select * into room from adjustment_room(new.decided_by, new.brand_id, new.currency, new.amount);
    if abs(new.amount) > room.per_act or room.used + abs(new.amount) > room.per_day then
      raise exception 'adjustment of % goes beyond a limit', new.amount using errcode = 'check_violation';
    end if;
  end if;
  return new;
end $$;
create trigger within_limits before insert or update on adjustment
  for each row execute function adjustment_within_limits();

grant select on role_limit, adjustment to countroom_app, countroom_reader;
grant insert, update (per_act, per_day) on role_limit to countroom_app;
grant insert (public_id, brand_id, player_id, currency, purse, amount, state, requested_by_kind, requested_by_id,
              reason_code, reason_text, decided_by, decided_at, call_id, occurred_at),
  update (state, version, decided_by, decided_at, decision_text, call_id)
  on adjustment to countroom_app;

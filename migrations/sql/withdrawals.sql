-- Withdrawals: what a player asked to be paid, who decided, and what the payment provider made of it. The money
-- itself is the ledger's: one key there ends a request once, whatever is written here.

-- How long a player may be left waiting for a decision is the regulator's to say.
alter table jurisdiction_profile
  add column withdrawal_decision_hours integer not null default 24  check (withdrawal_decision_hours > 0);

create table withdrawal (
  id                   bigint       primary key generated always as identity,
  public_id            uuid         not null unique default uuidv7(),
  brand_id             integer      not null references brand,
  player_id            bigint       not null references player,
  payment_provider_id  integer      not null references payment_provider,
  external_id          text         collate "C"  check (length(external_id) between 1 and 255),   -- the payment provider's
  currency             text         collate "C" not null references ledger.currency,
  amount               bigint       not null  check (amount > 0),
  state                text         not null default 'requested'  check (state in
    ('requested', 'approved', 'submitted', 'paid', 'rejected', 'cancelled', 'failed')),
  version              integer      not null default 1  check (version > 0),
  claimed_by           bigint       references staff,
  claimed_until        timestamptz,
  decided_by           bigint       references staff,
  decided_at           timestamptz,
  reason_code          text,
  reason_text          text         check (length(reason_text) <= 500),
  due_at               timestamptz  not null,
  occurred_at          timestamptz  not null,
  recorded_at          timestamptz  not null default clock_timestamp(),
  unique (payment_provider_id, external_id),
  constraint withdrawal_claim_check check ((claimed_by is null) = (claimed_until is null)),
  constraint withdrawal_claimed_check check (claimed_by is null or state = 'requested'),
  constraint withdrawal_decided_check check ((decided_at is null) = (state in ('requested', 'cancelled'))),
  constraint withdrawal_decider_check check (decided_by is null or decided_at is not null),
  constraint withdrawal_reason_check check (state <> 'rejected' or reason_code is not null)
);
create index withdrawal_queue on withdrawal (due_at, public_id) where state = 'requested';
create index withdrawal_under_way on withdrawal (public_id) where state in ('approved', 'submitted');
create index withdrawal_brand_id_index on withdrawal (brand_id, public_id);
create index withdrawal_player_id_index on withdrawal (player_id, public_id);
create index withdrawal_state_index on withdrawal (state, public_id);
create index withdrawal_claimed_by_index on withdrawal (claimed_by) where claimed_by is not null;
create index withdrawal_decided_by_index on withdrawal (decided_by, decided_at) where decided_by is not null;

-- Forward only, one version at a time, whoever writes.
create function withdrawal_moves_on() returns trigger language plpgsql as $$
begin
  if new.version <> old.version + 1 then
    raise exception 'withdrawal % goes from version % to %', new.id, old.version, new.version using errcode = 'check_violation';
  elsif new.state <> old.state and (old.state, new.state) not in (
      ('requested', 'approved'), ('requested', 'rejected'), ('requested', 'cancelled'),
      ('approved', 'submitted'), ('approved', 'paid'), ('approved', 'failed'),
      ('submitted', 'paid'), ('submitted', 'failed')) then
    raise exception 'withdrawal % does not go from % to %', new.id, old.state, new.state using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger moves_on before update on withdrawal for each row execute function withdrawal_moves_on();

-- Its history, written with each change of state and never again.
create table withdrawal_step (
  id             bigint       primary key generated always as identity,
  withdrawal_id  bigint       not null references withdrawal,
  version        integer      not null,
  from_state     text,
  to_state       text         not null,
  by_kind        text         not null  check (by_kind in ('staff', 'api_key', 'payment_provider', 'system')),
  by_id          text         not null,
  reason_code    text,
  reason_text    text,
  call_id        uuid,                         -- the journal entry, where money moved
  request_id     uuid,
  recorded_at    timestamptz  not null default clock_timestamp(),
  unique (withdrawal_id, version)
);

grant select on withdrawal, withdrawal_step to countroom_app, countroom_reader;
grant insert (public_id, brand_id, player_id, payment_provider_id, currency, amount, due_at, occurred_at),
  update (external_id, state, version, claimed_by, claimed_until, decided_by, decided_at, reason_code, reason_text)
  on withdrawal to countroom_app;
grant insert (withdrawal_id, version, from_state, to_state, by_kind, by_id, reason_code, reason_text, call_id, request_id)
  on withdrawal_step to countroom_app;

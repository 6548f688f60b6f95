-- Attempts to deposit: what a player set out to pay, and what the payment provider made of it. The money itself is the
-- ledger's: one key there credits a payment once, whoever tells of it first.

create table deposit_attempt (
  id                   bigint       primary key generated always as identity,
  public_id            uuid         not null unique default uuidv7(),
  brand_id             integer      not null references brand,
  player_id            bigint       not null references player,
  payment_provider_id  integer      not null references payment_provider,
  method               text         not null  check (method ~ '^[a-z][a-z0-9_]{0,39}$'),
  currency             text         collate "C" not null references ledger.currency,
  amount               bigint       not null  check (amount > 0),
  external_id          text         collate "C"  check (length(external_id) between 1 and 255),   -- the payment provider's
  state                text         not null  check (state in ('started', 'captured', 'declined', 'expired')),
  version              integer      not null default 1  check (version > 0),
  reason_code          text         check (length(reason_code) between 1 and 60),
  deposit_id           bigint       unique references deposit,
  expires_at           timestamptz  not null,
  occurred_at          timestamptz  not null,
  recorded_at          timestamptz  not null default clock_timestamp(),
  unique (payment_provider_id, external_id),
  constraint deposit_attempt_captured_check check ((state = 'captured') = (deposit_id is not null)),
  constraint deposit_attempt_declined_check check ((state = 'declined') = (reason_code is not null)),
  constraint deposit_attempt_reported_check check (state in ('started', 'expired') or external_id is not null)
);
create index deposit_attempt_brand_id_index on deposit_attempt (brand_id, public_id);
create index deposit_attempt_player_id_index on deposit_attempt (player_id, public_id);
create index deposit_attempt_state_index on deposit_attempt (state, public_id);
create index deposit_attempt_open on deposit_attempt (expires_at) where state = 'started';
create index deposit_attempt_lateness on deposit_attempt ((uuid_extract_timestamp(public_id) - occurred_at));

-- Its history, written with each change and never again. What the payment provider says of one payment counts once.
create table deposit_attempt_step (
  id                  bigint       primary key generated always as identity,
  deposit_attempt_id  bigint       not null references deposit_attempt,
  version             integer      not null,
  to_state            text         not null,
  by_kind             text         not null  check (by_kind in ('api_key', 'payment_provider', 'system')),
  by_id               text         not null,
  external_id         text         collate "C",
  reason_code         text,
  request_id          uuid,
  recorded_at         timestamptz  not null default clock_timestamp(),
  unique (deposit_attempt_id, version),
  constraint deposit_attempt_step_report_key unique (deposit_attempt_id, to_state, external_id)
);

-- Forward only, one version at a time, whoever writes. A declined attempt may be tried again with another payment; and
-- whoever is excluded or closed starts none (what is under way then, the ledger owes back).
create function deposit_attempt_moves_on() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if new.state = 'started' and exists (
        select from ledger.account a where a.player_id = new.player_id and (a.excluded or a.closed)) then
      raise exception 'player % is excluded or closed', new.player_id using errcode = 'check_violation';
    end if;
  elsif new.version <> old.version + 1 then
    raise exception 'attempt % goes from version % to %', new.id, old.version, new.version using errcode = 'check_violation';
  elsif (old.state, new.state) not in (
      ('started', 'captured'), ('started', 'declined'), ('started', 'expired'), ('expired', 'captured'),
      ('expired', 'declined'), ('declined', 'declined'), ('declined', 'captured')) then
    raise exception 'attempt % does not go from % to %', new.id, old.state, new.state using errcode = 'check_violation';
  elsif new.state = 'captured' and exists (
      select from deposit_attempt_step s
       where s.deposit_attempt_id = new.id and s.to_state = 'declined' and s.external_id = new.external_id) then
    raise exception 'payment % was declined', new.external_id using errcode = 'check_violation';
  end if;
  if new.deposit_id is not null and not exists (
      select from deposit d
       where d.id = new.deposit_id
         and (d.player_id, d.payment_provider_id, d.external_id, d.currency, d.amount)
           = (new.player_id, new.payment_provider_id, new.external_id, new.currency, new.amount)) then
    raise exception 'deposit % is not of attempt %', new.deposit_id, new.id using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger moves_on before insert or update on deposit_attempt
  for each row execute function deposit_attempt_moves_on();

-- A webhook is about a thing that the payment provider has a name for and we have another: a report that we refuse may
-- have the one alone.
alter table payment_webhook add column reference text collate "C" check (length(reference) between 1 and 255);
create index payment_webhook_reference_index on payment_webhook (payment_provider_id, reference)
  where reference is not null;

grant select on deposit_attempt, deposit_attempt_step to countroom_app, countroom_reader;
grant insert (public_id, brand_id, player_id, payment_provider_id, method, currency, amount, external_id, state,
              reason_code, deposit_id, expires_at, occurred_at),
  update (external_id, state, version, reason_code, deposit_id)
  on deposit_attempt to countroom_app;
grant insert (deposit_attempt_id, version, to_state, by_kind, by_id, external_id, reason_code, request_id)
  on deposit_attempt_step to countroom_app;
grant insert (reference) on payment_webhook to countroom_app;

-- What payment providers send us: kept as it came, then judged, then worked on. Nothing of it is ever rewritten.

create table payment_provider_key (
  id                   integer      primary key generated always as identity,
  payment_provider_id  integer      not null references payment_provider,
  secret_sealed        bytea        not null,
  fingerprint          text         not null,
  created_at           timestamptz  not null default clock_timestamp(),
  retired_at           timestamptz,
  unique (payment_provider_id, fingerprint)
);

-- Two keys live side by side while a payment provider rotates; a third would be forgotten.
create function at_most_two_live_payment_keys() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('payment provider keys ' || new.payment_provider_id, 0));
  if (select count(*) from payment_provider_key
       where payment_provider_id = new.payment_provider_id and retired_at is null) > 2 then
    raise exception 'a payment provider has at most two live keys: retire one first' using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger at_most_two_live_keys after insert or update on payment_provider_key
  for each row execute function at_most_two_live_payment_keys();

create table payment_webhook (
  id                   bigint       primary key generated always as identity,
  public_id            uuid         not null unique default uuidv7(),
  payment_provider_id  integer      not null references payment_provider,
  request_id           uuid,
  body                 bytea        not null  check (length(body) <= 65536),
  headers              jsonb        not null,
  verdict              text         not null  check (verdict in
    ('accepted', 'duplicate', 'bad_signature', 'out_of_time', 'unreadable', 'too_large')),
  event_id             text         collate "C"  check (length(event_id) between 1 and 255),
  event_type           text,
  object_id            text         collate "C",   -- what it is about, by the payment provider's name
  received_at          timestamptz  not null default clock_timestamp(),
  constraint payment_webhook_event_check check ((verdict in ('accepted', 'duplicate')) = (event_id is not null))
);
create index payment_webhook_payment_provider_id_index on payment_webhook (payment_provider_id, object_id);

-- For ever: an event that comes again after a year is still the same event.
create unique index payment_webhook_event on payment_webhook (payment_provider_id, event_id) where verdict = 'accepted';

create table payment_webhook_result (
  payment_webhook_id  bigint       primary key references payment_webhook,
  outcome             text         not null  check (outcome in ('applied', 'known', 'contradiction', 'ignored')),
  detail              text         not null,
  recorded_at         timestamptz  not null default clock_timestamp()
);

grant select on payment_webhook, payment_webhook_result to countroom_app, countroom_reader;
grant select on payment_provider_key to countroom_app;
grant insert, update (retired_at) on payment_provider_key to countroom_app;
grant insert (payment_provider_id, request_id, body, headers, verdict, event_id, event_type, object_id)
  on payment_webhook to countroom_app;
grant insert (payment_webhook_id, outcome, detail) on payment_webhook_result to countroom_app;

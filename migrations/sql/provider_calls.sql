-- What a provider sent and what it was told, byte for byte. Append-only: it follows the ledger's own
-- record (ledger.call) and explains it; for a request refused before the ledger it is the only record.

create table provider_call (
  request_id       uuid         primary key,   -- UUIDv7, the request_id of its ledger calls
  integration_id   integer,                    -- null: no such integration
  operation        text         not null,
  player_id        bigint,                     -- null: not known before the refusal
  round_ref        text,
  received_at      timestamptz  not null,
  recorded_at      timestamptz  not null default clock_timestamp(),
  body             bytea        not null,
  signature_valid  boolean      not null,
  headers          jsonb        not null,
  outcome          text         not null,
  replayed         boolean      not null,
  http_status      smallint     not null,
  answer           bytea        not null,
  latency_us       integer      not null,
  wait_us          integer      not null,      -- of it, waiting for a place in a group
  batch_size       smallint     not null       -- calls committed together; 0: never reached the ledger
);
create index provider_call_refused on provider_call (request_id)
  where outcome not in ('applied', 'already_reversed', 'nothing_to_reverse');
create index provider_call_replayed on provider_call (request_id) where replayed;
create index provider_call_round on provider_call (player_id, round_ref) where round_ref is not null;

grant select on provider_call to countroom_app, countroom_reader;
grant insert (request_id, integration_id, operation, player_id, round_ref, received_at, body, signature_valid, headers,
              outcome, replayed, http_status, answer, latency_us, wait_us, batch_size)
  on provider_call to countroom_app;

-- The audit log. body is the canonical record, the bytes that are sealed; the columns beside it are for
-- finding. The app may add a row and never say when that was.

create table audit_record (
  event_id        uuid         primary key,
  schema_version  smallint     not null,
  body            text         not null  check (length(body) < 65536),
  name            text         not null,
  phase           text         not null  check (phase in ('attempt', 'effect', 'refusal')),
  actor_kind      text         not null  check (actor_kind in ('staff', 'api_key', 'system', 'anonymous')),
  actor_id        text         not null,
  request_id      uuid,
  target          text         not null,
  outcome         text         not null,
  recorded_at     timestamptz  not null default clock_timestamp(),
  xid             xid8         not null default pg_current_xact_id()
);
create index audit_record_xid on audit_record (xid);
create index audit_record_request on audit_record (request_id);
create index audit_record_actor on audit_record (actor_kind, actor_id, event_id);
create index audit_record_target on audit_record (target, event_id);

-- Transactions are counted within one cluster: nothing is served in another before the database was adopted there.
create table cluster_identity (
  system_identifier  bigint       primary key,
  noted_at           timestamptz  not null default clock_timestamp()
);
insert into cluster_identity (system_identifier)
  select system_identifier from pg_control_system();

grant select on audit_record, cluster_identity to countroom_app, countroom_reader;
grant insert (event_id, schema_version, body, name, phase, actor_kind, actor_id, request_id, target, outcome)
  on audit_record to countroom_app;

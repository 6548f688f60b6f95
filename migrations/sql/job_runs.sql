-- Background work somebody waits for. What the queue forgets when a job has ended stands here for longer
-- (pruning.sql).

create table job_run (
  id               bigint       primary key generated always as identity,
  public_id        uuid         not null unique default uuidv7(),
  name             text         not null,
  title            text         not null,
  arguments        jsonb        not null,
  staff_id         bigint       references staff,   -- null: the house itself
  brand_ids        integer[],                       -- null: every brand
  request_id       uuid,
  state            text         not null default 'queued'
                                check (state in ('queued', 'running', 'succeeded', 'failed', 'cancelled')),
  done             bigint       not null default 0 check (done >= 0),
  total            bigint       check (total >= 0),
  message          text         not null default '',
  result           jsonb,
  begun            integer      not null default 0,  -- how often; who was begun before is not heard any more
  queue_job_id     bigint,                           -- the queue drops its rows, so this points without a promise
  asked_at         timestamptz  not null default clock_timestamp(),
  started_at       timestamptz,
  heartbeat_at     timestamptz,
  cancel_asked_at  timestamptz,
  ended_at         timestamptz,
  check ((ended_at is null) = (state in ('queued', 'running')))
);
create index job_run_staff_id_index on job_run (staff_id);
create index job_run_unended on job_run (id) where ended_at is null;

grant select on job_run to countroom_app, countroom_reader;
grant insert (name, title, arguments, staff_id, brand_ids, request_id, total) on job_run to countroom_app;
grant update (state, done, total, message, result, begun, queue_job_id, started_at, heartbeat_at, cancel_asked_at,
  ended_at) on job_run to countroom_app;

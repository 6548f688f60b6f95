-- Alerts: a check that passed its threshold, until it lies well below again. One open alert a cause, however many look.

create table alert (
  id               bigint       primary key generated always as identity,
  public_id        uuid         not null unique default uuidv7(),
  cause            text         not null  check (length(cause) between 3 and 200),
  brand_id         integer      references brand,   -- null: of the whole house
  severity         text         not null  check (severity in ('warning', 'failing')),   -- the worst it was
  figure           text         not null  check (length(figure) <= 100),                -- when it became so
  opened_at        timestamptz  not null default clock_timestamp(),
  acknowledged_at  timestamptz,
  acknowledged_by  bigint       references staff,
  mailed_at        timestamptz,
  closed_at        timestamptz  check (closed_at >= opened_at),
  constraint alert_acknowledged_check check (num_nonnulls(acknowledged_at, acknowledged_by) in (0, 2))
);
create unique index alert_open on alert (cause) where closed_at is null;
create index alert_brand_id_index on alert (brand_id);
create index alert_acknowledged_by_index on alert (acknowledged_by);

-- What is over stays as it was; another alert is another row.
create function alert_is_over() returns trigger language plpgsql as $$
begin
  if (new.cause, new.severity, new.figure, new.acknowledged_at, new.acknowledged_by, new.closed_at)
     is distinct from (old.cause, old.severity, old.figure, old.acknowledged_at, old.acknowledged_by, old.closed_at) then
    raise exception 'this alert is over' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger alert_is_over before update on alert for each row when (old.closed_at is not null)
  execute function alert_is_over();

-- Whoever knows of a cause may keep it from telling for a while.
create table alert_mute (
  cause        text         primary key,
  muted_until  timestamptz  not null,
  reason       text         not null  check (length(reason) between 3 and 700),
  staff_id     bigint       not null references staff,
  muted_at     timestamptz  not null default clock_timestamp()
);
create index alert_mute_staff_id_index on alert_mute (staff_id);

grant select on alert, alert_mute to countroom_app, countroom_reader;
grant insert (cause, brand_id, severity, figure) on alert to countroom_app;
grant update (severity, figure, acknowledged_at, acknowledged_by, mailed_at, closed_at) on alert to countroom_app;
grant insert (cause, muted_until, reason, staff_id), update (muted_until, reason, staff_id, muted_at), delete
  on alert_mute to countroom_app;

-- What concerns the whole house is told to receivers of every brand alone.
alter table outbox_message alter column brand_id drop not null;

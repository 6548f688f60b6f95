-- One act on all that match a filter: what was asked, and what became of each row. Nothing here ever changes, but the
-- rows go when their time is over (pruning.sql); how far a run is stands with its job.

create table bulk_run (
  id           bigint       primary key generated always as identity,
  public_id    uuid         not null unique default uuidv7(),
  job_run_id   bigint       not null unique references job_run,
  dry_run_id   bigint       unique references bulk_run,  -- null: it is one. Each is followed once.
  staff_id     bigint       not null references staff,
  action       text         not null,
  filters      text         not null,   -- the list's own arguments, canonical JSON
  words        text         not null,   -- the same in words
  reason_code  text         not null,
  reason_text  text         not null,
  brand_ids    integer[],               -- null: every brand
  agreed       bigint       check (agreed > 0),
  asked_at     timestamptz  not null default clock_timestamp(),
  constraint bulk_run_following_check check ((agreed is null) = (dry_run_id is null))
);
create index bulk_run_staff_id_index on bulk_run (staff_id, public_id);

-- A dry run writes down what is `due` and what it would skip. Its run writes each of those that were due, in the
-- transaction that changes the row: each is done once, whatever dies in between, and nothing that nobody agreed to.
create table bulk_row (
  bulk_run_id  bigint       not null references bulk_run,
  row_id       uuid         not null,
  outcome      text         not null check (outcome in ('due', 'done', 'skipped', 'failed')),
  reason       text         not null,
  recorded_at  timestamptz  not null default clock_timestamp(),
  primary key (bulk_run_id, row_id),
  constraint bulk_row_reason_check check ((outcome in ('due', 'done')) = (reason = ''))
);
create index bulk_row_left on bulk_row (bulk_run_id, row_id) where outcome in ('skipped', 'failed');

create function bulk_row_as_agreed() returns trigger language plpgsql as $$
declare
  dry_run  bigint := (select dry_run_id from bulk_run where id = new.bulk_run_id);
begin
  if dry_run is null then
    if new.outcome not in ('due', 'skipped') then
      raise exception 'a dry run does nothing' using errcode = 'check_violation';
    end if;
  elsif new.outcome = 'due' or not exists (
    select from bulk_row where bulk_run_id = dry_run and row_id = new.row_id and outcome = 'due'
  ) then
    raise exception 'nobody agreed to row %', new.row_id using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger as_agreed before insert on bulk_row for each row execute function bulk_row_as_agreed();

grant select on bulk_run, bulk_row to countroom_app, countroom_reader;
grant insert (job_run_id, dry_run_id, staff_id, action, filters, words, reason_code, reason_text, brand_ids, agreed)
  on bulk_run to countroom_app;
grant insert (bulk_run_id, row_id, outcome, reason) on bulk_row to countroom_app;

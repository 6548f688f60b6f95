-- Rules that change get a new version, with who decided it and why. A version is never edited and begins no earlier
-- than it was decided: whoever asks later what was in force at a moment gets the same answer for ever. A newer version
-- takes the place of older ones that have not begun when it begins.

alter table jurisdiction_profile
  add column reason       text         not null default 'As the installation began'  check (length(reason) between 3 and 500),
  add column actor_kind   text         not null default 'system'  check (actor_kind in ('staff', 'api_key', 'system')),
  add column actor_id     text         not null default 'installation',
  add column recorded_at  timestamptz  not null default clock_timestamp();

create function follow_the_newest_version() returns trigger language plpgsql as $$
declare
  newest integer;
begin
  perform pg_advisory_xact_lock(hashtextextended('jurisdiction profile ' || new.code, 0));
  perform now() at time zone new.gaming_day_zone;   -- fails for a zone that nobody knows
  select max(version) into newest from jurisdiction_profile where code = new.code;
  if new.version <> coalesce(newest, 0) + 1 then
    raise exception 'version % does not follow %', new.version, newest using errcode = 'unique_violation';
  end if;
  if newest is not null and new.effective_from < now() then
    raise exception 'a version cannot begin in the past' using errcode = 'check_violation';
  end if;
  return new;
end $$;

create trigger in_line before insert on jurisdiction_profile
  for each row execute function follow_the_newest_version();
create trigger immutable before update or delete on jurisdiction_profile
  for each row execute function ledger.refuse_change();

revoke insert on jurisdiction_profile from countroom_app;
grant insert (code, version, effective_from, minimum_age, gaming_day_zone, gaming_day_start_hour, stake_order,
              requires_verified_identity, call_log_days, withdrawal_decision_hours, reason, actor_kind, actor_id)
  on jurisdiction_profile to countroom_app;

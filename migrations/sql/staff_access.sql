-- Disabled with a reason, which is gone once somebody is enabled again.
alter table staff
  add disabled_reason  text  not null default ''  check (length(disabled_reason) <= 600),
  add constraint staff_reason_check check (status = 'disabled' or disabled_reason = '');
grant update (disabled_reason) on staff to countroom_app;

-- What an address can name: one session, one role that somebody holds.
alter table staff_session add public_id uuid not null unique default uuidv7();
drop index staff_session_staff_id_index;
create index staff_session_staff_id_index on staff_session (staff_id, id);

-- Nobody gives themselves a role. Without a giver: the house itself, at its own command line.
alter table role_assignment
  add public_id  uuid    not null unique default uuidv7(),
  add given_by   bigint  references staff,
  add reason     text    not null default ''  check (length(reason) <= 600),
  add constraint role_assignment_giver_check check (given_by is distinct from staff_id);
create index role_assignment_given_by_index on role_assignment (given_by);

-- Whoever can sign in and give roles, for every brand and without an end.
create view access_guard as
  select a.staff_id, a.id as assignment_id, a.role_id
    from role_assignment a join staff s on s.id = a.staff_id join role_permission p on p.role_id = a.role_id
   where p.permission = 'security.roles.assign' and a.brand_id is null and a.expires_at is null
     and s.status = 'active' and (s.password_hash is not null or s.is_demo);

-- One after the other: of two who disable each other the second finds that nobody would remain.
create function insist_on_an_access_guard() returns void language plpgsql set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('access guards', 0));
  if not exists (select from access_guard) then
    raise exception 'nobody would be left who can give roles'
      using errcode = 'check_violation', constraint = 'an_access_guard_remains';
  end if;
end $$;

-- Each asks only when what goes may have been a guard's: an installation without any can still be mended.
create function staff_remains_guarded() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if exists (select from role_assignment a join role_permission p using (role_id)
              where a.staff_id = old.id and a.brand_id is null and a.expires_at is null
                and p.permission = 'security.roles.assign') then
    perform insist_on_an_access_guard();
  end if;
  return null;
end $$;
create trigger remains_guarded after update on staff for each row
  when (old.status = 'active' and (old.password_hash is not null or old.is_demo)
        and (new.status <> 'active' or (new.password_hash is null and not new.is_demo)))
  execute function staff_remains_guarded();

create function assignments_remain_guarded() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if exists (select from staff s join role_permission p on p.role_id = old.role_id
              where s.id = old.staff_id and s.status = 'active' and (s.password_hash is not null or s.is_demo)
                and p.permission = 'security.roles.assign') then
    perform insist_on_an_access_guard();
  end if;
  return null;
end $$;
create trigger remains_guarded after delete or update on role_assignment for each row
  when (old.brand_id is null and old.expires_at is null)
  execute function assignments_remain_guarded();

create function roles_remain_guarded() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if exists (select from role_assignment a join staff s on s.id = a.staff_id
              where a.role_id = old.role_id and a.brand_id is null and a.expires_at is null
                and s.status = 'active' and (s.password_hash is not null or s.is_demo)) then
    perform insist_on_an_access_guard();
  end if;
  return null;
end $$;
create trigger remains_guarded after delete on role_permission for each row
  when (old.permission = 'security.roles.assign')
  execute function roles_remain_guarded();

grant select on access_guard to countroom_app;

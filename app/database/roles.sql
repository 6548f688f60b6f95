-- Who may sign in to the cluster. Run by its superuser, any number of times; passwords are given apart.

do $$
declare
  login text;
begin
  foreach login in array array['countroom_owner', 'countroom_app', 'countroom_reader'] loop
    if not exists (select from pg_roles where rolname = login) then
      execute format('create role %I login', login);
    end if;
  end loop;
  if not exists (select from pg_roles where rolname = 'countroom_importer') then
    create role countroom_importer nologin;
  end if;
end $$;

-- Whoever imports history signs in as the owner and then steps down to this role.
grant countroom_importer to countroom_owner with inherit false, set true;

-- Views of lists that staff keep under a name: the filters of an address, never a page of it.

create table saved_view (
  id          bigint       primary key generated always as identity,
  public_id   uuid         not null unique default uuidv7(),
  staff_id    bigint       not null references staff,
  list        text         not null,   -- the endpoint that draws it
  name        text         not null check (length(name) between 1 and 40),
  query       text         not null check (length(query) <= 2000),
  is_shared   boolean      not null default false,
  created_at  timestamptz  not null default clock_timestamp(),
  unique (staff_id, list, name)
);
create index saved_view_shared on saved_view (list) where is_shared;

grant select on saved_view to countroom_app, countroom_reader;
grant insert (staff_id, list, name, query) on saved_view to countroom_app;
grant update (name, is_shared) on saved_view to countroom_app;
grant delete on saved_view to countroom_app;

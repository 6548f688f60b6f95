-- How often a key may ask, and how often it has. Unlogged: losing it in a crash forgives, and nothing else.
-- The default is large enough for a platform and small enough to notice a loop.
alter table api_key add requests_per_minute integer not null default 6000  check (requests_per_minute > 0);

create unlogged table api_window (
  api_key_id  integer      primary key references api_key,
  began_at    timestamptz  not null,
  requests    integer      not null  check (requests > 0)
) with (fillfactor = 50);

grant select, insert, update on api_window to countroom_app;

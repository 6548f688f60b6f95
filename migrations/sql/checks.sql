-- How the house is doing: which processes live, and what each check was when it was last judged.

-- Unlogged: a sign of life from before a crash would tell of nobody. A process that ends well leaves its row too: that
-- it is missed is what the row is for.
create unlogged table server_heartbeat (
  id                 uuid         primary key,
  face               text         not null  check (face ~ '^[a-z]{2,20}$'),
  host               text         not null  check (length(host) <= 255),
  pid                integer      not null,
  streams            integer      not null  check (streams >= 0),   -- live pages that listen
  streams_looked_at  timestamptz,                                   -- when it last looked for their news
  started_at         timestamptz  not null default clock_timestamp(),
  seen_at            timestamptz  not null default clock_timestamp()
);

create table check_state (
  cause  text         primary key  check (length(cause) between 3 and 200),
  state  text         not null  check (state in ('fine', 'warning', 'failing')),
  since  timestamptz  not null default clock_timestamp()
);

grant select on server_heartbeat, check_state to countroom_app, countroom_reader;
grant insert (id, face, host, pid, streams, streams_looked_at), delete on server_heartbeat to countroom_app;
grant update (streams, streams_looked_at, seen_at) on server_heartbeat to countroom_app;
grant insert (cause, state), delete on check_state to countroom_app;
grant update (state, since) on check_state to countroom_app;

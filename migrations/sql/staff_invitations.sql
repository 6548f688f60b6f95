-- A link by which a member sets a password: kept as a hash, good once, for a while, and until a newer one is made.
create table staff_invitation (
  id          bigint       primary key generated always as identity,
  staff_id    bigint       not null references staff,
  token_hash  bytea        not null unique  check (length(token_hash) = 32),
  once_id     uuid         not null unique,   -- of the form that asked for it, which may be sent twice
  invited_by  bigint       not null references staff,
  created_at  timestamptz  not null default clock_timestamp(),
  expires_at  timestamptz  not null,
  used_at     timestamptz,
  check (invited_by <> staff_id)
);
create index staff_invitation_staff_id_index on staff_invitation (staff_id, id);
create index staff_invitation_invited_by_index on staff_invitation (invited_by);

grant select on staff_invitation to countroom_app;
grant insert (staff_id, token_hash, once_id, invited_by, expires_at, used_at), update (used_at) on staff_invitation to countroom_app;

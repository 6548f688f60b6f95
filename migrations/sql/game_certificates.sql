-- Which build of a game a laboratory certified, for where and how long. A certificate is added and, when it was wrong or
-- is revoked, withdrawn; nothing of it changes.

create table game_certificate (
  id              bigint       primary key generated always as identity,
  public_id       uuid         not null unique default uuidv7(),
  game_id         integer      not null references game,
  jurisdiction    text         not null  check (length(jurisdiction) between 2 and 60),
  laboratory      text         not null  check (length(laboratory) between 2 and 60),
  number          text         not null  check (length(number) between 1 and 60),
  valid_from      date         not null,
  valid_until     date         check (valid_until >= valid_from),          -- null: until it is revoked
  build_hash      text         not null  check (build_hash ~ '^[0-9a-f]{32,128}$'),
  added_by_kind   text         not null  check (added_by_kind in ('staff', 'api_key', 'system')),
  added_by_id     text         not null,
  recorded_at     timestamptz  not null default clock_timestamp(),
  withdrawn_at    timestamptz  check (withdrawn_at >= recorded_at),
  withdrawn_reason  text       check (length(withdrawn_reason) between 3 and 700),
  constraint game_certificate_withdrawn_check check ((withdrawn_at is null) = (withdrawn_reason is null))
);
create index game_certificate_game_id_index on game_certificate (game_id);
create unique index game_certificate_standing on game_certificate (game_id, jurisdiction, laboratory, number)
  where withdrawn_at is null;

create function withdraw_once() returns trigger language plpgsql as $$
begin
  if old.withdrawn_at is not null then
    raise exception 'this certificate is withdrawn already' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger withdraw_once before update on game_certificate for each row execute function withdraw_once();

grant select on game_certificate to countroom_app, countroom_reader;
grant insert (game_id, jurisdiction, laboratory, number, valid_from, valid_until, build_hash, added_by_kind, added_by_id),
  update (withdrawn_at, withdrawn_reason)
  on game_certificate to countroom_app;

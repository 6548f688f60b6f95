-- What one unit of a base was worth in other currencies on a day. Nothing is taken back: a rate that was wrong is
-- corrected by another row that names it, so that a report of before can be told from a report of after.

create table currency_rate (
  id           bigint          primary key generated always as identity,
  base         text            collate "C" not null references ledger.currency,
  currency     text            collate "C" not null references ledger.currency,
  day          date            not null,
  rate         numeric(30,15)  not null  check (rate > 0),   -- so much of `currency` for one of `base`, in main units
  source       text            not null  check (length(source) between 1 and 100),
  corrects     bigint,
  reason       text            check (length(reason) between 3 and 500),   -- of a correction
  actor_kind   text            not null  check (actor_kind in ('staff', 'api_key', 'system')),
  actor_id     text            not null,
  recorded_at  timestamptz     not null default clock_timestamp(),
  check (base <> currency),
  check ((corrects is null) = (reason is null)),
  unique (id, base, currency, day),
  unique (corrects, base, currency, day),   -- each row is corrected once: of two who correct it one is refused
  foreign key (corrects, base, currency, day) references currency_rate (id, base, currency, day)
);
create unique index currency_rate_first on currency_rate (base, currency, day) where corrects is null;
create index currency_rate_newest on currency_rate (base, currency, day desc, id desc);

grant select on currency_rate to countroom_app, countroom_reader;
grant insert (base, currency, day, rate, source, corrects, reason, actor_kind, actor_id)
  on currency_rate to countroom_app;

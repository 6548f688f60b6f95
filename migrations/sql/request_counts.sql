-- Requests answered since the table was made, over all processes there ever were: it only grows, as what collects
-- metrics wants it. Unlogged: after a crash it begins anew, which is what such a reader expects of a counter.
create unlogged table request_count (
  face      text              not null  check (face ~ '^[a-z]{2,20}$'),
  endpoint  text              not null  check (length(endpoint) <= 200),   -- ours; what is nowhere is “none”
  status    smallint          not null  check (status between 100 and 599),
  buckets   bigint[]          not null  check (cardinality(buckets) = 13),  -- by how long it took; the last: longer
  seconds   double precision  not null  check (seconds >= 0),               -- all of them together
  primary key (face, endpoint, status)
) with (fillfactor = 50);

grant select on request_count to countroom_app, countroom_reader;
grant insert on request_count to countroom_app;
grant update (buckets, seconds) on request_count to countroom_app;

-- Where a transaction stands in the order in which readers go forwards. In the cluster in which the database began that
-- is its own number. A database restored into another cluster finds a counter there that knows nothing of it: from then
-- on a number counts behind everything that came along (adopt_cluster). So no row is rewritten, its digest stays true,
-- and every reader goes on from its place.

-- Nothing but adopt_cluster writes this one anew. It is stable and never immutable, so that plans that hold it are made
-- again when that happens.
create function placed(transaction xid8) returns xid8 language sql stable parallel safe
  return (transaction::text::bigint + 0)::text::xid8;

create function current_place() returns xid8 language sql stable
  return public.placed(pg_current_xact_id());

-- Whatever stands before it has ended: nothing slips in behind a reader that stops here.
create function settled_place() returns xid8 language sql stable parallel safe
  return public.placed(pg_snapshot_xmin(pg_current_snapshot()));

-- The furthest place that stands written, of rows or of readers. A transfer has the place of its call.
create function latest_place() returns xid8 language sql stable
  return greatest(
    (select max(xid) from ledger.call),
    (select max(xid) from outbox_message),
    (select max(xid) from audit_record),
    (select max(xid) from outbox_reader),
    (select folded_to from ledger.house_fold));

-- False after a restore into another cluster; also into a copy of the same one whose counter is behind.
create function is_at_home() returns boolean language sql stable
  return (select system_identifier from cluster_identity) = (select system_identifier from pg_control_system())
    and latest_place() <= placed(pg_snapshot_xmax(pg_current_snapshot()));

-- Make the database at home in the cluster in which it is: what is written from now on stands behind all that is there.
-- Waits for whoever still writes and lets nobody begin meanwhile. Returns by how much numbers are moved.
create function adopt_cluster() returns bigint language plpgsql set search_path = public, pg_temp as $$
declare
  moved  bigint;
begin
  lock table ledger.call, ledger.house_fold, outbox_message, outbox_reader, audit_record in share row exclusive mode;
  moved := greatest(latest_place()::text::bigint + 1 - pg_snapshot_xmin(pg_current_snapshot())::text::bigint, 0);
  execute format(
    'create or replace function placed(transaction xid8) returns xid8 language sql stable parallel safe'
    ' return (transaction::text::bigint + %s)::text::xid8', moved);
  update cluster_identity
     set system_identifier = (select system_identifier from pg_control_system()), noted_at = clock_timestamp();
  return moved;
end $$;
revoke execute on function adopt_cluster from public;

-- One row, or nobody could say which of them counts.
create unique index cluster_identity_is_one on cluster_identity ((true));

-- The writers and the reader that stand in the database say so too.
alter table ledger.call     alter column xid set default public.current_place();
alter table ledger.transfer alter column xid set default public.current_place();
alter table outbox_message  alter column xid set default public.current_place();
alter table audit_record    alter column xid set default public.current_place();
do $$
declare
  writer  regprocedure;
begin
  for writer in
    select oid from pg_proc
     where pronamespace in ('ledger'::regnamespace, 'history'::regnamespace)
       and prosrc ~ 'pg_current_xact_id\(\)|pg_snapshot_xmin\(pg_current_snapshot\(\)\)'
  loop
    execute replace(replace(pg_get_functiondef(writer),
      'pg_current_xact_id()', 'public.current_place()'),
      'pg_snapshot_xmin(pg_current_snapshot())', 'public.settled_place()');
  end loop;
end $$;

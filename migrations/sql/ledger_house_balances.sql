-- What house accounts hold. Each is the sum of its transfers, folded forwards by a watermark of transactions:
-- every call of a transaction before `folded_to` is in the sums, and none after it.

create table ledger.house_balance (
  account_id  bigint  primary key  references ledger.house_account,
  came_in     bigint  not null  check (came_in >= 0),
  went_out    bigint  not null  check (went_out >= 0),
  transfers   bigint  not null  check (transfers > 0)
);

create table ledger.house_fold (
  is_the_only_one  boolean      primary key  default true  check (is_the_only_one),
  folded_to        xid8         not null,
  folded_at        timestamptz               -- as of when the sums are; null: never folded
);
insert into ledger.house_fold (folded_to) values ('0');

-- Fold the next calls, about p_at_most of them: all of a transaction or none. Returns how many.
create function ledger.fold_house_balances(p_at_most integer) returns integer
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  first   xid8;
  behind  xid8;                  -- the first transaction that is not folded this time
  as_of   timestamptz := clock_timestamp();
  folded  integer;
begin
  select folded_to into first from ledger.house_fold for update;
  behind := pg_snapshot_xmin(pg_current_snapshot());   -- whatever began before it has ended: nothing slips in behind us
  select count(*), coalesce((max(c.xid)::text::bigint + 1)::text::xid8, behind), coalesce(max(c.recorded_at), as_of)
    into folded, behind, as_of
    from (select xid, recorded_at from ledger.call where xid >= first and xid < behind order by xid limit p_at_most) c;
  if folded < p_at_most then
    as_of := clock_timestamp();
  end if;

  with moved as (
    select t.from_account, t.to_account, t.amount
      from ledger.call c join ledger.transfer t on t.player_id = c.player_id and t.call_id = c.call_id
     where c.xid >= first and c.xid < behind
  ), legs as (
    select to_account as account_id, amount as came_in, 0 as went_out from moved where to_account < 0
    union all
    select from_account, 0, amount from moved where from_account < 0
  )
  insert into ledger.house_balance as held (account_id, came_in, went_out, transfers)
  select account_id, sum(came_in), sum(went_out), count(*) from legs group by account_id
  on conflict (account_id) do update
     set came_in   = held.came_in + excluded.came_in,
         went_out  = held.went_out + excluded.went_out,
         transfers = held.transfers + excluded.transfers;

  update ledger.house_fold set folded_to = behind, folded_at = as_of;
  return folded;
end $$;

-- An entry is looked up by its own id, and payments by brand and kind; ids grow, so both are written at their end.
create index call_id on ledger.call (call_id);
create index call_payments on ledger.call (brand_id, currency, kind, call_id) where kind >= 'deposit';

revoke execute on function ledger.fold_house_balances from public;
grant execute on function ledger.fold_house_balances to countroom_app;
grant select on ledger.house_balance, ledger.house_fold to countroom_app, countroom_reader;

-- Adding everything up anew counts active days at the end, all at once: call by call they took half the time.
-- Until it commits everybody reads what stood; nobody else folds meanwhile, so the triggers that follow each fold rest.
create or replace function report.rebuild(p_at_once integer) returns bigint
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  folded  integer := p_at_once;
  calls   bigint  := 0;
begin
  perform from report.fold for update;
  delete from report.cell;
  delete from report.player_day;
  delete from report.active_day;
  delete from report.active_count;
  delete from report.first_deposit;
  delete from report.first_deposit_count;
  delete from report.stray;
  delete from report.minute;
  update report.fold set folded_to = '0';

  alter table report.player_day disable trigger user;
  while folded >= p_at_once loop
    folded := report.fold_calls(p_at_once);
    calls  := calls + folded;
  end loop;
  alter table report.player_day enable trigger user;

  insert into report.active_day
  select player_id, currency, day, brand_id, country,
         coalesce(lag(day) over (partition by player_id, currency order by day), '-infinity')
    from (select distinct player_id, currency, day, brand_id, country
            from report.player_day where settled_stake_cash > 0) d;
  insert into report.active_count
  select day, brand_id, currency, country, previous, count(*) from report.active_day group by 1, 2, 3, 4, 5;
  return calls;
end $$;

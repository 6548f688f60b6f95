-- When a player's first deposit happened stands with it: the dashboard counts those until the same minute a week ago, and
-- looked for each one's call.
alter table report.first_deposit add column occurred_at timestamptz;
update report.first_deposit f set occurred_at = c.occurred_at
  from ledger.call c where c.player_id = f.player_id and c.call_id = f.call_id;
alter table report.first_deposit alter column occurred_at set not null;
create index first_deposit_occurred on report.first_deposit (day, brand_id, occurred_at, currency);

do $$
declare
  fold  text := pg_get_functiondef('report.fold_calls'::regproc);
  same  text := fold;
begin
  fold := replace(fold, '(player_id, call_id, day, brand_id, currency, country, amount)',
                        '(player_id, call_id, day, brand_id, currency, country, amount, occurred_at)');
  fold := replace(fold, 'player_id, call_id, day, brand_id, currency, country, deposit',
                        'player_id, call_id, day, brand_id, currency, country, deposit, occurred_at');
  fold := replace(fold, 'currency = excluded.currency, amount = excluded.amount',
                        'currency = excluded.currency, amount = excluded.amount, occurred_at = excluded.occurred_at');
  if length(fold) - length(same) <> length(', occurred_at') * 2 + length(', occurred_at = excluded.occurred_at') then
    raise exception 'the fold is not as it was';
  end if;
  execute fold;
end $$;

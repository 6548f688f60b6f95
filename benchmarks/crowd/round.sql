insert into ledger.round (
  player_id, currency, integration_id, round_ref, round_id, brand_id, game_id, stake_cash, stake_bonus, win_cash,
  win_bonus, bets, wins, rollbacks, late, opened_at, last_at, settled_at)
select p.player_id, p.currency, s.integration_id, 'r-' || p.player_id || '-' || y.k, y.bet, p.brand_id, s.game_id,
       case when y.k % 300 = 8 then 0 else p.stake end, 0, case when y.k % 3 = 0 then p.win else 0 end, 0,
       1, (y.k % 3 = 0)::integer, (y.k % 300 = 8)::integer, (y.k % 3000 = 9)::integer,
       y.at, case when y.second is null then y.at else y.at + interval '1.2 s' end,
       case when y.at < now() - interval '3 minutes' and y.k % 1997 <> 5 then y.at + interval '1.2 s' end
  from bench.play y
  join bench.player p using (player_id)
  join bench.seat s on s.brand_id = p.brand_id and s.currency = p.currency and s.n = (y.player_id + y.k / 20) % s.seats;

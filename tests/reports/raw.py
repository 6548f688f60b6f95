"""The same sums worked out from all calls, in other words than the product’s: no fold, no shortcut by the round."""

# A round’s calls in their order: what the settled ones hold after each, less what they held before it.
RAW = """
with play as (
  select r.*, case when i.import_id is null then c.recorded_at else c.occurred_at end as placed_at, c.occurred_at,
         sum(r.stake_cash)  over w as stake_cash_so_far,  sum(r.stake_bonus) over w as stake_bonus_so_far,
         sum(r.win_cash)    over w as win_cash_so_far,    sum(r.win_bonus)   over w as win_bonus_so_far,
         coalesce(lag(r.settled) over w, false) as was_settled
    from ledger.round_call r
    join ledger.call c using (player_id, call_id)
    left join history.import i on i.import_id = c.request_id
  window w as (partition by r.player_id, r.currency, r.integration_id, r.round_ref
               order by r.recorded_at, r.settled, r.call_id)
), settled as (
  select player_id, call_id,
         case when settled then stake_cash_so_far  else 0 end - case when was_settled then stake_cash_so_far  - stake_cash  else 0 end as stake_cash,
         case when settled then stake_bonus_so_far else 0 end - case when was_settled then stake_bonus_so_far - stake_bonus else 0 end as stake_bonus,
         case when settled then win_cash_so_far    else 0 end - case when was_settled then win_cash_so_far    - win_cash    else 0 end as win_cash,
         case when settled then win_bonus_so_far   else 0 end - case when was_settled then win_bonus_so_far   - win_bonus   else 0 end as win_bonus
    from play
)
select report.gaming_day(c.brand_id, c.occurred_at) as day, c.brand_id, c.currency, p.country,
       coalesce(sum(s.stake_cash), 0) as settled_stake_cash, coalesce(sum(s.stake_bonus), 0) as settled_stake_bonus,
       coalesce(sum(s.win_cash), 0) as settled_win_cash, coalesce(sum(s.win_bonus), 0) as settled_win_bonus
  from ledger.call c
  join player p on p.id = c.player_id
  left join settled s using (player_id, call_id)
 where not p.is_test and not c.refused and c.kind <> 'tombstone'
 group by 1, 2, 3, 4 order by 1, 2, 3, 4
"""  # noqa: E501 side by side they can be compared
CELLS = """
select day, brand_id, currency, country, settled_stake_cash, settled_stake_bonus, settled_win_cash, settled_win_bonus
  from report.cell where grain = 'day' order by 1, 2, 3, 4
"""

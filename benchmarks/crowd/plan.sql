-- Who plays how much, and when. Few play a lot: rounds fall with the rank to the power of 0.7. A player's stake never
-- changes, every third round wins, one in 300 is rolled back: so balances and versions follow from the round's number.

create schema bench;

-- In the order of transactions, some hundred in all: readers that fold by watermark take them one by one.
create function bench.place_at(p_at timestamptz) returns xid8 language sql stable return
  (3 + least(499, greatest(0, floor(500 * extract(epoch from p_at - now() + interval '366 days') / (367 * 86400)))))::bigint::text::xid8;

create unlogged table bench.seat as
  select i.brand_id, h.currency, h.account_id as house, i.id as integration_id, g.id as game_id,
         row_number() over (partition by i.brand_id, h.currency order by g.id) - 1 as n,
         count(*) over (partition by i.brand_id, h.currency) as seats
    from integration i
    join game g on g.provider_id = i.provider_id
    join ledger.house_account h on h.brand_id = i.brand_id and h.kind = 'game' and h.counterparty = i.id;
create unique index on bench.seat (brand_id, currency, n);

create unlogged table bench.player as
  with brands as (select array_agg(id order by id) as ids from brand),
  people as (
    select p as player_id, b.ids[1 + p % 2] as brand_id, (array['EUR', 'EUR', 'SEK', 'USD'])[1 + p % 4] as currency,
           now() - interval '365 days' * random() as began_at, random() as stayed,
           (array[20, 20, 40, 100, 100, 200, 500, 2000])[1 + floor(random() * 8)::integer]::bigint as stake,
           floor(s.rounds * 0.3 / s.players ^ 0.3 * ((p * 7919) % s.players + 1) ^ -0.7 + random())::integer as rounds
      from bench_size s, brands b, generate_series(1, s.players) p)
  select player_id, brand_id, currency, began_at, stake, stake * 285 / 100 as win, rounds,
         began_at + (now() - began_at) * (0.05 + 0.95 * stayed) as ended_at,
         stake * (20 + rounds / 10) as deposit,
         player_id * 4 - 3 as account_id,
         uuidv7(began_at - clock_timestamp()) as public_id,
         uuidv7(began_at - clock_timestamp()) as deposit_call,
         player_id % 10 = 0 as withdraws
    from people;
create unique index on bench.player (player_id);
analyze bench.player, bench.seat;

-- In the order in which it happened: so do rows lie in a table that grew by playing.
create unlogged table bench.play as
  select y.player_id, y.k, y.at, uuidv7(y.at - clock_timestamp()) as bet,
         case when y.k % 3 = 0 or y.k % 300 = 8 then uuidv7(y.at + interval '1.2 s' - clock_timestamp()) end as second
    from (select p.player_id, k, p.began_at + (p.ended_at - p.began_at) * (0.02 + 0.96 * (k - random()) / p.rounds) as at
            from bench.player p, generate_series(1, p.rounds) k) y
   order by y.at;
analyze bench.play;

create unlogged table bench.payout as
  select w.*, case
      when at > now() - interval '20 hours' then (array['requested', 'requested', 'requested', 'approved', 'submitted'])[1 + floor(fate * 5)::integer]
      when fate < 0.9 then 'paid' when fate < 0.95 then 'rejected' when fate < 0.98 then 'cancelled' else 'failed' end as state
    from (select p.player_id, row_number() over (order by p.ended_at) as id, p.ended_at as at, p.stake * 5 as amount,
                 random() as fate,
                 uuidv7(p.ended_at - clock_timestamp()) as public_id,
                 uuidv7(p.ended_at - clock_timestamp()) as request,
                 uuidv7(p.ended_at + interval '1 hour' - clock_timestamp()) as closing
            from bench.player p where p.withdraws order by p.ended_at) w;
create unique index on bench.payout (player_id);
analyze bench.payout;

create unlogged table bench.standing as
  select p.player_id, p.brand_id, p.currency, p.account_id, p.began_at,
         p.deposit - p.stake * p.rounds + p.win * (p.rounds / 3) + p.stake * ((p.rounds + 292) / 300)
           - case when w.state in ('requested', 'approved', 'submitted', 'paid') then w.amount else 0 end as cash,
         1 + p.rounds + p.rounds / 3 + (p.rounds + 292) / 300
           + case when w.state is null then 0 when w.state in ('rejected', 'cancelled', 'failed') then 2 else 1 end as version,
         case when w.state in ('requested', 'approved', 'submitted') then w.amount else 0 end as pending,
         case when w.state is null then 0 when w.state in ('requested', 'approved', 'submitted') then 1 else 2 end as pending_version
    from bench.player p left join bench.payout w using (player_id);

-- What a round of `bench.play` is made of: its bet, then its win or its rollback.
create view bench.deed as
  select p.player_id, p.brand_id, p.currency, p.account_id, s.house, s.integration_id, s.game_id, y.k, y.bet,
         d.call_id, d.kind, d.at, d.amount, d.cash, d.seq, d.settled, d.reverses,
         p.deposit - p.stake * (y.k - 1) + p.win * ((y.k - 1) / 3) + p.stake * ((y.k + 291) / 300) + d.after as cash_after,
         y.k % 3000 = 9 and d.kind = 'win' as late
    from bench.play y
    join bench.player p using (player_id)
    join bench.seat s on s.brand_id = p.brand_id and s.currency = p.currency and s.n = (y.player_id + y.k / 20) % s.seats
    cross join lateral (
      select y.bet as call_id, 'bet'::ledger.kind as kind, y.at, p.stake as amount, -p.stake as cash, -p.stake as after,
             1 + y.k + (y.k - 1) / 3 + (y.k + 291) / 300 as seq, y.k % 3 <> 0 as settled, null::uuid as reverses
      union all
      select y.second, 'win', y.at + interval '1.2 s', p.win, p.win, p.win - p.stake,
             2 + y.k + (y.k - 1) / 3 + (y.k + 291) / 300, true, null
       where y.k % 3 = 0
      union all
      select y.second, 'rollback', y.at + interval '1.2 s', p.stake, p.stake, 0,
             2 + y.k + (y.k - 1) / 3 + (y.k + 291) / 300, true, y.bet
       where y.k % 300 = 8) d;

-- What payment providers sent: of each deposit and payout that it is done; now and then again, of something else, or of
-- nothing of ours. The last minutes' wait for the worker.
create unlogged table bench.sent as
  with said as (
    select p.brand_id, p.began_at as at, 'payment.captured' as type, 'dep-' || p.player_id as object_id,
           p.player_id as n, p.deposit as amount, p.currency, p.deposit_call as reference
      from bench.player p
    union all
    select p.brand_id, w.at + interval '40 minutes', 'payout.' || w.state, 'out-' || w.id, w.player_id, w.amount, p.currency, w.public_id
      from bench.payout w join bench.player p using (player_id) where w.state in ('paid', 'failed')
  ), sent as (
    select s.*, 'accepted' as verdict, 'ev-' || s.object_id as event_id, 'applied' as outcome from said s
    union all
    select s.brand_id, s.at + interval '1 minute', s.type, s.object_id, s.n, s.amount, s.currency, s.reference,
           'duplicate', 'ev-' || s.object_id, null from said s where s.n % 50 = 7
    union all
    select s.brand_id, s.at + interval '1 hour', s.type, s.object_id, s.n, s.amount + 100, s.currency, s.reference,
           'accepted', 'ev-again-' || s.object_id, 'contradiction' from said s where s.n % 2000 = 9
    union all
    select null, s.at, s.type, 'of-others-' || s.object_id, s.n, s.amount, s.currency, null,
           'accepted', 'ev-of-others-' || s.object_id, 'contradiction' from said s where s.n % 5000 = 11
    union all
    select null, s.at, null, null, s.n, s.amount, s.currency, null, 'bad_signature', null, null from said s where s.n % 400 = 13
  )
  select row_number() over (order by at) as id, uuidv7(at - clock_timestamp()) as public_id, *
    from sent where at < now();
analyze bench.sent;

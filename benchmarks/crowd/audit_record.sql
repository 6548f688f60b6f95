-- What staff did meanwhile: with every sixth round somebody opened the player's record or kept a view, tried and done,
-- and now and then was refused. Twenty people act, few of them often.
insert into audit_record (event_id, schema_version, body, name, phase, actor_kind, actor_id, request_id, target, outcome, recorded_at)
select r.event_id, 1,
       format('{"actor":{"id":"%1$s","kind":"staff"},"data":{"part":"overview"},"name":"%2$s","outcome":"%3$s","phase":"%4$s","request":{"address_hash":"%5$s","agent_hash":"%5$s","arguments":{"player_id":"%6$s"},"method":"POST","route":"/players/<player_id>"},"sentence":"Opened overview of %6$s.","target":"%6$s","v":1}',
              p.actor, r.name, r.outcome, r.phase, md5(p.bet::text), p.target),
       r.name, r.phase, 'staff', p.actor, p.bet, case r.phase when 'attempt' then '' else p.target end, r.outcome, p.at
  from (select bet, at, 'pl_' || lpad(player_id::text, 26, '0') as target,
               'st_' || lpad((floor(sqrt(k % 400)))::text, 26, '0') as actor, k
          from bench.play where k % 6 = 0) p
  cross join lateral (
    select uuidv7(p.at - clock_timestamp()) as event_id, 'players.show_player' as name, 'attempt' as phase, 'started' as outcome
    union all
    select uuidv7(p.at + interval '5 ms' - clock_timestamp()),
           case when p.k % 60 = 0 then 'players.show_player' when p.k % 7 = 0 then 'view.saved' else 'player.opened' end,
           case when p.k % 60 = 0 then 'refusal' else 'effect' end, case when p.k % 60 = 0 then 'refused' else 'done' end) r;

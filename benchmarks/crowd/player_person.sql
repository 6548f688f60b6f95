insert into player_person (player_id, brand_id, email, first_name, last_name, birth_date)
select player_id, brand_id, 'player' || player_id || '@example.test',
       (array['Anna', 'Erik', 'Maria', 'Olof', 'Sofia', 'Kenji'])[1 + player_id % 6],
       (array['Berg', 'Lind', 'Virtanen', 'Meyer', 'Sato', 'Roy', 'Zammit'])[1 + player_id % 7],
       date '1950-01-01' + (player_id % 18000)::integer
  from bench.player order by began_at;

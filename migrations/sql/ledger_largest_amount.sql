-- One call moves less than ten million million minor units: sums over a day and over all players then stay far within a
-- bigint, however often one caller says the most. Before, a hundred calls of one provider filled it, and nothing of any
-- brand was added up any more. What stands already stands.
alter domain ledger.moved add constraint moved_at_most check (value < 10000000000000) not valid;

-- And whoever takes amounts in says so before.
do $$
declare
  written  regprocedure;
begin
  for written in
    select oid from pg_proc
     where pronamespace in (to_regnamespace('ledger'), to_regnamespace('history'))
       and prosrc similar to '%(100000000000000000|\{0,16\}|99999999999999999)%'
  loop
    execute replace(replace(replace(pg_get_functiondef(written), 'between 0 and 100000000000000000', 'between 0 and 9999999999999'),
                            '{0,16}', '{0,12}'), '0 to 99999999999999999', '0 to 9999999999999');
  end loop;
end $$;

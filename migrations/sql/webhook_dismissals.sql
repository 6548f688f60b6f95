-- A dead letter may be dismissed: nobody is going to send it, and why. The row stays; sent again it waits like any other.
alter table webhook_delivery
  drop constraint webhook_delivery_state_check,
  add constraint webhook_delivery_state_check check (state in ('waiting', 'delivered', 'dead', 'dismissed')),
  add column dismissed_at      timestamptz,
  add column dismissed_reason  text  not null default '',
  add constraint webhook_delivery_dismissed_at_check      check ((state = 'dismissed') = (dismissed_at is not null)),
  add constraint webhook_delivery_dismissed_reason_check  check ((state = 'dismissed') = (dismissed_reason <> ''));

create function webhook_delivery_is_dead() returns trigger language plpgsql as $$
begin
  raise exception 'only a dead letter is dismissed, and this is %', old.state using errcode = 'check_violation';
end $$;
create trigger webhook_delivery_dismissed before update of state on webhook_delivery for each row
  when (new.state = 'dismissed' and old.state not in ('dead', 'dismissed'))
  execute function webhook_delivery_is_dead();

grant update (dismissed_at, dismissed_reason) on webhook_delivery to countroom_app;

-- Anybody may write to a payment provider's address. How many of each verdict came since its minute began, and how many
-- of a verdict were counted only. Unlogged: losing it in a crash keeps a few more, and nothing else.

create unlogged table payment_webhook_room (
  payment_provider_id  integer      not null references payment_provider,
  verdict              text         not null,
  began_at             timestamptz  not null,
  requests             integer      not null  check (requests > 0),
  unkept               bigint       not null  default 0,
  primary key (payment_provider_id, verdict)
) with (fillfactor = 50);

grant select, insert, update on payment_webhook_room to countroom_app;
grant select on payment_webhook_room to countroom_reader;

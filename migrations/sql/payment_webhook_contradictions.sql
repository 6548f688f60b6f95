-- Whose a webhook is: of the brand of what it names, told when it comes; of none when it names nothing of ours, or
-- things of several brands. What came before is found by the payment provider's own names.
alter table payment_webhook add column brand_id integer references brand;

with named as (
  select payment_provider_id, external_id, true as is_payout, brand_id from withdrawal where external_id is not null
  union select payment_provider_id, external_id, false, brand_id from deposit
  union select payment_provider_id, external_id, false, brand_id from deposit_attempt where external_id is not null
), alone as (
  select payment_provider_id, external_id, is_payout, min(brand_id) as brand_id from named
   group by payment_provider_id, external_id, is_payout having count(distinct brand_id) = 1
)
update payment_webhook set brand_id = alone.brand_id from alone
 where alone.payment_provider_id = payment_webhook.payment_provider_id
   and alone.external_id = payment_webhook.object_id
   and alone.is_payout = (payment_webhook.event_type like 'payout.%');

create index payment_webhook_brand_id_index on payment_webhook (brand_id, public_id);
create index payment_webhook_unmatched on payment_webhook (public_id)
  where brand_id is null and object_id is not null and verdict = 'accepted';

-- A contradiction waits for a person, who looks into it once and says what it was, for good.
alter table payment_webhook_result add unique (payment_webhook_id, outcome);
create index payment_webhook_result_contradiction on payment_webhook_result (payment_webhook_id)
  where outcome = 'contradiction';

create table payment_webhook_finding (
  payment_webhook_id  bigint       not null,
  outcome             text         not null default 'contradiction'  check (outcome = 'contradiction'),
  staff_id            bigint       not null references staff,
  reason_code         text         not null  check (length(reason_code) between 1 and 60),
  reason              text         not null  check (length(reason) between 1 and 600),
  recorded_at         timestamptz  not null default clock_timestamp(),
  primary key (payment_webhook_id, outcome),
  foreign key (payment_webhook_id, outcome) references payment_webhook_result (payment_webhook_id, outcome)
);
create index payment_webhook_finding_staff_id_index on payment_webhook_finding (staff_id);

grant insert (brand_id) on payment_webhook to countroom_app;
grant select on payment_webhook_finding to countroom_app, countroom_reader;
grant insert (payment_webhook_id, staff_id, reason_code, reason) on payment_webhook_finding to countroom_app;

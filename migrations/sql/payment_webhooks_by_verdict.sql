-- Those that were refused, and those taken before, are few among all: each has its tab.
create index payment_webhook_refused on payment_webhook (public_id) where verdict not in ('accepted', 'duplicate');
create index payment_webhook_duplicate on payment_webhook (public_id) where verdict = 'duplicate';

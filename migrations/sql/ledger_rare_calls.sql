-- The calls that a figure is made of are walked by their ids, newest first. Where it is made of what is rare (a payment,
-- a prize, a rollback, an opening), these alone are walked: a year of play is ten million bets and wins beside them.
create index call_rare on ledger.call (kind, call_id) where kind >= 'deposit' or kind in ('promo', 'rollback');

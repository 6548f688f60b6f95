-- The tail of events reads effects and refusals in this very order; nobody reads by the transaction alone.
create index audit_record_tail on audit_record (xid, event_id) where phase <> 'attempt';
drop index audit_record_xid;

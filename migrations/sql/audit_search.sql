-- What leads to records in the order they came: besides whom they are about and who acted, which stand already, what was
-- done, and whether it was tried, done, or refused. A request has few, so theirs need no order.
create index audit_record_name on audit_record (name, event_id);
create index audit_record_phase on audit_record (phase, event_id);

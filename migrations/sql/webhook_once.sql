-- A form that is sent twice rotates once: a secret knows the form that asked for it, for as long as it is kept.
alter table webhook_secret add once_id uuid not null unique default uuidv7();

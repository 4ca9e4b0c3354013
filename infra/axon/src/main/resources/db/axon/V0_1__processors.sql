-- How far each event processor has come; written in the transaction of its rows.
create table token_entry (
  processorname varchar(255) not null,
  segment integer not null,
  token bytea,
  tokentype varchar(255),
  timestamp varchar(255),
  owner varchar(255),
  primary key (processorname, segment)
);

-- Entries that a handler could not digest, in the order of their aggregate.
create table dead_letter_entry (
  deadletteridentifier varchar(255) primary key,
  processinggroup varchar(255) not null,
  sequenceidentifier varchar(255) not null,
  sequenceindex bigint not null,
  messagetype varchar(255) not null,
  eventidentifier varchar(255) not null,
  timestamp varchar(255) not null,
  payloadtype varchar(255) not null,
  payloadrevision varchar(255),
  payload bytea not null,
  metadata bytea,
  type varchar(255),
  aggregateidentifier varchar(255),
  sequencenumber bigint,
  tokentype varchar(255),
  token bytea,
  enqueuedat varchar(255) not null,
  lasttouched varchar(255),
  processingstarted varchar(255),
  causetype varchar(255),
  causemessage varchar(1023),
  diagnostics bytea,
  unique (processinggroup, sequenceidentifier, sequenceindex)
);

-- Jobs of db-scheduler, see https://github.com/kagkarlsson/db-scheduler
create table scheduled_tasks (
  task_name text not null,
  task_instance text not null,
  task_data bytea,
  execution_time timestamptz not null,
  picked boolean not null,
  picked_by text,
  last_success timestamptz,
  last_failure timestamptz,
  consecutive_failures int,
  last_heartbeat timestamptz,
  version bigint not null,
  priority smallint,
  primary key (task_name, task_instance)
);
create index scheduled_tasks_due on scheduled_tasks (execution_time);
create index scheduled_tasks_heartbeat on scheduled_tasks (last_heartbeat);

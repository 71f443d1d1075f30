-- The truth: names of runs that were given out, and what happened in each run.

create table schema_version (
    version integer not null primary key
);

create table run_name (
    id varchar(32) not null primary key,
    project text not null,
    made bigint not null
);

-- seq counts from 1 without gaps; made is in microseconds since 1970; chain is a SHA-256 over this record and
-- the chain before it.
create table event (
    run varchar(32) not null,
    seq bigint not null,
    made bigint not null,
    body text not null,
    chain varchar(64) not null,
    primary key (run, seq)
);

-- Records that were at the end of a journal and not intact: cut off, kept for people.
create table event_cut (
    run varchar(32) not null,
    seq bigint not null,
    made bigint not null,
    body text not null,
    chain varchar(64) not null,
    cut bigint not null
);

-- Results. The draw with the highest number is a key's current one.

create table draw (
    key varchar(71) not null,
    number bigint not null,
    result varchar(71) not null,
    run varchar(32) not null,
    step text not null,
    made bigint not null,
    primary key (key, number)
);

create table run_result (
    run varchar(32) not null,
    step text not null,
    key varchar(71) not null,
    result varchar(71) not null,
    made bigint not null,
    primary key (run, step, key)
);

-- What a step's key was made of, run by run.
create table component (
    number bigint not null primary key,
    project text not null,
    pipeline text not null,
    step text not null,
    run varchar(32) not null,
    key varchar(71) not null,
    components varchar(71) not null,
    unique (run, step)
);

create index component_by_step on component (pipeline, step, number);

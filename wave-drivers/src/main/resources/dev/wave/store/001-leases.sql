-- Who works on what. beat is in milliseconds since 1970.

create table schema_version (
    version integer not null primary key
);

create table lease (
    name varchar(200) not null primary key,
    token varchar(64) not null,
    pid bigint not null,
    started bigint not null,
    boot varchar(64) not null,
    beat bigint not null
);

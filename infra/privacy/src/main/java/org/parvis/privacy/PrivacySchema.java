package org.parvis.privacy;

import java.sql.SQLException;
import javax.sql.DataSource;

/** The schema {@code privacy}: wrapped keys only; they are worthless without the {@link MasterKey}. */
public final class PrivacySchema {

    private static final String DDL = """
            create schema if not exists privacy;
            create table if not exists privacy.brand_key (
              brand_id text primary key,
              wrapped bytea not null,
              made_at timestamptz not null default now());
            create table if not exists privacy.subject_key (
              subject_id text primary key,
              brand_id text not null,
              wrapped bytea,
              made_at timestamptz not null default now(),
              erased_at timestamptz);
            create table if not exists privacy.subject_alias (
              brand_id text not null,
              pseudonym text not null,
              subject_id text not null,
              made_at timestamptz not null default now(),
              primary key (brand_id, pseudonym));
            create index if not exists subject_alias_subject on privacy.subject_alias (subject_id);
            comment on table privacy.subject_alias is
              'keyed digest of an account outside -> the person it is kept as; deleted on erasure, so that whoever comes again is somebody new';
            create or replace function privacy.erase_subject(erased text) returns void
              language sql security definer set search_path = privacy, pg_temp as $$
                delete from privacy.subject_alias where subject_id = erased;
                update privacy.subject_key set wrapped = null, erased_at = coalesce(erased_at, now())
                 where subject_id = erased and brand_id <> '-';
              $$;
            revoke all on function privacy.erase_subject(text) from public;
            comment on column privacy.subject_key.wrapped is 'null once the person was erased; the row stays, so that no new key is made';
            """;

    private PrivacySchema() {}

    /** Creates what is missing; run by the owner of the database before any service starts. */
    public static void install(DataSource owner) {
        execute(owner, DDL);
    }

    /** Lets a service read and make keys; only the owner, and who may erase, destroys one. */
    public static void grant(DataSource owner, String role) {
        execute(
                owner,
                "grant usage on schema privacy to %1$s; grant select, insert on privacy.brand_key, privacy.subject_key, privacy.subject_alias to %1$s"
                        .formatted(quoted(role)));
    }

    /** Lets the service that decides about erasures destroy the key of a person, for ever, and nothing else. */
    public static void grantErasure(DataSource owner, String role) {
        execute(owner, "grant execute on function privacy.erase_subject(text) to " + quoted(role));
    }

    private static String quoted(String role) {
        return '"' + role.replace("\"", "\"\"") + '"';
    }

    private static void execute(DataSource owner, String sql) {
        try (var connection = owner.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("The schema privacy cannot be installed", e);
        }
    }
}

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
            comment on column privacy.subject_key.wrapped is 'null once the person was erased; the row stays, so that no new key is made';
            """;

    private PrivacySchema() {}

    /** Creates what is missing; run by the owner of the database before any service starts. */
    public static void install(DataSource owner) {
        execute(owner, DDL);
    }

    /** Lets a service read and make keys; only the owner may destroy one. */
    public static void grant(DataSource owner, String role) {
        var quoted = '"' + role.replace("\"", "\"\"") + '"';
        execute(
                owner,
                "grant usage on schema privacy to %1$s; grant select, insert on privacy.brand_key, privacy.subject_key to %1$s"
                        .formatted(quoted));
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

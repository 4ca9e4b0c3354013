package org.parvis.crm.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.crm.sql.Instants;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Copies that were asked for. The content is sealed under the key of the person it is about. */
@Component
public class AccessExports {

    /** Of one person that are kept at a time: as many as their page lists. */
    static final int MOST = 20;

    /** Without what it holds: that is as heavy as all that is known of somebody. */
    private static final String ROW = """
            select export_id, brand_id, person_id, requested_by, requested_at, ready_at, expires_at, failure from access_export
            """;

    private final JdbcClient jdbc;

    AccessExports(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One copy, without its content. */
    public record Row(
            String id,
            String brandId,
            String personId,
            String requestedBy,
            Instant requestedAt,
            @Nullable Instant readyAt,
            @Nullable Instant expiresAt,
            @Nullable String failure) {

        public boolean isReadyAt(Instant now) {
            return readyAt != null && expiresAt != null && now.isBefore(expiresAt) && failure == null;
        }
    }

    public List<Row> of(String brandId, String personId) {
        return jdbc.sql(ROW + " where brand_id = ? and person_id = ? order by requested_at desc limit ?")
                .params(brandId, personId, MOST)
                .query(AccessExports::row)
                .list();
    }

    /** How many copies of a person are kept, or will be. */
    int kept(String brandId, String personId, Instant now) {
        return jdbc.sql("""
                        select count(*) from access_export
                         where brand_id = ? and person_id = ? and failure is null and (ready_at is null or expires_at > ?)
                        """)
                .params(brandId, personId, Instants.parameter(now))
                .query(Integer.class)
                .single();
    }

    Optional<Row> find(String exportId) {
        return jdbc.sql(ROW + " where export_id = ?")
                .param(exportId)
                .query(AccessExports::row)
                .optional();
    }

    void asked(String exportId, String brandId, String personId, String requestedBy, Instant at) {
        jdbc.sql("""
                insert into access_export (export_id, brand_id, person_id, requested_by, requested_at) values (?, ?, ?, ?, ?)
                on conflict do nothing
                """)
                .params(exportId, brandId, personId, requestedBy, Instants.parameter(at))
                .update();
    }

    List<Row> waiting(int atMost) {
        return jdbc.sql(ROW + " where ready_at is null and failure is null order by requested_at limit ?")
                .param(atMost)
                .query(AccessExports::row)
                .list();
    }

    void ready(String exportId, byte[] sealed, Instant at, Instant expiresAt) {
        jdbc.sql("update access_export set sealed = ?, ready_at = ?, expires_at = ? where export_id = ?")
                .params(sealed, Instants.parameter(at), Instants.parameter(expiresAt), exportId)
                .update();
    }

    void failed(String exportId, String failure) {
        jdbc.sql("update access_export set failure = ? where export_id = ?")
                .params(failure, exportId)
                .update();
    }

    Optional<byte[]> sealed(String exportId) {
        return jdbc.sql("select sealed from access_export where export_id = ? and sealed is not null")
                .param(exportId)
                .query((row, number) -> row.getBytes(1))
                .optional();
    }

    void dropExpired(Instant now) {
        jdbc.sql("update access_export set sealed = null where sealed is not null and expires_at < ?")
                .param(Instants.parameter(now))
                .update();
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getString("export_id"),
                row.getString("brand_id"),
                row.getString("person_id"),
                row.getString("requested_by"),
                Instants.get(row, "requested_at"),
                Instants.find(row, "ready_at"),
                Instants.find(row, "expires_at"),
                row.getString("failure"));
    }
}

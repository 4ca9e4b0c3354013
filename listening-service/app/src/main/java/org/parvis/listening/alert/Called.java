package org.parvis.listening.alert;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.listening.api.AlertRuleSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who is called about incidents, as moderation's entries tell. */
@Component
class Called {

    /** More rotas than these are not offered for a choice. */
    private static final int MOST = 200;

    private final JdbcClient jdbc;

    Called(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A rota of a brand. */
    record Rota(String rotaId, String name) {}

    /** What a rule amounts to. */
    enum Whom {
        ROTA,
        /** The rule says so. */
        NOBODY,
        NO_ROTA,
        SEVERAL_ROTAS
    }

    /** @param rota null when nobody is called */
    record Reach(Whom whom, @Nullable Rota rota) {}

    /**
     * The escalation of one opening of an incident.
     *
     * @param members who was called last
     * @param nextAt when the next ones are called
     */
    record Escalation(
            String escalationId,
            Instant raisedAt,
            List<String> members,
            @Nullable Instant nextAt,
            @Nullable String holder,
            @Nullable Instant acknowledgedAt,
            @Nullable Instant closedAt) {

        Escalation {
            members = List.copyOf(members);
        }

        /** Until somebody said "I have it"; null while nobody has. */
        public @Nullable Duration untilAcknowledged() {
            return acknowledgedAt == null ? null : Duration.between(raisedAt, acknowledgedAt);
        }
    }

    List<Rota> rotasOf(String brandId) {
        return jdbc.sql("select rota_id, name from known_rota where brand_id = ? order by name, rota_id limit ?")
                .params(brandId, MOST)
                .query((row, number) -> new Rota(row.getString(1), row.getString(2)))
                .list();
    }

    boolean isRotaOf(String brandId, String rotaId) {
        return jdbc.sql("select count(*) from known_rota where brand_id = ? and rota_id = ?")
                        .params(brandId, rotaId)
                        .query(Integer.class)
                        .single()
                == 1;
    }

    /** Whom a rule calls as things stand; moderation decides the same when an alert comes. */
    Reach reach(String brandId, @Nullable String rotaId) {
        var rotas = rotasOf(brandId);
        if (AlertRuleSet.NOBODY.equals(rotaId)) {
            return new Reach(Whom.NOBODY, null);
        }
        var named = rotas.stream().filter(rota -> rota.rotaId().equals(rotaId)).findFirst();
        if (named.isPresent()) {
            return new Reach(Whom.ROTA, named.get());
        }
        return switch (rotas.size()) {
            case 0 -> new Reach(Whom.NO_ROTA, null);
            case 1 -> new Reach(Whom.ROTA, rotas.getFirst());
            default -> new Reach(Whom.SEVERAL_ROTAS, null);
        };
    }

    /** The escalation that was raised last about an incident of a brand. */
    Optional<Escalation> about(String brandId, String incidentId) {
        return jdbc.sql(
                        "select * from incident_call where brand_id = ? and incident_id = ? order by raised_at desc, escalation_id desc limit 1")
                .params(brandId, incidentId)
                .query(Called::read)
                .optional();
    }

    private static Escalation read(ResultSet row, int number) throws SQLException {
        return new Escalation(
                row.getString("escalation_id"),
                row.getTimestamp("raised_at").toInstant(),
                List.of((String[]) row.getArray("members").getArray()),
                moment(row, "next_at"),
                row.getString("holder"),
                moment(row, "acknowledged_at"),
                moment(row, "closed_at"));
    }

    private static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
        var value = row.getTimestamp(column);
        return value == null ? null : value.toInstant();
    }
}

package org.parvis.boot;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.stream.Collectors;
import org.parvis.identity.rights.Actor;
import org.parvis.identity.rights.Grant;
import org.postgresql.PGConnection;

/**
 * Lends connections that know whose request they serve: {@link RowSecurity} then shows no other brands. Outside of requests, where
 * projections and jobs run, a connection shows all. A grant that has run out still counts here, because {@link Access} says so in words.
 */
final class BrandWall extends HikariDataSource {

    /** What each connection of the pool shows now, to ask the database only when that changes. */
    private final Map<PGConnection, String> shown = Collections.synchronizedMap(new WeakHashMap<>());

    BrandWall(HikariConfig config) {
        super(config);
    }

    @Override
    public Connection getConnection() throws SQLException {
        var brands = WithoutWall.isAsked()
                ? RowSecurity.EVERYTHING
                : CurrentActor.find().map(BrandWall::brandsOf).orElse(RowSecurity.EVERYTHING);
        var connection = super.getConnection();
        try {
            var physical = connection.unwrap(PGConnection.class);
            if (!brands.equals(shown.get(physical))) {
                shown.remove(physical);
                try (var set = connection.prepareStatement("select set_config(?, ?, false)")) {
                    set.setString(1, RowSecurity.SETTING);
                    set.setString(2, brands);
                    set.execute();
                }
                shown.put(physical, brands);
            }
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    static String brandsOf(Actor actor) {
        return actor.grants().stream()
                .map(Grant::brandId)
                .distinct()
                .sorted()
                .map(id -> '"' + id.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .collect(Collectors.joining(",", "{", "}"));
    }
}

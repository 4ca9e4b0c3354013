package org.parvis.boot;

import com.zaxxer.hikari.HikariDataSource;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Makes the tables of a service in its schema: boot's ({@code db/axon}, {@code db/boot}), then its own ({@code db/<service>}). */
public final class ServiceMigrations {

    /** Keeps sessions and nothing that comes from entries. */
    private static final String WITHOUT_EVENTS = "gateway";

    private ServiceMigrations() {}

    /** For a database that nobody uses yet. */
    public static void run(String url, String service, String password) {
        try (var dataSource = new HikariDataSource()) {
            dataSource.setJdbcUrl(url);
            dataSource.setUsername(Database.role(service));
            dataSource.setPassword(password);
            dataSource.setMaximumPoolSize(2);
            dataSource.setMinimumIdle(0);
            run(dataSource, service, !service.equals(WITHOUT_EVENTS));
        }
    }

    static void run(DataSource dataSource, String service, boolean handlesEvents) {
        var locations = new ArrayList<String>();
        if (handlesEvents) {
            locations.addAll(List.of("classpath:db/axon", "classpath:db/boot"));
        }
        var own = "classpath:db/" + service;
        if (new PathMatchingResourcePatternResolver().getResource(own + "/").exists()) {
            locations.add(own);
        }
        Flyway.configure()
                .dataSource(dataSource)
                .defaultSchema(service)
                .schemas(service)
                .createSchemas(false)
                .locations(locations.toArray(String[]::new))
                .validateMigrationNaming(true)
                // Two families of tables share one history: boot's next one comes after a service's, though its number
                // is
                // lower.
                .outOfOrder(true)
                .load()
                .migrate();
    }
}

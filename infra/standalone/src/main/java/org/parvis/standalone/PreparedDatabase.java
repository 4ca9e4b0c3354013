package org.parvis.standalone;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.parvis.axon.cluster.ClusterSchema;
import org.parvis.boot.Database;
import org.parvis.boot.ServiceMigrations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Roles, schemas and tables of all services in a database that is there already: the one step that needs the right to make roles. */
final class PreparedDatabase {

    static final String URL = "parvis.database.url";
    static final String OWNER = "parvis.database.owner";
    static final String OWNER_PASSWORD = "parvis.database.owner-password";

    private static final Logger LOG = LoggerFactory.getLogger(PreparedDatabase.class);

    private PreparedDatabase() {}

    /** The setting with the password of a service's role. */
    static String passwordOf(String service) {
        return "parvis.database.passwords." + service;
    }

    /** May be repeated, also while services run: it makes what is missing and sets the passwords. */
    static int prepare(ServiceSettings settings, Words words) {
        var url = settings.require(URL);
        var passwords = new HashMap<String, String>();
        Database.SERVICES.forEach(service -> passwords.put(service, settings.require(passwordOf(service))));
        try (var owner = new HikariDataSource()) {
            owner.setJdbcUrl(url);
            owner.setUsername(settings.require(OWNER));
            owner.setPassword(settings.require(OWNER_PASSWORD));
            owner.setMaximumPoolSize(2);
            owner.setMinimumIdle(0);
            prepare(owner, passwords);
            ClusterSchema.install(
                    owner,
                    ServiceProcess.onTheBus().stream().map(Database::role).toList());
        } catch (RuntimeException e) {
            LOG.error("The database could not be prepared", e);
            throw new LaunchFailure("prepareFailed", House.rootMessage(e));
        }
        passwords.forEach((service, password) -> {
            System.out.println(words.say("preparing", service));
            ServiceMigrations.run(url, service, password);
        });
        System.out.println(words.say("prepared", Database.SERVICES.size()));
        return 0;
    }

    /** Without the tables of the services, which each makes by itself when it starts. */
    static void prepare(DataSource owner, Map<String, String> passwords) {
        Database.prepare(owner, passwords);
        letErasureClear(owner);
    }

    /** What an erasure leaves in the files of a database can go at once, where the owner may allow that. */
    private static void letErasureClear(DataSource owner) {
        var role = Database.role("crm");
        for (var grant : List.of(
                "grant maintain on privacy.subject_key, privacy.subject_alias to " + role,
                "grant pg_checkpoint to " + role,
                "grant execute on function pg_switch_wal() to " + role)) {
            try (var connection = owner.getConnection();
                    var statement = connection.createStatement()) {
                statement.execute(grant);
            } catch (SQLException e) {
                LOG.warn("Erasures leave more to the administrator of the database: {}", e.getMessage());
            }
        }
    }
}

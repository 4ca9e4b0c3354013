package org.parvis.system.trouble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parvis.system.running.SharedParvis;
import org.parvis.system.running.SharedParvis.World;

/** Somebody who has taken over a service of the running product, with its own role in the database, tries to change what was said. */
@ExtendWith(SharedParvis.class)
class RewritingIT {

    private static final String NOT_ALLOWED = "42501";
    private static final String WRONG_PASSWORD = "28P01";

    private static String url;
    private static String password;

    @BeforeAll
    static void breakIn(World world) throws IOException {
        var home = world.parvis().home().path();
        url = "jdbc:postgresql://127.0.0.1:"
                + Files.readString(home.resolve("run/database.port")).strip() + "/parvis";
        password = Files.readString(home.resolve("keys/database.password")).strip();
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "listening", "publishing", "moderation", "crm", "reporting", "gateway"})
    void aServiceReadsEntriesButNeitherChangesNorRemovesOne(String service) throws SQLException {
        try (var connection = DriverManager.getConnection(url, "parvis_" + service, password)) {
            var before = entries(connection);
            assertThat(before).isPositive();
            for (var attack : List.of(
                    "update ledger.entry set payload = 'x' where position = 1",
                    "delete from ledger.entry where position = 1",
                    "truncate ledger.entry",
                    "insert into ledger.entry select * from ledger.entry where false",
                    "alter table ledger.entry disable trigger all",
                    "drop table ledger.entry",
                    "create or replace function ledger.refuse() returns trigger language plpgsql as 'begin return null; end'",
                    "update ledger.checkpoint set note = ''",
                    "delete from ledger.tile",
                    "set role postgres")) {
                assertThatThrownBy(() -> run(connection, attack))
                        .as(attack)
                        .isInstanceOfSatisfying(
                                SQLException.class,
                                e -> assertThat(e.getSQLState()).isEqualTo(NOT_ALLOWED));
            }
            assertThat(entries(connection)).isGreaterThanOrEqualTo(before);
        }
    }

    @Test
    void nobodyOnTheMachineGetsInAsTheSuperuserWithoutItsPassword() {
        for (var guess : List.of("", "postgres", password)) {
            assertThatThrownBy(() ->
                            DriverManager.getConnection(url, "postgres", guess).close())
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isIn(WRONG_PASSWORD, "08004"));
        }
    }

    private static long entries(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from ledger.entry")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

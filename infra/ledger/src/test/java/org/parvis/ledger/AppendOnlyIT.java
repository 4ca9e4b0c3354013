package org.parvis.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parvis.ledger.Entries.entry;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AppendOnlyIT {

    private final LedgerDatabase database = LedgerDatabase.create();

    @BeforeEach
    void write() {
        try (var writer = new LedgerWriter(database.service(), new LedgerSignal())) {
            writer.append(List.of(entry("a", 0)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update ledger.entry set payload = 'x'",
                "update ledger.entry set payload = payload where false",
                "delete from ledger.entry",
                "truncate ledger.entry",
                "update ledger.checkpoint set note = ''",
                "delete from ledger.tile",
                "truncate ledger.checkpoint cascade"
            })
    void nobodyChangesOrRemovesAnEntry(String attack) {
        for (DataSource attacker : List.of(database.service(), database.owner(), database.superuser())) {
            assertThatThrownBy(() -> database.execute(attacker, attack))
                    .hasMessageMatching("(?s).*(append-only|permission denied).*");
        }
        assertThat(database.number("select count(*) from ledger.entry")).isEqualTo(1);
    }

    @Test
    void aServiceCannotChooseAPosition() {
        assertThatThrownBy(() -> database.execute(
                        database.service(),
                        "insert into ledger.entry select 99, sequence + 1, recorded_at, gen_random_uuid(), leaf,"
                                + " aggregate_type, aggregate_id, event_type, revision, command_id, payload, metadata"
                                + " from ledger.entry"))
                .hasMessageContaining("permission denied");
    }

    @Test
    void aRoleWithoutRightsCannotReadOrAppend() {
        assertThatThrownBy(() -> database.execute(database.as("stranger"), "select * from ledger.entry"))
                .hasMessageContaining("permission denied");
        try (var writer = new LedgerWriter(database.as("stranger"), new LedgerSignal())) {
            assertThatThrownBy(() -> writer.append(List.of(entry("b", 0)))).hasMessageContaining("permission denied");
        }
    }

    /** A script that lies there and is in no list changes nothing, and whoever counts on it is ten times as slow. */
    @Test
    void everyScriptThatLiesThereIsInForce() throws Exception {
        try (var scripts = Files.list(Path.of("src/main/resources/org/parvis/ledger/schema"))) {
            assertThat(database.number("select count(*) from ledger.version")).isEqualTo(scripts.count());
        }
    }

    @Test
    void installingAgainAndTogetherChangesNothing() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var installs = List.of(
                    threads.submit(() -> LedgerSchema.install(database.owner())),
                    threads.submit(() -> LedgerSchema.install(database.owner())),
                    threads.submit(() -> LedgerSchema.grant(database.owner(), "service")),
                    threads.submit(() -> LedgerSchema.grant(database.owner(), "service")));
            for (var install : installs) {
                install.get();
            }
        }
        assertThat(database.number("select count(*) from ledger.entry")).isEqualTo(1);
        assertThat(database.numbers("select number from ledger.version order by 1"))
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    }
}

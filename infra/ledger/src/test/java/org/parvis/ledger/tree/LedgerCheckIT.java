package org.parvis.ledger.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parvis.ledger.Entries;
import org.parvis.ledger.Leaf;
import org.parvis.ledger.LedgerDatabase;
import org.parvis.ledger.LedgerReader;
import org.parvis.ledger.LedgerSchema;
import org.parvis.ledger.LedgerSignal;
import org.parvis.ledger.LedgerWriter;

class LedgerCheckIT {

    private final LedgerDatabase database = LedgerDatabase.create();

    @TempDir
    Path folder;

    private NoteSigner signer;

    @BeforeEach
    void seal() {
        signer = NoteSigner.ofLedger("ledger.example/parvis", folder.resolve("key.pem"));
        LedgerSchema.grantNotary(database.owner(), "service");
        write(0, 5_500);
        try (var notary = new Notary(database.service(), new LedgerSignal(), signer, Clock.systemUTC())) {
            notary.seal();
        }
        // Not sealed yet, so not looked at.
        write(5_500, 5_510);
    }

    private void write(long from, long to) {
        try (var writer = new LedgerWriter(database.service(), new LedgerSignal())) {
            writer.append(LongStream.range(from, to)
                    .mapToObj(i -> Entries.entry("a", i))
                    .toList());
        }
    }

    private Checkpoint check() {
        return new LedgerCheck(database.service(), signer.key()).verify();
    }

    @Test
    void findsAnHonestLedgerHonest() {
        assertThat(check().size()).isEqualTo(5_500);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "update ledger.entry set payload = set_byte(payload, 3, 65) where position = 5100 | position 5100",
                "update ledger.entry set leaf = sha256(leaf) where position = 1 | position 1",
                "delete from ledger.entry where position = 700 | Position 700 is missing",
                "delete from ledger.entry where position > 5400 | Position 5401 is missing"
            })
    void findsWhatWasDone(String damage, String said) {
        damage(damage);
        assertThatThrownBy(this::check).isInstanceOf(LedgerTampered.class).hasMessageContaining(said);
    }

    @Test
    void findsAnEntryThatWasReplacedTogetherWithItsLeaf() throws SQLException {
        damage("update ledger.entry set payload = 'replaced' where position = 3000");
        byte[] leaf = Leaf.of(new LedgerReader(database.service()).find(3_000).orElseThrow());
        try (var connection = database.superuser().getConnection();
                var statement = connection.createStatement();
                var update = connection.prepareStatement("update ledger.entry set leaf = ? where position = 3000")) {
            statement.execute("set session_replication_role = replica");
            update.setBytes(1, leaf);
            update.executeUpdate();
        }
        assertThatThrownBy(this::check).isInstanceOf(LedgerTampered.class).hasMessageContaining("root");
    }

    @Test
    void trustsNoOtherKey() {
        var stranger = NoteSigner.ofLedger("ledger.example/parvis", folder.resolve("stranger.pem"));
        assertThatThrownBy(() -> new LedgerCheck(database.service(), stranger.key()).verify())
                .isInstanceOf(LedgerTampered.class)
                .hasMessageContaining("not signed");
    }

    private void damage(String sql) {
        database.execute(database.superuser(), "set session_replication_role = replica", sql);
    }
}

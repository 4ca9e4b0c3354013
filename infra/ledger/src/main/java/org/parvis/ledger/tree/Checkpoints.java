package org.parvis.ledger.tree;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The signed heads, and the witnesses' lines that came back for them. */
public final class Checkpoints {

    private final DataSource dataSource;

    public Checkpoints(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** The newest signed head. */
    public Optional<SignedNote> latest() {
        return find("select size, note from ledger.checkpoint order by size desc limit 1", null);
    }

    /** The signed head of exactly this size. */
    public Optional<SignedNote> ofSize(long size) {
        return find("select size, note from ledger.checkpoint where size = ?", size);
    }

    /** The newest head that at least one witness has cosigned. */
    public Optional<SignedNote> latestWitnessed() {
        return find(
                "select size, note from ledger.checkpoint where size = (select max(size) from ledger.cosignature)",
                null);
    }

    /**
     * That a witness saw a head.
     *
     * @param at when, by the witness's own clock
     */
    public record Seen(String witness, long size, Instant at) {}

    /** The newest head that each witness has cosigned. */
    public List<Seen> lastSeen() {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement query = connection.prepareStatement(
                        "select distinct on (witness) witness, size, line from ledger.cosignature"
                                + " order by witness, size desc");
                ResultSet result = query.executeQuery()) {
            var seen = new ArrayList<Seen>();
            while (result.next()) {
                SignedNote.Line line = SignedNote.line(result.getString(3).stripTrailing());
                seen.add(new Seen(
                        result.getString(1),
                        result.getLong(2),
                        Instant.ofEpochSecond(ByteBuffer.wrap(line.signature()).getLong())));
            }
            return seen;
        } catch (SQLException e) {
            throw new IllegalStateException("The cosignatures cannot be read: " + e.getMessage(), e);
        }
    }

    /** Keeps a witness's line after checking it; a witness's second line for one head changes nothing. */
    public void addCosignature(long size, NoteKey witness, SignedNote.Line line) {
        SignedNote note = ofSize(size).orElseThrow(() -> new IllegalArgumentException("No head of size " + size));
        var cosigned = new SignedNote(note.text(), List.of(line));
        if (!cosigned.isSignedBy(witness)) {
            throw new IllegalArgumentException("The line is not a cosignature of " + witness.name());
        }
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into ledger.cosignature (size, witness, line) values (?, ?, ?) on conflict do nothing")) {
            insert.setLong(1, size);
            insert.setString(2, witness.name());
            insert.setString(3, line.toString());
            insert.executeUpdate();
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The cosignature could not be stored: " + e.getMessage(), e);
        }
    }

    private Optional<SignedNote> find(String sql, @Nullable Long size) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement query = connection.prepareStatement("select c.note || coalesce((select"
                        + " string_agg(w.line, '' order by w.witness) from ledger.cosignature w where w.size = c.size),"
                        + " '') from (" + sql + ") c")) {
            if (size != null) {
                query.setLong(1, size);
            }
            try (ResultSet result = query.executeQuery()) {
                return result.next() ? Optional.of(SignedNote.parse(result.getString(1))) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The checkpoints cannot be read: " + e.getMessage(), e);
        }
    }
}

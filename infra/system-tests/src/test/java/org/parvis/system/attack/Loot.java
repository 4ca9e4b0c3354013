package org.parvis.system.attack;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.parvis.system.running.Home;

/** What the ledger knows, looked up behind the product's back: which ids a brand has, and what somebody really did. */
final class Loot implements AutoCloseable {

    private static final int OF_EACH_KIND = 2;

    /** Hexadecimal digits stay such. */
    private static final String MIRROR = "0123456789abcdeghijklmnopqrstuvwxy";

    private final Connection ledger;

    Loot(Home home) {
        try {
            var port =
                    Files.readString(home.path().resolve("run/database.port")).strip();
            var password = Files.readString(home.path().resolve("keys/database.password"))
                    .strip();
            this.ledger = DriverManager.getConnection(
                    "jdbc:postgresql://127.0.0.1:" + port + "/parvis", "parvis_reporting", password);
        } catch (IOException | SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param kind as the ledger calls it, like Conversation */
    record Id(String kind, String value) {

        /** What looks like it, to the length, and is nowhere: letters and digits changed places with their neighbours. */
        String ghost() {
            var ghost = new StringBuilder(value);
            for (var at = 0; at < value.length(); at++) {
                var mirrored = MIRROR.indexOf(value.charAt(at));
                if (mirrored >= 0) {
                    ghost.setCharAt(at, MIRROR.charAt(mirrored ^ 1));
                }
            }
            return ghost.toString();
        }
    }

    /** Some ids of each kind that entries of this brand are about. */
    List<Id> of(String brand) {
        return rows("""
                select kind, id from (
                  select aggregate_type as kind, substr(aggregate_id, length(aggregate_type) + 2) as id,
                    row_number() over (partition by aggregate_type order by max(position) desc) as n
                  from ledger.entry
                  where convert_from(metadata, 'UTF8')::jsonb ->> 'brand' = ?
                  group by aggregate_type, aggregate_id) known
                where n <= %d order by 1, 2""".formatted(OF_EACH_KIND), brand).stream()
                .map(row -> new Id(row.getFirst(), row.getLast()))
                .toList();
    }

    long head() {
        return Long.parseLong(rows("select coalesce(max(position), 0)::text, '' from ledger.entry where ? <> ''", "x")
                .getFirst()
                .getFirst());
    }

    /**
     * What these people got into the ledger since then about things of this brand, or about any that were there before and are not
     * themselves; that they were refused does not count.
     */
    Set<String> doneBy(String peoplePattern, long since, String brand) {
        var done = new TreeSet<String>();
        rows("""
                select e.event_type, e.aggregate_id from ledger.entry e
                where e.position > %d and e.event_type not like '%%.ActRefused'
                  and convert_from(e.metadata, 'UTF8')::jsonb ->> 'actor' like '%s'
                  and e.aggregate_id not like 'Member/%s'
                  and (convert_from(e.metadata, 'UTF8')::jsonb ->> 'brand' = ?
                    or exists (select from ledger.entry theirs where theirs.aggregate_id = e.aggregate_id
                      and theirs.position <= %d))""".formatted(since, peoplePattern, peoplePattern, since), brand)
                .forEach(row -> done.add(row.getFirst() + " of " + row.getLast()));
        return done;
    }

    /** How often somebody was refused, as the ledger knows it. */
    int refused(String member) {
        return rows("""
                select e.position::text, '' from ledger.entry e
                where e.event_type like '%.ActRefused' and convert_from(e.metadata, 'UTF8')::jsonb ->> 'actor' = ?
                """, member).size();
    }

    private List<List<String>> rows(String sql, String parameter) {
        try (var statement = ledger.prepareStatement(sql)) {
            statement.setString(1, parameter);
            try (var found = statement.executeQuery()) {
                var rows = new ArrayList<List<String>>();
                while (found.next()) {
                    rows.add(List.of(found.getString(1), found.getString(2)));
                }
                return rows;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            ledger.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}

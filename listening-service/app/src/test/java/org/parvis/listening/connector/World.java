package org.parvis.listening.connector;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;

/** What people say on a scripted network, and the time there. */
final class World {

    private Instant now = Instant.parse("2026-11-21T12:00:00Z");
    private final List<Said> said = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();

    /** A message as it reads now. */
    record Said(int number, String text, Instant at, boolean edited, boolean deleted) {}

    /** What happened, one after the other, for networks that tell it so. */
    record Change(String kind, Said message, Instant at) {}

    final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Instant instant() {
            return now;
        }
    };

    synchronized void passes(Duration time) {
        now = now.plus(time);
    }

    synchronized void says(String text) {
        saysLate(text, Duration.ofSeconds(1));
        passes(Duration.ofMinutes(1));
    }

    /** It was written a while before the network showed it. */
    synchronized void saysLate(String text, Duration before) {
        var message = new Said(said.size() + 1, text, now.minus(before), false, false);
        said.add(message);
        changes.add(new Change("CREATED", message, now));
    }

    synchronized void edits(String text, String newText) {
        replace(text, old -> new Said(old.number(), newText, old.at(), true, false), "EDITED");
    }

    synchronized void deletes(String text) {
        replace(text, old -> new Said(old.number(), old.text(), old.at(), old.edited(), true), "DELETED");
    }

    private void replace(String text, UnaryOperator<Said> change, String kind) {
        for (var i = 0; i < said.size(); i++) {
            if (said.get(i).text().equals(text)) {
                said.set(i, change.apply(said.get(i)));
                changes.add(new Change(kind, said.get(i), now));
                return;
            }
        }
        throw new IllegalArgumentException("Nobody said " + text);
    }

    synchronized List<Said> newestFirst() {
        return said.stream()
                .filter(message -> !message.deleted())
                .sorted(Comparator.comparing(Said::at)
                        .thenComparing(Said::number)
                        .reversed())
                .toList();
    }

    synchronized List<Change> changes() {
        return List.copyOf(changes);
    }
}

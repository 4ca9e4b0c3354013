package org.parvis.axon;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.parvis.axon.projection.BatchEnd;

/** Commands that wait for the end of a batch of events: then many go at once and share the ledger's commits. */
final class WaitingCommands implements BatchEnd.Writer {

    private final Map<String, List<Runnable>> bySubject = new LinkedHashMap<>();

    /** @param subject whatever is sent about it keeps its order */
    void add(String subject, Runnable sending) {
        bySubject.computeIfAbsent(subject, s -> new ArrayList<>()).add(sending);
    }

    /** Returns when all have their answer. */
    @Override
    public void write() {
        if (bySubject.isEmpty()) {
            return;
        }
        var sendings = List.copyOf(bySubject.values());
        bySubject.clear();
        AtOnce.all(sendings.stream()
                .map(of -> Executors.callable(() -> of.forEach(Runnable::run)))
                .toList());
    }

    @Override
    public void forget() {
        bySubject.clear();
    }
}

package org.parvis.ledger.witness;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.parvis.ledger.tree.Checkpoint;
import org.parvis.ledger.tree.Checkpoints;
import org.parvis.ledger.tree.LedgerTree;
import org.parvis.ledger.tree.NoteKey;
import org.parvis.ledger.tree.SignedNote;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows each new head to the witnesses and keeps what they sign. A witness that does not answer holds nobody up. */
public final class Witnessing implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Witnessing.class);
    private static final Duration RHYTHM = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int LONGEST_PAUSE = 60;

    private final DataSource dataSource;
    private final Checkpoints checkpoints;
    private final List<WitnessAddress> witnesses;
    private final Map<String, Trouble> troubles = new ConcurrentHashMap<>();
    private final Map<String, Long> shown = new HashMap<>();
    private final Map<String, Pause> pauses = new HashMap<>();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private volatile @Nullable Thread thread;

    public Witnessing(DataSource dataSource, List<WitnessAddress> witnesses) {
        this.dataSource = dataSource;
        this.checkpoints = new Checkpoints(dataSource);
        this.witnesses = List.copyOf(witnesses);
    }

    /** Why a witness did not confirm. */
    public enum Trouble {
        /** It does not answer, or not as the protocol says. */
        SILENT,
        /** It does not watch this ledger, or knows it by another key. */
        STRANGER,
        /** It has confirmed a longer ledger: ours was shortened. */
        AHEAD,
        /** It has confirmed another ledger of this size or less: ours was rewritten. */
        CONTRADICTS
    }

    private record Pause(int rounds, int left) {}

    public List<NoteKey> keys() {
        return witnesses.stream().map(WitnessAddress::key).toList();
    }

    /** What is wrong with whom at the moment, by the witness's name. */
    public Map<String, Trouble> troubles() {
        return Map.copyOf(troubles);
    }

    /** Shows heads in the background, at most one a second. */
    public void start() {
        if (!witnesses.isEmpty()) {
            Thread starting = Thread.ofVirtual().name("ledger-witnessing").unstarted(this::run);
            thread = starting;
            starting.start();
        }
    }

    private void run() {
        while (thread == Thread.currentThread()) {
            try {
                showDue();
                Thread.sleep(RHYTHM);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                log.warn("Heads cannot be shown to witnesses: {}", e.getMessage());
                try {
                    Thread.sleep(RHYTHM.multipliedBy(5));
                } catch (InterruptedException i) {
                    return;
                }
            }
        }
    }

    private synchronized void showDue() {
        var due = new ArrayList<WitnessAddress>();
        for (WitnessAddress witness : witnesses) {
            Pause pause = pauses.get(witness.key().name());
            if (pause == null || pause.left() <= 0) {
                due.add(witness);
            } else {
                pauses.put(witness.key().name(), new Pause(pause.rounds(), pause.left() - 1));
            }
        }
        show(due);
    }

    /** Shows the newest head to every witness that has not confirmed it, now. */
    public synchronized void show() {
        show(witnesses);
    }

    private void show(List<WitnessAddress> asked) {
        if (asked.isEmpty() || checkpoints.latest().isEmpty()) {
            return;
        }
        LedgerTree tree = LedgerTree.latest(dataSource);
        Map<String, Long> seen = new HashMap<>();
        checkpoints.lastSeen().forEach(s -> seen.put(s.witness(), s.size()));
        for (WitnessAddress witness : asked) {
            String name = witness.key().name();
            if (seen.getOrDefault(name, -1L) >= tree.checkpoint().size()) {
                continue;
            }
            Optional<Trouble> trouble = show(witness, tree, shown.getOrDefault(name, seen.getOrDefault(name, 0L)));
            trouble.ifPresentOrElse(t -> complain(name, t), () -> content(name));
        }
    }

    private void complain(String witness, Trouble trouble) {
        if (troubles.put(witness, trouble) != trouble) {
            if (trouble == Trouble.AHEAD || trouble == Trouble.CONTRADICTS) {
                log.error(
                        "Witness {} has confirmed another ledger than this one ({}). Change nothing; see the guide"
                                + " for auditors",
                        witness,
                        trouble);
            } else {
                log.warn("Witness {} does not confirm ({})", witness, trouble);
            }
        }
        int rounds = pauses.containsKey(witness)
                ? Math.min(LONGEST_PAUSE, pauses.get(witness).rounds() * 2)
                : 1;
        pauses.put(witness, new Pause(rounds, rounds));
    }

    private void content(String witness) {
        pauses.remove(witness);
        if (troubles.remove(witness) != null) {
            log.info("Witness {} confirms again", witness);
        }
    }

    /** Asks once, and once more when the witness remembers another size than we thought. */
    private Optional<Trouble> show(WitnessAddress witness, LedgerTree tree, long remembered) {
        Checkpoint head = tree.checkpoint();
        long old = Math.min(remembered, head.size());
        for (int attempt = 0; attempt < 2; attempt++) {
            HttpResponse<String> answer;
            try {
                answer = send(witness.url(), new Submission(old, proof(tree, old), own(tree.note())));
            } catch (IOException e) {
                return Optional.of(Trouble.SILENT);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
            switch (answer.statusCode()) {
                case 200 -> {
                    return keep(witness.key(), head.size(), answer.body());
                }
                case 409 -> {
                    long size = size(answer.body());
                    if (size < 0) {
                        return Optional.of(Trouble.SILENT);
                    }
                    if (size > head.size()) {
                        // Another notary may have shown a newer head meanwhile.
                        return newest() >= size ? Optional.empty() : Optional.of(Trouble.AHEAD);
                    }
                    if (size == old) {
                        return Optional.of(Trouble.CONTRADICTS);
                    }
                    old = size;
                }
                case 403, 404 -> {
                    return Optional.of(Trouble.STRANGER);
                }
                case 422 -> {
                    return Optional.of(Trouble.CONTRADICTS);
                }
                default -> {
                    return Optional.of(Trouble.SILENT);
                }
            }
        }
        return Optional.of(Trouble.SILENT);
    }

    private long newest() {
        return checkpoints
                .latest()
                .map(note -> Checkpoint.parse(note.text()).size())
                .orElse(0L);
    }

    private static List<byte[]> proof(LedgerTree tree, long old) {
        return old == 0 || old == tree.checkpoint().size() ? List.of() : tree.consistency(old);
    }

    /** The head with the ledger's own signature only. */
    private static SignedNote own(SignedNote note) {
        return new SignedNote(note.text(), List.of(note.signatures().getFirst()));
    }

    private HttpResponse<String> send(URI url, Submission submission) throws IOException, InterruptedException {
        URI target = URI.create(url.toString().replaceAll("/+$", "") + "/add-checkpoint");
        return http.send(
                HttpRequest.newBuilder(target)
                        .timeout(PATIENCE)
                        .header("Content-Type", "text/plain; charset=utf-8")
                        .POST(HttpRequest.BodyPublishers.ofString(submission.body()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private Optional<Trouble> keep(NoteKey key, long size, String lines) {
        for (String line : lines.lines().toList()) {
            SignedNote.Line parsed;
            try {
                parsed = SignedNote.parseLine(line);
            } catch (IllegalArgumentException e) {
                continue;
            }
            if (parsed.name().equals(key.name())) {
                try {
                    checkpoints.addCosignature(size, key, parsed);
                } catch (IllegalArgumentException e) {
                    return Optional.of(Trouble.STRANGER);
                }
                shown.put(key.name(), size);
                return Optional.empty();
            }
        }
        return Optional.of(Trouble.STRANGER);
    }

    private static long size(String body) {
        String text = body.strip();
        return text.matches("0|[1-9][0-9]{0,17}") ? Long.parseLong(text) : -1;
    }

    @Override
    public void close() {
        Thread running = thread;
        thread = null;
        if (running != null) {
            running.interrupt();
            try {
                running.join(Duration.ofSeconds(30));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        http.close();
    }
}

package org.parvis.system.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.system.world.Eventually.read;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.parvis.system.running.RunningParvis;
import org.parvis.system.world.Answer;
import org.parvis.system.world.Company;
import org.parvis.system.world.TownSquare;
import tools.jackson.databind.JsonNode;

/** What is counted when everything has come to rest: nothing acknowledged is missing, nothing is there twice, nothing is left open. */
final class Reckoning {

    private static final Duration AT_REST = Duration.ofMinutes(5);
    private static final Set<String> ON_ITS_WAY = Set.of("RELEASED", "ATTEMPTED", "UNKNOWN");

    private final RunningParvis parvis;
    private final Company company;
    private final TownSquare town;
    private final Toil toil;

    Reckoning(RunningParvis parvis, Company company, TownSquare town, Toil toil) {
        this.parvis = parvis;
        this.company = company;
        this.town = town;
        this.toil = toil;
    }

    /** Checks everything and says it in one line. */
    String check() {
        company.fetchNow();
        var missing = missingNotes() + missingReplies();
        settled();
        var copies = new HashMap<String, Integer>();
        for (var reply : toil.replies()) {
            copies.put(reply.text(), town.timesCreated(company.brand(), reply.text()));
        }
        var doubles = copies.values().stream().filter(times -> times > 1).count();
        var approved = toil.replies().stream().filter(Toil.Reply::approved).toList();
        var lost = approved.stream()
                .filter(reply -> copies.getOrDefault(reply.text(), 0) == 0)
                .map(Toil.Reply::id)
                .toList();
        var strays = toil.replies().stream()
                .filter(reply -> !reply.approved() && copies.getOrDefault(reply.text(), 0) > 0)
                .toList();
        var inbound = inbound();
        var open = open();
        var line = String.format(
                Locale.ROOT,
                "acknowledged %d notes, %d replies, %d approvals: %d missing; sent %d: %d doubles, %d lost, %d unapproved;"
                        + " inbound %d: %d missing, %d doubles; open at the end: %d; sent again after trouble %d times",
                toil.kept().size(),
                toil.replies().size(),
                approved.size(),
                missing,
                approved.size() - lost.size(),
                doubles,
                lost.size(),
                strays.size(),
                toil.said().size(),
                inbound.missing(),
                inbound.doubles(),
                open,
                toil.troubles());
        assertThat(missing).as("acknowledged and missing").isZero();
        assertThat(doubles).as("there twice, counted in the town").isZero();
        assertThat(lost).as("approved and never there").isEmpty();
        assertThat(strays).as("there without an approval").isEmpty();
        assertThat(inbound).isEqualTo(new Inbound(0, 0));
        assertThat(open).as("entries that a read model has not seen").isZero();
        return line;
    }

    private long missingNotes() {
        var wanted = toil.kept().stream()
                .collect(Collectors.groupingBy(
                        Toil.Kept::conversation, Collectors.mapping(Toil.Kept::text, Collectors.toSet())));
        var missing = new ArrayList<String>();
        wanted.forEach((conversation, texts) -> {
            var left = new HashSet<>(texts);
            try {
                read(
                        "the notes of conversation " + conversation,
                        () -> {
                            left.removeAll(notesOf(company.conversationById(conversation)));
                            return left;
                        },
                        Set::isEmpty);
            } catch (AssertionError e) {
                missing.addAll(left);
            }
        });
        return missing.size();
    }

    private static Set<String> notesOf(JsonNode conversation) {
        return conversation
                .path("notes")
                .valueStream()
                .map(note -> Answer.text(note, "text"))
                .collect(Collectors.toSet());
    }

    private long missingReplies() {
        return toil.replies().stream()
                .filter(reply -> !company.manager()
                        .get("/api/publishing/replies/" + reply.id())
                        .text("text")
                        .equals(reply.text()))
                .count();
    }

    private void settled() {
        for (var reply : toil.replies()) {
            if (reply.approved()) {
                var state = read(
                        "reply " + reply.id() + " came to an end",
                        AT_REST,
                        () -> company.manager()
                                .get("/api/publishing/replies/" + reply.id())
                                .ok()
                                .text("state"),
                        seen -> !ON_ITS_WAY.contains(seen));
                assertThat(state).as("reply %s", reply.id()).isEqualTo("CONFIRMED");
            }
        }
    }

    private record Inbound(long missing, long doubles) {}

    private Inbound inbound() {
        Map<String, Long> seen;
        var end = System.nanoTime() + AT_REST.toNanos();
        long missing;
        do {
            company.fetchNow();
            seen = mentions().stream()
                    .map(mention -> Answer.text(mention, "permalink"))
                    .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
            var known = seen.keySet();
            missing = toil.said().stream()
                    .filter(said -> !known.contains(said.url()))
                    .count();
        } while (missing > 0 && System.nanoTime() < end);
        return new Inbound(
                missing, seen.values().stream().filter(times -> times > 1).count());
    }

    private List<JsonNode> mentions() {
        var all = new ArrayList<JsonNode>();
        var after = "";
        while (true) {
            var page = company.lead()
                    .get("/api/listening/mentions?limit=200&brand=" + company.brand() + after)
                    .ok();
            all.addAll(page.items());
            var next = page.text("next");
            if (next.isEmpty()) {
                return all;
            }
            after = "&after=" + next;
        }
    }

    /** How many entries the slowest processor has still to see, and what was set aside; the figures of the auditor's page and of the command. */
    private long open() {
        read(
                "everything is read",
                AT_REST,
                () -> parvis.run("status"),
                status -> status.exitCode() == 0
                        && status.lines().stream().allMatch(line -> line.contains("up to date")));
        assertThat(parvis.run("status").out()).doesNotContain("dead letters");
        var completeness = read(
                "everything is sealed and followed",
                AT_REST,
                () -> company.auditor()
                        .get("/api/reporting/audit/completeness")
                        .ok()
                        .json(),
                node -> openIn(node) == 0);
        return openIn(completeness);
    }

    private static long openIn(JsonNode completeness) {
        var entries = completeness.path("entries").asLong();
        var behind = completeness
                .path("services")
                .valueStream()
                .filter(service -> !Answer.text(service, "slowest").isEmpty()
                        || Answer.text(service, "upTo").isEmpty())
                .count();
        return behind
                + Math.max(0, entries - completeness.path("leaves").asLong())
                + Math.abs(entries - completeness.path("last").asLong());
    }
}

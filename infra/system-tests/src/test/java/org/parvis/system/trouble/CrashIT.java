package org.parvis.system.trouble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.system.world.Eventually.read;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.parvis.system.running.RunningParvis;
import org.parvis.system.trouble.Load.Kind;
import org.parvis.system.world.Answer;
import org.parvis.system.world.Company;
import org.parvis.system.world.TownSquare;
import org.parvis.town.Town;
import org.parvis.town.TownOptions;
import tools.jackson.databind.JsonNode;

/**
 * The process is killed in the middle of work and started again on the same data. The town runs outside of it, as a real network would,
 * and keeps its own count of what was written.
 */
@Tag("journeys")
class CrashIT {

    private static final int CONVERSATIONS = 5;
    private static final Set<String> ON_ITS_WAY = Set.of("RELEASED", "ATTEMPTED", "UNKNOWN");

    @Test
    void nothingAcknowledgedIsMissingAfterAKillAndNothingGoesOutTwice() {
        try (var outside = Town.start(
                        0,
                        Path.of("target", "parvis", "crash-town"),
                        TownOptions.defaults().withoutScript());
                var parvis = RunningParvis.on("crash")
                        .with("PARVIS_TOWN_URL", outside.url().toString())
                        .with("PARVIS_FETCH_ALLOW", "127.0.0.1:" + outside.url().getPort())
                        // After a crash an attempt without an outcome is looked up; here after seconds instead of
                        // minutes.
                        .with("PUBLISHING_DELIVERY_LEASE", "PT6S")
                        .with("PUBLISHING_DELIVERY_SENDLIMIT", "PT5S")
                        .with("PUBLISHING_DELIVERY_SENDSPERMINUTE", "600")
                        .with("PUBLISHING_DELIVERY_SETTLE", "PT1S,PT2S,PT3S,PT5S,PT5S")
                        .start()) {
            var town = new TownSquare(outside.url());
            town.welcome("passenger", "A passenger", "PERSON", "en");
            var company =
                    Company.found(parvis, "comete", "en").listensToItsName().livesIn(town, 0);
            // The effect happens, the answer comes late: some replies are always in the middle of leaving.
            town.fault(
                    "late-answers", Map.of("kind", "SLOW_RESPONSE", "on", "WRITE", "probability", 0.5, "seconds", 0.5));
            var load = new Load(company, Load.conversations(company, town, CONVERSATIONS));

            load.begin();
            read(
                    "enough is going on",
                    Duration.ofMinutes(2),
                    load::approvals,
                    approvals -> approvals >= 8 && load.notes() >= 15);
            parvis.kill();
            load.awaitEnd();
            assertThat(parvis.home().database())
                    .as("the database outlives the killed process")
                    .isPresent();
            town.noFaults();
            parvis.startAgain();

            everythingAcknowledgedIsThere(company, load);
            everythingApprovedWentOutOnce(company, town, load);
            projectionsCatchUp(parvis);
        }
    }

    private static void everythingAcknowledgedIsThere(Company company, Load load) {
        var notes = new HashMap<String, Set<String>>();
        for (var kept : load.acknowledged()) {
            if (kept.kind() == Kind.DRAFT) {
                assertThat(company.manager()
                                .get("/api/publishing/replies/" + kept.id())
                                .ok()
                                .text("text"))
                        .isEqualTo(kept.text());
            } else {
                notes.computeIfAbsent(kept.conversation(), id -> new HashSet<>())
                        .add(kept.text());
            }
        }
        // The read models catch up by themselves; what they are made of is in the ledger.
        notes.forEach((conversation, texts) -> read(
                "the notes of conversation " + conversation,
                () -> notesOf(company.conversationById(conversation)),
                found -> found.containsAll(texts)));
    }

    private static Set<String> notesOf(JsonNode conversation) {
        var texts = new HashSet<String>();
        conversation.path("notes").forEach(note -> texts.add(Answer.text(note, "text")));
        return texts;
    }

    private static void everythingApprovedWentOutOnce(Company company, TownSquare town, Load load) {
        for (var reply : load.approved()) {
            read(
                    "reply " + reply.replyId() + " came to an end",
                    Duration.ofMinutes(2),
                    () -> company.manager()
                            .get("/api/publishing/replies/" + reply.replyId())
                            .ok()
                            .text("state"),
                    state -> !ON_ITS_WAY.contains(state));
            assertThat(company.manager()
                            .get("/api/publishing/replies/" + reply.replyId())
                            .ok()
                            .text("state"))
                    .isEqualTo("CONFIRMED");
        }
        for (var kept : load.acknowledged()) {
            assertThat(town.timesCreated(company.brand(), kept.text()))
                    .as("how often the network wrote: %s", kept.text())
                    .isLessThanOrEqualTo(1);
        }
        for (var reply : load.approved()) {
            assertThat(town.timesCreated(company.brand(), reply.text())).isEqualTo(1);
        }
    }

    private static void projectionsCatchUp(RunningParvis parvis) {
        var status = read(
                "all read models are up to date",
                () -> parvis.run("status"),
                outcome -> outcome.exitCode() == 0
                        && outcome.lines().stream().allMatch(line -> line.contains("up to date")));
        assertThat(status.lines()).hasSizeGreaterThanOrEqualTo(6).allMatch(line -> line.contains("UP"));
        assertThat(status.out()).doesNotContain("dead letters");
    }
}

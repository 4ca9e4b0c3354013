package org.parvis.crm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.boot.testing.RunningService.eventually;
import static org.parvis.crm.Outside.BRAND;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.parvis.axon.DeadLetters;
import org.parvis.boot.testing.RunningService;
import org.parvis.crm.access.AccessExports;
import org.parvis.crm.api.EvidenceAdded;
import org.parvis.crm.api.SuggestionRaised;
import org.parvis.crm.thread.LastMessage;
import org.parvis.crm.thread.Threads;
import org.parvis.identity.api.Role;
import org.parvis.identity.rights.Actor;
import org.parvis.listening.api.Intent;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whatever people outside write, and however much of it: each answer has an end in bytes. */
class WeightIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** As long as a message comes in, each sign three bytes. */
    private static final String LONG = "語".repeat(20_000);

    private static RunningService crm;
    private static Outside outside;
    private static Actor ines;
    private static Actor nadia;

    @BeforeAll
    static void start() {
        crm = RunningService.start(CrmApplication.class);
        outside = new Outside(crm);
        outside.brand(BRAND, "Hélianthe", "fr", "en");
        ines = outside.member("ines", "Inès Caradec", Role.COMMUNITY_MANAGER);
        nadia = outside.member("nadia", "Nadia Ferry", Role.AUDITOR);
        crm.caughtUp();
    }

    @AfterAll
    static void nothingIsLeftUndigestedAndStop() {
        assertThat(crm.bean(DeadLetters.class).list(10)).isEmpty();
        crm.close();
    }

    @Test
    void aListReadsTheBeginningsOfMessages() {
        var message = outside.writes("longa", "t-list", LONG, Intent.QUESTION);
        crm.caughtUp();
        assertThat(crm.jdbc()
                        .sql("select octet_length(m.text) from conversation c " + LastMessage.join("c")
                                + " where c.conversation_id = ?")
                        .param(message.conversationId())
                        .query(Integer.class)
                        .single())
                .isLessThan(4_000);
        assertThat(json("/api/crm/conversations?limit=200").at("/items").findValuesAsString("excerpt"))
                .as("and shows as much of them as ever")
                .contains("語".repeat(180) + "…");
    }

    @Test
    void spamIsListedByItsBeginning() {
        var spam = outside.writes("crook", "t-heavy-spam", LONG, Intent.SPAM);
        crm.caughtUp();
        assertThat(crm.bean(Threads.class).spam(new String[] {BRAND}, false, 50))
                .filteredOn(message -> message.mentionId().equals(spam.mentionId()))
                .singleElement()
                .satisfies(message -> assertThat(message.text()).hasSizeLessThan(2_000))
                .satisfies(message -> assertThat(message.excerpt()).isEqualTo("語".repeat(180) + "…"));
        assertThat(crm.page(ines, "/crm/messages/" + spam.mentionId()).body())
                .as("and stands whole at its own address")
                .contains(LONG);
    }

    @Test
    void evidenceShowsTheBeginningsOfMessages() {
        var first = outside.writes("longb", "t-evidence-0", "A short one.", Intent.SUGGESTION);
        crm.append(new SuggestionRaised(
                "su-heavy",
                BRAND,
                "app",
                "Window seats",
                first.mentionId(),
                first.conversationId(),
                "longb",
                first.at()));
        for (var n = 1; n <= 40; n++) {
            var more = outside.writes("longb", "t-evidence-" + n, LONG, Intent.SUGGESTION);
            crm.append(new EvidenceAdded("su-heavy", BRAND, more.mentionId(), more.conversationId(), "longb"));
        }
        crm.caughtUp();
        var answer = crm.get(ines, "/api/crm/suggestions/su-heavy").body();
        assertThat(bytes(answer)).isLessThan(500_000);
        var evidence = JSON.readTree(answer).at("/evidence");
        assertThat(evidence).hasSize(41);
        assertThat(evidence.valueStream().filter(each -> each.at("/cut").asBoolean()))
                .hasSize(40)
                .allSatisfy(each -> assertThat(each.at("/text").asString()).endsWith("語…"));
        assertThat(evidence.findValuesAsString("text")).contains("A short one.");
        assertThat(bytes(crm.page(ines, "/crm/suggestions/su-heavy").body())).isLessThan(1_000_000);
    }

    @Test
    void aListOfCopiesReadsNoneOfThem() {
        outside.writes("copied", "t-copied", "Hello.", Intent.QUESTION);
        crm.caughtUp();
        crm.jdbc().sql("""
                        insert into access_export (export_id, brand_id, person_id, requested_by, requested_at, ready_at, expires_at, sealed)
                        select 'ae-' || n, ?, 'copied', 'ines', now(), now(), now() + interval '1 hour',
                          convert_to(repeat('x', 4000000), 'UTF8') from generate_series(1, 5) n
                        """).param(BRAND).update();
        var exports = crm.bean(AccessExports.class);
        var before = allocated();
        assertThat(exports.of(BRAND, "copied")).hasSize(5);
        assertThat(allocated() - before).isLessThan(4_000_000);
    }

    @Test
    void aCopyEndsByWeightAndSaysSo() throws IOException {
        for (var n = 0; n < 100; n++) {
            outside.collected("longc", "t-copy-" + n, LONG, Instant.now().minusSeconds(60));
        }
        crm.caughtUp();
        var id = JSON.readTree(
                        crm.post(ines, "/api/crm/people/longc/exports", "").body())
                .at("/id")
                .asString();
        eventually(
                () -> assertThat(json("/api/crm/exports/" + id).at("/readyAt").isString())
                        .isTrue());
        var data = entry(crm.download(nadia, "/api/crm/exports/" + id + "/content"), "data.json");
        assertThat(bytes(data)).isBetween(1_000_000, 5_000_000);
        assertThat(JSON.readTree(data).at("/complete").asBoolean()).isFalse();
    }

    @Test
    void aThreadEndsByWeightAndSaysHowMuchCameBefore() {
        var first = outside.writes("longd", "t-heavy", "Where is my bag?", Intent.QUESTION);
        crm.caughtUp();
        thread(first, "'MESSAGE'", "'m-heavy-' || n");
        thread(first, "'REPLY'", "'r-heavy-' || n");
        thread(first, "'NOTE'", "conversation_id || '/n-heavy-' || n");
        var answer = crm.get(ines, "/api/crm/conversations/" + first.conversationId())
                .body();
        assertThat(bytes(answer)).isLessThan(1_500_000);
        var thread = JSON.readTree(answer);
        assertThat(thread.at("/messages")).isNotEmpty();
        assertThat(thread.at("/messages").size() + thread.at("/earlierMessages").asInt())
                .isEqualTo(101);
        assertThat(thread.at("/replies").size() + thread.at("/earlierReplies").asInt())
                .isEqualTo(100);
        assertThat(thread.at("/notes").size() + thread.at("/earlierNotes").asInt())
                .isEqualTo(100);
        assertThat(thread.at("/messages").findValuesAsString("mention"))
                .as("the newest is there")
                .contains("m-heavy-1")
                .doesNotContain(first.mentionId());
        var page =
                crm.page(ines, "/crm/conversations/" + first.conversationId()).body();
        assertThat(bytes(page)).isLessThan(2_500_000);
        assertThat(page).contains("Not shown because they are older: ");
    }

    /** A hundred long ones after what was said, one each second; their numbers count back from the newest. */
    private static void thread(Outside.Written first, String kind, String id) {
        crm.jdbc().sql("""
                        insert into thread_item (kind, item_id, brand_id, conversation_id, person_id, network, said_at, changed_at, text,
                          member_id, reply_state)
                        select %1$s, %2$s, brand_id, conversation_id, person_id, network, said_at + make_interval(secs => 101 - n),
                          changed_at, ?, case when %1$s <> 'MESSAGE' then 'ines' end, case when %1$s = 'REPLY' then 'CONFIRMED' end
                          from thread_item, generate_series(1, 100) n where kind = 'MESSAGE' and item_id = ?
                        """.formatted(kind, id)).params(LONG, first.mentionId()).update();
    }

    private static JsonNode json(String path) {
        var answer = crm.get(ines, path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    private static String entry(byte[] archive, String name) throws IOException {
        try (var zip = new ZipInputStream(new ByteArrayInputStream(archive), StandardCharsets.UTF_8)) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals(name)) {
                    return new String(zip.readAllBytes(), StandardCharsets.UTF_8);
                }
            }
        }
        throw new AssertionError("No " + name);
    }
}

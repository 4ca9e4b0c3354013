package org.parvis.listening.mention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.boot.testing.RunningService.eventually;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.parvis.boot.testing.RunningService;
import org.parvis.boot.testing.TestMembers;
import org.parvis.crm.api.PersonErased;
import org.parvis.identity.api.Role;
import org.parvis.identity.rights.Actor;
import org.parvis.listening.ListeningApplication;
import org.parvis.listening.api.ClassificationReason;
import org.parvis.listening.api.Intent;
import org.parvis.listening.api.MentionClassified;
import org.parvis.listening.api.MentionCollected;
import org.parvis.listening.api.TopicMatch;

/** Why a message is here and why it was read as it was is told in its words: these are forgotten with their person. */
@SuppressWarnings("NullAway.Init")
class ErasedReasonsIT {

    private static final String BRAND = "helianthe";
    private static final Actor INES = TestMembers.member("ines", Role.COMMUNITY_MANAGER, BRAND);
    private static final Instant AT = Instant.parse("2026-11-20T08:00:00Z");

    private static RunningService listening;

    @BeforeAll
    static void start() {
        listening = RunningService.start(
                ListeningApplication.class,
                Map.of("parvis.listening.look-every", "PT1H", "parvis.listening.alert-every", "PT10H"),
                beans -> {});
    }

    @AfterAll
    static void stop() {
        listening.close();
    }

    @Test
    void noWordOfWhoWasErasedIsLeft() {
        write("m-new", "p-new", true);
        write("m-before", "p-before", false);
        write("m-other", "p-other", true);
        listening.caughtUp();
        assertThat(shown("m-new")).contains("kerouanton", "wepyntra");
        assertThat(shown("m-before")).contains("kerouanton", "wepyntra");
        assertThat(inLedger("kerouanton")).as("words of topics in clear").isZero();
        assertThat(inLedger("wepyntra"))
                .as("words of reasons in clear, but for an entry of before")
                .isEqualTo(1);

        listening.append(new PersonErased("erasure-1", BRAND, "p-new"));
        listening.append(new PersonErased("erasure-2", BRAND, "p-before"));
        for (var mention : List.of("m-new", "m-before")) {
            eventually(() -> assertThat(row(mention)).doesNotContain("kerouanton", "wepyntra"));
            assertThat(row(mention)).contains("TONE_LEARNED_AGAINST", "UNSURE_MIXED", "salmon", "\\u0001erased");
            assertThat(shown(mention)).doesNotContain("kerouanton", "wepyntra").contains("TONE_LEARNED_AGAINST");
        }
        assertThat(row("m-other")).contains("kerouanton", "wepyntra");
    }

    private static String shown(String mention) {
        return listening.get(INES, "/api/listening/mentions/" + mention).body();
    }

    private static String row(String mention) {
        return listening
                .jdbc()
                .sql("select reasons::text || topic_terms::text from mention where mention_id = ?")
                .param(mention)
                .query(String.class)
                .single();
    }

    private static long inLedger(String word) {
        return listening
                .jdbc()
                .sql("select count(*) from ledger.entry where position(convert_to(?, 'UTF8') in payload) > 0")
                .param(word)
                .query(Long.class)
                .single();
    }

    private static void write(String id, String person, boolean now) {
        listening.append(new MentionCollected(
                id,
                BRAND,
                "s1",
                "FEED",
                "t-" + id,
                person,
                person,
                person,
                "r-" + id,
                null,
                "https://forum.example/" + id,
                null,
                "La famille kerouanton attend, wepyntra",
                AT,
                AT,
                List.of(new TopicMatch("salmon", List.of("kerouanton")), new TopicMatch("all", List.of()))));
        listening.append(read(id, now ? person : null));
    }

    /** An entry of before does not say who wrote the message. */
    private static MentionClassified read(String id, @Nullable String person) {
        return new MentionClassified(
                id,
                BRAND,
                "fr",
                -0.6,
                Intent.CRITICISM,
                false,
                true,
                List.of(
                        new ClassificationReason("TONE_LEARNED_AGAINST", List.of("wepyntra", "attend")),
                        new ClassificationReason("UNSURE_MIXED", List.of())),
                "test",
                person,
                null);
    }
}

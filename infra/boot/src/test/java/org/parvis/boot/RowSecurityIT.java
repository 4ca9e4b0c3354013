package org.parvis.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.parvis.axon.Rebuild;
import org.parvis.boot.sample.SampleApplication;
import org.parvis.boot.testing.RunningService;
import org.parvis.boot.testing.TestMembers;
import org.parvis.identity.api.Role;
import org.parvis.identity.rights.Actor;
import org.parvis.identity.rights.Grant;

/** Controllers that forget to ask for rights, against the wall in the database. */
class RowSecurityIT {

    private static final Actor HELIANTHE = TestMembers.member("ines", Role.COMMUNITY_MANAGER, "helianthe");
    private static final Actor NEREIDE = TestMembers.member("paul", Role.COMMUNITY_MANAGER, "nereide");
    private static final Actor EVERYWHERE = TestMembers.member("root", Role.COMMUNITY_MANAGER, Grant.EVERY_BRAND);
    private static final Actor NOWHERE = new Actor(
            "nobody", Actor.Kind.HUMAN, "Nobody", HELIANTHE.locale(), HELIANTHE.zone(), HELIANTHE.theme(), List.of());

    private static RunningService service;

    @BeforeAll
    static void start() {
        service =
                RunningService.start(SampleApplication.class, Map.of("parvis.database.connections", "4"), beans -> {});
        service.post(HELIANTHE, "/api/sample/helianthe/counters/sun", "{}");
        service.post(NEREIDE, "/api/sample/nereide/counters/sea", "{}");
        service.caughtUp();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static String all(Actor actor) {
        return service.get(actor, "/api/sample/forgetful/counters").body();
    }

    @Test
    void aQueryThatForgotTheBrandShowsNoOther() {
        assertThat(all(HELIANTHE)).isEqualTo("[\"sun\"]");
        assertThat(all(NEREIDE)).isEqualTo("[\"sea\"]");
        assertThat(all(EVERYWHERE)).isEqualTo("[\"sea\",\"sun\"]");
        assertThat(all(NOWHERE)).isEqualTo("[]");
    }

    @Test
    void aConnectionForgetsWhomItServedBefore() {
        // Two connections beside the writer's two, as many askers at once as two members may have: each sees their own.
        try (var many = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, 100)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> all(i % 2 == 0 ? HELIANTHE : NEREIDE), many))
                    .toList();
            for (var i = 0; i < answers.size(); i++) {
                assertThat(answers.get(i).join()).isEqualTo(i % 2 == 0 ? "[\"sun\"]" : "[\"sea\"]");
            }
        }
        assertThat(service.jdbc()
                        .sql("select count(*) from counter_value")
                        .query(Long.class)
                        .single())
                .as("the service itself, outside of requests")
                .isEqualTo(2);
    }

    @Test
    void anotherBrandsIdIsUnknownAndTheTryIsAnEntry() {
        assertThat(service.get(HELIANTHE, "/api/sample/forgetful/counters/sun").statusCode())
                .isEqualTo(200);
        var foreign = service.get(HELIANTHE, "/api/sample/forgetful/counters/sea");
        var unknown = service.get(HELIANTHE, "/api/sample/forgetful/counters/nil");
        assertThat(foreign.statusCode()).isEqualTo(404);
        assertThat(withoutTrace(foreign.body()).replace("sea", "nil")).isEqualTo(withoutTrace(unknown.body()));
        assertThat(refusals("counter-value:sea")).isEqualTo(1);
        assertThat(refusals("counter-value:nil")).isZero();
        assertThat(refusals("counter-value:sun")).isZero();
    }

    @Test
    void nothingIsWrittenIntoAnotherBrand() {
        assertThat(service.post(HELIANTHE, "/api/sample/forgetful/nereide/counters/planted", "{}")
                        .statusCode())
                .isGreaterThanOrEqualTo(400);
        assertThat(all(EVERYWHERE)).doesNotContain("planted");
    }

    @Test
    void theWallStandsAfterARebuild() {
        service.bean(Rebuild.class).run("sample.counter.values", (position, target) -> {});
        assertThat(all(HELIANTHE)).isEqualTo("[\"sun\"]");
        assertThat(all(EVERYWHERE)).isEqualTo("[\"sea\",\"sun\"]");
    }

    private static String withoutTrace(String body) {
        return body.replaceAll("\"trace\":\"[0-9a-f]{32}\"", "");
    }

    private static long refusals(String subject) {
        return service.jdbc()
                .sql(
                        "select count(*) from ledger.entry where event_type like '%ActRefused'"
                                + " and convert_from(payload, 'UTF8') like ? and convert_from(payload, 'UTF8') like '%FOREIGN_BRAND%'")
                .param("%" + subject + "%")
                .query(Long.class)
                .single();
    }
}

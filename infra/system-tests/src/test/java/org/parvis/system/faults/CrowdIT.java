package org.parvis.system.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.system.world.Eventually.read;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.parvis.system.world.Answer;
import org.parvis.system.world.Api;
import org.parvis.system.world.Company;
import org.parvis.system.world.Company.Part;
import org.parvis.system.world.TownSquare;

/**
 * P21. Eighty sessions at fifty commands a second, then the same while one caller asks for what is costly as fast as it can. Times are
 * printed, not judged: they are the machine's. {@code -Dfaults.sessions=}, {@code -Dfaults.commands=} a second, {@code -Dfaults.seconds=}.
 */
@Tag("faults")
class CrowdIT {

    private static final long SEED = 21;
    private static final int SESSIONS = Size.of("sessions", 80);
    private static final int PER_SECOND = Size.of("commands", 50);
    private static final Duration PHASE = Duration.ofSeconds(Size.of("seconds", 60));
    private static final int LEADS = 8;
    private static final int OF_ONE_MEMBER = 15;
    private static final Duration WARM_UP = PHASE.dividedBy(3);

    @Test
    void eightySessionsWorkAndOneCallerCannotTakeItAll() throws InterruptedException {
        try (var scene = Scene.open("crowd")) {
            var company = scene.company();
            var conversations = conversations(company, scene.town(), SESSIONS / 2 + 1);
            var crowd = new Crowd(
                    company,
                    sessions(scene, managers(scene, 1 + (SESSIONS - LEADS) / OF_ONE_MEMBER), SESSIONS - LEADS),
                    sessions(scene, List.of(company.lead()), LEADS),
                    conversations.subList(1, conversations.size()),
                    conversations.getFirst(),
                    SEED);
            crowd.work(PER_SECOND, WARM_UP);

            var before = entries(company);
            var began = System.nanoTime();
            var alone = crowd.work(PER_SECOND, PHASE);
            var perSecond = (entries(company) - before) / ((System.nanoTime() - began) / 1e9);
            var alonesTail = p95(alone.commands());

            int served;
            int turnedAway;
            int inWords;
            Crowd.Measured beside;
            try (var abuser = abuser(scene).begin()) {
                beside = crowd.work(PER_SECOND, PHASE);
                served = abuser.served();
                turnedAway = abuser.turnedAway();
                inWords = abuser.inWords();
            }
            var besidesTail = p95(beside.commands());
            System.out.printf(
                    Locale.ROOT,
                    "%n*** P21: %d sessions, %d commands/s asked, %d done in %d s: commands %s; reads %s; %.0f entries/s;"
                            + " %s; no session at rest %d times%n",
                    SESSIONS,
                    PER_SECOND,
                    alone.commands().size(),
                    PHASE.toSeconds(),
                    Times.of(alone.commands()),
                    Times.of(alone.reads()),
                    perSecond,
                    alone.claims(),
                    alone.late());
            System.out.printf(
                    Locale.ROOT,
                    "*** P21: beside one caller who was served %d and turned away %d times: commands %s (p95 %+.0f %%),"
                            + " reads %s, no session at rest %d times%n",
                    served,
                    turnedAway,
                    Times.of(beside.commands()),
                    100.0 * (besidesTail.toNanos() - alonesTail.toNanos()) / alonesTail.toNanos(),
                    Times.of(beside.reads()),
                    beside.late());
            assertThat(alone.surprises()).isEmpty();
            assertThat(beside.surprises()).isEmpty();
            assertThat(alone.commands().size()).isGreaterThan((int) PHASE.toSeconds());
            assertThat(turnedAway)
                    .as("how often the one caller was told to wait")
                    .isPositive();
            assertThat(inWords).as("and in words").isEqualTo(turnedAway);
        }
    }

    private static Duration p95(List<Duration> times) {
        return Times.at(times.stream().sorted().toList(), 0.95);
    }

    private static long entries(Company company) {
        return company.auditor()
                .get("/api/reporting/audit/completeness")
                .ok()
                .json()
                .path("last")
                .asLong();
    }

    /** Tokens of their own: each counts as a session of its own. */
    private static List<Api> sessions(Scene scene, List<Api> members, int count) {
        var all = new ArrayList<Api>();
        for (var i = 0; i < count; i++) {
            var token = members.get(i % members.size())
                    .post("/api/identity/tokens", Map.of("label", "session " + i, "days", 1))
                    .ok()
                    .text("token");
            all.add(new Api(scene.parvis().url(), token));
        }
        return all;
    }

    /** More people than the company has otherwise, because nobody may have many tokens. */
    private static List<Api> managers(Scene scene, int count) {
        var house = scene.parvis().as("admin");
        var managers = new ArrayList<Api>();
        for (var i = 0; i < count; i++) {
            var id = "crew-" + i;
            house.put(
                            "/api/identity/members/" + id,
                            Map.of(
                                    "name",
                                    "Crew " + i,
                                    "email",
                                    id + "@comete.example",
                                    "language",
                                    "en",
                                    "zone",
                                    "Europe/Paris"))
                    .ok();
            house.put(
                            "/api/identity/members/" + id + "/grants/all",
                            Map.of(
                                    "role",
                                    "COMMUNITY_MANAGER",
                                    "brand",
                                    scene.company().brand()))
                    .ok();
            var manager = scene.parvis().as(id);
            read(
                    id + " is known everywhere",
                    () -> manager.get("/api/crm/conversations?limit=1&brand="
                            + scene.company().brand()),
                    answer -> answer.status() == 200);
            managers.add(manager);
        }
        return managers;
    }

    private static Impatient abuser(Scene scene) {
        var company = scene.company();
        var token = company.as(Part.AUDITOR)
                .post("/api/identity/tokens", Map.of("label", "abuser", "days", 1))
                .ok()
                .text("token");
        return new Impatient(
                scene.parvis().url(),
                token,
                List.of(
                        "/api/reporting/audit?limit=200&subject=source:" + company.source(),
                        "/api/reporting/audit/bundle?from=1&to=200",
                        "/api/listening/mentions?limit=200&q=flight&brand=" + company.brand(),
                        "/api/crm/conversations?limit=200&brand=" + company.brand()));
    }

    private static List<String> conversations(Company company, TownSquare town, int count) {
        var said = new ArrayList<TownSquare.Said>();
        for (var i = 0; i < count; i++) {
            town.welcome("guest-" + i, "Guest " + i, "PERSON", "en");
            said.add(town.says("guest-" + i, "en", company.name() + ", when does flight number " + i + " leave?"));
        }
        company.fetchNow();
        said.forEach(post -> company.mention(post.url()));
        return read(
                        "all conversations are there",
                        Duration.ofMinutes(2),
                        () -> company.manager()
                                .get("/api/crm/conversations?limit=200&brand=" + company.brand())
                                .ok()
                                .items(),
                        rows -> rows.size() >= count)
                .stream()
                .map(row -> Answer.text(row, "id"))
                .toList();
    }
}

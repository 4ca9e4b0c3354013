package org.parvis.system.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.system.world.Eventually.read;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.parvis.system.job.Bundles;
import org.parvis.system.running.CommandLine;
import org.parvis.system.running.Home;
import org.parvis.system.running.RunningParvis;
import org.parvis.system.world.Answer;
import org.parvis.system.world.Company;
import org.parvis.system.world.Company.Part;
import org.parvis.system.world.TownSquare;
import org.parvis.town.Town;
import org.parvis.town.TownOptions;
import org.springframework.util.FileSystemUtils;

/**
 * Marked words come in about one person, by every way there is. A copy of her data holds all of them. Then she is erased: no table, no
 * file, no log, no bundle and no restored backup of before holds a single one, and the ledger still verifies.
 */
@Tag("faults")
class ForgottenEverywhereIT {

    private static final int CANARIES = 44;
    private static final Traces TRACES = new Traces("kanari\\d\\dx");
    private static final Path KEPT = Path.of("target", "parvis", "people-kept").toAbsolutePath();

    private int next;

    private String canary() {
        next++;
        return "kanari%02dx".formatted(next);
    }

    @Test
    void allOfThemAreCopiedAndNoneIsLeftAfterErasure() throws Exception {
        FileSystemUtils.deleteRecursively(KEPT);
        Files.createDirectories(KEPT);
        FileSystemUtils.deleteRecursively(Path.of("target", "parvis", "people-town"));
        // The town is the outside world: what it shows of her is not ours to erase.
        try (var outside = Town.start(
                        0,
                        Path.of("target", "parvis", "people-town"),
                        TownOptions.defaults().withoutScript());
                var parvis = RunningParvis.on("people")
                        .with("PARVIS_TOWN_URL", outside.url().toString())
                        .with("PARVIS_FETCH_ALLOW", "127.0.0.1:" + outside.url().getPort())
                        .start()) {
            var town = new TownSquare(outside.url());
            var company = Company.found(parvis, "iris", "en").listensToItsName().livesIn(town, 0);
            var person = plant(company, town);
            assertThat(next).isEqualTo(CANARIES);

            isQuoted(parvis.home());
            copyHoldsAll(company, person);
            var backup = KEPT.resolve("backup");
            assertThat(parvis.run("backup", backup.toString()))
                    .satisfies(done ->
                            assertThat(done.exitCode()).as(done.toString()).isZero());
            FileSystemUtils.copyRecursively(parvis.home().path().resolve("keys"), KEPT.resolve("keys"));
            assertThat(TRACES.inFiles(backup))
                    .as("words in a backup, before any erasure")
                    .isEmpty();
            assertThat(TRACES.inTables(parvis.home()))
                    .as("the search itself finds what is there")
                    .isNotEmpty();

            plantInDeadLetters(parvis.home(), person);
            erase(company, person);

            assertThat(TRACES.inTables(parvis.home())).as("words in tables").isEmpty();
            assertThat(TRACES.inFiles(parvis.home().path()))
                    .as("words in files")
                    .isEmpty();
            assertThat(TRACES.in(parvis.output())).isEmpty();
            verifies(parvis, company, "people-after");
            nobodyFindsHer(company, person);
            comesAgainAsSomebodyNew(company, town, person);

            // What the register beside the master key says now is what a keeper of keys has.
            Files.copy(parvis.home().path().resolve("keys/erased.register"), KEPT.resolve("keys/erased.register"));
            restored(backup);
        }
    }

    private String plant(Company company, TownSquare town) {
        // A topic finds her words and a rule ours to her: both quote them. Ours do not match the topic, because the
        // source does not know our account.
        quotesHer(company);
        var handle = canary();
        town.welcome(handle, "Zita " + canary(), "PERSON", "en");
        var said = new ArrayList<TownSquare.Said>();
        for (var i = 0; i < 16; i++) {
            said.add(town.says(handle, "en", "Iris, my bag is lost, number " + canary() + ", when does it come?"));
        }
        company.fetchNow();
        var mentions = said.stream()
                .map(post -> Answer.text(company.mention(post.url()), "id"))
                .toList();
        var threads = mentions.stream().map(company::conversation).toList();
        for (var i = 0; i < 8; i++) {
            var id = Answer.text(threads.get(i), "id");
            var version =
                    company.manager().get("/api/crm/conversations/" + id).ok().etag();
            company.manager()
                    .post(
                            "/api/crm/conversations/" + id + "/note",
                            Map.of("id", "note-" + i, "text", "Called, " + canary()),
                            version)
                    .ok();
        }
        var ids = threads.stream().map(thread -> Answer.text(thread, "id")).toList();
        replies(company, ids);
        var line = company.productLine("Bags");
        for (var i = 0; i < 2; i++) {
            company.manager()
                    .post(
                            "/api/crm/suggestions",
                            Map.of(
                                    "id",
                                    "wish-" + i,
                                    "mention",
                                    mentions.get(8 + i),
                                    "productLine",
                                    line,
                                    "summary",
                                    "Find bags " + canary()))
                    .ok();
        }
        escalate(company, ids.get(10));
        var person = Answer.text(threads.getFirst(), "person", "id");
        relate(company, person);
        return person;
    }

    /** What is said about her by those who look after the tie with her. */
    private void relate(Company company, String person) {
        var relation = "/api/crm/relations/"
                + company.manager()
                        .put(
                                "/api/crm/people/" + person + "/relation",
                                Map.of("stage", "SPOTTED", "reason", "Writes about bags " + canary()))
                        .ok()
                        .text("id");
        company.manager()
                .post(relation + "/move", Map.of("stage", "APPROACHED", "reason", "Met " + canary()), "\"0\"")
                .ok();
        company.manager()
                .put(
                        relation + "/do-not-contact",
                        Map.of(
                                "until",
                                LocalDate.now(ZoneOffset.UTC).plusDays(9).toString(),
                                "reason",
                                "Away " + canary()),
                        "\"1\"")
                .ok();
        company.manager()
                .put(
                        relation + "/next-contact",
                        Map.of(
                                "date",
                                LocalDate.now(ZoneOffset.UTC).plusDays(30).toString(),
                                "about",
                                "Lunch " + canary()),
                        "\"2\"")
                .ok();
    }

    private static void quotesHer(Company company) {
        company.admin()
                .put(
                        "/api/listening/topics/iris-words",
                        Map.of(
                                "brand",
                                "iris",
                                "name",
                                "Words",
                                "subject",
                                "BRAND",
                                "query",
                                "number kanari*",
                                "languages",
                                List.of("fr", "en")))
                .ok();
        var policy = "/api/moderation/policy?brand=iris";
        company.lead()
                .put(
                        "/api/moderation/policy/proposal",
                        Map.of(
                                "brand",
                                "iris",
                                "rules",
                                List.of(
                                        Map.of("code", "EVERY_REPLY", "parameters", Map.of()),
                                        Map.of("code", "WORDS", "parameters", Map.of("words", "kanari*")))),
                        company.lead().get(policy).ok().etag())
                .ok();
        var proposed = read(
                "the rule is proposed",
                () -> company.auditor().get(policy).ok(),
                answer -> answer.text("proposal", "state").equals("AWAITING"));
        company.auditor()
                .post("/api/moderation/policy/adopt", Map.of("brand", "iris"), proposed.etag())
                .ok();
    }

    /** Otherwise their absence after the erasure says nothing. */
    private static void isQuoted(Home home) {
        assertThat(count(home, "select count(*) from listening.mention where topic_terms::text like '%kanari%'"))
                .as("messages found by their words")
                .isEqualTo(16);
        assertThat(count(home, "select count(*) from moderation.review where reasons::text like '%kanari%'"))
                .as("drafts that a rule quotes")
                .isEqualTo(3);
        assertThat(count(home, """
                        select count(*) from ledger.entry where position('kanari'::bytea in payload) > 0
                         and event_type not like '%.Topic%' and event_type not like '%.Policy%'
                        """))
                .as("entries with one of the words in clear")
                .isZero();
    }

    private static long count(Home home, String sql) {
        try (var owner = Traces.owner(home);
                var statement = owner.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void replies(Company company, List<String> conversations) {
        company.lead()
                .put(
                        "/api/moderation/guidelines/iris-g1",
                        Map.of(
                                "brand",
                                "iris",
                                "title",
                                Map.of("fr", "Ton", "en", "Tone"),
                                "text",
                                Map.of("fr", "Poli.", "en", "Polite.")))
                .ok();
        for (var i = 0; i < 6; i++) {
            company.manager()
                    .put(
                            "/api/publishing/replies/answer-" + i,
                            Map.of(
                                    "conversation",
                                    conversations.get(i),
                                    "channel",
                                    company.channel(),
                                    "text",
                                    "We look for it, " + canary()))
                    .ok();
        }
        approve(company, "answer-0", Map.of("note", "Fine " + canary()));
        approve(company, "answer-1", Map.of("text", "We found it, " + canary()));
        var review = submit(company, "answer-2");
        company.lead().get("/api/moderation/reviews/" + review).ok();
        company.lead()
                .post(
                        "/api/moderation/reviews/" + review + "/refuse",
                        Map.of("guideline", "iris-g1", "reason", "Too short " + canary()))
                .ok();
        company.manager()
                .post("/api/publishing/replies/answer-3/cancel", Map.of("reason", "By phone " + canary()))
                .ok();
        cameToAnEnd(company, "answer-0");
        cameToAnEnd(company, "answer-1");
        company.replyIn("DRAFT", "answer-2");
        company.replyIn("CANCELLED", "answer-3");
    }

    /** Live, or in doubt and left to people: on a busy machine the town may answer late. */
    private static void cameToAnEnd(Company company, String replyId) {
        read(
                replyId + " came to an end",
                Duration.ofMinutes(4),
                () -> company.manager()
                        .get("/api/publishing/replies/" + replyId)
                        .ok()
                        .text("state"),
                state -> state.equals("CONFIRMED") || state.equals("PARKED"));
    }

    private static String submit(Company company, String replyId) {
        company.manager().post("/api/publishing/replies/" + replyId + "/submit").ok();
        return company.openReview(replyId);
    }

    private static void approve(Company company, String replyId, Map<String, String> with) {
        var review = submit(company, replyId);
        company.lead().get("/api/moderation/reviews/" + review).ok();
        company.lead()
                .post("/api/moderation/reviews/" + review + "/approve", with)
                .ok();
    }

    private void escalate(Company company, String conversation) {
        company.lead()
                .put(
                        "/api/moderation/rotas/iris-night",
                        Map.of(
                                "brand",
                                "iris",
                                "name",
                                "Night",
                                "levels",
                                List.of(List.of(company.member(Part.LEAD))),
                                "perLevel",
                                "PT30M"))
                .ok();
        company.manager()
                .post(
                        "/api/moderation/escalations",
                        Map.of(
                                "id",
                                "iris-e1",
                                "brand",
                                "iris",
                                "subject",
                                "conversation:" + conversation,
                                "reason",
                                "Angry " + canary(),
                                "rota",
                                "iris-night"))
                .ok();
        company.lead()
                .post("/api/moderation/escalations/iris-e1/close", Map.of("outcome", "Calm " + canary()))
                .ok();
    }

    private static void copyHoldsAll(Company company, String person) {
        var id = company.lead()
                .post("/api/crm/people/" + person + "/exports")
                .ok()
                .text("id");
        read(
                "the copy is made",
                () -> company.lead().get("/api/crm/exports/" + id).ok(),
                copy -> !copy.text("readyAt").isEmpty());
        var archive = company.auditor()
                .get("/api/crm/exports/" + id + "/content")
                .ok()
                .body();
        var all = IntStream.rangeClosed(1, CANARIES)
                .mapToObj("kanari%02dx"::formatted)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(TRACES.in(file(archive, "data.json"))).containsExactlyElementsOf(all);
        assertThat(TRACES.in(file(archive, "index.html"))).containsExactlyElementsOf(all);
    }

    private static byte[] file(byte[] archive, String name) {
        try (var zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals(name)) {
                    return zip.readAllBytes();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new AssertionError("No " + name);
    }

    /** What a handler that stumbled over one of her messages would have left: the entry, and words that quote it. */
    private static void plantInDeadLetters(Home home, String person) {
        try (var owner = Traces.owner(home);
                var insert = owner.prepareStatement("""
                        insert into moderation.dead_letter_entry (deadletteridentifier, processinggroup, sequenceidentifier, sequenceindex,
                          messagetype, eventidentifier, timestamp, payloadtype, payload, enqueuedat, causetype, causemessage)
                        select 'planted', 'moderation.thread.mentions', 'planted', 0, 'GenericDomainEventMessage', event_id::text,
                          '2026-11-22T00:00:00Z', event_type, payload, '2026-11-22T00:00:00Z', 'java.lang.IllegalStateException',
                          'cannot store kanari99x'
                          from ledger.entry where event_type like '%MentionCollected'
                           and position(convert_to(?, 'UTF8') in payload) > 0 limit 1
                        """)) {
            insert.setString(1, person);
            assertThat(insert.executeUpdate()).isOne();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void erase(Company company, String person) {
        company.manager()
                .put(
                        "/api/crm/erasures/iris-erase",
                        Map.of("brand", "iris", "persons", List.of(person), "ground", "ASKED_BY_PERSON"))
                .ok();
        assertThat(company.auditor()
                        .post("/api/crm/erasures/iris-erase/approve")
                        .ok()
                        .text("state"))
                .isIn("APPROVED", "ERASED");
        read(
                "everybody has forgotten her",
                Duration.ofMinutes(6),
                () -> company.auditor().get("/api/crm/erasures/iris-erase").ok(),
                erasure -> erasure.text("state").equals("FINISHED"));
        read(
                "the database has cleared what it kept by itself",
                Duration.ofMinutes(2),
                () -> company.auditor().get("/api/crm/erasures/iris-erase").ok(),
                erasure -> !erasure.text("clearedAt").isEmpty());
    }

    private static void verifies(RunningParvis parvis, Company company, String name) {
        var bundle = Bundles.save(
                name,
                company.auditor()
                        .get("/api/reporting/audit/bundle?subject=reply:answer-0")
                        .ok()
                        .body());
        assertThat(TRACES.inFiles(Objects.requireNonNull(bundle.getParent()))).isEmpty();
        var outcome = parvis.run("verify", bundle.toString());
        assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
    }

    private static void nobodyFindsHer(Company company, String person) {
        assertThat(company.lead()
                        .get("/api/listening/mentions?brand=iris&q=kanari")
                        .ok()
                        .items())
                .isEmpty();
        for (var path : List.of(
                "/api/listening/mentions?limit=200&brand=iris",
                "/api/crm/conversations?limit=200&brand=iris",
                "/api/crm/suggestions?brand=iris",
                "/api/crm/people/" + person)) {
            var answer = company.manager().get(path);
            assertThat(TRACES.in(answer.body())).as(path).isEmpty();
        }
    }

    /** The network shows her messages still, and she may write again: that is somebody we have just met. */
    private static void comesAgainAsSomebodyNew(Company company, TownSquare town, String person) {
        var again = company.collects(town.says("kanari01x", "en", "Iris, here I am once more."));
        var whoIsThis = Answer.text(company.conversation(Answer.text(again, "id")), "person", "id");
        assertThat(whoIsThis).isNotEqualTo(person);
        assertThat(TRACES.in(company.lead()
                        .get("/api/listening/mentions?limit=200&brand=iris&q=number")
                        .ok()
                        .body()))
                .as("what the source shows again of before")
                .isEmpty();
    }

    private static void restored(Path backup) {
        var home = Home.fresh("people-restored");
        var commands = CommandLine.on(home, "en");
        var done = commands.run(
                "restore", backup.toString(), "--keys", KEPT.resolve("keys").toString());
        assertThat(done.exitCode()).as(done.toString()).isZero();
        assertThat(done.out()).contains("erased again");
        try (var parvis = RunningParvis.in(home).start()) {
            read(
                    "all is read again",
                    Duration.ofMinutes(3),
                    () -> parvis.run("status"),
                    status -> status.lines().stream().allMatch(line -> line.contains("up to date")));
            assertThat(TRACES.inTables(home))
                    .as("words in the tables of a restored backup")
                    .isEmpty();
            assertThat(TRACES.inFiles(home.path()))
                    .as("words in the files of a restored backup")
                    .isEmpty();
            var auditor = parvis.as("aude-iris");
            var bundle = Bundles.save(
                    "people-restored",
                    auditor.get("/api/reporting/audit/bundle?subject=reply:answer-0")
                            .ok()
                            .body());
            assertThat(parvis.run("verify", bundle.toString()).exitCode()).isZero();
            assertThat(parvis.as("mona-iris")
                            .get("/api/crm/conversations?limit=200&brand=iris")
                            .ok()
                            .items())
                    .hasSize(16);
        }
    }
}

package org.parvis.system.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.system.world.Eventually.read;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.parvis.axon.AxonConfiguration;
import org.parvis.axon.EventJson;
import org.parvis.axon.cluster.BusSettings;
import org.parvis.axon.cluster.ClusterBus;
import org.parvis.crm.api.ReserveAnswer;
import org.parvis.ledger.LedgerReader;
import org.parvis.privacy.KeyRing;
import org.parvis.privacy.MasterKey;
import org.parvis.publishing.api.DraftReply;
import org.parvis.system.running.ServiceNode;
import org.parvis.system.world.Answer;
import org.parvis.system.world.Api;
import org.parvis.system.world.Company;
import org.parvis.system.world.TownSquare;
import org.parvis.test.FreePorts;
import org.parvis.test.TestPostgres;
import org.parvis.town.Town;
import org.parvis.town.TownOptions;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Nine processes: each service on its own, listening and publishing twice, behind one gateway, on one PostgreSQL. One replica of each is
 * killed, the other one frozen, while people work. The town runs outside and keeps its own count of what was written.
 */
@Tag("cluster")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterIT {

    private static final int CONVERSATIONS = 4;
    private static final int ENOUGH = 4;
    /** In seconds, by {@code -Dcluster.frozen}: longer than every lease, so that all of them have gone over. */
    private static final Duration FROZEN = Duration.ofSeconds(Integer.getInteger("cluster.frozen", 30));

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Path PLACE = Path.of("target", "parvis", "cluster").toAbsolutePath();
    private static final Set<String> ON_ITS_WAY = Set.of("RELEASED", "ATTEMPTED", "UNKNOWN");

    private final TestPostgres.Database database = TestPostgres.freshDatabase();
    private final JdbcClient sql = JdbcClient.create(database.owner());
    private final List<TownSquare.Said> said = new ArrayList<>();

    private Town outside;
    private TownSquare town;
    private HeldLine crmToDatabase;
    private Cluster cluster;
    private Company company;
    private List<String> conversations;

    @BeforeAll
    void start() {
        outside = Town.start(
                0,
                Path.of("target", "parvis", "cluster-town"),
                TownOptions.defaults().withoutScript());
        town = new TownSquare(outside.url());
        crmToDatabase = new HeldLine(database.port());
        cluster = new Cluster(PLACE, database);
        var settings = new HashMap<String, String>();
        settings.put("parvis.town.url", outside.url().toString());
        settings.put("parvis.fetch.allow", "127.0.0.1:" + outside.url().getPort());
        settings.put("parvis.listening.allow", "127.0.0.1:" + outside.url().getPort());
        settings.put("parvis.database.connections", "14");
        settings.put("publishing.delivery.lease", "PT6S");
        settings.put("publishing.delivery.send-limit", "PT5S");
        settings.put("publishing.delivery.sends-per-minute", "600");
        settings.put("publishing.delivery.settle", "PT1S,PT2S,PT3S,PT5S,PT5S");
        cluster.prepare(
                settings,
                Map.of(
                        "parvis.database.url",
                        database.url().replace(":" + database.port(), ":" + crmToDatabase.port())));
        // Two at a time: more would only wait for each other.
        startTogether("identity", 1, "gateway", 1);
        startTogether("crm", 1, "publishing", 1);
        startTogether("listening", 1, "moderation", 1);
        startTogether("publishing", 2, "listening", 2);
        cluster.start("reporting", 1).awaitReady();

        company = Company.found(cluster, "comete", "en").listensToItsName().livesIn(town, 0);
        said.addAll(passengers(0, CONVERSATIONS));
        company.fetchNow();
        conversations = said.stream()
                .map(post -> Answer.text(company.mention(post.url()), "id"))
                .map(mention -> Answer.text(company.conversation(mention), "id"))
                .toList();
    }

    private void startTogether(String one, int numberOfOne, String other, int numberOfOther) {
        var first = cluster.start(one, numberOfOne);
        var second = cluster.start(other, numberOfOther);
        first.awaitReady();
        second.awaitReady();
    }

    private List<TownSquare.Said> passengers(int from, int count) {
        var all = new ArrayList<TownSquare.Said>();
        for (var i = from; i < from + count; i++) {
            town.welcome("passenger-" + i, "Passenger " + i, "PERSON", "en");
            all.add(town.says("passenger-" + i, "en", "Comete, when does flight number " + i + " leave?"));
        }
        return all;
    }

    @AfterAll
    void stop() {
        try {
            cluster.close();
        } finally {
            crmToDatabase.close();
            outside.close();
        }
    }

    @Test
    @Order(1)
    void aMissingSettingIsNamedAndNothingStarts() {
        var outcome = cluster.tryToServe("publishing");
        assertThat(outcome.exitCode()).isNotZero();
        assertThat(outcome.err()).contains("parvis.public-url").contains("PARVIS_PUBLIC_URL");

        assertThat(cluster.tryToServe("weather").err()).contains("weather").contains("publishing");
    }

    @Test
    @Order(2)
    void aPageOpenAtAnyReplicaHearsOfEachChange() {
        var id = conversations.getFirst().substring(0, 8) + "-live";
        var token = cluster.accessToken(company.member(Company.Part.MANAGER));
        try (var one = new LivePage(cluster.node("publishing-1").url(), "publishing", "replies", token);
                var two = new LivePage(cluster.node("publishing-2").url(), "publishing", "replies", token)) {
            read("both pages are open", () -> one.isOpen() && two.isOpen(), open -> open);

            draft(id, "Nothing yet");

            read("the page at the first replica heard of it", () -> one.heardOf(id), heard -> heard);
            read("the page at the second replica heard of it", () -> two.heardOf(id), heard -> heard);
        }
    }

    @Test
    @Order(3)
    void nothingAcknowledgedIsLostAndNothingIsSentTwiceWhileReplicasAreKilledAndFrozen() throws Exception {
        var work = new Work(company, conversations);
        var outsider = new AtomicInteger();
        try (var stranger = new Stranger(outsider)) {
            work.begin();
            moreApprovals(work, "before anything happens", ENOUGH);

            kill("publishing-1");
            kill("listening-1");
            moreApprovals(work, "with one replica of each", ENOUGH);
            claimsAreHeldBy("publishing", cluster.node("publishing-2"));
            claimsAreHeldBy("listening", cluster.node("listening-2"));
            said.addAll(passengers(CONVERSATIONS, 3));

            cluster.node("publishing-1").startAgain();
            cluster.node("listening-1").startAgain();
            cluster.node("publishing-1").awaitReady();
            cluster.node("listening-1").awaitReady();
            moreApprovals(work, "with the killed ones back", ENOUGH);

            cluster.node("publishing-2").freeze();
            cluster.node("listening-2").freeze();
            var until = Instant.now().plus(FROZEN);
            moreApprovals(work, "with the others frozen", ENOUGH);
            said.addAll(passengers(CONVERSATIONS + 3, 3));
            claimsAreHeldBy("publishing", cluster.node("publishing-1"));
            claimsAreHeldBy("listening", cluster.node("listening-1"));
            read("they were frozen long enough", FROZEN.plus(PATIENCE), Instant::now, now -> now.isAfter(until));
            cluster.node("publishing-2").thaw();
            cluster.node("listening-2").thaw();
            moreApprovals(work, "with all of them back", ENOUGH);

            assertThat(stranger.members()).as("the outsider is alone").isEqualTo(1);
        }
        work.end();

        company.fetchNow();
        var missing = missingNotes(work) + missingDrafts(work);
        var twice = sentTwice(work);
        var notSent = notSent(work);
        System.out.printf(
                "cluster: %d notes, %d drafts, %d approvals acknowledged; %d missing; %d sent twice; %d approved and not sent;"
                        + " %d of %d messages collected once; %d told that nothing happened, %d told that it was unclear;"
                        + " %d commands reached the outsider%n",
                work.notes().size(),
                work.drafts().size(),
                work.approvals(),
                missing,
                twice,
                notSent,
                collectedOnce(),
                said.size(),
                work.notDone(),
                work.unclear(),
                outsider.get());
        assertThat(missing).as("acknowledged and missing").isZero();
        assertThat(twice).as("sent twice").isZero();
        assertThat(notSent).as("approved and not sent").isZero();
        assertThat(collectedOnce()).as("messages collected once").isEqualTo(said.size());
        assertThat(outsider).as("commands that reached the outsider").hasValue(0);
        ledgerIsWithoutGap();
        everybodyIsWell();
        everyReplicaSaysThatTheServiceIsUpToDate();
    }

    @Test
    @Order(4)
    void aCommandWhoseAnswerIsLostIsLookedUpAndNotSentAgain() throws Exception {
        var passenger = passengers(100, 1).getFirst();
        company.fetchNow();
        var mention = Answer.text(company.mention(passenger.url()), "id");
        var conversation = Answer.text(company.conversation(mention), "id");
        var id = conversation.substring(0, 8) + "-lost";
        company.manager()
                .put(
                        "/api/publishing/replies/" + id,
                        Map.of("conversation", conversation, "channel", company.channel(), "text", "At noon."))
                .ok();

        crmToDatabase.holdAnswerTo("AnswerReserved");
        var submitted = CompletableFuture.supplyAsync(
                () -> company.manager().post("/api/publishing/replies/" + id + "/submit"));
        assertThat(crmToDatabase.awaitHeld(30)).as("crm carried it out").isTrue();
        read("the right to answer is in the ledger", () -> reserved(id), count -> count == 1);
        // It has committed and cannot have answered: it does not know yet that it committed.
        cluster.node("crm-1").kill();
        submitted.get(60, TimeUnit.SECONDS).ok();

        assertThat(reserved(id)).as("how often the right was given").isEqualTo(1);
        assertThat(cluster.node("publishing-1").said()
                        + cluster.node("publishing-2").said())
                .as("how publishing came to know")
                .containsPattern("No answer to org\\.parvis\\.crm\\.api\\.ReserveAnswer .*it was carried out");
        assertThat(company.manager().get("/api/publishing/replies/" + id).ok().text("state"))
                .isNotEqualTo("DRAFT");

        cluster.node("crm-1").startAgain();
        cluster.node("crm-1").awaitReady();
        company.lead()
                .post("/api/moderation/reviews/" + company.openReview(id) + "/approve", Map.of())
                .ok();
        company.replyIn("CONFIRMED", id);
        assertThat(town.timesCreated(company.brand(), "At noon.")).isEqualTo(1);
        everybodyIsWell();
    }

    private void kill(String node) {
        cluster.node(node).kill();
    }

    private static void moreApprovals(Work work, String when, int more) {
        var before = work.approvals();
        read("people get on with their work " + when, PATIENCE, work::approvals, now -> now >= before + more);
    }

    /** Every processor of the service is followed by this process: it took over what the other one held. */
    private void claimsAreHeldBy(String service, ServiceNode node) {
        read(
                "the processors of " + service + " go on at process " + node.pid(),
                PATIENCE,
                () -> sql.sql("select distinct owner from " + service + ".token_entry where owner is not null")
                        .query(String.class)
                        .list(),
                owners -> owners.size() == 1 && owners.getFirst().startsWith(node.pid() + "@"));
    }

    private void draft(String id, String text) {
        company.manager()
                .put(
                        "/api/publishing/replies/" + id,
                        Map.of("conversation", conversations.getFirst(), "channel", company.channel(), "text", text))
                .ok();
    }

    private long missingDrafts(Work work) {
        return work.drafts().entrySet().stream()
                .filter(draft -> !company.manager()
                        .get("/api/publishing/replies/" + draft.getKey())
                        .ok()
                        .text("text")
                        .equals(draft.getValue()))
                .count();
    }

    private long missingNotes(Work work) {
        var kept = new HashSet<String>();
        conversations.forEach(conversation -> {
            var wanted = work.notes().entrySet().stream()
                    .filter(note -> note.getValue().equals(conversation))
                    .map(Map.Entry::getKey)
                    .toList();
            var found = read(
                    "the notes of conversation " + conversation,
                    PATIENCE,
                    // The page of a conversation shows the newest three hundred.
                    () -> sql.sql("select text from crm.thread_item where kind = 'NOTE' and conversation_id = ?")
                            .param(conversation)
                            .query(String.class)
                            .list(),
                    texts -> texts.containsAll(wanted));
            kept.addAll(found);
        });
        return work.notes().keySet().stream()
                .filter(text -> !kept.contains(text))
                .count();
    }

    private long sentTwice(Work work) {
        return work.drafts().values().stream()
                .filter(text -> town.timesCreated(company.brand(), text) > 1)
                .count();
    }

    private long notSent(Work work) {
        work.approved()
                .keySet()
                .forEach(reply -> read(
                        "reply " + reply + " came to an end",
                        PATIENCE,
                        () -> company.manager()
                                .get("/api/publishing/replies/" + reply)
                                .ok()
                                .text("state"),
                        state -> !ON_ITS_WAY.contains(state)));
        return work.approved().values().stream()
                .filter(text -> town.timesCreated(company.brand(), text) != 1)
                .count();
    }

    private long collectedOnce() {
        return said.stream()
                .filter(post -> {
                    company.mention(post.url());
                    return company.mentions().stream()
                                    .filter(mention ->
                                            Answer.text(mention, "permalink").equals(post.url()))
                                    .count()
                            == 1;
                })
                .count();
    }

    private long reserved(String replyId) {
        return sql.sql("""
                        select count(*) from ledger.entry where event_type like '%AnswerReserved'
                           and convert_from(payload, 'UTF8') like ?
                        """).param("%" + replyId + "%").query(Long.class).single();
    }

    private void everyReplicaSaysThatTheServiceIsUpToDate() {
        for (var node : List.of("publishing-1", "publishing-2", "listening-1", "listening-2")) {
            var service = node.substring(0, node.indexOf('-'));
            var replica = new Api(
                    URI.create(cluster.node(node).url()), cluster.accessToken(company.member(Company.Part.AUDITOR)));
            read(
                    node + " knows that nothing is open, whoever follows the ledger",
                    PATIENCE,
                    () -> replica.get("/api/" + service + "/progress").ok().items(),
                    items -> !items.isEmpty()
                            && items.stream().allMatch(item -> item.path("done").asBoolean()));
        }
    }

    private void ledgerIsWithoutGap() {
        assertThat(sql.sql("select count(*) - max(position) from ledger.entry")
                        .query(Long.class)
                        .single())
                .as("entries and positions")
                .isZero();
    }

    private void everybodyIsWell() {
        read(
                "the whole house is up",
                PATIENCE,
                () -> cluster.as("admin").get("/actuator/health").status(),
                status -> status == 200);
        for (var service : List.of("identity", "listening", "publishing", "moderation", "crm", "reporting")) {
            assertThat(sql.sql("select count(*) from " + service + ".dead_letter_entry")
                            .query(Long.class)
                            .single())
                    .as("dead letters of " + service)
                    .isZero();
        }
    }

    /** Knows where the bus is and what it is called, may even read the table in which its members find each other, but not its keys. */
    private final class Stranger implements AutoCloseable {

        private final ClusterBus bus;

        Stranger(AtomicInteger received) throws Exception {
            var keyStore = PLACE.resolveSibling("stranger.p12");
            Cluster.keyStore(keyStore);
            var owner = database.owner();
            var keys = new KeyRing(owner, MasterKey.loadOrCreate(PLACE.resolveSibling("stranger.key")));
            bus = ClusterBus.of(
                    AxonConfiguration.localCommandBus(),
                    new BusSettings(
                            "parvis",
                            "127.0.0.1",
                            FreePorts.pair(),
                            keyStore,
                            Cluster.BUS_PASSWORD,
                            Duration.ofSeconds(5),
                            Duration.ofSeconds(3)),
                    new LedgerReader(owner),
                    owner,
                    EventJson.serializer(keys));
            for (var command : List.of(ReserveAnswer.class, DraftReply.class)) {
                bus.subscribe(command.getName(), message -> received.incrementAndGet());
            }
            bus.start();
        }

        int members() {
            return bus.members();
        }

        @Override
        public void close() {
            bus.stop();
        }
    }
}

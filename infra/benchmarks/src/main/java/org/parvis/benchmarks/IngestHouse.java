package org.parvis.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.parvis.axon.AxonConfiguration;
import org.parvis.axon.DeadLetters;
import org.parvis.axon.Processors;
import org.parvis.boot.ServiceLauncher;
import org.parvis.crm.CrmApplication;
import org.parvis.ledger.LedgerReader;
import org.parvis.ledger.LedgerSignal;
import org.parvis.ledger.LedgerStorageEngine;
import org.parvis.listening.ListeningApplication;
import org.parvis.listening.api.SourceConnected;
import org.parvis.listening.api.TopicDefined;
import org.parvis.listening.api.TopicSubject;
import org.parvis.listening.connector.Connector;
import org.parvis.listening.topic.StandingQuery;
import org.parvis.privacy.KnownKeys;
import org.parvis.privacy.MasterKey;
import org.parvis.reporting.ReportingApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The services that a post passes through, as they are: listening, crm and reporting, each with its own role in the database, its own
 * connections and all of its processors, with one command bus and one signal as in standalone.
 */
final class IngestHouse implements AutoCloseable {

    static final String BRAND = "brand";

    private static final List<Class<?>> SERVICES =
            List.of(ListeningApplication.class, CrmApplication.class, ReportingApplication.class);

    private final Map<String, ConfigurableApplicationContext> contexts = new LinkedHashMap<>();

    private IngestHouse() {}

    static IngestHouse start(Database database, Connector connector) throws IOException, SQLException {
        database.execute("create database " + IngestBenchmark.DATABASE
                + " encoding 'UTF8' locale_provider builtin builtin_locale 'C.UTF-8' locale 'C' template template0");
        var passwords = SERVICES.stream()
                .collect(Collectors.<Class<?>, String, String>toMap(ServiceLauncher::nameOf, service -> "benchmark"));
        org.parvis.boot.Database.prepare(database.dataSource(IngestBenchmark.DATABASE), passwords);
        var commands = AxonConfiguration.localCommandBus();
        var signal = new LedgerSignal();
        Path home = Files.createTempDirectory("ingest");
        var master = MasterKey.loadOrCreate(home.resolve("master.key"));
        var known = new KnownKeys();
        var settings = new HashMap<String, Object>();
        settings.put("server.port", "0");
        settings.put("parvis.database.url", database.url(IngestBenchmark.DATABASE));
        settings.put("parvis.database.password", "benchmark");
        settings.put("parvis.home", home.toString());
        settings.put("parvis.public-url", "http://127.0.0.1");
        settings.put("parvis.identity.issuer", "http://127.0.0.1");
        settings.put("parvis.identity.jwks-uri", "http://127.0.0.1/oauth2/jwks");
        settings.put("spring.main.log-startup-info", "false");
        var house = new IngestHouse();
        for (var service : SERVICES) {
            house.contexts.put(ServiceLauncher.nameOf(service), ServiceLauncher.start(service, settings, beans -> {
                beans.registerBean("commandBus", CommandBus.class, () -> commands);
                beans.registerBean("ledgerSignal", LedgerSignal.class, () -> signal);
                beans.registerBean("masterKey", MasterKey.class, () -> master);
                beans.registerBean("knownKeys", KnownKeys.class, () -> known);
                if (service == ListeningApplication.class) {
                    beans.registerBean("benchmarkConnector", Connector.class, () -> connector);
                }
            }));
        }
        return house;
    }

    /** Sets up what is listened for and where. */
    void listen(List<StandingQuery> topics, List<IngestPlace> places) throws InterruptedException {
        var events = new ArrayList<GenericDomainEventMessage<?>>();
        for (var topic : topics) {
            events.add(event(
                    "Topic",
                    topic.topicId(),
                    new TopicDefined(
                            topic.topicId(),
                            BRAND,
                            topic.topicId(),
                            TopicSubject.BRAND,
                            topic.query().text(),
                            topic.languages(),
                            null,
                            null)));
        }
        for (int from = 0; from < events.size(); from += 1_000) {
            ledger().appendEvents(events.subList(from, Math.min(events.size(), from + 1_000)));
        }
        awaitAll();
        for (var place : places) {
            ledger().appendEvents(List.of(event(
                    "Source",
                    place.name,
                    new SourceConnected(
                            place.name,
                            BRAND,
                            IngestConnector.KIND,
                            place.name,
                            Map.of(IngestConnector.PLACE, place.name),
                            Duration.ofSeconds(1)))));
        }
        awaitAll();
        // Whoever sets a source up asks for its first fetch; nobody did here, and a source that nobody asks for waits a
        // minute.
        bean("listening", JdbcClient.class).sql("""
                        insert into source_state (source_id, next_poll_at) select source_id, now() from source
                        on conflict (source_id) do update set next_poll_at = excluded.next_poll_at
                        """).update();
    }

    private static GenericDomainEventMessage<?> event(String type, String id, Object payload) {
        return new GenericDomainEventMessage<>(
                type, id, 0, payload, Map.of("actor", "benchmark", "actorKind", "AUTOMATION", "brand", BRAND));
    }

    private LedgerStorageEngine ledger() {
        return bean("listening", LedgerStorageEngine.class);
    }

    long head() {
        return bean("listening", LedgerReader.class).head();
    }

    /** Where a processor stands now. */
    long position(String group) {
        return progress(group).position();
    }

    private Processors.Progress progress(String group) {
        return processors(group).progress().stream()
                .filter(progress -> progress.group().equals(group))
                .findFirst()
                .orElseThrow();
    }

    /** Whether each of these, one after the other, has nothing left to do. */
    boolean done(List<String> groups) {
        return groups.stream()
                .allMatch(group -> processors(group).standings().stream()
                        .anyMatch(standing -> standing.group().equals(group) && standing.done()));
    }

    /** Waits until no processor of any service has anything left to do, also with what its own automations added. */
    void awaitAll() throws InterruptedException {
        long before;
        do {
            before = head();
            for (var service : contexts.keySet()) {
                while (!bean(service, Processors.class).awaitCaughtUp(Duration.ofSeconds(60))) {
                    Thread.sleep(10);
                }
            }
        } while (head() != before);
    }

    long deadLetters() {
        return contexts.keySet().stream()
                .mapToLong(service -> bean(service, DeadLetters.class).count())
                .sum();
    }

    private Processors processors(String group) {
        return bean(group.substring(0, group.indexOf('.')), Processors.class);
    }

    <T> T bean(String service, Class<T> type) {
        return Objects.requireNonNull(contexts.get(service)).getBean(type);
    }

    @Override
    public void close() {
        contexts.values().forEach(ConfigurableApplicationContext::close);
    }
}

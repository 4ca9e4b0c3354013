package org.parvis.standalone;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.axonframework.commandhandling.CommandBus;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.AxonConfiguration;
import org.parvis.axon.NodeName;
import org.parvis.axon.Rebuild;
import org.parvis.boot.ServiceLauncher;
import org.parvis.boot.forget.Place;
import org.parvis.ledger.LedgerSignal;
import org.parvis.privacy.KnownKeys;
import org.parvis.privacy.MasterKey;
import org.parvis.town.Town;
import org.parvis.town.TownOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The whole product in one process: a database, one Spring context per service on a loopback port of its own, the gateway in front, and in
 * the demonstration the town. The services share a command bus and a signal of the ledger's growth, and know nothing of it.
 */
public final class House implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(House.class);

    /** The directory is locked and the database lives in it: whoever holds a claim there is this one or dead. */
    private static final NodeName NODE = new NodeName("standalone");

    private final Options options;
    private final DataDirectory home;
    private final Map<String, ConfigurableApplicationContext> contexts = new LinkedHashMap<>();
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private @Nullable Town town;
    private @Nullable EmbeddedDatabase database;

    private House(Options options, DataDirectory home) {
        this.options = options;
        this.home = home;
    }

    /**
     * Starts everything; either all of it runs when this returns, or nothing.
     *
     * @param progress receives the name of each part before it starts
     */
    static House start(Options options, DataDirectory home, Consumer<String> progress) {
        var house = new House(options, home);
        try {
            house.startAll(progress);
            return house;
        } catch (RuntimeException e) {
            house.close();
            throw e;
        }
    }

    private void startAll(Consumer<String> progress) {
        requireFree(options.port());
        if (options.demo()) {
            requireFree(options.townPort());
        }
        progress.accept("database");
        var database = EmbeddedDatabase.start(home);
        open.push(database);
        this.database = database;
        var shared = new Shared(
                AxonConfiguration.localCommandBus(),
                new LedgerSignal(),
                MasterKey.loadOrCreate(home.resolve("keys", "master.key")),
                new KnownKeys());
        if (options.demo()) {
            progress.accept("town");
            var running = Town.start(options.townPort(), home.resolve("town"), TownOptions.defaults());
            town = running;
            open.push(running);
        }
        var settings = new HashMap<String, Object>();
        settings.put("parvis.database.url", database.url());
        settings.put("parvis.database.password", database.password());
        settings.put("parvis.home", home.home().toString());
        settings.put("parvis.public-url", options.publicUrl());
        settings.put("parvis.identity.issuer", options.publicUrl());
        settings.put("spring.main.log-startup-info", "false");
        if (town != null) {
            settings.put("parvis.town.url", town.url().toString());
            // Replies go out to the town, which lives on this machine; its port and no other is opened to the fetcher.
            var allowed = System.getenv().getOrDefault("PARVIS_FETCH_ALLOW", "");
            settings.put("parvis.fetch.allow", (allowed.isBlank() ? "" : allowed + ",") + "127.0.0.1:" + town.port());
        }

        var ports = new LinkedHashMap<Class<?>, Integer>();
        var free = InnerPorts.free(Services.BEHIND_THE_GATEWAY.size());
        Services.BEHIND_THE_GATEWAY.forEach(application -> {
            var port = free.next();
            ports.put(application, port);
            settings.put("parvis.services." + ServiceLauncher.nameOf(application) + ".url", "http://127.0.0.1:" + port);
        });
        settings.put("parvis.identity.jwks-uri", settings.get("parvis.services.identity.url") + "/oauth2/jwks");
        home.remember(MetricsTargets.FILE, MetricsTargets.of(ports));
        ports.put(Services.GATEWAY, options.port());
        startTogether(ports, settings, shared, progress);
    }

    private record Shared(CommandBus commands, LedgerSignal signal, MasterKey master, KnownKeys known) {}

    /**
     * Starts the services at the ports given. None needs another one to start. A start is one thread's work for the most part, so the
     * processors share them; more at a time would only make each of them slower.
     */
    private void startTogether(
            Map<Class<?>, Integer> ports, Map<String, Object> settings, Shared shared, Consumer<String> progress) {
        var starts = new LinkedHashMap<String, Future<ConfigurableApplicationContext>>();
        RuntimeException failure = null;
        try (var starters =
                Executors.newFixedThreadPool(Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 4))) {
            ports.forEach((application, port) -> {
                var own = new HashMap<>(settings);
                own.put("server.port", Integer.toString(port));
                starts.put(
                        ServiceLauncher.nameOf(application),
                        starters.submit(() -> launch(application, own, shared, progress)));
            });
            for (var start : starts.entrySet()) {
                try {
                    var context = start.getValue().get();
                    contexts.put(start.getKey(), context);
                    open.push(context);
                } catch (ExecutionException e) {
                    failure = e.getCause() instanceof LaunchFailure told ? told : new IllegalStateException(e);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    failure = new IllegalStateException(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private ConfigurableApplicationContext launch(
            Class<?> application, Map<String, Object> settings, Shared shared, Consumer<String> progress) {
        var name = ServiceLauncher.nameOf(application);
        progress.accept(name);
        var began = System.nanoTime();
        try {
            var context = ServiceLauncher.start(application, settings, beans -> {
                beans.registerBean("commandBus", CommandBus.class, shared::commands);
                beans.registerBean("ledgerSignal", LedgerSignal.class, shared::signal);
                beans.registerBean("nodeName", NodeName.class, () -> NODE);
                beans.registerBean("masterKey", MasterKey.class, shared::master);
                beans.registerBean("knownKeys", KnownKeys.class, shared::known);
            });
            LOG.info("{} started in {} ms", name, (System.nanoTime() - began) / 1_000_000);
            return context;
        } catch (RuntimeException e) {
            LOG.error("{} did not start", name, e);
            throw new LaunchFailure("serviceFailed", name, rootMessage(e), home.resolve("logs", "parvis.log"));
        }
    }

    static String rootMessage(Throwable thrown) {
        var root = thrown;
        for (var i = 0; i < 30 && root.getCause() != null; i++) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }

    private static void requireFree(int port) {
        if (!InnerPorts.isFree(port)) {
            throw new LaunchFailure("portTaken", Integer.toString(port), port + 10);
        }
    }

    /** The running services by name. */
    Map<String, ConfigurableApplicationContext> contexts() {
        return contexts;
    }

    <T> T bean(String service, Class<T> type) {
        var context = contexts.get(service);
        if (context == null) {
            throw new IllegalArgumentException("There is no service " + service);
        }
        return context.getBean(type);
    }

    /** Copies what the house keeps, while it runs. */
    BackupManifest backup(Path target, BiConsumer<String, Long> progress) {
        var readModels = new HashMap<String, Map<String, List<String>>>();
        var words = new HashMap<String, Set<String>>();
        contexts.forEach((service, context) -> {
            var rebuild = context.getBeanProvider(Rebuild.class).getIfAvailable();
            if (rebuild != null) {
                readModels.put(service, rebuild.tables());
                words.put(
                        service,
                        context.getBeanProvider(Place.class).stream()
                                .map(Place::table)
                                .collect(Collectors.toSet()));
            }
        });
        var keeper = database;
        if (keeper == null) {
            throw new IllegalStateException("The database does not run");
        }
        try (var connection = keeper.owner()) {
            return new Backup(connection, readModels, words, Clock.systemUTC()).write(target, progress);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Nullable
    Town town() {
        return town;
    }

    public String url() {
        return options.publicUrl();
    }

    /** Stops everything in the opposite order; one that fails to stop does not keep the others up. */
    @Override
    public void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                LOG.warn("A part did not stop in order", e);
            }
        }
        contexts.clear();
    }
}

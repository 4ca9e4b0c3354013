package org.parvis.axon.cluster;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javax.crypto.KeyGenerator;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.MessageHandler;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.AxonConfiguration;
import org.parvis.axon.EntryMetadata;
import org.parvis.axon.EventJson;
import org.parvis.ledger.EventFormat;
import org.parvis.ledger.LedgerReader;
import org.parvis.ledger.LedgerSchema;
import org.parvis.ledger.LedgerSignal;
import org.parvis.ledger.LedgerStorageEngine;
import org.parvis.ledger.LedgerWriter;
import org.parvis.ledger.StreamNames;
import org.parvis.privacy.KeyRing;
import org.parvis.privacy.MasterKey;
import org.parvis.privacy.PrivacySchema;
import org.parvis.sample.api.PlantTree;
import org.parvis.sample.api.TreePlanted;
import org.parvis.test.FreePorts;
import org.parvis.test.TestPostgres;

/** Members of a command bus on one database and one ledger, each with a line of its own. */
final class Members {

    static final String PASSWORD = "only for this test";

    private final HikariDataSource database = TestPostgres.freshDatabase().owner();
    private final Deque<Runnable> open = new ConcurrentLinkedDeque<>();
    private final LedgerReader reader = new LedgerReader(database);
    private final KeyRing keys;
    private final LedgerStorageEngine engine;

    Members(Path home) {
        LedgerSchema.install(database);
        PrivacySchema.install(database);
        ClusterSchema.install(database, List.of());
        keys = new KeyRing(database, MasterKey.loadOrCreate(home.resolve("master.key")));
        var writer = new LedgerWriter(database, new LedgerSignal());
        engine = new LedgerStorageEngine(
                writer,
                reader,
                database,
                EventFormat.of(EventJson.serializer(keys)).withStreams(StreamNames.TYPE_AND_ID));
        open.push(database::close);
        open.push(writer::close);
    }

    /** A member with these keys that handles trees in this way, when it does. */
    ClusterBus join(Path keyStore, @Nullable MessageHandler<? super CommandMessage<?>> handler) {
        return join(keyStore, keyStore, handler);
    }

    /** A stranger with keys of its own that has read in the table under which name these members meet. */
    ClusterBus intrude(Path keyStore, Path theirs, MessageHandler<? super CommandMessage<?>> handler) {
        return join(keyStore, theirs, handler);
    }

    private ClusterBus join(Path keyStore, Path namedBy, @Nullable MessageHandler<? super CommandMessage<?>> handler) {
        var settings = new BusSettings(
                "parvis",
                "127.0.0.1",
                FreePorts.pair(),
                keyStore,
                PASSWORD,
                Duration.ofSeconds(4),
                Duration.ofSeconds(2));
        var bus = ClusterBus.named(
                BusKeys.read(namedBy, PASSWORD).name(settings.cluster()),
                BusKeys.read(keyStore, PASSWORD),
                AxonConfiguration.localCommandBus(),
                settings,
                reader,
                database,
                EventJson.serializer(keys));
        if (handler != null) {
            bus.subscribe(PlantTree.class.getName(), handler);
        }
        bus.start();
        open.push(bus::stop);
        return bus;
    }

    /** What a handler does that carries a command out: the entry is in the ledger when this returns. */
    void plant(CommandMessage<?> command) {
        var asked = (PlantTree) command.getPayload();
        engine.appendEvents(List.of(new GenericDomainEventMessage<>(
                "Tree",
                asked.treeId(),
                0,
                new TreePlanted(asked.treeId(), asked.kind()),
                Map.of(
                        EntryMetadata.COMMAND_ID,
                        Objects.requireNonNull(command.getMetaData().get(EntryMetadata.COMMAND_ID))))));
    }

    void await(BooleanSupplier condition) throws InterruptedException {
        var end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("It does not come to be");
            }
            Thread.sleep(50);
        }
    }

    long entries() {
        return reader.head();
    }

    /** Asks for a tree and waits for what comes of it. */
    @Nullable
    Object ask(ClusterBus bus, String treeId) throws Throwable {
        var answer = new CompletableFuture<@Nullable Object>();
        bus.dispatch(new GenericCommandMessage<>(new PlantTree(treeId, "oak")), (command, result) -> {
            if (result.isExceptional()) {
                answer.completeExceptionally(result.exceptionResult());
            } else {
                answer.complete(result.getPayload());
            }
        });
        try {
            return answer.get(60, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw Objects.requireNonNull(e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("Neither an answer nor an end to the wait", e);
        }
    }

    /** Keys of their own for each name; the first may be shared by giving the store it lies in. */
    static Path keyStore(Path directory, String name, @Nullable Path messagesOf) {
        try {
            var password = PASSWORD.toCharArray();
            var protection = new KeyStore.PasswordProtection(password);
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, password);
            var aes = KeyGenerator.getInstance("AES");
            aes.init(256);
            var messages = messagesOf == null
                    ? aes.generateKey()
                    : BusKeys.read(messagesOf, PASSWORD).messages();
            store.setEntry(BusKeys.MESSAGES, new KeyStore.SecretKeyEntry(messages), protection);
            var hmac = KeyGenerator.getInstance("HmacSHA256");
            hmac.init(256);
            store.setEntry(BusKeys.MEMBERS, new KeyStore.SecretKeyEntry(hmac.generateKey()), protection);
            var file = directory.resolve(name + ".p12");
            try (var out = Files.newOutputStream(file)) {
                store.store(out, password);
            }
            return file;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    void close() {
        while (!open.isEmpty()) {
            open.pop().run();
        }
    }
}

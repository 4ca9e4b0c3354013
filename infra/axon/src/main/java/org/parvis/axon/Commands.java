package org.parvis.axon;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.common.IdentifierFactory;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.projection.BatchEnd;
import org.parvis.identity.rights.Actor;
import org.parvis.ledger.CommandAlreadyRecorded;
import org.parvis.ledger.LedgerStorageEngine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Sends commands in somebody's name. A command runs in a unit of work of its own, on a thread of its own, so that it is durable when
 * {@code send} returns, whatever becomes of the caller's transaction. A command that was recorded before is a no-op; a conflict with a
 * neighbour is tried again, and only that; a refusal becomes an entry.
 */
public final class Commands {

    private static final Logger LOG = LoggerFactory.getLogger(Commands.class);
    private static final int TRIES = 6;

    private static final ClassValue<Optional<Method>> BRANDS = new ClassValue<>() {
        @Override
        protected Optional<Method> computeValue(Class<?> type) {
            return brandOf(type);
        }
    };

    private final CommandBus bus;
    private final CommandSettings settings;
    private final Refusals refusals;
    private final LedgerStorageEngine engine;

    Commands(CommandBus bus, CommandSettings settings, Refusals refusals, LedgerStorageEngine engine) {
        this.bus = bus;
        this.settings = settings;
        this.refusals = refusals;
        this.engine = engine;
    }

    /** As the member of the running request, under its Idempotency-Key when it has one. */
    public @Nullable Object send(Object command) {
        return send(command, settings.currentActor(), settings.currentCommandId());
    }

    /**
     * As somebody else, such as an automation.
     *
     * @param commandId the same for the same intention, so that a repetition changes nothing; null for a command that is never repeated
     * @return what the handler returned; null when the command had been recorded before
     * @throws Refused when a rule says no
     */
    public @Nullable Object send(Object command, Actor actor, @Nullable String commandId) {
        return carryOut(message(command, actor, commandId), this::dispatch);
    }

    /**
     * The same of many, about as many aggregates: some at a time, so that they share the ledger's commits.
     *
     * @param commandId of each, so that whoever is killed in between may send all of them again
     * @return what each handler returned, in their order; null where the command had been recorded before
     */
    public <C> List<@Nullable Object> sendAll(List<C> commands, Actor actor, Function<C, String> commandId) {
        return AtOnce.all(commands.stream()
                .map(command -> message(Objects.requireNonNull(command), actor, commandId.apply(command)))
                .map(message -> (Callable<@Nullable Object>) () -> carryOut(message, this::dispatchHere))
                .toList());
    }

    /**
     * From an event handler: when the running batch ends, before it is committed, and together with all that waits for it. Meant for what
     * mostly begins an aggregate, whose past is looked for only when the ledger says that there is one.
     *
     * @param subject whatever is sent about it keeps its order
     */
    public void sendWithBatch(Object command, String subject, Actor actor, String commandId) {
        var message = message(command, actor, commandId);
        var root = CurrentUnitOfWork.get().root();
        var end = BatchEnd.of(root);
        root.<WaitingCommands>getOrComputeResource(
                        "commands-" + System.identityHashCode(this), name -> end.add(new WaitingCommands()))
                .add(subject, () -> begin(message));
    }

    /**
     * Records the beginnings of many aggregates in one commit and in this order, without asking any of them: for a stream of what is mostly
     * new, where a command for each would cost more than what it decides.
     *
     * @throws ConcurrencyException when one of them has a past already; nothing is recorded then
     * @throws org.parvis.ledger.AppendRefused when one of them cannot be stored; nothing is recorded then
     */
    public void begin(List<Beginning> beginnings, Actor actor) {
        var events = new ArrayList<DomainEventMessage<?>>();
        for (var beginning : beginnings) {
            var metadata = metadata(beginning.events().getFirst(), actor, null);
            for (var event : beginning.events()) {
                events.add(new GenericDomainEventMessage<>(
                        beginning.type(),
                        beginning.aggregateId(),
                        beginning.events().indexOf(event),
                        event,
                        metadata));
            }
        }
        engine.appendEvents(events);
    }

    private void begin(CommandMessage<?> message) {
        try {
            dispatchHere(message.andMetaData(LedgerRepository.BEGINS));
        } catch (ConcurrencyException e) {
            var unused = carryOut(message, this::dispatchHere);
        } catch (CommandAlreadyRecorded e) {
            LOG.debug("Recorded before: {}", e.getMessage());
        } catch (Refused e) {
            refusals.record(e, message);
            throw e;
        }
    }

    private CommandMessage<?> message(Object command, Actor actor, @Nullable String commandId) {
        return new GenericCommandMessage<>(command, metadata(command, actor, commandId));
    }

    private @Nullable Object carryOut(
            CommandMessage<?> message, Function<CommandMessage<?>, @Nullable Object> dispatch) {
        for (var attempt = 1; ; attempt++) {
            try {
                return dispatch.apply(message);
            } catch (ConcurrencyException e) {
                if (attempt == TRIES) {
                    throw e;
                }
                pause(attempt);
            } catch (CommandAlreadyRecorded | RepeatedCommand e) {
                return null;
            } catch (Refused e) {
                refusals.record(e, message);
                throw e;
            }
        }
    }

    private @Nullable Object dispatch(CommandMessage<?> message) {
        var answer = new CompletableFuture<@Nullable Object>();
        var logged = MDC.getCopyOfContextMap();
        Thread.ofVirtual().name("command-", 0).start(() -> {
            if (logged != null) {
                MDC.setContextMap(logged);
            }
            dispatch(message, answer);
        });
        return answered(answer);
    }

    /** On this thread, which has no unit of work. */
    private @Nullable Object dispatchHere(CommandMessage<?> message) {
        var answer = new CompletableFuture<@Nullable Object>();
        dispatch(message, answer);
        return answered(answer);
    }

    private void dispatch(CommandMessage<?> message, CompletableFuture<@Nullable Object> answer) {
        try {
            bus.dispatch(message, (command, result) -> complete(answer, result));
        } catch (RuntimeException e) {
            answer.completeExceptionally(e);
        }
    }

    private static @Nullable Object answered(CompletableFuture<@Nullable Object> answer) {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(
                    "Interrupted while a command was running; look it up before sending it again", e);
        } catch (ExecutionException e) {
            throw unwrapped(e.getCause());
        }
    }

    private static void complete(CompletableFuture<@Nullable Object> answer, CommandResultMessage<?> result) {
        if (result.isExceptional()) {
            answer.completeExceptionally(result.exceptionResult());
        } else {
            answer.complete(result.getPayload());
        }
    }

    private static RuntimeException unwrapped(@Nullable Throwable thrown) {
        var depth = 0;
        for (var t = thrown; t != null && depth < 20; t = t.getCause(), depth++) {
            if (t instanceof Refused
                    || t instanceof ConcurrencyException
                    || t instanceof CommandAlreadyRecorded
                    || t instanceof RepeatedCommand) {
                return (RuntimeException) t;
            }
        }
        return thrown instanceof RuntimeException runtime ? runtime : new IllegalStateException(thrown);
    }

    private Map<String, Object> metadata(Object command, Actor actor, @Nullable String commandId) {
        var metadata = new HashMap<String, Object>();
        var brand = brandOf(command);
        var current = CurrentUnitOfWork.isStarted() ? CurrentUnitOfWork.get().getMessage() : null;
        if (brand == null && current != null) {
            brand = (String) current.getMetaData().get(EntryMetadata.BRAND);
        }
        metadata.put(EntryMetadata.ACTOR, actor.id());
        metadata.put(EntryMetadata.ACTOR_KIND, actor.kind().name());
        metadata.put(EntryMetadata.APP_VERSION, settings.appVersion());
        if (brand != null) {
            metadata.put(EntryMetadata.BRAND, brand);
            var role = actor.roleOn(brand, settings.clock().instant());
            if (role != null) {
                metadata.put(EntryMetadata.ROLE, role.name());
            }
        } else {
            actor.roles(settings.clock().instant()).stream()
                    .sorted()
                    .findFirst()
                    .ifPresent(role -> metadata.put(EntryMetadata.ROLE, role.name()));
        }
        if (commandId != null) {
            metadata.put(EntryMetadata.COMMAND_ID, commandId);
        }
        var correlation = current == null
                ? settings.currentCorrelationId()
                : current.getMetaData().get(EntryMetadata.CORRELATION_ID);
        metadata.put(
                EntryMetadata.CORRELATION_ID,
                correlation == null ? IdentifierFactory.getInstance().generateIdentifier() : correlation);
        if (current != null) {
            metadata.put(EntryMetadata.CAUSATION_ID, current.getIdentifier());
        }
        return MetaData.from(metadata);
    }

    static @Nullable String brandOf(Object message) {
        var accessor = BRANDS.get(message.getClass());
        try {
            return accessor.isEmpty() ? null : (String) accessor.get().invoke(message);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("The brand of " + message.getClass() + " cannot be read", e);
        }
    }

    private static Optional<Method> brandOf(Class<?> type) {
        try {
            var accessor = type.getDeclaredMethod("brandId");
            accessor.setAccessible(true);
            return accessor.getReturnType() == String.class ? Optional.of(accessor) : Optional.empty();
        } catch (NoSuchMethodException e) {
            return Optional.empty();
        }
    }

    private static void pause(int attempt) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(1, 1L << (attempt + 2)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

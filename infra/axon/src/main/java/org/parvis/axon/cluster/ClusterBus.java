package org.parvis.axon.cluster;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.commandhandling.NoHandlerForCommandException;
import org.axonframework.commandhandling.distributed.AnnotationRoutingStrategy;
import org.axonframework.commandhandling.distributed.DistributedCommandBus;
import org.axonframework.commandhandling.distributed.RoutingStrategy;
import org.axonframework.common.IdentifierFactory;
import org.axonframework.common.Registration;
import org.axonframework.extensions.jgroups.commandhandling.JGroupsConnector;
import org.axonframework.messaging.HandlerExecutionException;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.serialization.Serializer;
import org.jgroups.JChannel;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.EntryMetadata;
import org.parvis.ledger.LedgerReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The own service first: what this process can handle it handles, as if it were alone. Only what it cannot goes over the bus, and only
 * commands of a service's published language do. When no answer comes the command is not sent again: the ledger is asked what became of it.
 */
public final class ClusterBus implements CommandBus, SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterBus.class);

    private static final Duration AGAIN_AFTER = Duration.ofMillis(100);

    private final CommandBus local;
    private final BusSettings settings;
    private final Recorded recorded;
    private final RoutingStrategy routing = AnnotationRoutingStrategy.builder().build();
    private final JChannel channel;
    private final JGroupsConnector connector;
    private final DistributedCommandBus others;
    private final Set<String> here = ConcurrentHashMap.newKeySet();
    private volatile boolean running;

    private ClusterBus(
            CommandBus local,
            BusSettings settings,
            String name,
            Recorded recorded,
            JChannel channel,
            Serializer serializer) {
        this.local = local;
        this.settings = settings;
        this.recorded = recorded;
        this.channel = channel;
        this.connector = JGroupsConnector.builder()
                .channel(channel)
                .clusterName(name)
                .localSegment(new Incoming(local))
                .serializer(new BusSerializer(serializer))
                .routingStrategy(routing)
                .executorService(Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("bus-", 0).factory()))
                .build();
        this.others = DistributedCommandBus.builder()
                .commandRouter(connector)
                .connector(connector)
                .build();
    }

    /** A bus that joins the others when it is started. */
    public static ClusterBus of(
            CommandBus local, BusSettings settings, LedgerReader ledger, DataSource dataSource, Serializer serializer) {
        var keys = BusKeys.read(settings.keyStore(), settings.keyStorePassword());
        return named(keys.name(settings.cluster()), keys, local, settings, ledger, dataSource, serializer);
    }

    static ClusterBus named(
            String name,
            BusKeys keys,
            CommandBus local,
            BusSettings settings,
            LedgerReader ledger,
            DataSource dataSource,
            Serializer serializer) {
        return new ClusterBus(
                local, settings, name, new Recorded(ledger), BusChannel.of(settings, keys, dataSource), serializer);
    }

    @Override
    public <C> void dispatch(CommandMessage<C> command) {
        dispatch(command, (sent, result) -> {
            if (result.isExceptional()) {
                LOG.warn("{} failed", sent.getCommandName(), result.exceptionResult());
            }
        });
    }

    @Override
    public <C, R> void dispatch(CommandMessage<C> command, CommandCallback<? super C, ? super R> callback) {
        if (here.contains(command.getCommandName())) {
            local.dispatch(command, callback);
        } else {
            ask(command, callback);
        }
    }

    private <C, R> void ask(CommandMessage<C> command, CommandCallback<? super C, ? super R> callback) {
        var named = named(command);
        var commandId = String.valueOf(named.getMetaData().get(EntryMetadata.COMMAND_ID));
        var head = recorded.head();
        var end = System.nanoTime() + settings.answerWithin().toNanos();
        CommandResultMessage<R> result;
        try {
            result = answerUntil(end, named);
            // Nobody was there, so it was not sent; somebody may be back in a moment.
            while (isUndelivered(result) && System.nanoTime() < end) {
                Thread.sleep(AGAIN_AFTER);
                result = answerUntil(end, named);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while another service worked on " + commandId, e);
        }
        callback.onResult(command, result.isExceptional() ? settled(named, commandId, head, result) : result);
    }

    private <C, R> CommandResultMessage<R> answerUntil(long end, CommandMessage<C> command)
            throws InterruptedException {
        try {
            return this.<C, R>answer(command).get(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return failed(e);
        } catch (ExecutionException e) {
            return failed(e.getCause());
        }
    }

    private static boolean isUndelivered(CommandResultMessage<?> result) {
        return result.isExceptional() && result.exceptionResult() instanceof NoHandlerForCommandException;
    }

    private <C, R> CompletableFuture<CommandResultMessage<R>> answer(CommandMessage<C> command) {
        var answer = new CompletableFuture<CommandResultMessage<R>>();
        try {
            others.<C, R>dispatch(command, (sent, result) -> answer.complete(retyped(result)));
        } catch (RuntimeException e) {
            answer.completeExceptionally(e);
        }
        return answer;
    }

    @SuppressWarnings("unchecked")
    private static <R> CommandResultMessage<R> retyped(CommandResultMessage<?> result) {
        return (CommandResultMessage<R>) result;
    }

    /** An answer is an answer, also a bad one; what is none must be looked up. */
    private <R> CommandResultMessage<R> settled(
            CommandMessage<?> command, String commandId, long head, CommandResultMessage<R> result) {
        var thrown = result.exceptionResult();
        if (isUndelivered(result)) {
            return failed(new CommandNotDelivered(command.getCommandName()));
        }
        var said = HandlerExecutionException.resolveDetails(thrown).orElse(null);
        if (said instanceof RemoteFailure failure) {
            return failed(failure.toThrow());
        }
        var aggregate = String.valueOf(routing.getRoutingKey(command));
        var began = System.nanoTime();
        var isRecorded = recorded.await(head, commandId, aggregate, settings.lookUpFor());
        LOG.warn(
                "No answer to {} {} on {} ({}); looked up in {} ms: {}",
                command.getCommandName(),
                commandId,
                aggregate,
                thrown.getClass().getSimpleName(),
                Duration.ofNanos(System.nanoTime() - began).toMillis(),
                isRecorded ? "it was carried out" : "not known yet");
        return isRecorded
                ? new GenericCommandResultMessage<>((R) null, Map.of())
                : failed(new OutcomeNotKnown(command.getCommandName(), commandId, thrown));
    }

    private static <R> CommandResultMessage<R> failed(@Nullable Throwable thrown) {
        return GenericCommandResultMessage.asCommandResultMessage(
                thrown == null ? new IllegalStateException("No answer") : thrown);
    }

    /** Without an id of the caller's it gets one here, under which it can be looked up. */
    private static <C> CommandMessage<C> named(CommandMessage<C> command) {
        return command.getMetaData().get(EntryMetadata.COMMAND_ID) != null
                ? command
                : command.andMetaData(Map.of(
                        EntryMetadata.COMMAND_ID,
                        IdentifierFactory.getInstance().generateIdentifier()));
    }

    @Override
    public Registration subscribe(String command, MessageHandler<? super CommandMessage<?>> handler) {
        here.add(command);
        var registration = BusSerializer.isPublished(command)
                ? others.subscribe(command, handler)
                : local.subscribe(command, handler);
        return () -> {
            here.remove(command);
            return registration.cancel();
        };
    }

    @Override
    public Registration registerDispatchInterceptor(MessageDispatchInterceptor<? super CommandMessage<?>> interceptor) {
        return local.registerDispatchInterceptor(interceptor);
    }

    @Override
    public Registration registerHandlerInterceptor(MessageHandlerInterceptor<? super CommandMessage<?>> interceptor) {
        return local.registerHandlerInterceptor(interceptor);
    }

    /** How many processes take part, as this one sees it. */
    public int members() {
        var view = channel.getView();
        return view == null ? 0 : view.size();
    }

    @Override
    public void start() {
        try {
            connector.connect();
            connector.awaitJoined(10, TimeUnit.SECONDS);
            running = true;
            LOG.info("On the command bus {} with {} members", settings, members());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            throw new IllegalStateException("The command bus cannot be joined at " + settings, e);
        }
    }

    @Override
    public void stop() {
        running = false;
        others.shutdownDispatching().join();
        others.disconnect();
        connector.disconnect();
        channel.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** After the handlers are known, before jobs begin to send. */
    @Override
    public int getPhase() {
        return 10;
    }

    /** What comes from others: only published commands, and what goes wrong is told so that it can be thrown again there. */
    private static final class Incoming implements CommandBus {

        private final CommandBus local;

        Incoming(CommandBus local) {
            this.local = local;
        }

        @Override
        public <C> void dispatch(CommandMessage<C> command) {
            throw new UnsupportedOperationException("Everything on the bus waits for its answer");
        }

        @Override
        public <C, R> void dispatch(CommandMessage<C> command, CommandCallback<? super C, ? super R> callback) {
            if (!BusSerializer.isPublished(command.getCommandName())) {
                callback.onResult(command, told(new IllegalArgumentException(command.getCommandName())));
                return;
            }
            local.<C, R>dispatch(
                    command,
                    (sent, result) -> callback.onResult(
                            sent, result.isExceptional() ? told(result.exceptionResult()) : retyped(result)));
        }

        private static <R> CommandResultMessage<R> told(Throwable thrown) {
            return failed(new CommandExecutionException("Not carried out", thrown, RemoteFailure.of(thrown)));
        }

        @Override
        public Registration subscribe(String command, MessageHandler<? super CommandMessage<?>> handler) {
            return local.subscribe(command, handler);
        }

        @Override
        public Registration registerDispatchInterceptor(
                MessageDispatchInterceptor<? super CommandMessage<?>> interceptor) {
            return local.registerDispatchInterceptor(interceptor);
        }

        @Override
        public Registration registerHandlerInterceptor(
                MessageHandlerInterceptor<? super CommandMessage<?>> interceptor) {
            return local.registerHandlerInterceptor(interceptor);
        }
    }
}

package org.parvis.axon;

import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javax.sql.DataSource;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.async.SequentialPerAggregatePolicy;
import org.axonframework.eventhandling.deadletter.jdbc.DeadLetterSchema;
import org.axonframework.eventhandling.deadletter.jdbc.JdbcSequencedDeadLetterQueue;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.messaging.annotation.ClasspathParameterResolverFactory;
import org.axonframework.messaging.annotation.MultiParameterResolverFactory;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.modelling.command.AnnotationCommandTargetResolver;
import org.axonframework.serialization.Serializer;
import org.axonframework.spring.config.annotation.SpringBeanParameterResolverFactory;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.parvis.axon.cluster.BusSettings;
import org.parvis.axon.cluster.ClusterBus;
import org.parvis.ledger.EventFormat;
import org.parvis.ledger.LedgerEventStore;
import org.parvis.ledger.LedgerListener;
import org.parvis.ledger.LedgerReader;
import org.parvis.ledger.LedgerSignal;
import org.parvis.ledger.LedgerStorageEngine;
import org.parvis.ledger.LedgerWriter;
import org.parvis.ledger.StreamNames;
import org.parvis.privacy.KeyRing;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Every part of Axon, declared by hand: on Spring Boot 4 its own auto-configuration would silently leave the event store out. Imported by
 * each service; never picked up by itself.
 */
@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
public class AxonConfiguration {

    private static final int BATCH = 500;

    /** Beyond this many poisoned subjects a processor stops: then it is no poison, it is broken. */
    private static final int MOST_STUCK = 100_000;

    @Bean
    Serializer eventSerializer(KeyRing keys) {
        return EventJson.serializer(keys);
    }

    @Bean
    @ConditionalOnMissingBean
    LedgerSignal ledgerSignal() {
        return new LedgerSignal();
    }

    @Bean
    LedgerWriter ledgerWriter(DataSource dataSource, LedgerSignal signal) {
        return new LedgerWriter(dataSource, signal);
    }

    @Bean
    LedgerReader ledgerReader(DataSource dataSource) {
        return new LedgerReader(dataSource);
    }

    @Bean
    LedgerListener ledgerListener(DataSource dataSource, LedgerSignal signal) {
        return new LedgerListener(dataSource, signal);
    }

    @Bean
    LedgerStorageEngine ledgerStorageEngine(
            LedgerWriter writer, LedgerReader reader, DataSource dataSource, Serializer serializer) {
        return new LedgerStorageEngine(
                writer, reader, dataSource, EventFormat.of(serializer).withStreams(StreamNames.TYPE_AND_ID));
    }

    @Bean
    LedgerEventStore eventStore(LedgerStorageEngine engine, LedgerSignal signal) {
        var store = new LedgerEventStore(engine, signal);
        store.registerDispatchInterceptor(new BrandOfEvent());
        return store;
    }

    /** Commands carry no transaction: the ledger commits by itself. Standalone hands all services one bus; a process of its own may have neighbours to ask. */
    @Bean
    @ConditionalOnMissingBean
    CommandBus commandBus(
            ObjectProvider<BusSettings> cluster, LedgerReader ledger, DataSource dataSource, Serializer serializer) {
        var settings = cluster.getIfAvailable();
        return settings == null
                ? localCommandBus()
                : ClusterBus.of(localCommandBus(), settings, ledger, dataSource, serializer);
    }

    /** A bus within this process; the launcher shares one between the services it runs. */
    public static CommandBus localCommandBus() {
        var bus = SimpleCommandBus.builder()
                .transactionManager(NoTransactionManager.INSTANCE)
                .build();
        bus.registerHandlerInterceptor(new CorrelationDataInterceptor<>(List.of(EntryMetadata.provider())));
        return bus;
    }

    @Bean
    TransactionManager axonTransactionManager(PlatformTransactionManager transactions) {
        return new SpringTransactionManager(transactions);
    }

    @Bean
    ConnectionProvider axonConnections(DataSource dataSource) {
        return new UnitOfWorkAwareConnectionProviderWrapper(new SpringDataSourceConnectionProvider(dataSource));
    }

    @Bean
    @ConditionalOnMissingBean
    NodeName nodeName() {
        return NodeName.ofProcess();
    }

    @Bean
    TokenStore tokenStore(ConnectionProvider connections, Serializer serializer, NodeName node) {
        return JdbcTokenStore.builder()
                .nodeId(node.value())
                .connectionProvider(connections)
                .serializer(serializer)
                .schema(TokenSchema.builder().setTokenTable("token_entry").build())
                .contentType(byte[].class)
                .build();
    }

    @Bean
    Refusals refusals(LedgerStorageEngine engine) {
        return new Refusals(engine);
    }

    @Bean
    Commands commands(CommandBus bus, CommandSettings settings, Refusals refusals, LedgerStorageEngine engine) {
        return new Commands(bus, settings, refusals, engine);
    }

    @Bean
    DeadLetters deadLetters(JdbcClient jdbc, Configuration axon, LedgerStorageEngine engine) {
        return new DeadLetters(jdbc, axon, engine);
    }

    @Bean
    Processors processors(
            Configuration axon,
            LedgerReader reader,
            JdbcClient jdbc,
            Serializer serializer,
            CommandSettings settings,
            HandlerBeans handlers) {
        var tokens = new TokenRows(jdbc, serializer, settings.clock());
        return new Processors(axon, reader, tokens, handlers.byGroup());
    }

    @Bean
    Rebuild rebuild(
            Processors processors,
            LedgerEventStore store,
            Configuration axon,
            JdbcClient jdbc,
            TransactionManager transactions) {
        return new Rebuild(processors.handlers(), store, axon, jdbc, transactions);
    }

    @Bean
    HandlerBeans handlerBeans(ApplicationContext context) {
        return HandlerBeans.in(context);
    }

    @Bean
    Configuration axon(
            ApplicationContext context,
            HandlerBeans handlers,
            CommandBus bus,
            LedgerEventStore store,
            Serializer serializer,
            TokenStore tokens,
            TransactionManager transactions,
            ConnectionProvider connections,
            DataSource dataSource,
            ObjectProvider<AggregateOf<?>> aggregates) {
        var configurer = DefaultConfigurer.defaultConfiguration(false)
                .configureSerializer(c -> serializer)
                .configureEventSerializer(c -> serializer)
                .configureMessageSerializer(c -> serializer)
                .configureCommandBus(c -> bus)
                .configureEventBus(c -> store)
                .configureTransactionManager(c -> transactions)
                .registerComponent(TokenStore.class, c -> tokens)
                .registerComponent(
                        ParameterResolverFactory.class,
                        c -> MultiParameterResolverFactory.ordered(
                                ClasspathParameterResolverFactory.forClass(AxonConfiguration.class),
                                new SpringBeanParameterResolverFactory(context)))
                .registerHandlerEnhancerDefinition(c -> new IsolatedHandling(dataSource));
        aggregates.forEach(aggregate -> configureAggregate(configurer, aggregate.type()));
        configureProcessors(configurer, handlers, store, serializer, transactions, connections);
        var axon = configurer.buildConfiguration();
        AxonGuard.requireExpected(axon);
        return axon;
    }

    private static <T> void configureAggregate(Configurer configurer, Class<T> type) {
        var aggregate = AggregateConfigurer.defaultConfiguration(type);
        aggregate
                .configureCommandTargetResolver(
                        c -> AnnotationCommandTargetResolver.builder().build())
                .configureRepository(
                        c -> LedgerRepository.of(type, AggregateModels.of(type, c), c.eventStore(), c::repository));
        configurer.configureAggregate(aggregate);
    }

    private static void configureProcessors(
            Configurer configurer,
            HandlerBeans handlers,
            LedgerEventStore store,
            Serializer serializer,
            TransactionManager transactions,
            ConnectionProvider connections) {
        var groups = handlers.byGroup();
        var threads = Thread.ofVirtual().name("processor-", 0).factory();
        ScheduledExecutorService coordinators = Executors.newScheduledThreadPool(2, threads);
        ScheduledExecutorService workers = Executors.newScheduledThreadPool(Math.max(2, groups.size()), threads);
        var deadLetterTable =
                DeadLetterSchema.builder().deadLetterTable("dead_letter_entry").build();
        var statements = new DeadLetterStatements(deadLetterTable, serializer);
        configurer.eventProcessing(processing -> {
            processing.usingPooledStreamingEventProcessors();
            processing.registerDefaultListenerInvocationErrorHandler(c -> PropagatingErrorHandler.INSTANCE);
            processing.registerDefaultErrorHandler(c -> PropagatingErrorHandler.INSTANCE);
            processing.registerDefaultDeadLetterPolicy(c -> new OnlyPoison());
            processing.registerDefaultSequencingPolicy(c -> SequentialPerAggregatePolicy.instance());
            groups.forEach((group, handler) -> {
                processing.registerEventHandler(c -> handler.bean());
                processing.registerPooledStreamingEventProcessor(
                        group,
                        c -> store.filteredSource(handler.eventTypes()),
                        (c, builder) -> builder.coordinatorExecutor(coordinators)
                                .workerExecutor(workers)
                                .initialSegmentCount(1)
                                .initialToken(source -> source.createTailToken())
                                .batchSize(BATCH));
                processing.registerDeadLetterQueue(
                        group,
                        c -> JdbcSequencedDeadLetterQueue.builder()
                                .processingGroup(group)
                                .schema(deadLetterTable)
                                .statementFactory(statements)
                                .maxSequences(MOST_STUCK)
                                .maxSequenceSize(MOST_STUCK)
                                .connectionProvider(connections)
                                .transactionManager(transactions)
                                .genericSerializer(serializer)
                                .eventSerializer(serializer)
                                .build());
                // Otherwise each event costs a question whether its subject is stuck, though nothing ever was.
                processing.registerDeadLetteringEventHandlerInvokerConfiguration(
                        group, (c, builder) -> builder.enableSequenceIdentifierCache());
            });
        });
    }

    @Bean
    Waking waking(Configuration axon, TokenStore tokens, HandlerBeans handlers) {
        return new Waking(axon, tokens, handlers.byGroup().keySet());
    }

    /** Starts Axon when everything else is there, and stops it first. */
    @Bean
    SmartLifecycle axonLifecycle(Configuration axon) {
        return new SmartLifecycle() {
            private volatile boolean running;

            @Override
            public void start() {
                axon.start();
                running = true;
            }

            @Override
            public void stop() {
                axon.shutdown();
                running = false;
            }

            @Override
            public boolean isRunning() {
                return running;
            }

            @Override
            public int getPhase() {
                return 0;
            }
        };
    }

    /** The event handlers of a service by their processing group, one class each. */
    record HandlerBeans(TreeMap<String, Processors.Handler> byGroup) {

        static HandlerBeans in(ApplicationContext context) {
            var groups = new TreeMap<String, Processors.Handler>();
            for (var bean :
                    context.getBeansWithAnnotation(ProcessingGroup.class).values()) {
                var type = AopUtils.getTargetClass(bean);
                var group = type.getAnnotation(ProcessingGroup.class).value();
                var readModel = type.getAnnotation(ReadModel.class);
                List<String> tables = readModel == null ? List.of() : List.of(readModel.tables());
                var handler = new Processors.Handler(bean, Set.copyOf(HandledEvents.of(type)), tables);
                if (groups.put(group, handler) != null) {
                    throw new IllegalStateException("Two classes share the processing group " + group
                            + "; a retry of one would run the other again");
                }
            }
            return new HandlerBeans(groups);
        }
    }
}

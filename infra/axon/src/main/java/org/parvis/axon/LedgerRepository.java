package org.parvis.axon;

import java.util.Map;
import org.axonframework.common.lock.NullLockFactory;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.modelling.command.RepositoryProvider;
import org.axonframework.modelling.command.inspection.AggregateModel;
import org.parvis.ledger.StreamNames;

/**
 * Loads aggregates of one type from their own stream. No lock: the ledger lets one of two competing commands win and the other is tried
 * again. While loading, a command that the stream already holds is recognised and stopped before it is decided a second time.
 */
final class LedgerRepository<T> extends EventSourcingRepository<T> {

    /** What a command carries that mostly begins an aggregate: its past is taken for empty, and the ledger knows better if it is not. */
    static final Map<String, String> BEGINS = Map.of("begins", "true");

    private final EventStore store;
    private final String type;

    private LedgerRepository(Builder<T> builder, EventStore store, String type) {
        super(builder);
        this.store = store;
        this.type = type;
    }

    static <T> LedgerRepository<T> of(
            Class<T> aggregate, AggregateModel<T> model, EventStore store, RepositoryProvider repositories) {
        var builder = EventSourcingRepository.builder(aggregate)
                .aggregateModel(model)
                .eventStore(store)
                .lockFactory(NullLockFactory.INSTANCE)
                .repositoryProvider(repositories);
        return new LedgerRepository<>(builder, store, model.type());
    }

    @Override
    protected DomainEventStream readEvents(String aggregateIdentifier) {
        var metadata = CurrentUnitOfWork.isStarted()
                ? CurrentUnitOfWork.get().getMessage().getMetaData()
                : MetaData.emptyInstance();
        if (metadata.entrySet().containsAll(BEGINS.entrySet())) {
            return DomainEventStream.empty();
        }
        var events = store.readEvents(StreamNames.TYPE_AND_ID.name(type, aggregateIdentifier));
        var commandId = metadata.get(EntryMetadata.COMMAND_ID);
        return commandId == null ? events : events.filter(event -> isNew(event, commandId.toString()));
    }

    private static boolean isNew(DomainEventMessage<?> event, String commandId) {
        if (commandId.equals(event.getMetaData().get(EntryMetadata.COMMAND_ID))) {
            throw new RepeatedCommand(commandId);
        }
        return true;
    }
}

package org.parvis.axon;

import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.annotation.HandlerEnhancerDefinition;
import org.axonframework.messaging.annotation.MessageHandlingMember;
import org.axonframework.messaging.annotation.WrappedMessageHandlingMember;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.projection.BatchEnd;
import org.parvis.axon.projection.Indigestible;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Keeps one poisonous event from stopping its stream, and from leaving half of its effect behind. A batch with a failure is rolled back as
 * a whole and run again with a savepoint around each event: then only the poison goes to the dead letters, and nothing that its handler
 * wrote before it failed is kept. Batches without poison pay nothing.
 */
final class IsolatedHandling implements HandlerEnhancerDefinition {

    private final DataSource dataSource;
    private final Map<String, AtomicBoolean> careful = new ConcurrentHashMap<>();

    IsolatedHandling(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public <T> MessageHandlingMember<T> wrapHandler(MessageHandlingMember<T> original) {
        var group = original.declaringClass().getAnnotation(ProcessingGroup.class);
        if (group == null || !original.canHandleMessageType(EventMessage.class)) {
            return original;
        }
        return new Isolated<>(original, careful.computeIfAbsent(group.value(), g -> new AtomicBoolean()));
    }

    private final class Isolated<T> extends WrappedMessageHandlingMember<T> {
        private final AtomicBoolean isCareful;

        Isolated(MessageHandlingMember<T> delegate, AtomicBoolean isCareful) {
            super(delegate);
            this.isCareful = isCareful;
        }

        @Override
        public @Nullable Object handle(Message<?> message, @Nullable T target) throws Exception {
            var root = CurrentUnitOfWork.get().root();
            var poison = "poison-" + System.identityHashCode(isCareful);
            root.getOrComputeResource("isolation-" + System.identityHashCode(isCareful), name -> {
                root.onRollback(batch -> isCareful.set(true));
                // Where there was poison there may be more; a batch without any ends the care.
                root.afterCommit(batch -> isCareful.set(batch.getResource(poison) != null));
                return true;
            });
            // A dead letter that is tried again comes alone, not in a batch.
            var alone = !(root instanceof BatchingUnitOfWork);
            var connection = alone || isCareful.get() ? transaction() : null;
            if (connection == null) {
                return inARow(message, target, alone);
            }
            BatchEnd.of(root).beCareful();
            var savepoint = connection.getConnection().setSavepoint();
            try {
                var result = digested(message, target);
                Indigestible.told(BatchEnd.of(root)::write);
                connection.getConnection().releaseSavepoint(savepoint);
                return result;
            } catch (Exception e) {
                BatchEnd.of(root).forget();
                connection.getConnection().rollback(savepoint);
                root.resources().put(poison, true);
                throw e;
            }
        }

        private @Nullable Object digested(Message<?> message, @Nullable T target) throws Exception {
            return Indigestible.<@Nullable Object>told(() -> super.handle(message, target));
        }

        private @Nullable Object inARow(Message<?> message, @Nullable T target, boolean alone) throws Exception {
            try {
                return digested(message, target);
            } catch (Exception e) {
                if (alone || isCareful.get()) {
                    throw e;
                }
                isCareful.set(true);
                throw new OnlyPoison.LaterAgain("Event " + message.getIdentifier() + " is looked at by itself", e);
            }
        }
    }

    private @Nullable ConnectionHolder transaction() throws SQLException {
        return TransactionSynchronizationManager.getResource(dataSource) instanceof ConnectionHolder holder
                ? holder
                : null;
    }
}

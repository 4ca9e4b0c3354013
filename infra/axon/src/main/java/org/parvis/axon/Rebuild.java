package org.parvis.axon;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.serialization.Serializer;
import org.parvis.ledger.LedgerEventStore;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Rebuilds one read model from the ledger while the service runs. The projection writes into shadow tables (same names, another schema
 * first in the search path); readers see the old tables until, in one transaction, the shadow has caught up with the live processor and
 * takes their place. Nothing outside is touched: automations are no read models.
 */
public final class Rebuild {

    private static final int PAGE = 2_000;
    private static final int LAST_STRETCH = 5_000;
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

    private final Map<String, Processors.Handler> handlers;
    private final LedgerEventStore store;
    private final Configuration axon;
    private final JdbcClient jdbc;
    private final TransactionManager transactions;

    Rebuild(
            Map<String, Processors.Handler> handlers,
            LedgerEventStore store,
            Configuration axon,
            JdbcClient jdbc,
            TransactionManager transactions) {
        this.handlers = handlers;
        this.store = store;
        this.axon = axon;
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /** The tables of each group that can be rebuilt. */
    public Map<String, List<String>> tables() {
        return readModels().stream()
                .collect(Collectors.toUnmodifiableMap(
                        group -> group,
                        group -> List.copyOf(
                                Objects.requireNonNull(handlers.get(group)).tables())));
    }

    /** The groups that can be rebuilt. */
    public List<String> readModels() {
        return handlers.entrySet().stream()
                .filter(e -> !e.getValue().tables().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * Rebuilds a read model; returns when readers see the new tables.
     *
     * @param progress receives the position reached and the position aimed at
     * @return the number of entries that were handled
     * @throws IllegalArgumentException when there is no such read model
     */
    public long run(String group, BiConsumer<Long, Long> progress) {
        var handler = handlers.get(group);
        if (handler == null || handler.tables().isEmpty()) {
            throw new IllegalArgumentException(
                    "There is no read model " + group + "; there are " + String.join(", ", readModels()));
        }
        handler.tables().forEach(Rebuild::requireName);
        var live = schema();
        var shadow = live + "_rebuild";
        handler.tables().forEach(table -> {
            jdbc.sql("drop table if exists %s.%s cascade".formatted(shadow, table))
                    .update();
            jdbc.sql("create table %1$s.%3$s (like %2$s.%3$s including all)".formatted(shadow, live, table))
                    .update();
            keepOutOfStatistics(live, shadow, table);
            keepRowSecurity(live, shadow, table);
        });
        try (var pass = new Pass(group, handler, live, shadow)) {
            while (true) {
                var target = position(group);
                pass.runTo(target, progress);
                if (position(group) - pass.position <= LAST_STRETCH && pass.swap(progress)) {
                    return pass.handled;
                }
            }
        }
    }

    /** A column of which the planner must keep no samples stays one; "like" does not say it. */
    private void keepOutOfStatistics(String live, String shadow, String table) {
        jdbc.sql("""
                        select attname from pg_attribute where attrelid = ?::regclass and attstattarget = 0 and not attisdropped
                        """)
                .param(live + "." + table)
                .query(String.class)
                .list()
                .forEach(column -> jdbc.sql("alter table %s.%s alter column \"%s\" set statistics 0"
                                .formatted(shadow, table, column))
                        .update());
    }

    /** Who may see which rows stays as it is; "like" does not say it either. */
    private void keepRowSecurity(String live, String shadow, String table) {
        jdbc.sql("select policyname, qual from pg_policies where schemaname = ? and tablename = ?")
                .param(live)
                .param(table)
                .query((row, number) -> "create policy \"%s\" on %s.%s using (%s)"
                        .formatted(row.getString(1), shadow, table, row.getString(2)))
                .list()
                .forEach(policy -> jdbc.sql(policy).update());
        jdbc.sql("select relrowsecurity and relforcerowsecurity from pg_class where oid = ?::regclass")
                .param(live + "." + table)
                .query(Boolean.class)
                .optional()
                .filter(secured -> secured)
                .ifPresent(secured -> jdbc.sql("alter table %s.%s enable row level security, force row level security"
                                .formatted(shadow, table))
                        .update());
    }

    private String schema() {
        return jdbc.sql("select current_schema()").query(String.class).single();
    }

    private static void requireName(String table) {
        if (!NAME.matcher(table).matches()) {
            throw new IllegalArgumentException("Not a table name: " + table);
        }
    }

    /** What the live processor has dealt with; the shadow never runs ahead of it. */
    private long position(String group) {
        return jdbc.sql("select tokentype, token from token_entry where processorname = ? and segment = 0")
                .param(group)
                .query((row, number) -> Positions.of(
                        TokenColumn.read(axon.getComponent(Serializer.class), row.getString(1), row.getBytes(2))))
                .optional()
                .orElse(0L);
    }

    private final class Pass implements AutoCloseable {
        private final String group;
        private final Processors.Handler handler;
        private final String live;
        private final String shadow;
        private final AnnotationEventHandlerAdapter adapter;
        private final BlockingStream<TrackedEventMessage<?>> stream;
        private long position;
        private long handled;

        Pass(String group, Processors.Handler handler, String live, String shadow) {
            this.group = group;
            this.handler = handler;
            this.live = live;
            this.shadow = shadow;
            this.adapter = new AnnotationEventHandlerAdapter(handler.bean(), axon.parameterResolverFactory());
            var source = store.filteredSource(handler.eventTypes());
            this.stream = source.openStream(source.createTailToken());
        }

        @Override
        public void close() {
            stream.close();
        }

        void runTo(long target, BiConsumer<Long, Long> progress) {
            while (position < target) {
                var page = page(target);
                if (!page.events.isEmpty()) {
                    handle(page.events);
                    handled += page.events.size();
                }
                position = page.end;
                progress.accept(position, target);
            }
        }

        private record EventPage(List<TrackedEventMessage<?>> events, long end) {}

        private EventPage page(long target) {
            var events = new ArrayList<TrackedEventMessage<?>>();
            var end = position;
            try {
                while (events.size() < PAGE && end < target && stream.hasNextAvailable(200, TimeUnit.MILLISECONDS)) {
                    var event = stream.peek().orElseThrow();
                    var at = Positions.of(event.trackingToken());
                    if (at > target) {
                        end = target;
                        break;
                    }
                    end = at;
                    stream.nextAvailable();
                    if (handler.eventTypes().contains(event.getPayloadType().getName())) {
                        events.add(event);
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(
                        "The rebuild of " + group + " was interrupted; the old tables stand", e);
            }
            // Nothing of interest between here and the target: the stream has nothing more to say.
            return new EventPage(events, events.isEmpty() && end == position ? target : end);
        }

        private void handle(List<TrackedEventMessage<?>> events) {
            var unitOfWork = new BatchingUnitOfWork<>(events);
            unitOfWork.attachTransaction(transactions);
            var first = new boolean[] {true};
            var result = unitOfWork.executeWithResult(() -> {
                if (first[0]) {
                    jdbc.sql("set local search_path = %s, %s".formatted(shadow, live))
                            .update();
                    first[0] = false;
                }
                return adapter.handle((EventMessage<?>) unitOfWork.getMessage());
            });
            if (result.isExceptional()) {
                throw new IllegalStateException(
                        "The rebuild of " + group + " stopped between entries " + position + " and "
                                + Positions.of(events.getLast().trackingToken()) + "; the old tables stand",
                        result.exceptionResult());
            }
        }

        /** Takes the place of the live tables; false when the live processor ran too far ahead in the meantime. */
        boolean swap(BiConsumer<Long, Long> progress) {
            return transactions.fetchInTransaction(() -> {
                jdbc.sql("set local lock_timeout = '5s'").update();
                for (var table : handler.tables()) {
                    jdbc.sql("lock table %s.%s in access exclusive mode".formatted(live, table))
                            .update();
                }
                // The live processor writes its tables before its token, so it has committed both or neither.
                if (position(group) != position) {
                    return false;
                }
                for (var table : handler.tables()) {
                    jdbc.sql("drop table %s.%s".formatted(live, table)).update();
                    jdbc.sql("alter table %s.%s set schema %s".formatted(shadow, table, live))
                            .update();
                }
                progress.accept(position, position);
                return true;
            });
        }
    }
}

package org.parvis.boot.sample;

import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.AggregateOf;
import org.parvis.axon.Commands;
import org.parvis.axon.EntryMetadata;
import org.parvis.axon.ReadModel;
import org.parvis.axon.Refused;
import org.parvis.axon.projection.BatchRows;
import org.parvis.boot.Access;
import org.parvis.boot.Measured;
import org.parvis.boot.NotFound;
import org.parvis.boot.ParvisService;
import org.parvis.identity.rights.Action;
import org.parvis.identity.rights.Actor;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The smallest service that uses everything: a counter that refuses to pass three. */
@ParvisService(name = "sample")
public class SampleApplication {

    public static final int LIMIT = 3;

    public record Count(@TargetAggregateIdentifier String counterId, String brandId) {}

    public record Counted(String counterId, String brandId, String by, int value) {}

    enum Reason {
        LIMIT_REACHED
    }

    static final class CounterRefused extends Refused {
        CounterRefused(String id) {
            super(Category.CONFLICT, Reason.LIMIT_REACHED, "counter:" + id, Map.of("limit", LIMIT));
        }
    }

    public static final class Counter {
        @AggregateIdentifier
        private @Nullable String counterId;

        private int value;

        Counter() {}

        @CommandHandler
        @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
        int decide(Count command, @MetaDataValue(EntryMetadata.ACTOR) String actor) {
            if (value >= LIMIT) {
                throw new CounterRefused(command.counterId());
            }
            AggregateLifecycle.apply(new Counted(command.counterId(), command.brandId(), actor, value + 1));
            return value;
        }

        @EventSourcingHandler
        void evolve(Counted event) {
            counterId = event.counterId();
            value = event.value();
        }
    }

    @Bean
    AggregateOf<Counter> counters() {
        return AggregateOf.type(Counter.class);
    }

    @Bean
    Measured countersSeen() {
        return new Measured("counters.seen", "counters in the read model", "select count(*) from counter_value");
    }

    record Row(String id, String brandId, int value) {}

    @Component
    @ProcessingGroup("sample.counter.values")
    @ReadModel(tables = "counter_value")
    static class CounterProjection {
        private final BatchRows<String, Row> rows;

        CounterProjection(JdbcTemplate jdbc) {
            rows = BatchRows.of(
                    id -> jdbc.query(
                            "select counter_id, brand_id, value from counter_value where counter_id = ?",
                            rs -> rs.next() ? new Row(rs.getString(1), rs.getString(2), rs.getInt(3)) : null,
                            id),
                    all -> jdbc.batchUpdate(
                            "insert into counter_value (counter_id, brand_id, value) values (?, ?, ?)"
                                    + " on conflict (counter_id) do update set value = excluded.value",
                            all.stream()
                                    .map(r -> new Object[] {r.id(), r.brandId(), r.value()})
                                    .toList()));
        }

        @EventHandler
        void on(Counted event) {
            rows.put(
                    event.counterId(),
                    row -> new Row(
                            event.counterId(),
                            event.brandId(),
                            event.counterId().equals("poison") ? -1 : event.value()));
        }
    }

    /** Keeps every event as a line, and cannot digest some while it is told so. */
    @Component
    @ProcessingGroup("sample.counter.log")
    public static class CounterLog {
        private final JdbcTemplate jdbc;
        private volatile String poisonous = "";

        CounterLog(JdbcTemplate jdbc) {
            this.jdbc = jdbc;
        }

        /** Events of counters that begin so fail from now on; nothing fails when it is empty. */
        public void poison(String beginning) {
            poisonous = beginning;
        }

        @EventHandler
        void on(Counted event) {
            jdbc.update("insert into counter_log (counter_id, value) values (?, ?)", event.counterId(), event.value());
            if (!poisonous.isEmpty() && event.counterId().startsWith(poisonous)) {
                if (event.counterId().endsWith("7")) {
                    throw new StackOverflowError("Cannot digest " + event.counterId());
                }
                throw new IllegalArgumentException("Cannot digest " + event.counterId());
            }
        }
    }

    @Component
    @ProcessingGroup("sample.counter.twice")
    static class WhenFirstCountedThenCountAgain {
        private final Commands commands;

        WhenFirstCountedThenCountAgain(Commands commands) {
            this.commands = commands;
        }

        @EventHandler
        void react(Counted event) {
            if (event.value() == 1 && event.counterId().startsWith("twice")) {
                commands.send(
                        new Count(event.counterId(), event.brandId()),
                        Actor.automation("sample.counter.twice"),
                        "again " + event.counterId());
            }
        }
    }

    @RestController
    static class CounterController {
        private final Commands commands;
        private final Access access;
        private final JdbcClient jdbc;

        CounterController(Commands commands, Access access, JdbcClient jdbc) {
            this.commands = commands;
            this.access = access;
            this.jdbc = jdbc;
        }

        /** As somebody in a hurry would write it: asks for no right and for no brand. */
        @GetMapping("/api/sample/forgetful/counters")
        List<String> all() {
            return jdbc.sql("select counter_id from counter_value order by 1")
                    .query(String.class)
                    .list();
        }

        /** Forgetful, too. */
        @GetMapping("/api/sample/forgetful/counters/{id}")
        Map<String, Integer> one(@PathVariable String id) {
            return Map.of(
                    "value",
                    jdbc.sql("select value from counter_value where counter_id = ?")
                            .param(id)
                            .query(Integer.class)
                            .optional()
                            .orElseThrow(() -> new NotFound("counter-value", id)));
        }

        /** Writes where it has no business. */
        @PostMapping("/api/sample/forgetful/{brand}/counters/{id}")
        void write(@PathVariable String brand, @PathVariable String id) {
            jdbc.sql("insert into counter_value (counter_id, brand_id, value) values (?, ?, 7)")
                    .param(id)
                    .param(brand)
                    .update();
        }

        @PostMapping("/api/sample/{brand}/counters/{id}")
        Map<String, String> count(
                @PathVariable String brand,
                @PathVariable String id,
                @RequestBody(required = false) @Nullable Map<String, String> ignored) {
            access.require(Action.DRAFT, brand, null, "counter:" + id);
            commands.send(new Count(id, brand));
            return Map.of("counted", id);
        }

        @GetMapping({"/sample/{kind}/{id}", "/api/sample/{kind}/{id}"})
        Map<String, String> missing(@PathVariable String kind, @PathVariable String id) {
            throw new NotFound(kind, id);
        }

        record Said(String text, List<String> words) {}

        @PostMapping("/api/sample/named")
        Map<String, String> named(@RequestBody Map<String, String> named) {
            return named;
        }

        @PostMapping("/api/sample/said")
        Said said(@RequestBody Said said) {
            return said;
        }

        @GetMapping("/api/sample/me")
        Map<String, String> me(Actor actor) {
            return Map.of("id", actor.id(), "kind", actor.kind().name());
        }
    }
}

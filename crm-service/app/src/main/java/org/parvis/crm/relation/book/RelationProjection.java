package org.parvis.crm.relation.book;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.AfterCommit;
import org.parvis.axon.EntryMetadata;
import org.parvis.axon.ReadModel;
import org.parvis.crm.api.ContactBarLifted;
import org.parvis.crm.api.ContactBarred;
import org.parvis.crm.api.NextContactPlanned;
import org.parvis.crm.api.NextContactSettled;
import org.parvis.crm.api.RelationBegun;
import org.parvis.crm.api.RelationEnded;
import org.parvis.crm.api.RelationEvent;
import org.parvis.crm.api.RelationHandedOver;
import org.parvis.crm.api.RelationMoved;
import org.parvis.crm.relation.book.RelationStep.Kind;
import org.parvis.crm.sql.Instants;
import org.parvis.web.live.Live;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps relations as they stand, and what happened to each. */
@Component
@ProcessingGroup("crm.relation.book")
@ReadModel(tables = {"relation", "relation_step"})
final class RelationProjection {

    static final String TOPIC = "relations";

    private static final Duration NEWS = Duration.ofMinutes(2);

    private final JdbcClient jdbc;
    private final Live live;
    private final Clock clock;

    RelationProjection(JdbcClient jdbc, Live live, Clock clock) {
        this.jdbc = jdbc;
        this.live = live;
        this.clock = clock;
    }

    @EventHandler
    void on(
            RelationEvent event,
            @SequenceNumber Long version,
            @MetaDataValue(EntryMetadata.ACTOR) String actor,
            @Timestamp Instant at) {
        var step = new Step();
        switch (event) {
            case RelationBegun begun -> {
                begun(begun, version, at);
                step.kind(Kind.BEGUN)
                        .with("stage", begun.stage().name())
                        .with("words", begun.reason())
                        .keepers(begun.ownerId(), begun.backupId());
            }
            case RelationMoved moved -> {
                change(event, Map.of("stage", moved.stage().name(), "reason", moved.reason()));
                step.kind(Kind.MOVED).with("stage", moved.stage().name()).with("words", moved.reason());
            }
            case RelationHandedOver handed -> {
                jdbc.sql("update relation set owner_id = ?, backup_id = ? where relation_id = ?")
                        .param(handed.ownerId())
                        .param(handed.backupId())
                        .param(handed.relationId())
                        .update();
                step.kind(Kind.HANDED_OVER).keepers(handed.ownerId(), handed.backupId());
            }
            case NextContactPlanned planned -> {
                var day = Day.of(planned.date(), planned.zone());
                change(
                        event,
                        Map.of(
                                "next_date",
                                day.date(),
                                "next_zone",
                                day.zone().getId(),
                                "next_about",
                                planned.about(),
                                "next_to",
                                Instants.parameter(day.ends()),
                                "turn",
                                Instants.parameter(Relations.turn(day))));
                step.kind(Kind.CONTACT_PLANNED).on(day).with("words", planned.about());
            }
            case NextContactSettled settled -> {
                nothingPlanned(event);
                step.kind(settled.made() ? Kind.CONTACT_MADE : Kind.CONTACT_DROPPED);
            }
            case ContactBarred barred -> {
                var until = Day.of(barred.until(), barred.zone());
                change(
                        event,
                        Map.of(
                                "barred_date",
                                until.date(),
                                "barred_zone",
                                until.zone().getId(),
                                "barred_because",
                                barred.reason(),
                                "barred_until",
                                Instants.parameter(until.begins())));
                step.kind(Kind.BARRED).on(until).with("words", barred.reason());
            }
            case ContactBarLifted lifted -> {
                jdbc.sql("""
                        update relation set barred_date = null, barred_zone = null, barred_because = null, barred_until = null
                         where relation_id = ?
                        """).param(lifted.relationId()).update();
                step.kind(Kind.BAR_LIFTED).with("words", lifted.reason());
            }
            case RelationEnded ended -> {
                nothingPlanned(event);
                change(event, Map.of("ended", true, "reason", ended.reason()));
                step.kind(Kind.ENDED).with("words", ended.reason());
            }
        }
        change(event, Map.of("version", version));
        // Who looks after it is the house's own business; of everything else retention counts its time.
        if (!(event instanceof RelationHandedOver)) {
            change(event, Map.of("changed_at", Instants.parameter(at)));
        }
        step.with("relation_id", event.relationId())
                .with("brand_id", event.brandId())
                .with("person_id", event.personId())
                .with("version", version)
                .with("actor_id", actor)
                .with("happened_at", Instants.parameter(at))
                .insert(jdbc);
        if (at.isAfter(clock.instant().minus(NEWS))) {
            AfterCommit.run(() -> live.changed(TOPIC, event.brandId(), event.relationId()));
        }
    }

    private void begun(RelationBegun event, long version, Instant at) {
        jdbc.sql("""
                insert into relation (relation_id, brand_id, person_id, stage, ended, reason, owner_id, backup_id, begun_at, changed_at,
                  version, turn)
                values (:id, :brand, :person, :stage, false, :reason, :owner, :backup, :at, :at, :version, :turn)
                on conflict (relation_id) do update set stage = excluded.stage, ended = false, reason = excluded.reason,
                  owner_id = excluded.owner_id, backup_id = excluded.backup_id, begun_at = excluded.begun_at
                """)
                .param("id", event.relationId())
                .param("brand", event.brandId())
                .param("person", event.personId())
                .param("stage", event.stage().name())
                .param("reason", event.reason())
                .param("owner", event.ownerId())
                .param("backup", event.backupId())
                .param("at", Instants.parameter(at))
                .param("version", version)
                .param("turn", Instants.parameter(Relations.turn(null)))
                .update();
    }

    private void nothingPlanned(RelationEvent event) {
        jdbc.sql("""
                update relation set next_date = null, next_zone = null, next_about = null, next_to = null, turn = ?
                 where relation_id = ?
                """)
                .params(Instants.parameter(Relations.turn(null)), event.relationId())
                .update();
    }

    private void change(RelationEvent event, Map<String, Object> columns) {
        var names = columns.keySet().stream().map(name -> name + " = :" + name).toList();
        jdbc.sql("update relation set " + String.join(", ", names) + " where relation_id = :id")
                .params(columns)
                .param("id", event.relationId())
                .update();
    }

    /** A row of the history, put together as far as an entry has something to say. */
    private static final class Step {

        private final Map<String, @Nullable Object> columns = new HashMap<>();

        Step kind(Kind kind) {
            return with("kind", kind.name());
        }

        Step with(String column, @Nullable Object value) {
            columns.put(column, value);
            return this;
        }

        Step keepers(@Nullable String owner, @Nullable String backup) {
            return with("owner_id", owner).with("backup_id", backup);
        }

        Step on(Day day) {
            LocalDate date = day.date();
            return with("day", date).with("zone", day.zone().getId());
        }

        void insert(JdbcClient jdbc) {
            var names = String.join(", ", columns.keySet());
            var values = ":" + String.join(", :", columns.keySet());
            jdbc.sql("insert into relation_step (" + names + ") values (" + values + ")")
                    .params(columns)
                    .update();
        }
    }
}

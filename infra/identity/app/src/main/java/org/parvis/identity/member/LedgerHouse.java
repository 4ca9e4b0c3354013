package org.parvis.identity.member;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Busy;
import org.parvis.boot.HeldGrants;
import org.parvis.identity.api.BrandChanged;
import org.parvis.identity.api.BrandRegistered;
import org.parvis.identity.api.Role;
import org.parvis.identity.api.SecondPersonReleased;
import org.parvis.identity.api.SecondPersonRequired;
import org.parvis.identity.house.HeldRights;
import org.parvis.identity.house.SecondPersons;
import org.parvis.identity.rights.Action;
import org.parvis.identity.rights.Grant;
import org.parvis.identity.rights.Rights;
import org.parvis.ledger.LedgerEventStore;
import org.parvis.ledger.LedgerReader;
import org.parvis.ledger.StreamNames;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The house as the ledger has it now. A read model may be late by a moment, in which somebody could give a right on a brand that is
 * just being set up, or two administrators take the house from each other.
 */
@Component
final class LedgerHouse implements House, HeldRights, SecondPersons {

    private static final long TAKING_RIGHTS = 5_787_214_283_317_305_180L;
    /** What PostgreSQL says of a lock that it waited for long enough. */
    private static final String NOT_TO_BE_HAD = "55P03";

    private static final String BUSY = "RIGHTS_BUSY";

    /** Together shorter than the gateway waits for an answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private static final Duration PATIENCE_WITH_OTHERS = Duration.ofSeconds(2);

    private final LedgerReader ledger;
    private final LedgerEventStore events;
    private final HeldGrants held;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final ReentrantLock line = new ReentrantLock(true);

    LedgerHouse(
            LedgerReader ledger,
            LedgerEventStore events,
            HeldGrants held,
            JdbcClient jdbc,
            TransactionTemplate transactions,
            Clock clock) {
        this.ledger = ledger;
        this.events = events;
        this.held = held;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public boolean hasBrand(String brandId) {
        return ledger.lastSequence(StreamNames.TYPE_AND_ID.name("Brand", brandId))
                .isPresent();
    }

    @Override
    public boolean hasBrandIn(String brandId, String country) {
        if (!hasBrand(brandId)) {
            return false;
        }
        var found = new AtomicReference<@Nullable String>();
        events.readEvents(StreamNames.TYPE_AND_ID.name("Brand", brandId)).forEachRemaining(event -> {
            switch (event.getPayload()) {
                case BrandRegistered registered -> found.set(registered.country());
                case BrandChanged changed -> found.set(changed.country());
                default -> {}
            }
        });
        return country.equals(found.get());
    }

    @Override
    public boolean lets(String memberId, Action action, String brandId) {
        return Rights.decide(of(memberId), action, brandId, null, clock.instant())
                .allowed();
    }

    @Override
    public boolean hasOtherAdministrator(String memberId) {
        return jdbc
                .sql("select distinct member_id from member_grant where role = ? and brand_id = ? and member_id <> ?")
                .params(Role.ADMIN.name(), Grant.EVERY_BRAND, memberId)
                .query(String.class)
                .list()
                .stream()
                .anyMatch(this::isAdministrator);
    }

    @Override
    public boolean demandsSecondPerson() {
        var rule = StreamNames.TYPE_AND_ID.name("SecondPersonRule", "house");
        if (ledger.lastSequence(rule).isEmpty()) {
            return false;
        }
        var demanded = new AtomicBoolean();
        events.readEvents(rule).forEachRemaining(event -> {
            switch (event.getPayload()) {
                case SecondPersonRequired e -> demanded.set(true);
                case SecondPersonReleased e -> demanded.set(false);
                default -> {}
            }
        });
        return demanded.get();
    }

    @Override
    public boolean anotherThan(String memberId) {
        var roles = Arrays.stream(Role.values())
                .filter(role -> Rights.of(role).contains(Action.CONFIRM_GRANT))
                .collect(Collectors.toSet());
        return jdbc
                .sql(
                        "select distinct member_id from member_grant where role = any(?) and brand_id = ? and member_id <> ?")
                .params(roles.stream().map(Role::name).toArray(String[]::new), Grant.EVERY_BRAND, memberId)
                .query(String.class)
                .list()
                .stream()
                .anyMatch(other -> lets(other, Action.CONFIRM_GRANT, Grant.EVERY_BRAND));
    }

    /**
     * Runs something while nobody else takes rights away, in this process or another. What is run needs connections of its own, so in a
     * process one at most waits for the others with one in hand; the rest wait without.
     *
     * @throws Busy when it takes too long; nothing was run
     */
    <R> @Nullable R whileNobodyElseTakesRights(Supplier<@Nullable R> action) {
        if (!isFirstInLine()) {
            throw new Busy(BUSY);
        }
        try {
            return transactions.execute(status -> {
                lockOutOtherProcesses();
                return action.get();
            });
        } finally {
            line.unlock();
        }
    }

    private boolean isFirstInLine() {
        try {
            return line.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void lockOutOtherProcesses() {
        try {
            jdbc.sql("select set_config('lock_timeout', ?, true)")
                    .param(PATIENCE_WITH_OTHERS.toMillis() + "ms")
                    .query(String.class)
                    .single();
            jdbc.sql("select pg_advisory_xact_lock(?)")
                    .param(TAKING_RIGHTS)
                    .query((row, number) -> 1)
                    .single();
        } catch (DataAccessException e) {
            if (e.getMostSpecificCause() instanceof SQLException cause && NOT_TO_BE_HAD.equals(cause.getSQLState())) {
                throw new Busy(BUSY);
            }
            throw e;
        }
    }

    private boolean isAdministrator(String memberId) {
        return of(memberId).stream().map(LedgerHouse::terms).anyMatch(GrantTerms::keepTheHouse);
    }

    @Override
    public List<Grant> of(String memberId) {
        return held.of(memberId).orElse(List.of());
    }

    private static GrantTerms terms(Grant g) {
        return new GrantTerms(g.role(), g.brandId(), g.country(), g.channelId(), g.until());
    }
}

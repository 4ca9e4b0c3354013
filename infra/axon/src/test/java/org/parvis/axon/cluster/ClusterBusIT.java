package org.parvis.axon.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parvis.axon.Refused;

class ClusterBusIT {

    /** So many that the one with the lowest address, which leads a merge, is likely one of them. */
    private static final int STRANGERS = 3;

    private final AtomicInteger handled = new AtomicInteger();
    private final CountDownLatch over = new CountDownLatch(1);

    @TempDir
    private Path home;

    private Members members;
    private Path keys;

    @BeforeEach
    void open() {
        members = new Members(home);
        keys = Members.keyStore(home, "keys", null);
    }

    @AfterEach
    void close() {
        over.countDown();
        members.close();
    }

    private enum Reason {
        NO_ROOM
    }

    private static final class NoRoom extends Refused {
        NoRoom() {
            super(Category.CONFLICT, Reason.NO_ROOM, "tree:1", ordered());
        }

        private static Map<String, Object> ordered() {
            var details = new LinkedHashMap<String, Object>();
            details.put("room", 3);
            details.put("gardener", "lea");
            return details;
        }

        @Override
        public String brandId() {
            return "helianthe-fr";
        }
    }

    @Test
    void whatThisProcessCannotHandleIsAskedOfOneThatCan() throws Throwable {
        members.join(keys, command -> "planted " + handled.incrementAndGet());
        var asking = members.join(keys, null);

        assertThat(members.ask(asking, "t1")).isEqualTo("planted 1");
    }

    @Test
    void theOwnServiceComesFirst() throws Throwable {
        members.join(keys, command -> "there");
        var own = members.join(keys, command -> "here " + handled.incrementAndGet());

        for (var i = 1; i <= 20; i++) {
            assertThat(members.ask(own, "t" + i)).isEqualTo("here " + i);
        }
    }

    @Test
    void aRefusalIsTheSameOnThisSide() {
        members.join(keys, command -> {
            throw new NoRoom();
        });
        var asking = members.join(keys, null);

        assertThatThrownBy(() -> members.ask(asking, "t1")).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.category()).isEqualTo(Refused.Category.CONFLICT);
            assertThat(refused.code()).isEqualTo("NO_ROOM");
            assertThat(refused.subject()).isEqualTo("tree:1");
            assertThat(refused.brandId()).isEqualTo("helianthe-fr");
            assertThat(refused.details().values()).containsExactly(3, "lea");
        });
    }

    @Test
    void aConflictIsTheSameOnThisSideSoThatItIsTriedAgain() {
        members.join(keys, command -> {
            throw new ConcurrencyException("somebody was faster");
        });
        var asking = members.join(keys, null);

        assertThatThrownBy(() -> members.ask(asking, "t1")).isInstanceOf(ConcurrencyException.class);
    }

    @Test
    void withoutAnAnswerTheLedgerIsAskedAndTheCommandIsNotSentAgain() throws Throwable {
        members.join(keys, command -> {
            handled.incrementAndGet();
            members.plant(command);
            over.await();
            return null;
        });
        var asking = members.join(keys, null);

        assertThat(members.ask(asking, "t1")).isNull();

        assertThat(handled).hasValue(1);
        assertThat(members.entries()).isEqualTo(1);
    }

    @Test
    void whatTheLedgerDoesNotKnowIsNotKnownAndIsNotSentAgain() {
        members.join(keys, command -> {
            handled.incrementAndGet();
            over.await();
            return null;
        });
        var asking = members.join(keys, null);

        assertThatThrownBy(() -> members.ask(asking, "t1"))
                .isInstanceOfSatisfying(
                        OutcomeNotKnown.class,
                        unknown -> assertThat(unknown.commandId()).isNotEmpty());

        assertThat(handled).hasValue(1);
        assertThat(members.entries()).isZero();
    }

    @Test
    void whatNobodyTakesIsNotSent() {
        var asking = members.join(keys, null);

        assertThatThrownBy(() -> members.ask(asking, "t1")).isInstanceOf(CommandNotDelivered.class);
    }

    @Test
    void whoDoesNotKnowTheKeysStaysAlone() throws Throwable {
        var asking = members.join(keys, null);
        var outsider = members.join(Members.keyStore(home, "others", null), command -> "outside");

        assertThat(outsider.members()).isEqualTo(1);
        assertThat(asking.members()).isEqualTo(1);
        assertThatThrownBy(() -> members.ask(asking, "t1")).isInstanceOf(CommandNotDelivered.class);

        var inside = members.join(keys, command -> "inside " + handled.incrementAndGet());
        assertThat(inside.members()).isEqualTo(2);
        for (var i = 1; i <= 10; i++) {
            assertThat(members.ask(asking, "t" + i)).isEqualTo("inside " + i);
        }
        assertThat(outsider.members()).isEqualTo(1);
    }

    @Test
    @Tag("cluster")
    void strangersInTheTableDoNotKeepTheMembersApart() throws Throwable {
        var asking = members.join(keys, null);
        var stores = IntStream.range(0, STRANGERS)
                .mapToObj(i -> Members.keyStore(home, "other" + i, null))
                .toList();
        List<ClusterBus> outsiders = stores.parallelStream()
                .map(store -> members.intrude(store, keys, command -> "outside"))
                .toList();

        var inside = members.join(keys, command -> "inside " + handled.incrementAndGet());
        // It asked a stranger first, and then found nobody; the members find each other nevertheless.
        members.await(() -> asking.members() == 2 && inside.members() == 2);
        for (var i = 1; i <= 10; i++) {
            assertThat(members.ask(asking, "t" + i)).isEqualTo("inside " + i);
        }
        assertThat(outsiders)
                .allSatisfy(outsider -> assertThat(outsider.members()).isEqualTo(1));
    }

    @Test
    void whoCanReadTheMessagesButIsNoMemberIsTurnedAway() {
        var asking = members.join(keys, null);
        var half = Members.keyStore(home, "half", keys);

        assertThatThrownBy(() -> members.join(half, command -> "outside"))
                .hasRootCauseInstanceOf(SecurityException.class);

        assertThat(asking.members()).isEqualTo(1);
    }
}

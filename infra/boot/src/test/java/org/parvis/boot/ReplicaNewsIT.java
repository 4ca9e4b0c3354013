package org.parvis.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parvis.test.TestPostgres;
import org.parvis.web.live.Neighbours;
import org.springframework.jdbc.core.simple.JdbcClient;

class ReplicaNewsIT {

    private final HikariDataSource database = TestPostgres.freshDatabase().owner();
    private final JdbcClient sql = JdbcClient.create(database);
    private final Page here = new Page();
    private final Page there = new Page();
    private final ReplicaNews one = new ReplicaNews(database, "sample");
    private final ReplicaNews other = new ReplicaNews(database, "sample");

    private static final class Page implements Neighbours.Ear {

        private final ConcurrentLinkedQueue<String> heard = new ConcurrentLinkedQueue<>();
        private final AtomicInteger missed = new AtomicInteger();

        @Override
        public void heard(String topic, String brandId, String item) {
            heard.add(topic + " " + brandId + " " + item);
        }

        @Override
        public void missed() {
            missed.incrementAndGet();
        }
    }

    @BeforeEach
    void listen() throws InterruptedException {
        one.listen(here);
        other.listen(there);
        until(() -> listening().size() >= 2);
    }

    @AfterEach
    void close() {
        one.close();
        other.close();
        database.close();
    }

    @Test
    void whatOneReplicaProjectsTheOtherHearsOnce() throws InterruptedException {
        var told = IntStream.range(0, 1_000).mapToObj(i -> "reply-" + i).toList();
        told.forEach(id -> one.tell("replies", "helianthe-fr", id));

        until(() -> there.heard.size() >= told.size());

        assertThat(there.heard)
                .containsExactlyElementsOf(
                        told.stream().map(id -> "replies helianthe-fr " + id).toList());
        assertThat(here.heard).as("one's own news").isEmpty();
        assertThat(there.missed).hasValue(0);
    }

    @Test
    void whoLostTheLineIsToldThatSomethingMayBeMissing() throws InterruptedException {
        for (var process : listening()) {
            sql.sql("select pg_terminate_backend(?)")
                    .param(process)
                    .query(Boolean.class)
                    .single();
        }
        until(() -> here.missed.get() > 0 && there.missed.get() > 0);

        one.tell("replies", "helianthe-fr", "later");
        until(() -> there.heard.contains("replies helianthe-fr later"));
    }

    private List<Integer> listening() {
        return sql.sql(
                        "select pid from pg_stat_activity where datname = current_database() and query like 'listen %' or"
                                + " datname = current_database() and pid <> pg_backend_pid() and query = 'select 1'")
                .query(Integer.class)
                .list();
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        var end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("a minute has passed").isLessThan(end);
            Thread.sleep(20);
        }
    }
}

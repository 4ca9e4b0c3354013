package org.parvis.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parvis.test.TestPostgres;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Lists of rows that weigh anything, against PostgreSQL. */
class WeightIT {

    private static final HikariDataSource DATABASE =
            TestPostgres.freshDatabase().owner();
    private static final JdbcClient JDBC = JdbcClient.create(DATABASE);

    @BeforeEach
    void empty() {
        JDBC.sql("drop table if exists letter").update();
        JDBC.sql("create table letter (id text primary key, body text not null, note jsonb)")
                .update();
    }

    @AfterAll
    static void stop() {
        DATABASE.close();
    }

    private static void letters(String prefix, int count, int signs) {
        JDBC.sql(
                        "insert into letter select ? || to_char(n, 'FM0000'), repeat('é', ?), null from generate_series(1, ?) n")
                .params(prefix, signs, count)
                .update();
    }

    /** Each page of the list, until it says that it ends. */
    private static List<List<String>> pages(int limit) {
        var pages = new ArrayList<List<String>>();
        var after = "";
        while (true) {
            var query = JDBC.sql(Weight.ended(
                            "select * from letter where id > :after order by id limit :limit", "id", "body", "note"))
                    .param("after", after)
                    .param("limit", limit + 1);
            var page = Weight.page(query, (row, number) -> row.getString("id"), limit, id -> id);
            pages.add(page.items());
            if (page.next() == null) {
                return pages;
            }
            after = Cursor.decode(page.next());
        }
    }

    private static List<String> ids(String prefix, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(n -> "%s%04d".formatted(prefix, n))
                .toList();
    }

    @Test
    void lightRowsComeByTheirNumber() {
        letters("a", 25, 10);
        assertThat(pages(10))
                .containsExactly(
                        ids("a", 10), ids("a", 20).subList(10, 20), ids("a", 25).subList(20, 25));
    }

    @Test
    void aPageThatIsFullToItsLastRowHasNoNext() {
        letters("a", 10, 10);
        assertThat(pages(10)).containsExactly(ids("a", 10));
    }

    @Test
    void heavyRowsEndThePageAndNothingIsLost() {
        letters("a", 3, 10);
        letters("b", 20, 100_000);
        letters("c", 15, 10);
        var pages = pages(10);
        assertThat(pages.stream().flatMap(List::stream))
                .containsExactlyElementsOf(Stream.of(ids("a", 3), ids("b", 20), ids("c", 15))
                        .flatMap(List::stream)
                        .toList());
        // 200,000 bytes each: the fifth of them reaches a million, and so is the last of its page.
        assertThat(pages.get(0)).hasSize(8);
        assertThat(pages.get(1)).hasSize(5);
        assertThat(pages.getLast()).hasSizeLessThanOrEqualTo(10);
    }

    @Test
    void aRowThatIsHeavierThanAPageIsAPage() {
        letters("a", 3, 2_000_000);
        assertThat(pages(10)).containsExactly(List.of("a0001"), List.of("a0002"), List.of("a0003"));
    }

    @Test
    void whatIsNullWeighsNothingAndJsonWhatIsWritten() {
        letters("a", 2, 10);
        JDBC.sql("update letter set note = to_jsonb(repeat('x', 1200000)) where id = 'a0001'")
                .update();
        assertThat(pages(10)).containsExactly(List.of("a0001"), List.of("a0002"));
    }

    @Test
    void anEmptyListIsOnePage() {
        assertThat(pages(10)).containsExactly(List.of());
    }
}

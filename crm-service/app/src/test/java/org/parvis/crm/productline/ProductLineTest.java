package org.parvis.crm.productline;

import static org.parvis.crm.Refusals.refusedBecause;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.parvis.crm.api.ProductLineDefined;

class ProductLineTest {

    private static final ProductLineDefined APPLICATION =
            new ProductLineDefined("application", "helianthe", "Application", List.of("claire"));

    private final AggregateTestFixture<ProductLine> fixture = new AggregateTestFixture<>(ProductLine.class);

    @Test
    void isDefinedOnce() {
        fixture.givenNoPriorActivity()
                .when(define(" Application ", null, "claire", "claire"))
                .expectEvents(APPLICATION);
        fixture.given(APPLICATION).when(define("Application", null, "claire")).expectNoEvents();
    }

    @Test
    void changesForWhoSawIt() {
        fixture.given(APPLICATION)
                .when(define("Application", 0L, "hugo", "claire"))
                .expectEvents(
                        new ProductLineDefined("application", "helianthe", "Application", List.of("claire", "hugo")));
    }

    @Test
    void refusesToChangeForWhoDidNotLook() {
        fixture.given(APPLICATION)
                .when(define("Application", null, "hugo"))
                .expectException(refusedBecause(ProductLineRefusal.ALREADY_EXISTS_DIFFERENT));
    }

    @Test
    void refusesToMoveToAnotherBrand() {
        fixture.given(APPLICATION)
                .when(new DefineProductLine("application", "other", "Application", List.of("claire"), 0L))
                .expectException(refusedBecause(ProductLineRefusal.ALREADY_EXISTS_DIFFERENT));
    }

    @Test
    void refusesAStaleVersion() {
        fixture.given(APPLICATION, new ProductLineDefined("application", "helianthe", "App", List.of()))
                .when(define("Application", 0L, "hugo"))
                .expectException(refusedBecause(ProductLineRefusal.STALE_VERSION, Map.of("version", 1L)));
    }

    @Test
    void refusesAnEmptyName() {
        fixture.givenNoPriorActivity()
                .when(define(" ", null))
                .expectException(refusedBecause(ProductLineRefusal.LINE_NAME_EMPTY));
    }

    @Test
    void refusesAnEndlessName() {
        fixture.givenNoPriorActivity()
                .when(define("a".repeat(ProductLine.LONGEST_NAME + 1), null))
                .expectException(refusedBecause(
                        ProductLineRefusal.LINE_NAME_TOO_LONG, Map.of("longest", ProductLine.LONGEST_NAME)));
    }

    @Test
    void refusesACrowdOfManagers() {
        var crowd = IntStream.rangeClosed(0, ProductLine.MOST_MANAGERS)
                .mapToObj(n -> "manager-" + n)
                .toArray(String[]::new);
        fixture.givenNoPriorActivity()
                .when(define("Application", null, crowd))
                .expectException(refusedBecause(
                        ProductLineRefusal.TOO_MANY_MANAGERS, Map.of("most", ProductLine.MOST_MANAGERS)));
    }

    private static DefineProductLine define(String name, @Nullable Long expectedVersion, String... managers) {
        return new DefineProductLine("application", "helianthe", name, List.of(managers), expectedVersion);
    }
}

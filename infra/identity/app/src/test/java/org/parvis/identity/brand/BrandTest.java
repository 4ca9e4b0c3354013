package org.parvis.identity.brand;

import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;
import org.parvis.identity.api.BrandChanged;
import org.parvis.identity.api.BrandRegistered;

class BrandTest {

    private static final BrandDescription ALIZE =
            new BrandDescription("Alizé", "FR", List.of("fr", "en"), "Europe/Paris");
    private static final BrandRegistered REGISTERED =
            new BrandRegistered("alize", "Alizé", "FR", List.of("fr", "en"), "Europe/Paris");

    private final AggregateTestFixture<Brand> brand = new AggregateTestFixture<>(Brand.class);

    @Test
    void isSetUpOnce() {
        brand.givenNoPriorActivity()
                .when(new RegisterBrand("alize", ALIZE))
                .expectResultMessagePayload(true)
                .expectEvents(REGISTERED);
    }

    @Test
    void leavesAnIdenticalBrandAlone() {
        brand.given(REGISTERED)
                .when(new RegisterBrand("alize", ALIZE))
                .expectResultMessagePayload(false)
                .expectNoEvents();
    }

    @Test
    void refusesAnotherBrandUnderTheSameId() {
        brand.given(REGISTERED)
                .when(new RegisterBrand("alize", new BrandDescription("Sirocco", "FR", List.of("fr"), "Europe/Paris")))
                .expectException(BrandRefused.class)
                .expectExceptionMessage("ALREADY_EXISTS_DIFFERENT brand:alize");
    }

    @Test
    void isDescribedAnew() {
        brand.given(REGISTERED)
                .when(new ChangeBrand("alize", new BrandDescription("Alizé", "CA", List.of("fr"), "America/Montreal")))
                .expectEvents(new BrandChanged("alize", "Alizé", "CA", List.of("fr"), "America/Montreal"));
    }

    @Test
    void saysNothingWhenNothingChanges() {
        brand.given(REGISTERED).when(new ChangeBrand("alize", ALIZE)).expectNoEvents();
    }
}

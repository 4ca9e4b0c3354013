package org.parvis.moderation.calling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.parvis.boot.testing.RunningService;
import org.parvis.moderation.House;

class LettersIT {

    private final RunningService service = House.open();
    private final Letters letters = service.bean(Letters.class);

    /** So late that the service itself does not send them. */
    private final Instant late = Instant.now().plus(Duration.ofDays(1));

    @AfterEach
    void takeBack() {
        service.jdbc().sql("delete from letter where escalation_id = 'turns'").update();
    }

    private void write(String brandId, int number, Instant at) {
        letters.write(brandId + "-" + number, "turns", brandId, number, "malik", at);
    }

    @Test
    void lettersOfOneBrandWaitForNoMoreThanOneOfEachOther() {
        for (var number = 10; number < 30; number++) {
            write("helianthe", number, late);
        }
        write("other", 1, late.plusSeconds(1));
        write("other", 2, late.plusSeconds(2));
        assertThat(letters.waiting(late.plusSeconds(3), 5))
                .extracting(Letter::letterId)
                .containsExactly("helianthe-10", "other-1", "helianthe-11", "other-2", "helianthe-12");
    }
}

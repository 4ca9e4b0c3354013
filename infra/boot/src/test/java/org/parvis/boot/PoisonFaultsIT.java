package org.parvis.boot;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** P14 in full: {@code ./mvnw verify -Pfaults -pl infra/boot -am}; {@code -Dfaults.poisoned=} sets how many subjects. */
@Tag("faults")
class PoisonFaultsIT {

    private static final int SUBJECTS = Integer.getInteger("faults.poisoned", 300);

    @Test
    void stopsNothingAndComesBackInOrder() throws Exception {
        new Poison(SUBJECTS).run();
    }
}

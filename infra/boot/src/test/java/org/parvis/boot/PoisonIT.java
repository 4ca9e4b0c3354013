package org.parvis.boot;

import org.junit.jupiter.api.Test;

/** P14, small enough for every build; more than one page of what is set aside all the same. */
class PoisonIT {

    private static final int SUBJECTS = 25;

    @Test
    void stopsNothingAndComesBackInOrder() throws Exception {
        new Poison(SUBJECTS).run();
    }
}

package org.parvis.listening;

import org.hamcrest.CustomTypeSafeMatcher;
import org.hamcrest.Matcher;
import org.parvis.axon.Refused;

/** Recognises refusals in aggregate tests. */
public final class Refusals {

    private Refusals() {}

    /** A refusal with this code. */
    public static Matcher<Throwable> refusedBecause(String code) {
        return new CustomTypeSafeMatcher<>("refused because " + code) {
            @Override
            protected boolean matchesSafely(Throwable thrown) {
                return thrown instanceof Refused refused && refused.code().equals(code);
            }
        };
    }
}

package org.parvis.crm;

import java.util.Map;
import org.hamcrest.CustomTypeSafeMatcher;
import org.hamcrest.Matcher;
import org.parvis.axon.Refused;

/** Recognises refusals in aggregate tests. */
public final class Refusals {

    private Refusals() {}

    /** A refusal for this reason, whatever its details. */
    public static Matcher<Throwable> refusedBecause(Enum<?> reason) {
        return new CustomTypeSafeMatcher<>("refused because " + reason) {
            @Override
            protected boolean matchesSafely(Throwable thrown) {
                return thrown instanceof Refused refused && refused.code().equals(reason.name());
            }
        };
    }

    /** A refusal for this reason that says exactly these facts. */
    public static Matcher<Throwable> refusedBecause(Enum<?> reason, Map<String, Object> details) {
        return new CustomTypeSafeMatcher<>("refused because " + reason + " " + details) {
            @Override
            protected boolean matchesSafely(Throwable thrown) {
                return thrown instanceof Refused refused
                        && refused.code().equals(reason.name())
                        && refused.details().equals(details);
            }
        };
    }
}

package org.parvis.publishing.testing;

import java.util.Map;
import org.hamcrest.Description;
import org.hamcrest.Matcher;
import org.hamcrest.TypeSafeMatcher;
import org.parvis.axon.EntryMetadata;
import org.parvis.axon.Refused;
import org.parvis.axon.Refused.Category;

/** Says in tests that a command is refused, why, and who sent it. */
public final class Refusals {

    private Refusals() {}

    /** The metadata of a command sent by a member. */
    public static Map<String, Object> by(String memberId) {
        return Map.of(EntryMetadata.ACTOR, memberId, EntryMetadata.ACTOR_KIND, "HUMAN");
    }

    public static Matcher<Throwable> refused(Category category, Enum<?> reason) {
        return new TypeSafeMatcher<>() {
            @Override
            protected boolean matchesSafely(Throwable thrown) {
                var refused = Refused.in(thrown);
                return refused != null
                        && refused.category() == category
                        && refused.code().equals(reason.name());
            }

            @Override
            public void describeTo(Description description) {
                description.appendText("refused with " + category + " " + reason);
            }
        };
    }
}

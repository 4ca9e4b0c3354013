package org.parvis.axon;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A command was understood and refused by a rule. The refusal itself becomes an entry; people read the text {@code refusal.<CODE>} in
 * their language.
 */
public abstract class Refused extends RuntimeException {

    /** What kind of no it is; decides the HTTP status and nothing else. */
    public enum Category {
        /** The state does not allow it (any more): 409. */
        CONFLICT,
        /** This person must not do it: 403. */
        FORBIDDEN,
        /** What was asked makes no sense: 422. */
        INVALID,
        /** There is no such thing: 404. */
        NOT_FOUND
    }

    private final Category category;
    private final String code;
    private final String subject;
    private final transient Map<String, Object> details;

    /**
     * @param reason its name is the stable code
     * @param subject what it is about, as {@code kind:id}
     * @param details facts for the message ({0}, {1}, ... in their order) and for programs, plain values only
     */
    protected Refused(Category category, Enum<?> reason, String subject, Map<String, Object> details) {
        this(category, reason.name(), subject, details);
    }

    /** For a refusal whose reason was said elsewhere. */
    protected Refused(Category category, String code, String subject, Map<String, Object> details) {
        super(code + " " + subject);
        this.category = category;
        this.code = code;
        this.subject = subject;
        this.details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    }

    protected Refused(Category category, Enum<?> reason, String subject) {
        this(category, reason, subject, Map.of());
    }

    public Category category() {
        return category;
    }

    public String code() {
        return code;
    }

    public String subject() {
        return subject;
    }

    public Map<String, Object> details() {
        return details;
    }

    /** The brand it happened in, when the refusing rule knows it better than the command does. */
    public @Nullable String brandId() {
        return null;
    }

    /** Finds the refusal in what a command bus threw. */
    public static @Nullable Refused in(@Nullable Throwable thrown) {
        var seen = 0;
        for (var t = thrown; t != null && seen < 20; t = t.getCause(), seen++) {
            if (t instanceof Refused refused) {
                return refused;
            }
        }
        return null;
    }
}

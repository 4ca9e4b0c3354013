package org.parvis.listening.topic;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.InvalidInput;
import org.parvis.listening.judgement.Agreement;

/**
 * What somebody said of messages that a query found: these belong to the topic, these do not. They outlive a change of the query; only
 * those count that are in the sample of what it finds now.
 */
record Marks(Set<String> right, Set<String> wrong) {

    static final Marks NONE = new Marks(Set.of(), Set.of());

    /** Of each kind; a sample has twenty, and a query is changed a few times. */
    static final int MOST = 200;

    private static final int LONGEST_ID = 100;

    Marks {
        right = Set.copyOf(right);
        wrong = Set.copyOf(wrong);
    }

    /** What is marked both ways is not right. */
    static Marks of(@Nullable List<String> right, @Nullable List<String> wrong) {
        var not = bounded("wrong", wrong);
        var yes = bounded("right", right);
        yes.removeAll(not);
        return new Marks(yes, not);
    }

    private static Set<String> bounded(String field, @Nullable List<String> ids) {
        var all = ids == null ? List.<String>of() : ids;
        if (all.size() > MOST) {
            throw new InvalidInput(field, "too-many", MOST);
        }
        if (all.stream().anyMatch(id -> id == null || id.length() > LONGEST_ID)) {
            throw new InvalidInput(field, "too-long", LONGEST_ID);
        }
        return new LinkedHashSet<>(all);
    }

    boolean isEmpty() {
        return right.isEmpty() && wrong.isEmpty();
    }

    /** Null when nobody said. */
    @Nullable
    Boolean of(String mentionId) {
        return right.contains(mentionId) ? Boolean.TRUE : wrong.contains(mentionId) ? Boolean.FALSE : null;
    }

    Agreement among(Collection<String> sample) {
        var judged = sample.stream().filter(id -> of(id) != null).toList();
        return new Agreement(judged.stream().filter(right::contains).count(), judged.size());
    }

    /** Without those of a sample: they wait until the query finds their messages again. */
    Marks without(Collection<String> sample) {
        return new Marks(
                right.stream().filter(id -> !sample.contains(id)).collect(Collectors.toSet()),
                wrong.stream().filter(id -> !sample.contains(id)).collect(Collectors.toSet()));
    }
}

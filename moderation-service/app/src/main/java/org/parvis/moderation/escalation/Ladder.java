package org.parvis.moderation.escalation;

import java.util.Collection;
import java.util.List;

/**
 * The order in which people are called: level by level, the list again for each round, and at last everybody at once. Steps count from
 * 1; after the last one nobody is called any more.
 */
record Ladder(List<List<String>> levels, int rounds) {

    Ladder {
        levels = levels.stream().map(List::copyOf).toList();
    }

    /** One call: the members of a level in a round. */
    record Step(int round, int level, List<String> members) {}

    /** With one level and one person there is nobody else to call at last, but the call is still repeated. */
    int steps() {
        return levels.size() * rounds + 1;
    }

    boolean isLast(int step) {
        return step >= steps();
    }

    Step step(int number) {
        if (number < 1 || number > steps()) {
            throw new IllegalArgumentException("There is no step " + number + " of " + steps());
        }
        if (number == steps()) {
            var everybody =
                    levels.stream().flatMap(Collection::stream).distinct().toList();
            return new Step(rounds + 1, levels.size(), everybody);
        }
        var level = (number - 1) % levels.size();
        return new Step((number - 1) / levels.size() + 1, level + 1, levels.get(level));
    }
}

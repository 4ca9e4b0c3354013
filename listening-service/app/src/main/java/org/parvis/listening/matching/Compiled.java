package org.parvis.listening.matching;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A query as it is run.
 *
 * <p>It waits at its anchors: literals of which at least one holds wherever the query does. Where one holds, the steps are run. A step
 * is two numbers: a literal, and how many steps on to go when it holds (upper half) and when it does not (lower half); so any formula is
 * decided without a stack, each literal asked once at most, and the length stays that of the formula.
 *
 * @param node the query itself, for what has to be said about a match
 * @param anchors in any order
 * @param steps none where an anchor says all there is to say
 * @param weight of the formula it was made of
 */
record Compiled(String id, Node node, int[] anchors, int[] steps, long weight) {

    static final int ACCEPT = 0x7fff;
    static final int REJECT = 0x7ffe;
    private static final int LONGEST = 0x7ff0;

    static Compiled of(String id, Node node, long weight) {
        var anchor = anchor(node);
        if (anchor == null) {
            throw new IllegalArgumentException("Nothing has to be there for query " + id + " to match");
        }
        int[] anchors =
                anchor.literals.stream().distinct().mapToInt(Integer::intValue).toArray();
        var rest = rest(node, anchor.of);
        return new Compiled(id, node, anchors, rest == null ? new int[0] : Steps.of(rest), weight);
    }

    /** Where a query can wait, and what that costs. */
    private record Anchor(Node of, List<Integer> literals, double share) {}

    /**
     * The required clause that the fewest documents have something of. Clauses are those of the conjunctive normal form; that is never
     * written out: of a disjunction's clauses the cheapest is made of the cheapest of each alternative.
     */
    private static @Nullable Anchor anchor(Node node) {
        return switch (node) {
            case Node.Leaf leaf -> new Anchor(leaf, List.of(leaf.literal()), leaf.share());
            // Only what is not there is required by a negation, and nobody can wait for that.
            case Node.Not not -> null;
            case Node.All all -> {
                Anchor best = null;
                for (var part : all.parts()) {
                    var anchor = anchor(part);
                    if (anchor != null && (best == null || anchor.share < best.share)) {
                        best = anchor;
                    }
                }
                yield best;
            }
            case Node.Any any -> {
                var literals = new ArrayList<Integer>();
                double share = 0;
                for (var part : any.parts()) {
                    var anchor = anchor(part);
                    if (anchor == null) {
                        yield null;
                    }
                    literals.addAll(anchor.literals);
                    share += anchor.share;
                }
                yield new Anchor(any, literals, share);
            }
        };
    }

    /** What is still to be asked where an anchor holds; null when nothing is. */
    private static @Nullable Node rest(Node node, Node anchored) {
        if (node instanceof Node.All all) {
            var rest = all.parts().stream()
                    .filter(part -> !(isFlat(part) && part.equals(anchored)))
                    .toList();
            return rest.isEmpty() ? null : rest.size() == 1 ? rest.getFirst() : new Node.All(rest);
        }
        return isFlat(node) ? null : node;
    }

    private static boolean isFlat(Node node) {
        return node instanceof Node.Leaf || (node instanceof Node.Any any && any.isFlat());
    }

    /** Writes the steps from the last to the first, so that each knows where to go on. */
    private static final class Steps {

        private int[] backwards = new int[32];
        private int count;

        static int[] of(Node node) {
            var steps = new Steps();
            steps.write(node, ACCEPT, REJECT);
            var forwards = new int[2 * steps.count];
            for (int i = 0; i < steps.count; i++) {
                int from = 2 * (steps.count - 1 - i);
                forwards[from] = steps.backwards[2 * i];
                forwards[from + 1] = steps.backwards[2 * i + 1];
            }
            return forwards;
        }

        /** Targets are numbers of steps from the end; returns that of the first step written. */
        private int write(Node node, int ifHolds, int ifNot) {
            return switch (node) {
                case Node.Leaf leaf -> step(leaf.literal(), ifHolds, ifNot);
                case Node.Not not -> write(not.part(), ifNot, ifHolds);
                case Node.All all -> {
                    int next = ifHolds;
                    for (var part : all.parts().reversed()) {
                        next = write(part, next, ifNot);
                    }
                    yield next;
                }
                case Node.Any any -> {
                    int next = ifNot;
                    for (var part : any.parts().reversed()) {
                        next = write(part, ifHolds, next);
                    }
                    yield next;
                }
            };
        }

        private int step(int literal, int ifHolds, int ifNot) {
            if (count >= LONGEST) {
                throw new IllegalArgumentException("A query of more than " + LONGEST + " parts");
            }
            if (backwards.length < 2 * count + 2) {
                backwards = Arrays.copyOf(backwards, backwards.length * 2);
            }
            backwards[2 * count] = literal;
            backwards[2 * count + 1] = forward(ifHolds) << 16 | forward(ifNot);
            return count++;
        }

        private int forward(int target) {
            return target >= REJECT ? target : count - target;
        }
    }
}

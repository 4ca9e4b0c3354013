package org.parvis.listening.matching;

import java.util.List;

/**
 * A formula over numbers. Conjunctions stand in no conjunction, disjunctions in no disjunction, negations in no negation.
 */
sealed interface Node {

    /** In about which share of the documents it holds. */
    double share();

    record Leaf(int literal, double share) implements Node {}

    record All(List<Node> parts) implements Node {
        @Override
        public double share() {
            return parts.stream().mapToDouble(Node::share).min().orElse(1);
        }
    }

    record Any(List<Node> parts) implements Node {
        @Override
        public double share() {
            return Math.min(1, parts.stream().mapToDouble(Node::share).sum());
        }

        boolean isFlat() {
            return parts.stream().allMatch(Leaf.class::isInstance);
        }
    }

    record Not(Node part) implements Node {
        @Override
        public double share() {
            return 1 - part.share();
        }
    }
}

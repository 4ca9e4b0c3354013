package org.parvis.listening.matching;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Turns formulas into nodes, putting what they ask about into a dictionary. */
final class Numbering {

    /** From here on alternatives are one literal that the document answers once, instead of a walk through them by each query. */
    private static final int LONG_LIST = 40;

    private final Dictionary dictionary;

    /** Leaves are shared: a hundred thousand queries ask for the same few thousand things. */
    private final Map<Integer, Node.Leaf> leaves = new HashMap<>();

    Numbering(Dictionary dictionary) {
        this.dictionary = dictionary;
    }

    Node node(Formula formula) {
        return switch (formula) {
            case Formula.All all -> all(all.parts().stream().map(this::node).toList());
            case Formula.Any any -> any(any.parts().stream().map(this::node).toList());
            case Formula.Not not -> {
                var part = node(not.part());
                yield part instanceof Node.Not inner ? inner.part() : new Node.Not(part);
            }
            default -> leaf(literal(formula));
        };
    }

    /** The same query in this dictionary. */
    Node again(Node node, Dictionary from) {
        return switch (node) {
            case Node.Leaf leaf -> leaf(again(leaf.literal(), from));
            case Node.Not not -> new Node.Not(again(not.part(), from));
            case Node.All all ->
                all(all.parts().stream().map(part -> again(part, from)).toList());
            case Node.Any any ->
                any(any.parts().stream().map(part -> again(part, from)).toList());
        };
    }

    private int again(int literal, Dictionary from) {
        return switch (from.literal(literal)) {
            case Literal.Phrase phrase ->
                dictionary.number(new Literal.Phrase(
                        phrase.words().stream().map(word -> again(word, from)).toList(), phrase.slop()));
            case Literal.AnyOf any ->
                anyOf(any.parts().stream().map(part -> again(part, from)).toList());
            case Literal same -> dictionary.number(same);
        };
    }

    private Node all(List<Node> given) {
        var parts = new ArrayList<Node>();
        for (var node : given) {
            if (node instanceof Node.All inner) {
                parts.addAll(inner.parts());
            } else {
                parts.add(node);
            }
        }
        // What fails most often comes first.
        parts.sort(Comparator.comparingDouble(Node::share));
        return parts.size() == 1 ? parts.getFirst() : new Node.All(List.copyOf(parts));
    }

    private Node any(List<Node> given) {
        var parts = new ArrayList<Node>();
        for (var node : given) {
            if (node instanceof Node.Any inner) {
                parts.addAll(inner.parts());
            } else {
                parts.add(node);
            }
        }
        shortened(parts);
        parts.sort(Comparator.comparingDouble(Node::share).reversed());
        return parts.size() == 1 ? parts.getFirst() : new Node.Any(List.copyOf(parts));
    }

    private void shortened(List<Node> parts) {
        var leaves = parts.stream()
                .filter(Node.Leaf.class::isInstance)
                .map(Node.Leaf.class::cast)
                .toList();
        if (leaves.size() > LONG_LIST) {
            parts.removeAll(leaves);
            parts.add(leaf(anyOf(leaves.stream().map(Node.Leaf::literal).toList())));
        }
    }

    private int anyOf(List<Integer> literals) {
        var parts = literals.stream().distinct().sorted().toList();
        return parts.size() == 1 ? parts.getFirst() : dictionary.number(new Literal.AnyOf(parts));
    }

    private Node leaf(int literal) {
        return leaves.computeIfAbsent(literal, key -> new Node.Leaf(key, dictionary.share(key)));
    }

    /** The number of a formula that is a question of its own. */
    int literal(Formula formula) {
        return switch (formula) {
            case Formula.Term term -> dictionary.number(new Literal.Term(term.field(), term.text()));
            case Formula.Word word ->
                anyOf(word.forms().stream().map(this::literal).toList());
            case Formula.Prefix prefix -> dictionary.number(new Literal.Prefix(prefix.field(), prefix.start()));
            case Formula.Fuzzy fuzzy -> dictionary.number(new Literal.Fuzzy(fuzzy.word(), fuzzy.edits()));
            case Formula.Phrase phrase -> phrase(phrase.words(), 0);
            case Formula.Near near -> phrase(near.words(), near.slop());
            case Formula.All all -> throw new IllegalArgumentException("no literal: " + all);
            case Formula.Any any -> throw new IllegalArgumentException("no literal: " + any);
            case Formula.Not not -> throw new IllegalArgumentException("no literal: " + not);
        };
    }

    private int phrase(List<String> words, int slop) {
        var numbers = words.stream()
                .map(word -> dictionary.number(new Literal.Term(Field.PLAIN, word)))
                .toList();
        return numbers.size() == 1 ? numbers.getFirst() : dictionary.number(new Literal.Phrase(numbers, slop));
    }
}

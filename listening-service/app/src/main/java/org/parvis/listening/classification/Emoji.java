package org.parvis.listening.classification;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The pictures and typed faces in a message, which carry tone in any language. */
final class Emoji {

    /** Three weeping faces are not three times as sad as one. */
    private static final int MAX_COUNTED = 3;

    private final Map<String, Double> weights = new HashMap<>();
    private final List<String> faces = new ArrayList<>();

    /** Pictures found, and their weight together. */
    record Found(double positive, double negative, List<String> signs) {}

    Emoji() {
        Lexicon.lines("emoji.txt").forEach((weight, signs) -> {
            for (var sign : signs.split(" ")) {
                weights.put(sign, Double.parseDouble(weight));
                if (sign.chars().allMatch(c -> c < 0x80)) {
                    faces.add(sign);
                }
            }
        });
    }

    Found in(String text) {
        var signs = new ArrayList<String>();
        text.codePoints()
                .filter(c -> c > 0x2000)
                .mapToObj(Character::toString)
                .filter(weights::containsKey)
                .forEach(signs::add);
        var padded = " " + text.replaceAll("\\s+", " ") + " ";
        for (var face : faces) {
            if (padded.contains(" " + face)) {
                signs.add(face);
            }
        }
        double positive = 0;
        double negative = 0;
        for (var sign : signs.subList(0, Math.min(MAX_COUNTED, signs.size()))) {
            double weight = weights.getOrDefault(sign, 0.0);
            positive += Math.max(0, weight);
            negative += Math.min(0, weight);
        }
        return new Found(positive, negative, signs.stream().distinct().limit(5).toList());
    }
}

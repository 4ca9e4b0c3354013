package org.parvis.listening.classification;

import java.util.List;

/**
 * What a shipped model reached on texts with known answers that it had not seen, when it was made.
 *
 * @param axis tone or abuse
 * @param set the name of the set of texts
 * @param macroF1 the mean over the classes of the harmonic mean of precision and recall
 */
public record Measured(String language, String axis, String set, int texts, double macroF1) {

    private static final List<Measured> ALL = Lexicon.lines("measured.txt").entrySet().stream()
            .map(line -> {
                var name = line.getKey().split(" ");
                var figures = line.getValue().split(", ");
                return new Measured(
                        name[1], name[0], figures[0], Integer.parseInt(figures[1]), Double.parseDouble(figures[2]));
            })
            .toList();

    public static List<Measured> all() {
        return ALL;
    }
}

package org.parvis.listening.classification;

import java.util.List;
import java.util.stream.IntStream;

/** How often each class was taken for each. */
final class Tally {

    private final int[][] taken;

    Tally(int classes) {
        taken = new int[classes][classes];
    }

    static Tally of(int classes, List<Labelled> texts, List<Integer> read) {
        var tally = new Tally(classes);
        for (int i = 0; i < texts.size(); i++) {
            tally.add(texts.get(i).label(), read.get(i));
        }
        return tally;
    }

    void add(int is, int read) {
        taken[is][read]++;
    }

    /** Harmonic mean of precision and recall of a class. */
    double f1(int of) {
        int is = IntStream.of(taken[of]).sum();
        int read = IntStream.range(0, taken.length).map(i -> taken[i][of]).sum();
        return is + read == 0 ? 0 : 2.0 * taken[of][of] / (is + read);
    }

    double macroF1() {
        return IntStream.range(0, taken.length).mapToDouble(this::f1).average().orElse(0);
    }

    double macroRecall() {
        return IntStream.range(0, taken.length)
                .mapToDouble(of -> (double) taken[of][of]
                        / Math.max(1, IntStream.of(taken[of]).sum()))
                .average()
                .orElse(0);
    }

    double accuracy() {
        int right = IntStream.range(0, taken.length).map(i -> taken[i][i]).sum();
        return (double) right
                / IntStream.range(0, taken.length)
                        .map(i -> IntStream.of(taken[i]).sum())
                        .sum();
    }

    @Override
    public String toString() {
        return java.util.Arrays.deepToString(taken);
    }
}

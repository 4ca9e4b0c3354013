package org.parvis.crm.person;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.parvis.crm.person.PersonCard.Month;

/** The tone of twelve months as small bars over and under a line. */
public record ToneBars(List<Bar> bars, int positive, int negative) {

    private static final int BASE = 20;
    private static final int HIGHEST = 18;
    private static final int DEEPEST = 24;
    private static final double FELT = 0.1;

    /** In the units of the picture, 240 by 46. */
    public record Bar(int x, String y, String height, String fill) {}

    public static ToneBars of(List<Month> months) {
        return new ToneBars(
                IntStream.range(0, months.size())
                        .mapToObj(at -> bar(3 + at * 20, months.get(at).tone()))
                        .toList(),
                count(months, 1),
                count(months, -1));
    }

    private static int count(List<Month> months, int sign) {
        return (int) months.stream()
                .map(Month::tone)
                .filter(tone -> tone != null && tone * sign >= FELT)
                .count();
    }

    private static Bar bar(int x, @Nullable Double tone) {
        if (tone == null || Math.abs(tone) < FELT) {
            return new Bar(x, "19.5", "1", "var(--line-strong)");
        }
        var room = tone > 0 ? HIGHEST : DEEPEST;
        var height = Math.max(2, (int) Math.round(Math.min(1, Math.abs(tone)) * room));
        var top = tone > 0 ? BASE - height : BASE;
        return new Bar(x, Integer.toString(top), Integer.toString(height), tone > 0 ? "var(--pos)" : "var(--neg)");
    }
}

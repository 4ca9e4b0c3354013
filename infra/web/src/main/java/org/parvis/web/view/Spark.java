package org.parvis.web.view;

import java.util.List;
import java.util.stream.IntStream;

/** Ten or so small bars that say whether something grows; the last one is now. */
public record Spark(List<Bar> bars) {

    private static final double STEP = 5.2;
    private static final int HEIGHT = 16;

    public static Spark of(List<? extends Number> values) {
        var highest = values.stream().mapToDouble(Number::doubleValue).max().orElse(0);
        return new Spark(IntStream.range(0, values.size())
                .mapToObj(at -> {
                    var share = highest == 0 ? 0 : values.get(at).doubleValue() / highest;
                    var height = Math.max(1, Math.round(share * HEIGHT));
                    return new Bar(Draw.number(at * STEP), HEIGHT - height, height, at == values.size() - 1);
                })
                .toList());
    }

    public String width() {
        return Draw.number(Math.max(1, bars.size()) * STEP);
    }

    /** Position and height in the picture's own units. */
    public record Bar(String x, long y, long height, boolean last) {}
}

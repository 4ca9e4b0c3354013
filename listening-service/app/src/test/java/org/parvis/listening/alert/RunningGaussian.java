package org.parvis.listening.alert;

import java.util.Arrays;
import org.apache.commons.numbers.gamma.Erfc;

/**
 * A detector simple enough to write anew from its description (a normal distribution over the last 6,400 values, renewed each
 * hundred): what the benchmark published for it shows whether our scoring is theirs.
 */
final class RunningGaussian {

    static final String NAME = "windowedGaussian";

    private static final int VALUES = 6_400;
    private static final int RENEWED_EACH = 100;

    /** The published scores were written with twelve digits: what was nearer to 1 became 1. */
    private static final double WRITTEN = 5e-13;

    private RunningGaussian() {}

    static boolean[] of(NabBoard.Series series, double threshold) {
        var alarms = new boolean[series.values().length];
        int known = 0;
        double mean = 0;
        double deviation = 1;
        for (int row = 0; row < alarms.length; row++) {
            double value = series.values()[row];
            double apart = Math.abs(value - mean) / deviation;
            alarms[row] = row > 0 && 1 - 0.5 * Erfc.value(apart / 1.4142) >= threshold - WRITTEN;
            if (row < VALUES || (row + 1 - VALUES) % RENEWED_EACH == 0) {
                known = row + 1;
                var window = Arrays.copyOfRange(series.values(), Math.max(0, known - VALUES), known);
                mean = Arrays.stream(window).average().orElse(0);
                double middle = mean;
                deviation = Math.sqrt(Arrays.stream(window)
                        .mapToDouble(one -> (one - middle) * (one - middle))
                        .average()
                        .orElse(0));
                deviation = deviation == 0 ? 0.000001 : deviation;
            }
        }
        return alarms;
    }
}

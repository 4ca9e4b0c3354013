package org.parvis.benchmarks;

import java.util.Arrays;

/** How long single acknowledgements took; all of them are kept, none is estimated. */
final class Waits {

    private long[] nanos = new long[1 << 12];
    private int count;

    void add(long wait) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = wait;
    }

    synchronized void addAll(Waits others) {
        for (int i = 0; i < others.count; i++) {
            add(others.nanos[i]);
        }
    }

    /** What the given share of all acknowledgements took at most. */
    synchronized double micros(double share) {
        if (count == 0) {
            return Double.NaN;
        }
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return sorted[Math.min(count - 1, (int) (count * share))] / 1e3;
    }
}

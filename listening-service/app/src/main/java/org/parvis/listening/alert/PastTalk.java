package org.parvis.listening.alert;

import java.util.Arrays;

/**
 * What was said of one series in a past period, in the order in which it became known here: what was posted before and came later is
 * not known before it came.
 */
final class PastTalk {

    private int size;
    private long[] known = new long[1024];
    private long[] buckets = new long[1024];
    private boolean[] negative = new boolean[1024];
    private int[] people = new int[1024];

    /** @param minute in which it became known, in the order in which it is added */
    void add(long minute, long bucket, boolean isNegative, int person) {
        if (size == known.length) {
            known = Arrays.copyOf(known, size * 2);
            buckets = Arrays.copyOf(buckets, size * 2);
            negative = Arrays.copyOf(negative, size * 2);
            people = Arrays.copyOf(people, size * 2);
        }
        known[size] = minute;
        buckets[size] = bucket;
        negative[size] = isNegative;
        people[size] = person;
        size++;
    }

    int size() {
        return size;
    }

    long known(int at) {
        return known[at];
    }

    long bucket(int at) {
        return buckets[at];
    }

    boolean isNegative(int at) {
        return negative[at];
    }

    int person(int at) {
        return people[at];
    }
}

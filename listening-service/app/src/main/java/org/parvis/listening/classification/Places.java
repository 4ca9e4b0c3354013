package org.parvis.listening.classification;

/**
 * Where a number stands among some ascending ones, by counting bits: a bit for each number that is there, and for each 64 of them how many
 * stand before (G. Jacobson, Space-efficient static trees and graphs, 1989). One look instead of the twenty of a binary search, which for
 * each group of letters of each message were the dearest part of reading it.
 */
final class Places {

    private final long[] there;
    private final int[] before;

    /**
     * @param ascending each once
     * @param bound above all of them
     */
    Places(int[] ascending, int bound) {
        there = new long[(bound >> 6) + 1];
        before = new int[there.length];
        for (int number : ascending) {
            there[number >> 6] |= 1L << number;
        }
        for (int i = 1; i < there.length; i++) {
            before[i] = before[i - 1] + Long.bitCount(there[i - 1]);
        }
    }

    /** The place of a number below the bound, from 0; negative when it is not there. */
    int of(int number) {
        long word = there[number >> 6];
        long bit = 1L << number;
        return (word & bit) == 0 ? -1 : before[number >> 6] + Long.bitCount(word & (bit - 1));
    }
}

package org.parvis.listening.alert;

/**
 * What one look at a series found.
 *
 * @param observed what was counted in the last two hours
 * @param expected what two hours usually bring
 * @param threshold from how many on somebody is told
 * @param effect how far the observed is from the expected, in standard deviations of the series
 * @param chance how likely as much or more is when nothing happened
 * @param alarm whether somebody should be told
 */
record Look(double observed, double expected, double threshold, double effect, double chance, boolean alarm) {

    static final Look NOTHING = new Look(0, 0, 0, 0, 1, false);
}

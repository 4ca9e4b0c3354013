package org.parvis.listening.alert;

/** What a detector looks at: how much each two hours brought, and how much of it belongs to each time of the day. */
interface Tally {

    /** The first bucket that the series knows of; before it there was nobody to count. */
    long start();

    /** Grows with each change before the hour that runs, so that what was reckoned from it is known to be stale. */
    long lateChanges();

    /** Time goes on, whether or not anything is counted. */
    void advance(long bucket);

    /** What belongs to one bucket, in a measure of the tally's own. */
    long count(long bucket);

    /** What the two hours that end with this bucket brought. */
    long sum(long bucket);

    /** What the last two hours brought, at the end of a minute. */
    double observed(long minute);
}

package org.parvis.listening.alert;

/** Our detector on a series of the benchmark: what the product would have told somebody, and when. */
final class OwnAlarms {

    private OwnAlarms() {}

    static boolean[] of(NabBoard.Series series, double leastEffect) {
        var counts = new Counts(Buckets.ofMinute(series.minutes()[0]));
        var detector = new CountDetector(counts);
        var alarms = new boolean[series.values().length];
        for (int row = 0; row < alarms.length; row++) {
            long bucket = Buckets.ofMinute(series.minutes()[row]);
            counts.add(bucket, series.values()[row]);
            long last = (bucket + 1) * Buckets.MINUTES - 1;
            if (detector.look(last, leastEffect).alarm()) {
                alarms[row] = true;
                detector.told(last);
            }
        }
        return alarms;
    }
}

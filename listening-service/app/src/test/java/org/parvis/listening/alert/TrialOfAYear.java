package org.parvis.listening.alert;

import com.sun.management.OperatingSystemMXBean;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.parvis.listening.api.AlertSensitivity;
import org.parvis.listening.api.AlertSignal;

/** How long a rule takes over a year of a large brand. */
public final class TrialOfAYear {

    private static final long FIRST_MINUTE = 29_000_160;
    private static final int MINUTES = 365 * 24 * 60;
    private static final int MENTIONS = 1_000_000;
    private static final int PEOPLE = 200_000;

    private TrialOfAYear() {}

    public static void run(PrintStream out) {
        var random = new Random(3);
        var talk = new PastTalk();
        double each = (double) MENTIONS / MINUTES;
        for (long minute = FIRST_MINUTE; minute < FIRST_MINUTE + MINUTES; minute++) {
            double rate = each * (1 + 0.8 * Math.sin(minute / 1_440.0 * 2 * Math.PI));
            int many = (int) (rate * 2 * random.nextDouble() + random.nextDouble());
            for (int i = 0; i < many; i++) {
                long bucket = Buckets.ofMinute(minute - random.nextInt(8));
                talk.add(minute, bucket, random.nextInt(5) == 0, random.nextInt(PEOPLE));
            }
        }
        var trial = new AlertTrial(talk, List.of(AlertSignal.values()), Sensitivity.effect(AlertSensitivity.NORMAL));
        double cpu = cpu();
        long start = System.nanoTime();
        var report = trial.run(
                FIRST_MINUTE + 21L * 24 * 60, FIRST_MINUTE + MINUTES, List.of(), ZoneId.of("Europe/Paris"), done -> {});
        out.printf(
                Locale.ROOT,
                "A rule with four signals over a year, minute by minute: %,d mentions in %.1f s (%.1f s of processor), %d alerts%n",
                talk.size(),
                (System.nanoTime() - start) / 1e9,
                cpu() - cpu,
                report.rings().size());
    }

    private static double cpu() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime() / 1e9;
    }
}

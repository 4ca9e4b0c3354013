package org.parvis.listening.alert;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parvis.listening.PublicData;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The series of the Numenta Anomaly Benchmark that lie in the folder of public test data, and its way of scoring: the first alarm
 * in a labelled window earns the more the earlier it is, each one outside costs.
 */
public final class NabBoard {

    static final String SERIES = "realTweets/";

    /** What counts how much; {@code missed} is what a window without an alarm costs. */
    record Profile(String name, double found, double missed, double falseAlarm) {}

    /** @param minutes when each value was counted, {@code windows} first and last row of each, both included */
    record Series(String name, long[] minutes, long[] values, List<int[]> windows) {

        /** The rows that are not scored: a detector learns from them. */
        int probation() {
            return (int) Math.min(Math.floor(0.15 * values.length), 750);
        }

        double scoredWeeks() {
            return (values.length - probation()) / (double) Buckets.PER_WEEK;
        }
    }

    /** @param falseAlarms alarms outside the windows */
    record Score(double value, int found, int windows, int falseAlarms) {

        static final Score NONE = new Score(0, 0, 0, 0);

        Score plus(Score other) {
            return new Score(
                    value + other.value, found + other.found, windows + other.windows, falseAlarms + other.falseAlarms);
        }
    }

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final List<Series> series;
    private final List<Profile> profiles;
    private final Map<String, Map<String, Map<String, String[]>>> published;
    private final JsonNode thresholds;

    private NabBoard(Path folder) throws IOException {
        var mapper = new JsonMapper();
        var windows = mapper.readTree(folder.resolve("labels/combined_windows.json"));
        thresholds = mapper.readTree(folder.resolve("config/thresholds.json"));
        var costs = mapper.readTree(folder.resolve("config/profiles.json"));
        profiles = Stream.of("standard", "reward_low_FP_rate", "reward_low_FN_rate")
                .map(name -> {
                    var matrix = costs.path(name).path("CostMatrix");
                    return new Profile(
                            name,
                            matrix.path("tpWeight").asDouble(),
                            matrix.path("fnWeight").asDouble(),
                            matrix.path("fpWeight").asDouble());
                })
                .toList();
        var found = new ArrayList<Series>();
        try (var files = Files.list(folder.resolve("data").resolve(SERIES))) {
            for (var file : files.sorted().toList()) {
                found.add(series(file, windows));
            }
        }
        series = List.copyOf(found);
        published = published(folder.resolve("results/realTweets_per_file.csv"));
    }

    /** Null where the folder is not there. */
    static @Nullable NabBoard open() throws IOException {
        var folder = PublicData.find().map(data -> data.resolve("nab")).filter(Files::isDirectory);
        return folder.isEmpty() ? null : new NabBoard(folder.get());
    }

    List<Series> series() {
        return series;
    }

    List<Profile> profiles() {
        return profiles;
    }

    private static Series series(Path file, JsonNode windows) throws IOException {
        var lines = Files.readAllLines(file, UTF_8);
        int many = lines.size() - 1;
        var minutes = new long[many];
        var values = new long[many];
        var rows = new HashMap<String, Integer>();
        for (int i = 0; i < many; i++) {
            var line = lines.get(i + 1);
            int comma = line.indexOf(',');
            var stamp = line.substring(0, comma);
            rows.putIfAbsent(stamp, i);
            minutes[i] = LocalDateTime.parse(stamp, STAMP).toEpochSecond(ZoneOffset.UTC) / 60;
            values[i] = (long) Double.parseDouble(line.substring(comma + 1));
        }
        var name = SERIES + file.getFileName();
        var labelled = new ArrayList<int[]>();
        for (var window : windows.path(name)) {
            labelled.add(new int[] {
                Objects.requireNonNull(rows.get(window.path(0).asString().substring(0, 19))),
                Objects.requireNonNull(rows.get(window.path(1).asString().substring(0, 19)))
            });
        }
        return new Series(name, minutes, values, List.copyOf(labelled));
    }

    /** What alarms at these rows are worth. */
    Score score(Series series, boolean[] alarms, Profile profile) {
        double value = 0;
        int found = 0;
        int falseAlarms = 0;
        for (int row = series.probation(); row < alarms.length; row++) {
            if (alarms[row] && windowAt(series, row) == null) {
                falseAlarms++;
                value += outside(series, row) * profile.falseAlarm();
            }
        }
        int windows = 0;
        for (var window : series.windows()) {
            if (window[1] < series.probation()) {
                continue;
            }
            windows++;
            int first = window[0];
            while (first <= window[1] && (first < series.probation() || !alarms[first])) {
                first++;
            }
            if (first <= window[1]) {
                found++;
                double width = window[1] - window[0] + 1;
                value += worth(-(window[1] - first + 1) / width) / worth(-1) * profile.found();
            } else {
                value -= profile.missed();
            }
        }
        return new Score(value, found, windows, falseAlarms);
    }

    private static int @Nullable [] windowAt(Series series, int row) {
        return series.windows().stream()
                .filter(window -> window[0] <= row && row <= window[1])
                .findFirst()
                .orElse(null);
    }

    /** An alarm soon after a window is worth less of a blame than one that comes out of the blue. */
    private static double outside(Series series, int row) {
        int[] last = null;
        for (var window : series.windows()) {
            if (window[1] < row) {
                last = window;
            }
        }
        return last == null ? -1 : worth((row - last[1]) / (double) (last[1] - last[0]));
    }

    private static double worth(double position) {
        return position > 3 ? -1 : 2 / (1 + Math.exp(5 * position)) - 1;
    }

    /** 0 for a detector that never speaks, 100 for a perfect one. */
    double normalised(double value, Profile profile) {
        int windows = series.stream().mapToInt(one -> one.windows().size()).sum();
        double silent = -profile.missed() * windows;
        return 100 * (value - silent) / (windows * profile.found() - silent);
    }

    double weeks() {
        return series.stream().mapToDouble(Series::scoredWeeks).sum();
    }

    /** The other detectors' results on the series that are here: detector, profile, series, row of the file. */
    Map<String, Map<String, Map<String, String[]>>> published() {
        return published;
    }

    double publishedScore(String detector, Profile profile) {
        var rows = Objects.requireNonNull(published.get(detector)).get(profile.name());
        return normalised(
                series.stream()
                        .mapToDouble(one -> Double.parseDouble(
                                Objects.requireNonNull(
                                        Objects.requireNonNull(rows).get(one.name()))[4]))
                        .sum(),
                profile);
    }

    int publishedFalsePoints(String detector, Profile profile) {
        var rows = Objects.requireNonNull(published.get(detector)).get(profile.name());
        return series.stream()
                .mapToInt(one -> Integer.parseInt(
                        Objects.requireNonNull(Objects.requireNonNull(rows).get(one.name()))[7]))
                .sum();
    }

    double threshold(String detector, Profile profile) {
        return thresholds.path(detector).path(profile.name()).path("threshold").asDouble();
    }

    /** How far our scores are, at most, from the published ones of the detector that was written anew. */
    double furthestFromPublished() {
        double furthest = 0;
        for (var profile : profiles) {
            var rows = Objects.requireNonNull(
                    Objects.requireNonNull(published.get(RunningGaussian.NAME)).get(profile.name()));
            for (var one : series) {
                var alarms = RunningGaussian.of(one, threshold(RunningGaussian.NAME, profile));
                double theirs = Double.parseDouble(Objects.requireNonNull(rows.get(one.name()))[4]);
                furthest =
                        Math.max(furthest, Math.abs(score(one, alarms, profile).value() - theirs));
            }
        }
        return furthest;
    }

    private static Map<String, Map<String, Map<String, String[]>>> published(Path file) throws IOException {
        var found = new TreeMap<String, Map<String, Map<String, String[]>>>();
        for (var line : Files.readAllLines(file, UTF_8)) {
            var cells = line.split(",", -1);
            if (Arrays.asList(cells).contains("Detector")) {
                continue;
            }
            found.computeIfAbsent(cells[0], any -> new TreeMap<>())
                    .computeIfAbsent(cells[1], any -> new TreeMap<>())
                    .put(cells[2], cells);
        }
        return found;
    }
}

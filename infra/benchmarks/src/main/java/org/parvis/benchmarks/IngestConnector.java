package org.parvis.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.parvis.listening.connector.CollectedItem;
import org.parvis.listening.connector.Connector;
import org.parvis.listening.connector.Credentials;
import org.parvis.listening.connector.Cursor;
import org.parvis.listening.connector.PollResult;
import org.parvis.listening.connector.Setting;
import org.parvis.listening.connector.SettingProblem;
import org.parvis.listening.connector.SourceSettings;

/** Tells what is written in a place, as networks do: a page at a time, and a little of the last page again. */
final class IngestConnector implements Connector {

    static final String KIND = "BENCHMARK";
    static final String PLACE = "place";

    private static final int PAGE = 500;
    private static final int AGAIN = 20;
    private static final String AT = "at";

    private final Map<String, IngestPlace> places;

    IngestConnector(List<IngestPlace> places) {
        this.places = places.stream().collect(Collectors.toMap(place -> place.name, Function.identity()));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public List<Setting> settings() {
        return List.of(new Setting(PLACE, false, true, false));
    }

    @Override
    public List<SettingProblem> check(SourceSettings settings, Credentials credentials) {
        return List.of();
    }

    @Override
    public String scope(SourceSettings settings, String remoteId) {
        return settings.required(PLACE);
    }

    @Override
    public PollResult poll(SourceSettings settings, Credentials credentials, Cursor cursor) {
        var place = Objects.requireNonNull(places.get(settings.required(PLACE)));
        int from = Integer.parseInt(cursor.marks().getOrDefault(AT, "0"));
        place.asked(from);
        int written = place.written();
        int to = Math.min(from + PAGE, written);
        var items = new ArrayList<CollectedItem>();
        for (int number = Math.max(0, from - AGAIN); number < to; number++) {
            items.add(place.posts.post(number));
        }
        place.tell(to);
        return new PollResult.Batch(
                items, new Cursor(Map.of(AT, Integer.toString(to))), to < written, false, Optional.empty());
    }
}

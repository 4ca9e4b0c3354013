package org.parvis.town.story;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Everybody and everything that is told, in the order of its moments. */
public record Story(List<Person> people, List<Line> lines) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final List<String> CHAPTERS = List.of(
            "everyday", "double-charge", "storm", "nantes-tokyo", "care", "wishes", "praise", "neighbours", "noise");

    /** Nobody says anything. */
    public static final Story SILENT = new Story(List.of(), List.of());

    public Story {
        var ids = new HashMap<String, Line>();
        var handles = people.stream().map(Person::handle).toList();
        for (var line : lines) {
            if (ids.put(line.id(), line) != null || !handles.contains(line.by())) {
                throw new IllegalArgumentException("The story has two lines or no person for " + line.id());
            }
        }
        for (var line : lines) {
            var before = line.re() == null ? null : ids.get(line.re());
            if (line.re() != null && (before == null || before.at().compareTo(line.at()) >= 0)) {
                throw new IllegalArgumentException(line.id() + " answers what was not said before it");
            }
        }
        people = List.copyOf(people);
        lines = lines.stream()
                .sorted(Comparator.comparing(Line::at).thenComparing(Line::id))
                .toList();
    }

    private record Cast(List<Person> people) {}

    private record Chapter(List<Line> lines) {}

    /** The story the demonstration tells. */
    public static Story ofTheAirline() {
        var lines = new ArrayList<Line>();
        for (var chapter : CHAPTERS) {
            lines.addAll(read(chapter, Chapter.class).lines());
        }
        return new Story(read("people", Cast.class).people(), lines);
    }

    private static <T> T read(String name, Class<T> type) {
        var resource = "/town/story/" + name + ".json";
        try (InputStream in = Objects.requireNonNull(Story.class.getResourceAsStream(resource), resource)) {
            return JSON.readValue(in, type);
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }

    @Nullable
    Person person(String handle) {
        return people.stream()
                .filter(person -> person.handle().equals(handle))
                .findFirst()
                .orElse(null);
    }

    /** The lines by the posts that say them. */
    Map<String, Line> byPost(Map<String, String> said) {
        var byPost = new HashMap<String, Line>();
        for (var line : lines) {
            var post = said.get(line.id());
            if (post != null) {
                byPost.put(post, line);
            }
        }
        return byPost;
    }
}

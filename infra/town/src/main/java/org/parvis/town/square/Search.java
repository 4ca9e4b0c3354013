package org.parvis.town.square;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A search: every word, phrase, tag and handle must occur. */
public final class Search {

    private static final Pattern TERM = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    private final List<String> sequences = new ArrayList<>();
    private final List<String> tags = new ArrayList<>();
    private final List<String> handles = new ArrayList<>();
    private final @Nullable Instant since;
    private final @Nullable String language;

    private Search(@Nullable Instant since, @Nullable String language) {
        this.since = since;
        this.language = language;
    }

    /** Reads what somebody typed; nothing typed finds everything. */
    public static Search of(String typed, @Nullable Instant since, @Nullable String language) {
        var search = new Search(since, language);
        var matcher = TERM.matcher(typed);
        while (matcher.find()) {
            search.add(matcher.group(1), matcher.group(2));
        }
        return search;
    }

    private void add(@Nullable String phrase, @Nullable String word) {
        if (word != null && word.length() > 1 && word.charAt(0) == '#') {
            tags.add(word.substring(1).toLowerCase(Locale.ROOT));
        } else if (word != null && word.length() > 1 && word.charAt(0) == '@') {
            handles.add(word.substring(1).toLowerCase(Locale.ROOT));
        } else {
            var words = PostText.words(phrase != null ? phrase : String.valueOf(word));
            if (!words.isBlank()) {
                sequences.add(words);
            }
        }
    }

    boolean finds(Post post, String words) {
        return !post.deleted()
                && (since == null || !post.createdAt().isBefore(since))
                && (language == null || language.equals(post.language()))
                && sequences.stream().allMatch(words::contains)
                && PostText.hashtags(post.text()).containsAll(tags)
                && PostText.mentions(post.text()).containsAll(handles);
    }
}

package org.parvis.listening.topic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.parvis.listening.PublicData;

/**
 * Posts that people wrote, from the folder of public test data beside the checkout: tweets to airlines, to other firms' customer
 * service, and of all sorts in French and English. None where the folder is not there.
 */
public final class RealPosts {

    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setAllowMissingColumnNames(true)
            .setSkipHeaderRecord(true)
            .get();

    private RealPosts() {}

    public static List<Message> all() throws IOException {
        var found = PublicData.find();
        if (found.isEmpty()) {
            return List.of();
        }
        var data = found.get();
        var posts = new ArrayList<Message>();
        table(data.resolve("sentiment/airline/Tweets.csv"), "name", posts);
        table(data.resolve("support/twcs/twcs_sample_a.csv"), "author_id", posts);
        for (var language : List.of("french", "english")) {
            var file = data.resolve("sentiment/" + language + "_umsab/train_text.txt");
            if (Files.exists(file)) {
                for (var text : Files.readAllLines(file)) {
                    posts.add(post(text, language.substring(0, 2), "someone", posts.size()));
                }
            }
        }
        return List.copyOf(posts);
    }

    /** Longer texts: what people wrote on Wikipedia's talk pages. */
    public static List<String> articles() throws IOException {
        var found = PublicData.find()
                .map(data -> data.resolve("toxic/wiki_unintended_bias/toxicity_nonfuzzed_testset.csv"));
        if (found.isEmpty() || !Files.exists(found.get())) {
            return List.of();
        }
        var texts = new LinkedHashSet<String>();
        try (var rows = FORMAT.parse(Files.newBufferedReader(found.get()))) {
            for (var row : rows) {
                if (row.isSet("comment")) {
                    texts.add(row.get("comment"));
                }
            }
        }
        return List.copyOf(texts);
    }

    private static void table(Path file, String author, List<Message> posts) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        try (var rows = FORMAT.parse(Files.newBufferedReader(file))) {
            for (var row : rows) {
                // The last row may be cut off.
                if (row.isSet("text") && row.isSet(author)) {
                    posts.add(post(row.get("text"), "en", row.get(author), posts.size()));
                }
            }
        }
    }

    private static Message post(String text, String language, String author, int number) {
        return new Message(
                text,
                language,
                author,
                "https://" + (number % 3 == 0 ? "m." : "") + "post" + number % 50 + ".example/" + number);
    }
}

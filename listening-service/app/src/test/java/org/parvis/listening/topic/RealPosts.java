package org.parvis.listening.topic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.parvis.listening.PublicData;

/**
 * Posts that people wrote, from the folder of public test data beside the checkout: tweets to airlines, to other firms' customer
 * service, and of all sorts in French and English. None where the folder is not there.
 */
public final class RealPosts {

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

    private static void table(Path file, String author, List<Message> posts) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        var format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setAllowMissingColumnNames(true)
                .setSkipHeaderRecord(true)
                .get();
        try (var rows = format.parse(Files.newBufferedReader(file))) {
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

package org.parvis.listening.topic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Posts that people wrote, from the folder of public test data beside the checkout: tweets to airlines, to other firms' customer
 * service, and of all sorts in French and English. None where the folder is not there.
 */
public final class RealPosts {

    private RealPosts() {}

    public static List<Message> all() throws IOException {
        var data = folder();
        if (data == null) {
            return List.of();
        }
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

    private static @Nullable Path folder() {
        return Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
                .map(folder -> folder.resolve("shared/data"))
                .filter(Files::isDirectory)
                .findFirst()
                .orElse(null);
    }

    private static void table(Path file, String author, List<Message> posts) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        var rows = rows(Files.readString(file));
        int textAt = rows.getFirst().indexOf("text");
        int authorAt = rows.getFirst().indexOf(author);
        for (var row : rows.subList(1, rows.size())) {
            // The last row may be cut off.
            if (row.size() > Math.max(textAt, authorAt)) {
                posts.add(post(row.get(textAt), "en", row.get(authorAt), posts.size()));
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

    private static List<List<String>> rows(String csv) {
        var rows = new ArrayList<List<String>>();
        var row = new ArrayList<String>();
        var cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < csv.length(); i++) {
            char c = csv.charAt(i);
            if (quoted && c == '"' && i + 1 < csv.length() && csv.charAt(i + 1) == '"') {
                cell.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == ',' || c == '\n')) {
                row.add(cell.toString());
                cell.setLength(0);
                if (c == '\n') {
                    rows.add(List.copyOf(row));
                    row.clear();
                }
            } else if (c != '\r' || quoted) {
                cell.append(c);
            }
        }
        return rows;
    }
}

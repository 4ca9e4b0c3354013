package org.parvis.listening.feed;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedInput;
import com.rometools.rome.io.XmlReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.parvis.listening.PublicData;

/** Measures on feeds from the wild; the figures go to the log of the build. */
class FeedCorpusTest {

    private static final Pattern ITEM = Pattern.compile("<(item|entry|ITEM)[ >/]");
    private static final Pattern CONTENT_TYPE = Pattern.compile("(?im)^Header:\\s*Content-type:\\s*(.+)$");

    @Test
    void readsNearlyEveryFeedAndMoreThanTheLibraryAlone() throws IOException {
        var folder = PublicData.folder("feeds");
        List<Path> files;
        try (var walk = Files.walk(folder)) {
            files = walk.filter(file -> file.toString().matches(".*\\.(xml|rss|atom|rdf)"))
                    .sorted()
                    .toList();
        }
        int ours = 0;
        int library = 0;
        int repaired = 0;
        int silent = 0;
        Map<String, Integer> refusals = new TreeMap<>();
        for (var file : files) {
            var bytes = Files.readAllBytes(file);
            library += libraryReads(bytes) ? 1 : 0;
            try {
                var feed = FeedReader.read(bytes, contentType(bytes), URI.create("http://127.0.0.1/feed.xml"));
                ours++;
                repaired += feed.repaired() ? 1 : 0;
                if (feed.items().isEmpty()
                        && ITEM.matcher(new String(bytes, ISO_8859_1)).find()) {
                    silent++;
                    System.out.println("no items " + folder.relativize(file));
                }
            } catch (FeedRefused e) {
                var name = folder.relativize(file);
                refusals.merge(e.reason() + " " + name.getName(0), 1, Integer::sum);
                System.out.println("refused " + e.reason() + " " + name);
            }
        }
        System.out.printf(
                "feeds read: %d of %d (%.1f %%), of these %d repaired, %d with an item but none read; the library alone: %d (%.1f %%); refused %s%n",
                ours,
                files.size(),
                100.0 * ours / files.size(),
                repaired,
                silent,
                library,
                100.0 * library / files.size(),
                refusals);
        assertThat(ours).isGreaterThan(library);
        assertThat(100.0 * ours / files.size()).isGreaterThan(99);
        assertThat(silent).isLessThan(files.size() / 200);
    }

    private static String contentType(byte[] bytes) {
        var matcher = CONTENT_TYPE.matcher(new String(bytes, 0, Math.min(bytes.length, 2000), ISO_8859_1));
        return matcher.find() ? matcher.group(1).strip() : "";
    }

    private static boolean libraryReads(byte[] bytes) {
        try (var reader = new XmlReader(new ByteArrayInputStream(bytes))) {
            new SyndFeedInput().build(reader);
            return true;
        } catch (FeedException | IllegalArgumentException | IOException e) {
            return false;
        }
    }
}

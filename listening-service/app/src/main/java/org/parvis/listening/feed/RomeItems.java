package org.parvis.listening.feed;

import com.rometools.rome.feed.synd.SyndContent;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndPerson;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedInput;
import java.net.URI;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdom2.Document;
import org.jspecify.annotations.Nullable;

/** Reads the formats that the ROME library knows. */
final class RomeItems {

    private RomeItems() {}

    /** The items, or nothing when the library cannot make sense of the document. */
    static Optional<List<RawItem>> of(Document document, URI base) {
        try {
            return Optional.of(new SyndFeedInput(false, Locale.ROOT)
                    .build(document).getEntries().stream()
                            .limit(FeedReader.MAX_ITEMS)
                            .map(entry -> item(entry, base))
                            .toList());
        } catch (FeedException | RuntimeException e) {
            // Besides its own exception the library lets several unchecked ones escape on feeds in the wild.
            return Optional.empty();
        }
    }

    private static RawItem item(SyndEntry entry, URI base) {
        return new RawItem(
                entry.getUri(),
                Links.web(entry.getLink(), base),
                words(entry.getTitleEx()),
                text(entry),
                author(entry),
                Stream.of(entry.getPublishedDate(), entry.getUpdatedDate())
                        .flatMap(Stream::ofNullable)
                        .findFirst()
                        .map(Date::toInstant));
    }

    /** The fullest text: entries often carry a teaser and the whole article. */
    private static RawItem.Words text(SyndEntry entry) {
        return Stream.concat(entry.getContents().stream(), Stream.ofNullable(entry.getDescription()))
                .map(RomeItems::words)
                .reduce(
                        RawItem.Words.NONE,
                        (a, b) -> b.value().length() > a.value().length() ? b : a);
    }

    private static RawItem.Words words(@Nullable SyndContent content) {
        if (content == null || content.getValue() == null) {
            return RawItem.Words.NONE;
        }
        var type = content.getType() == null ? "" : content.getType().toLowerCase(Locale.ROOT);
        return new RawItem.Words(content.getValue(), !type.equals("text") && !type.equals("text/plain"));
    }

    private static String author(SyndEntry entry) {
        return Stream.concat(entry.getAuthors().stream().map(SyndPerson::getName), Stream.ofNullable(entry.getAuthor()))
                .flatMap(Stream::ofNullable)
                .filter(name -> !name.isBlank())
                .findFirst()
                .orElse("");
    }
}

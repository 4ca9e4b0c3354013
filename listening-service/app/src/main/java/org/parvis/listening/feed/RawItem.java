package org.parvis.listening.feed;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.listening.text.Fingerprint;
import org.parvis.listening.text.PlainText;

/** An entry as the feed wrote it, before it is cleaned. */
record RawItem(
        @Nullable String id,
        Optional<URI> link,
        Words title,
        Words text,
        String author,
        Optional<Instant> publishedAt) {

    private static final int MAX_ID = 512;
    private static final int MAX_TITLE = 500;
    private static final int MAX_TEXT = 20_000;
    private static final int MAX_AUTHOR = 200;

    /** Words, and whether they are HTML. */
    record Words(String value, boolean html) {

        static final Words NONE = new Words("", false);

        String plain(int max) {
            return html ? PlainText.ofHtml(value, max) : PlainText.of(value, max);
        }
    }

    FeedItem clean(Optional<String> language) {
        var plainTitle = title.plain(MAX_TITLE).replace('\n', ' ');
        var plainText = text.plain(MAX_TEXT);
        return new FeedItem(
                remoteId(plainTitle, plainText),
                link,
                plainTitle,
                plainText,
                PlainText.ofHtml(author, MAX_AUTHOR).replace('\n', ' '),
                publishedAt,
                language);
    }

    private String remoteId(String plainTitle, String plainText) {
        var name = id == null || id.isBlank() ? link.map(URI::toString).orElse("") : id.strip();
        if (name.isEmpty()) {
            return Fingerprint.of(plainTitle + "\n" + plainText);
        }
        return name.length() > MAX_ID ? Fingerprint.of(name) : name;
    }
}

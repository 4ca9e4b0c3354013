package org.parvis.listening.connector;

import java.time.Instant;
import java.util.Optional;
import org.parvis.listening.text.Fingerprint;
import org.parvis.listening.text.PlainText;

/**
 * A message as a connector found it; texts are plain and bounded. All that comes from a network passes here, whichever way it comes, so here it
 * loses what could not be kept: an entry that holds it is refused by every read model and set aside.
 *
 * @param change what happened to it
 * @param scope within which {@code remoteId} is unique: a network, or a feed
 * @param remoteId what the network calls it
 * @param author who wrote it
 * @param title where messages have one
 * @param text the message
 * @param permalink its page, empty when it has none
 * @param publishedAt when the author published it, never in the future
 * @param parentRemoteId the message it answers
 * @param threadRemoteId the first message of the thread; its own id when it begins one
 * @param language what the network says about it
 */
public record CollectedItem(
        Change change,
        String scope,
        String remoteId,
        Author author,
        Optional<String> title,
        String text,
        String permalink,
        Instant publishedAt,
        Optional<String> parentRemoteId,
        String threadRemoteId,
        Optional<String> language) {

    /** Nothing was said on a network before. */
    public static final Instant EARLIEST = Instant.EPOCH;

    private static final int LONGEST_NAME = 2_048;

    public CollectedItem {
        remoteId = named(remoteId);
        title = title.map(PlainText::kept);
        text = PlainText.kept(text);
        permalink = isLink(permalink) ? permalink : "";
        parentRemoteId = parentRemoteId.map(CollectedItem::named);
        threadRemoteId = named(threadRemoteId);
        language = language.filter(tag -> tag.matches("[A-Za-z0-9-]{1,35}"));
        // What claims to be older than networks are would be beyond what read models can hold.
        publishedAt = publishedAt.isBefore(EARLIEST) ? EARLIEST : publishedAt;
    }

    /** Whether people can be led there: it becomes a link that they click. */
    public static boolean isLink(String text) {
        return text.matches("https?://[^\\s\"<>]{1,2048}") && PlainText.isName(text);
    }

    /** What a network calls something, as it is; one that no place could keep or show has another name here. */
    static String named(String id) {
        return id.length() <= LONGEST_NAME && PlainText.isName(id) ? id : Fingerprint.of(id);
    }

    /** A message that is gone. */
    static CollectedItem deleted(String scope, String remoteId, Instant now) {
        return new CollectedItem(
                Change.DELETED,
                scope,
                remoteId,
                new Author("", "", ""),
                Optional.empty(),
                "",
                "",
                now,
                Optional.empty(),
                remoteId,
                Optional.empty());
    }

    /** The same message, to which something happened. */
    public CollectedItem as(Change other) {
        return new CollectedItem(
                other,
                scope,
                remoteId,
                author,
                title,
                text,
                permalink,
                publishedAt,
                parentRemoteId,
                threadRemoteId,
                language);
    }

    /** The same message of another place. */
    public CollectedItem within(String otherScope) {
        return new CollectedItem(
                change,
                otherScope,
                remoteId,
                author,
                title,
                text,
                permalink,
                publishedAt,
                parentRemoteId,
                threadRemoteId,
                language);
    }

    /** What happened to a message at its origin. */
    public enum Change {
        /** It is there: new, or seen again. */
        PRESENT,
        EDITED,
        DELETED
    }
}

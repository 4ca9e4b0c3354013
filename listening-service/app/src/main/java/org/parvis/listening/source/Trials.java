package org.parvis.listening.source;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.WaitingRoom;
import org.parvis.fetcher.Patience;
import org.parvis.fetcher.Room;
import org.parvis.listening.api.TopicMatch;
import org.parvis.listening.connector.CollectedItem;
import org.parvis.listening.connector.Credentials;
import org.parvis.listening.connector.Cursor;
import org.parvis.listening.connector.PollResult;
import org.parvis.listening.connector.SourceSettings;
import org.parvis.listening.mention.MentionIntake;
import org.parvis.listening.source.SourceCommand.ConnectSource;
import org.springframework.stereotype.Component;

/** Asks a source that is not connected yet, to see what would come in. Nothing of it is kept. */
@Component
class Trials {

    private static final int SHOWN = 20;

    private final Connectors connectors;
    private final MentionIntake intake;
    private final WaitingRoom waiting;

    Trials(Connectors connectors, MentionIntake intake, WaitingRoom waiting) {
        this.connectors = connectors;
        this.intake = intake;
        this.waiting = waiting;
    }

    /** A message that would come in, with the topics that it matches; without any it would be dropped. */
    record Shown(
            String author,
            @Nullable String title,
            String text,
            String permalink,
            Instant publishedAt,
            List<TopicMatch> topics) {}

    /**
     * What a source answered.
     *
     * @param found how many messages; the newest of them are shown
     * @param matching how many of all found match a topic
     * @param code why it did not answer, as a key of words; null when it did
     */
    record Trial(
            List<Shown> items,
            long found,
            long matching,
            @Nullable String code,
            @Nullable String detail) {}

    Trial of(ConnectSource source, Credentials credentials) {
        var connector = connectors.of(source.connector());
        var settings = new SourceSettings(source.settings());
        var result = waiting.ask(patience -> Patience.within(
                patience,
                () -> Room.sharedBy(source.brandId(), () -> connector.poll(settings, credentials, Cursor.START))));
        return switch (result) {
            case PollResult.Failure failure -> new Trial(List.of(), 0, 0, failure.code(), failure.detail());
            case PollResult.Batch batch -> {
                var shown = batch.items().reversed().stream()
                        .filter(item -> item.change() == CollectedItem.Change.PRESENT)
                        .map(item -> shown(source.brandId(), item))
                        .toList();
                var matching =
                        shown.stream().filter(item -> !item.topics().isEmpty()).count();
                yield new Trial(shown.stream().limit(SHOWN).toList(), shown.size(), matching, null, null);
            }
        };
    }

    private Shown shown(String brandId, CollectedItem item) {
        return new Shown(
                item.author().name(),
                item.title().orElse(null),
                item.text(),
                item.permalink(),
                item.publishedAt(),
                intake.topics(brandId, item));
    }
}

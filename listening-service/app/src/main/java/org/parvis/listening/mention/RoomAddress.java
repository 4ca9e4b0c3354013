package org.parvis.listening.mention;

import java.util.List;
import java.util.Locale;
import org.parvis.web.view.Tab;
import org.springframework.context.MessageSource;
import org.springframework.web.util.UriComponentsBuilder;

/** Where the listening room is, read by message or by story, with the same filter. */
public final class RoomAddress {

    private RoomAddress() {}

    public static String mentions(MentionFilter filter) {
        return filtered("/listening/mentions", filter)
                .queryParam("unsure", filter.unsure())
                .encode()
                .toUriString();
    }

    /** @param retold only what two or more told */
    public static String stories(MentionFilter filter, boolean retold) {
        return filtered("/listening/stories", filter)
                .queryParam("retold", retold)
                .encode()
                .toUriString();
    }

    public static List<Tab> tabs(MentionFilter filter, boolean byStory, MessageSource messages, Locale locale) {
        return List.of(
                new Tab(
                        mentions(filter),
                        messages.getMessage("listening.room.byMessage", null, locale),
                        null,
                        !byStory),
                new Tab(
                        stories(filter, false),
                        messages.getMessage("listening.room.byStory", null, locale),
                        null,
                        byStory));
    }

    private static UriComponentsBuilder filtered(String path, MentionFilter filter) {
        return UriComponentsBuilder.fromPath(path)
                .queryParam("topic", filter.topic())
                .queryParam("intent", filter.intent())
                .queryParam("tone", filter.tone())
                .queryParam("q", filter.q());
    }
}

package org.parvis.crm.conversation.inbox;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.crm.conversation.inbox.InboxFilter.Feeling;
import org.parvis.crm.conversation.inbox.InboxFilter.Whose;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * What the address of the inbox asks for. An address somebody mistyped or kept from an older version shows the usual queue rather than an
 * error.
 */
record InboxQuery(
        Part of,
        @Nullable String state,
        @Nullable String brand,
        @Nullable String network,
        @Nullable String intent,
        @Nullable String tone) {

    static final String SPAM = "spam";

    /** The tabs over the queue. */
    enum Part {
        MINE,
        TEAM,
        NOBODY
    }

    static InboxQuery of(Map<String, String> parameters) {
        return new InboxQuery(
                constant(Part.class, parameters.get("of")).orElse(Part.MINE),
                text(parameters, "state"),
                text(parameters, "brand"),
                text(parameters, "network"),
                text(parameters, "intent"),
                text(parameters, "tone"));
    }

    private static @Nullable String text(Map<String, String> parameters, String name) {
        var value = parameters.get(name);
        return value == null || value.isBlank() ? null : value;
    }

    private static <E extends Enum<E>> Optional<E> constant(Class<E> type, @Nullable String name) {
        try {
            return name == null ? Optional.empty() : Optional.of(Enum.valueOf(type, name.toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    InboxFilter filter(String memberId) {
        return new InboxFilter(
                brand,
                constant(ConversationState.class, state).orElse(ConversationState.OPEN),
                switch (of) {
                    case MINE -> Whose.A_MEMBERS;
                    case TEAM -> Whose.ANYBODYS;
                    case NOBODY -> Whose.NOBODYS;
                },
                memberId,
                network,
                intent,
                constant(Feeling.class, tone).orElse(null));
    }

    public boolean isSpam() {
        return SPAM.equals(state);
    }

    /** Whether anything but the usual is asked for. */
    public boolean isNarrowed() {
        return state != null || brand != null || network != null || intent != null || tone != null;
    }

    InboxQuery with(Part part) {
        return new InboxQuery(part, isSpam() ? null : state, brand, network, intent, tone);
    }

    /** This query at another address, for instance a conversation of this queue. */
    public String at(String path) {
        var uri = UriComponentsBuilder.fromPath(path).queryParam("of", of.name().toLowerCase(Locale.ROOT));
        // Encoded one by one: braces would otherwise be taken for the name of something to fill in.
        parameters().forEach((name, value) -> uri.queryParam(name, UriUtils.encode(value, StandardCharsets.UTF_8)));
        return uri.build(true).toUriString();
    }

    /** For the hidden fields of forms, so that an act stays in this queue. */
    public Map<String, String> parameters() {
        var parameters = new LinkedHashMap<String, String>();
        put(parameters, "state", state);
        put(parameters, "brand", brand);
        put(parameters, "network", network);
        put(parameters, "intent", intent);
        put(parameters, "tone", tone);
        return parameters;
    }

    private static void put(Map<String, String> parameters, String name, @Nullable String value) {
        if (value != null) {
            parameters.put(name, value);
        }
    }
}

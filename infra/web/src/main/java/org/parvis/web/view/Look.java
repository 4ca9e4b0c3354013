package org.parvis.web.view;

import org.jspecify.annotations.Nullable;

/**
 * How a word of the domain looks wherever it is shown: colour, icon and the key of its text, so that a delivery in trouble is the
 * same thing in the inbox and in the audit.
 *
 * <p>Names are those of the services' own enums; a name that is not known here is shown as it is, in grey, never hidden.
 *
 * @param key null when the name itself is the text
 */
public record Look(String kind, String icon, @Nullable String key, String name) {

    private static final double CLEARLY = 0.2;

    static Look tone(double tone) {
        if (tone <= -CLEARLY) {
            return of("neg", "mood-sad", "tone", "NEGATIVE");
        }
        return tone < CLEARLY ? of("", "mood-neutral", "tone", "NEUTRAL") : of("pos", "mood-smile", "tone", "POSITIVE");
    }

    static Look intent(String intent) {
        return switch (intent) {
            case "QUESTION" -> of("plain", "question-mark", "intent", intent);
            case "CRITICISM" -> of("plain", "message-report", "intent", intent);
            case "SUGGESTION" -> of("plain", "bulb", "intent", intent);
            case "PRAISE" -> of("plain", "heart", "intent", intent);
            case "CRISIS_SIGN" -> of("plain", "alert-triangle", "intent", intent);
            case "SPAM" -> of("plain", "ban", "intent", intent);
            case "OTHER" -> of("plain", "message-circle", "intent", intent);
            default -> unknown(intent);
        };
    }

    static Look review(String state) {
        return switch (state) {
            case "DRAFT" -> of("", "circle-dashed", "review", state);
            case "OPEN", "WAITING_APPROVAL" -> of("warn", "hourglass", "review", "OPEN");
            case "APPROVED" -> of("ok", "circle-check", "review", state);
            case "APPROVED_WITH_EDIT" -> of("accent", "pencil", "review", state);
            case "REFUSED" -> of("danger", "circle-x", "review", state);
            case "WITHDRAWN" -> of("", "circle-minus", "review", state);
            case "NOT_NEEDED" -> of("", "circle-check", "review", state);
            default -> unknown(state);
        };
    }

    /** Stages of a reply or post and phases of its delivery; both end in the same words. */
    static Look delivery(String state) {
        return switch (state) {
            case "DRAFT" -> of("", "circle-dashed", "delivery", state);
            case "SUBMITTED", "PLANNED", "SCHEDULED" -> of("plain", "calendar", "delivery", "PLANNED");
            case "WAITING_APPROVAL" -> of("warn", "hourglass", "delivery", state);
            case "READY" -> of("", "circle-check", "delivery", state);
            case "RELEASED", "ATTEMPTED" -> of("accent", "send", "delivery", state);
            case "CONFIRMED" -> of("ok", "checks", "delivery", state);
            case "CONFIRMED_IN_PART" -> of("warn fill", "alert-triangle", "delivery", state);
            case "HELD" -> of("warn fill", "hand-stop", "delivery", state);
            case "PARKED" -> of("warn fill", "player-pause", "delivery", state);
            case "REJECTED" -> of("danger fill", "circle-x", "delivery", state);
            case "UNKNOWN" -> of("unknown fill", "help-octagon", "delivery", state);
            case "CANCELLED" -> of("", "circle-minus", "delivery", state);
            default -> unknown(state);
        };
    }

    /** Networks, connectors and kinds of source. */
    static Look network(String network) {
        return switch (network) {
            case "BLUESKY" -> of("plain", "brand-bluesky", "network", network);
            case "MASTODON" -> of("plain", "brand-mastodon", "network", network);
            case "WORDPRESS", "GHOST", "FEED" -> of("plain", "rss", "network", network);
            case "DISCOURSE", "WALINE" -> of("plain", "messages", "network", network);
            case "MEDIAWIKI" -> of("plain", "file-text", "network", network);
            case "IMAP" -> of("plain", "mail", "network", network);
            case "WEBHOOK" -> of("plain", "webhook", "network", network);
            case "MANUAL" -> of("plain", "hand-click", "network", network);
            case "TOWN" -> of("plain", "building-store", "network", network);
            default -> unknown(network);
        };
    }

    private static Look of(String kind, String icon, String family, String name) {
        return new Look(kind, icon, "shell." + family + "." + name, name);
    }

    private static Look unknown(String name) {
        return new Look("", "circle-dashed", null, name);
    }
}

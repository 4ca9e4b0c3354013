package org.parvis.publishing.channel;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A channel on its page.
 *
 * @param fares how it fares: the end of the key of its words
 * @param at when that was noticed, null when nothing was
 * @param detail what was noticed, in words
 * @param outlook what it is heading for
 */
public record ChannelRow(
        ChannelView channel,
        String brandName,
        Fares fares,
        @Nullable Instant at,
        @Nullable String detail,
        @Nullable String account,
        Outlook outlook) {

    /** How a channel fares; each has a look and words. */
    public enum Fares {
        DISABLED("", "player-pause"),
        NO_CREDENTIALS("warn fill", "key"),
        ENDS_SOON("warn fill", "key"),
        NOT_ALLOWED("warn fill", "key"),
        NOT_SET_UP("warn fill", "settings"),
        SIGN_IN_REFUSED("danger fill", "plug-connected-x"),
        NOT_REACHED("warn fill", "cloud-off"),
        UNKNOWN("warn fill", "help-octagon"),
        NOT_NOW("warn", "clock-pause"),
        RESTING("warn fill", "activity-heartbeat"),
        WELL("", "circle-check"),
        NEVER_USED("", "circle-dashed");

        public final String kind;
        public final String icon;

        Fares(String kind, String icon) {
            this.kind = kind;
            this.icon = icon;
        }
    }

    static ChannelRow of(
            ChannelView channel,
            String brandName,
            ChannelHealth.@Nullable Condition condition,
            boolean isResting,
            @Nullable String detail,
            boolean needsSecret,
            Outlook outlook) {
        var fares = fares(channel, condition, isResting, needsSecret, outlook);
        Instant at = condition == null
                ? null
                : condition.failure() == null ? condition.lastSuccess() : condition.lastFailure();
        var named = condition == null ? null : condition.account();
        return new ChannelRow(
                channel, brandName, fares, at, detail, named == null || named.isEmpty() ? null : named, outlook);
    }

    private static Fares fares(
            ChannelView channel,
            ChannelHealth.@Nullable Condition condition,
            boolean isResting,
            boolean needsSecret,
            Outlook outlook) {
        if (!channel.isEnabled()) {
            return Fares.DISABLED;
        } else if (needsSecret && !channel.hasCredentials()) {
            return Fares.NO_CREDENTIALS;
        } else if (isResting) {
            return Fares.RESTING;
        } else if (condition == null || (condition.lastSuccess() == null && condition.failure() == null)) {
            return Fares.NEVER_USED;
        }
        return switch (condition.failure()) {
            case null ->
                !outlook.missing().isEmpty() ? Fares.NOT_ALLOWED : outlook.endsSoon() ? Fares.ENDS_SOON : Fares.WELL;
            case "NOT_SET_UP" -> Fares.NOT_SET_UP;
            case "SIGN_IN_REFUSED" -> Fares.SIGN_IN_REFUSED;
            case "NOT_NOW" -> Fares.NOT_NOW;
            case "UNKNOWN" -> Fares.UNKNOWN;
            default -> Fares.NOT_REACHED;
        };
    }
}

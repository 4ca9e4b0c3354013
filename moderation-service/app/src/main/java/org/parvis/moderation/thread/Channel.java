package org.parvis.moderation.thread;

import java.util.Locale;

/** An account of ours as people know it. */
public record Channel(String channelId, String brandId, String network, String name, int undoSeconds) {

    /** While nothing is known of an account yet, its id stands for its name. */
    static Channel unknown(String channelId, String brandId) {
        return new Channel(channelId, brandId, "", channelId, 0);
    }

    /** What people call the network. */
    public String networkName() {
        return switch (network) {
            case "" -> "";
            case "WORDPRESS" -> "WordPress";
            case "WEBHOOK" -> "webhook";
            default -> network.charAt(0) + network.substring(1).toLowerCase(Locale.ROOT);
        };
    }

    /** The icon of the network, in the sprite of the shell. */
    public String icon() {
        return switch (network) {
            case "BLUESKY" -> "butterfly";
            case "MASTODON" -> "brand-mastodon";
            case "WORDPRESS" -> "brand-wordpress";
            case "WEBHOOK" -> "webhook";
            case "MANUAL" -> "hand-click";
            case "TOWN" -> "building-store";
            default -> "message-2";
        };
    }

    /** How many characters the network takes; 0 when it sets no limit that matters. */
    public int mostCharacters() {
        return switch (network) {
            case "BLUESKY" -> 300;
            case "MASTODON" -> 500;
            default -> 0;
        };
    }
}

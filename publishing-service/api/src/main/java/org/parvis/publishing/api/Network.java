package org.parvis.publishing.api;

/** Where a channel lives. */
public enum Network {
    BLUESKY,
    MASTODON,
    WORDPRESS,
    WEBHOOK,
    MANUAL,
    TOWN
}

package org.parvis.publishing.api;

/** How far an emergency stop reaches. */
public enum StopScope {
    BRAND,
    CHANNEL
}

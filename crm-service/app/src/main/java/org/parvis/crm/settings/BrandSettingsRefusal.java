package org.parvis.crm.settings;

/** Why a brand's settings are refused. */
public enum BrandSettingsRefusal {
    TARGET_OUT_OF_RANGE,
    LANGUAGE_UNKNOWN,
    TELLING_TEXT_EMPTY,
    TELLING_TEXT_TOO_LONG,
    /** A word in braces that stands for nothing. */
    TELLING_PLACE_UNKNOWN,
    /** Whoever is told must learn what about. */
    TELLING_SUMMARY_MISSING
}

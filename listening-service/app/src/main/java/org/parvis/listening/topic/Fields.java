package org.parvis.listening.topic;

import java.util.Locale;

/** The fields of a message that are compared whole, beside the analysed text. */
final class Fields {

    static final String AUTHOR = "author";
    static final String SITE = "site";
    static final String LANGUAGE = "lang";

    private Fields() {}

    /** A handle as it is compared: without the sign before it, in lower case. */
    static String handle(String handle) {
        var bare = handle.startsWith("@") ? handle.substring(1) : handle;
        return bare.toLowerCase(Locale.ROOT);
    }
}

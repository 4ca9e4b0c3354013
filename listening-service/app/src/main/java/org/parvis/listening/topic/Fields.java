package org.parvis.listening.topic;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How the fields of a message that are compared whole are written. */
final class Fields {

    private static final int MAX_LABELS = 10;

    private Fields() {}

    /** A handle as it is compared: without the sign before it, in lower case. */
    static String handle(String handle) {
        var bare = handle.startsWith("@") ? handle.substring(1) : handle;
        return bare.toLowerCase(Locale.ROOT);
    }

    /** {@code blog.example.org} is also on {@code example.org}; whole labels only, so that nobody poses as a neighbour. */
    static List<String> domains(String host) {
        var domains = new ArrayList<String>();
        var rest = host.toLowerCase(Locale.ROOT);
        while (!rest.isEmpty() && domains.size() < MAX_LABELS) {
            domains.add(rest);
            int dot = rest.indexOf('.');
            rest = dot < 0 ? "" : rest.substring(dot + 1);
        }
        return domains;
    }
}

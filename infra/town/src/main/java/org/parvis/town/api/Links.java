package org.parvis.town.api;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The addresses of the town's pages, as people outside see them. */
public record Links(String base) {

    public Links(URI publicUrl) {
        this(withoutSlash(publicUrl.toString()));
    }

    private static String withoutSlash(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    public String home() {
        return base + "/";
    }

    public String post(String id) {
        return base + "/posts/" + id;
    }

    public String person(String handle) {
        return base + "/people/" + handle;
    }

    public String avatar(String handle) {
        return base + "/avatars/" + handle + ".svg";
    }

    public String tag(String tag) {
        return base + "/tags/" + URLEncoder.encode(tag, StandardCharsets.UTF_8);
    }
}

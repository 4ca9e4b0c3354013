package org.parvis.gateway.setting;

import java.net.URI;

/** The address under which browsers see Parvis. */
public record PublicUrl(URI value) {

    private static final String LOCAL = "localhost";

    public PublicUrl {
        var isWeb = "http".equals(value.getScheme()) || "https".equals(value.getScheme());
        var isBare = value.getHost() != null && value.getRawPath().isEmpty() && value.getRawQuery() == null;
        if (!isWeb || !isBare) {
            throw new IllegalArgumentException(
                    "parvis.public-url must look like https://parvis.example.org, without a path: " + value);
        }
    }

    public static PublicUrl of(String text) {
        return new PublicUrl(URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text));
    }

    /** Scheme, host and port as browsers write it in {@code Origin}. */
    public String origin() {
        return value.toString();
    }

    /** What browsers write in {@code Host}. */
    public String host() {
        return value.getRawAuthority();
    }

    public String name() {
        return value.getHost();
    }

    public int port() {
        if (value.getPort() > 0) {
            return value.getPort();
        }
        return isHttps() ? 443 : 80;
    }

    public boolean isHttps() {
        return "https".equals(value.getScheme());
    }

    /** Browsers treat this one name as safe without https. */
    public boolean isLocal() {
        return LOCAL.equals(value.getHost());
    }

    /** @param path with its query, from the root */
    public String with(String path) {
        return value + path;
    }
}

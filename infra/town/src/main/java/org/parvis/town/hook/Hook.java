package org.parvis.town.hook;

import java.net.URI;

/**
 * Who wants to be called, and how badly it goes.
 *
 * @param url where; a program on this machine
 * @param secret signs each call
 * @param dropped the share of calls that are never made
 * @param repeated the share of calls that are made twice
 * @param seconds the longest a call is late; each is late by chance, so they overtake one another
 */
public record Hook(URI url, String secret, double dropped, double repeated, double seconds) {

    private static final double LATEST = 60;

    public Hook {
        require("http".equals(url.getScheme()) && "127.0.0.1".equals(url.getHost()), "url");
        require(!secret.isBlank() && secret.length() <= 200, "secret");
        require(dropped >= 0 && dropped <= 1, "dropped");
        require(repeated >= 0 && repeated <= 1, "repeated");
        require(seconds >= 0 && seconds <= LATEST, "seconds");
    }

    private static void require(boolean fits, String field) {
        if (!fits) {
            throw new HookRefused(field);
        }
    }

    @Override
    public String toString() {
        return "Hook[" + url + "]";
    }
}

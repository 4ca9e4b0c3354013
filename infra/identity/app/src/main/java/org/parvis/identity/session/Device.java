package org.parvis.identity.session;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a browser says of itself, in the words people use; empty where it says nothing that is known. Browsers name others whom they
 * resemble, so the first that fits in this order is meant.
 */
record Device(String browser, String system) {

    private static final Map<String, Pattern> BROWSERS = new LinkedHashMap<>();
    private static final Map<String, Pattern> SYSTEMS = new LinkedHashMap<>();

    static {
        BROWSERS.put("Edge", Pattern.compile("Edg(e|A|iOS)?/"));
        BROWSERS.put("Opera", Pattern.compile("OPR/|Opera"));
        BROWSERS.put("Samsung Internet", Pattern.compile("SamsungBrowser/"));
        BROWSERS.put("Firefox", Pattern.compile("Firefox/|FxiOS/"));
        BROWSERS.put("Chrome", Pattern.compile("Chrome/|CriOS/|Chromium/"));
        BROWSERS.put("Safari", Pattern.compile("Safari/"));
        SYSTEMS.put("iPhone", Pattern.compile("iPhone"));
        SYSTEMS.put("iPad", Pattern.compile("iPad"));
        SYSTEMS.put("Android", Pattern.compile("Android"));
        SYSTEMS.put("Windows", Pattern.compile("Windows"));
        SYSTEMS.put("ChromeOS", Pattern.compile("CrOS"));
        SYSTEMS.put("macOS", Pattern.compile("Mac OS X|Macintosh"));
        SYSTEMS.put("Linux", Pattern.compile("Linux|X11"));
    }

    static Device of(String agent) {
        return new Device(first(BROWSERS, agent), first(SYSTEMS, agent));
    }

    private static String first(Map<String, Pattern> known, String agent) {
        return known.entrySet().stream()
                .filter(k -> k.getValue().matcher(agent).find())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }
}

package org.parvis.standalone;

/** Something the person at the terminal can mend; the text says what happened, what was kept and what to do. */
public final class LaunchFailure extends RuntimeException {

    private final String key;
    private final transient Object[] arguments;

    LaunchFailure(String key, Object... arguments) {
        super(key);
        this.key = key;
        this.arguments = arguments;
    }

    String in(Words words) {
        return words.say(key, arguments);
    }
}

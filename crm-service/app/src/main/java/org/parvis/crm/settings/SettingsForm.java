package org.parvis.crm.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.parvis.crm.api.Telling;
import org.parvis.crm.settings.ChangeBrandSettings.TellingText;
import org.parvis.crm.text.LineBreaks;

/**
 * What a brand settles, as a form: each field with what stood in it when it was drawn. So what somebody left as it was is not taken for
 * their wish, and what a colleague changed meanwhile is not overwritten unseen.
 */
record SettingsForm(String brand, Field minutes, List<Text> texts) {

    private static final String SEEN = "seen.";
    private static final String MINUTES = "minutes";

    SettingsForm {
        texts = List.copyOf(texts);
    }

    /**
     * @param seen what stood there when the page was drawn
     * @param now what is settled
     */
    record Field(String name, String typed, String seen, String now) {

        static Field drawn(String name, String now) {
            return new Field(name, now, now, now);
        }

        static Field sent(String name, String now, Map<String, String> parameters) {
            var typed = LineBreaks.plain(parameters.getOrDefault(name, "")).strip();
            var seen =
                    LineBreaks.plain(parameters.getOrDefault(SEEN + name, now)).strip();
            return new Field(name, typed, seen, now);
        }

        boolean isChanged() {
            return !typed.equals(seen) && !typed.equals(now);
        }

        /** Whether a colleague settled it otherwise after the page was drawn, and who sends it wants a third thing. */
        public boolean isOvertaken() {
            return isChanged() && !seen.equals(now);
        }

        /** What stands there when the form is drawn again: what nobody here touched follows the colleague. */
        public String shown() {
            return typed.equals(seen) ? now : typed;
        }
    }

    /** The words for an occasion in a language. */
    record Text(Telling telling, String language, Field field) {}

    static SettingsForm drawn(Settings settings, String brand) {
        return form(settings, brand, Map.of(), false);
    }

    static SettingsForm sent(Settings settings, String brand, Map<String, String> parameters) {
        return form(settings, brand, parameters, true);
    }

    private static SettingsForm form(Settings settings, String brand, Map<String, String> parameters, boolean isSent) {
        var target = Integer.toString(settings.targetMinutes(brand));
        var texts = new ArrayList<Text>();
        for (var telling : Telling.values()) {
            for (var language : BrandSettings.LANGUAGES) {
                var name = Settings.key(telling, language);
                var now = settings.tellingText(brand, telling, language);
                texts.add(new Text(
                        telling, language, isSent ? Field.sent(name, now, parameters) : Field.drawn(name, now)));
            }
        }
        return new SettingsForm(
                brand, isSent ? Field.sent(MINUTES, target, parameters) : Field.drawn(MINUTES, target), texts);
    }

    boolean isOvertaken() {
        return minutes.isOvertaken()
                || texts.stream().anyMatch(text -> text.field().isOvertaken());
    }

    ChangeBrandSettings change() {
        return new ChangeBrandSettings(
                brand,
                minutes.isChanged() ? Integer.valueOf(number(minutes.typed())) : null,
                texts.stream()
                        .filter(text -> text.field().isChanged())
                        .map(text -> new TellingText(
                                text.telling(), text.language(), text.field().typed()))
                        .toList());
    }

    /** Whether what was sent is what is settled. */
    boolean isSettledIn(Settings settings) {
        var wanted = change();
        Integer target = wanted.answerMinutes();
        return (target == null || settings.targetMinutes(brand) == target)
                && wanted.texts().stream()
                        .allMatch(text ->
                                text.text().equals(settings.tellingText(brand, text.telling(), text.language())));
    }

    /** What is no number is as much out of range as a million. */
    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}

package org.parvis.listening.classification;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.parvis.listening.api.ClassificationReason;
import org.parvis.listening.api.Intent;

/**
 * Reads language, tone, intent and abuse of a message by rules and word lists of our own, in French and English.
 *
 * <p>A first, honest classification: every result names the words it rests on, and says when it is not sure. The same text and
 * version always give the same result. Thread-safe.
 */
public final class Classifier {

    /** Stored with every result; changes with every change of a rule or list. */
    public static final String VERSION = "rules-1";

    private static final double NEUTRAL = 0.2;
    private static final double BORDER = 0.06;
    private static final double INSULT = -2;
    private static final int MAX_LENGTH = 10_000;

    private final LanguageReader languages = new LanguageReader();
    private final Emoji emoji = new Emoji();
    private final Map<String, Readers> readers = Map.of("fr", new Readers("fr"), "en", new Readers("en"));

    private record Readers(ToneReader tone, IntentReader intent) {

        Readers(String language) {
            this(new ToneReader(language), new IntentReader(language));
        }
    }

    /** Reads a message; the language hint is what the source says about it. */
    public Classification classify(String text, Optional<String> languageHint) {
        return classifyAs(text, languages.read(text, languageHint));
    }

    /** Reads a message whose language a person has set. */
    public Classification classifyAs(String text, String language) {
        var shortened = text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) : text;
        var words = Words.of(shortened);
        var signs = emoji.in(shortened);
        var reader = readers.get(language);
        return reader == null ? unread(language, words, signs) : read(language, reader, words, signs);
    }

    private static Classification read(String language, Readers reader, Words words, Emoji.Found emoji) {
        var signs = reader.intent().signs(words);
        var insults = new ArrayList<>(signs.getOrDefault("insult", List.of()));
        insults.addAll(signs.getOrDefault("slight", List.of()));
        var threats = signs.getOrDefault("threat", List.of());
        var tone = reader.tone().read(words, emoji, INSULT * Math.min(2, insults.size() + threats.size()));
        var intent = reader.intent().read(words, signs, tone.value());
        var reasons = new ArrayList<>(tone.reasons());
        reasons.addAll(intent.reasons());
        if (!insults.isEmpty()) {
            reasons.add(new ClassificationReason(
                    "ABUSE_INSULT", insults.stream().limit(6).toList()));
        }
        if (!threats.isEmpty()) {
            reasons.add(new ClassificationReason(
                    "ABUSE_THREAT", threats.stream().limit(6).toList()));
        }
        var doubts = doubts(tone, intent);
        doubts.forEach(doubt -> reasons.add(new ClassificationReason(doubt, List.of())));
        return new Classification(
                language,
                rounded(tone.value()),
                intent.intent(),
                !insults.isEmpty() || !threats.isEmpty(),
                !doubts.isEmpty(),
                reasons);
    }

    private static List<String> doubts(ToneReader.Reading tone, IntentReader.Reading intent) {
        var doubts = new ArrayList<String>();
        if (Math.abs(Math.abs(tone.value()) - NEUTRAL) < BORDER) {
            doubts.add("UNSURE_BORDER");
        }
        if (tone.isMixed()) {
            doubts.add("UNSURE_MIXED");
        }
        if (intent.close()) {
            doubts.add("UNSURE_INTENT");
        }
        return doubts;
    }

    /** In a language without word lists only pictures and question marks speak, and a person is asked to look. */
    private static Classification unread(String language, Words words, Emoji.Found emoji) {
        double tone = ToneReader.value(emoji.positive() + emoji.negative());
        var reasons = new ArrayList<ClassificationReason>();
        if (!emoji.signs().isEmpty()) {
            reasons.add(new ClassificationReason("TONE_SIGNS", emoji.signs()));
        }
        boolean asks = words.questions() > 0;
        reasons.add(
                asks
                        ? new ClassificationReason("INTENT_QUESTION", List.of("?"))
                        : new ClassificationReason("INTENT_OTHER", List.of()));
        reasons.add(new ClassificationReason("UNSURE_LANGUAGE", List.of()));
        return new Classification(language, rounded(tone), asks ? Intent.QUESTION : Intent.OTHER, false, true, reasons);
    }

    private static double rounded(double tone) {
        return Math.round(tone * 100) / 100.0;
    }
}

package org.parvis.listening.classification;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.parvis.listening.api.ClassificationReason;
import org.parvis.listening.api.Intent;
import org.parvis.listening.api.ReadingAxis;

/**
 * Reads language, tone, intent and abuse of a message, in French and English: the intent by rules and word lists of our own, tone and
 * (in English) abuse by models that learned from public sets and from what the lists say.
 *
 * <p>Every result names the words it rests on, and says when it is not sure. The same text and version always give the same result.
 * Thread-safe.
 */
public final class Classifier {

    /** Stored with every result; changes with every change of a rule or list. */
    public static final String VERSION = "learned-2";

    private static final int MAX_LENGTH = 10_000;

    private final LanguageReader languages = new LanguageReader();
    private final Emoji emoji = new Emoji();
    private final Map<String, Readers> readers = Map.of("fr", Readers.of("fr"), "en", Readers.of("en"));

    private record Readers(Lists lists, LearnedTone tone, Optional<LearnedAbuse> abuse) {

        static Readers of(String language) {
            return new Readers(new Lists(language), LearnedTone.of(language), LearnedAbuse.of(language));
        }
    }

    /** Reads a message as the house reads it that taught nothing. */
    public Classification classify(String text, Optional<String> languageHint) {
        return classify(text, languageHint, Lessons.NONE);
    }

    /** Reads a message; the language hint is what the source says about it. */
    public Classification classify(String text, Optional<String> languageHint, Lessons lessons) {
        return classifyAs(text, languages.read(text, languageHint), lessons);
    }

    /** Reads a message whose language a person has set. */
    public Classification classifyAs(String text, String language) {
        return classifyAs(text, language, Lessons.NONE);
    }

    /** Reads a message whose language a person has set. */
    public Classification classifyAs(String text, String language, Lessons lessons) {
        var shortened = shortened(text);
        var words = Words.of(shortened);
        var signs = emoji.in(shortened);
        var reader = readers.get(language);
        return reader == null
                ? unread(language, words, signs)
                : read(language, reader, Features.of(shortened), reader.lists().in(words, signs), lessons);
    }

    private static String shortened(String text) {
        return text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) : text;
    }

    /** What the shipped readers make of a text before a decision. */
    record Heard(Features features, LearnedModel.Reading tone, LearnedModel.Reading intent) {

        LearnedModel.Reading said(ReadingAxis axis) {
            return switch (axis) {
                case TONE -> tone;
                case INTENT -> intent;
            };
        }
    }

    /** Empty in a language without readers. */
    Optional<Heard> hear(String text, String language) {
        return Optional.ofNullable(readers.get(language)).map(reader -> {
            var shortened = shortened(text);
            var features = Features.of(shortened);
            var found = reader.lists().in(Words.of(shortened), emoji.in(shortened));
            return new Heard(
                    features,
                    reader.tone().hear(features, found.signs()),
                    reader.lists().intent(found).asProbabilities());
        });
    }

    private static Classification read(
            String language, Readers readers, Features features, Lists.Found found, Lessons lessons) {
        var signs = found.signs();
        var heard = readers.tone().hear(features, signs);
        var tone = LearnedTone.read(
                features,
                heard,
                lessons.find(language, ReadingAxis.TONE)
                        .map(lesson -> lesson.add(features, heard))
                        .orElse(heard),
                found.tone().value());
        var abuse = readers.abuse().map(model -> model.read(features, signs));
        var listed = readers.lists().intent(found);
        var intent = lessons.find(language, ReadingAxis.INTENT)
                .map(lesson -> listed.taught(features, lesson))
                .orElse(listed);
        var reasons = new ArrayList<>(found.tone().reasons());
        reasons.addAll(tone.reasons());
        reasons.addAll(intent.reasons());
        add(reasons, "ABUSE_INSULT", found.insults());
        add(reasons, "ABUSE_THREAT", found.threats());
        boolean insults = !found.insults().isEmpty() || !found.threats().isEmpty();
        boolean learned = abuse.filter(LearnedAbuse.Reading::abusive).isPresent();
        if (learned && !insults) {
            abuse.map(LearnedAbuse.Reading::reason).ifPresent(reasons::add);
        }
        var doubts = doubts(tone, found.tone(), intent);
        if (!insults && abuse.filter(LearnedAbuse.Reading::unsure).isPresent()) {
            doubts.add("UNSURE_ABUSE");
        }
        doubts.forEach(doubt -> reasons.add(new ClassificationReason(doubt, List.of())));
        return new Classification(
                language, rounded(tone.value()), intent.intent(), insults || learned, !doubts.isEmpty(), reasons);
    }

    private static void add(List<ClassificationReason> reasons, String code, List<String> terms) {
        if (!terms.isEmpty()) {
            reasons.add(new ClassificationReason(code, terms.stream().limit(6).toList()));
        }
    }

    private static List<String> doubts(
            LearnedTone.Reading tone, ToneReader.Reading listed, IntentReader.Reading intent) {
        var doubts = new ArrayList<String>();
        if (tone.close()) {
            doubts.add("UNSURE_BORDER");
        }
        if (listed.isMixed()) {
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

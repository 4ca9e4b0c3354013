package org.parvis.listening.classification;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Cuts a message into words, with what the cutting shows: links, exclamations, questions. */
record Words(List<Word> list, int links, int exclamations, int questions) {

    private static final Pattern LINK = Pattern.compile("(?:https?://|www\\.)\\S+", Pattern.CASE_INSENSITIVE);
    private static final Pattern HANDLE = Pattern.compile("(?<![\\p{L}\\p{N}])@[\\p{L}\\p{N}_.-]+");
    /** An English negation stays one word, a hashtag is cut at its capitals, everything else is cut at every apostrophe. */
    private static final Pattern PIECE = Pattern.compile(
            "(?<word>\\p{L}+n['’]t(?!\\p{L})|[\\p{L}\\p{M}\\p{N}]+|[€$£%])|(?<end>[.!?;:…\\n]+)|(?<pause>[,()\\[\\]\"«»–—]+)");

    private static final Pattern CAMEL = Pattern.compile("(?<=\\p{Ll})(?=\\p{Lu})");
    private static final Pattern STRETCHED = Pattern.compile("(\\p{L})\\1{2,}");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final int MAX_WORDS = 4_000;

    static Words of(String text) {
        var linkMatcher = LINK.matcher(text);
        int links = (int) linkMatcher.results().count();
        var clean = HANDLE.matcher(linkMatcher.replaceAll(" ")).replaceAll(" ").replace('’', '\'');
        var words = new ArrayList<Word>();
        int clause = 0;
        int sentence = 0;
        int exclamations = 0;
        int questions = 0;
        var pieces = PIECE.matcher(clean);
        while (pieces.find() && words.size() < MAX_WORDS) {
            if (pieces.group("word") != null) {
                for (var part : CAMEL.split(pieces.group("word"))) {
                    words.add(word(part, clause, sentence));
                }
            } else {
                clause++;
                var end = pieces.group("end");
                if (end != null) {
                    sentence++;
                    exclamations += (int) end.chars().filter(c -> c == '!').count();
                    questions += end.indexOf('?') >= 0 ? 1 : 0;
                }
            }
        }
        return new Words(words, links, exclamations, questions);
    }

    private static Word word(String surface, int clause, int sentence) {
        var lower = surface.toLowerCase(Locale.ROOT).replace("'", "");
        var stretched = STRETCHED.matcher(lower);
        boolean isStretched = stretched.find();
        var form = singular(isStretched ? stretched.replaceAll("$1$1") : lower);
        return new Word(form, bare(form), surface, clause, sentence, isStretched);
    }

    /** A text that is written in capitals throughout shouts nothing in particular. */
    boolean isAllCapitals() {
        long shouted = list.stream().filter(Word::isShouted).count();
        return list.size() > 3 && shouted * 2 > list.size();
    }

    /** Takes the plural, and the feminine of French, off; the same is done to the word lists, so that is all it has to do. */
    static String singular(String word) {
        var form = word;
        if (form.length() > 3 && (form.endsWith("s") || form.endsWith("x")) && !form.endsWith("ss")) {
            form = form.substring(0, form.length() - 1);
        }
        if (form.length() > 4 && form.endsWith("e")) {
            form = form.substring(0, form.length() - 1);
        }
        return form;
    }

    static String bare(String word) {
        return MARKS.matcher(Normalizer.normalize(word, Normalizer.Form.NFD)).replaceAll("");
    }
}

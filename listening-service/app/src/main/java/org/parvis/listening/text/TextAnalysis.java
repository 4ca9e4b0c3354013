package org.parvis.listening.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.en.KStemFilter;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.fr.FrenchLightStemFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.util.ElisionFilter;

/**
 * How text becomes terms.
 *
 * <p>{@link #PLAIN} keeps every word as it is, but for case, accents, elided articles and the English possessive. {@link
 * #FRENCH} and {@link #ENGLISH} reduce words to their stem besides. No stop words: brands are named "The", "Orange" and "On".
 */
public final class TextAnalysis {

    public static final String PLAIN = "plain";
    public static final String FRENCH = "fr";
    public static final String ENGLISH = "en";

    static final WordAnalyzer PLAIN_ANALYZER = new WordAnalyzer() {
        @Override
        TokenStream stem(TokenStream words) {
            return words;
        }
    };
    static final WordAnalyzer FRENCH_ANALYZER = new WordAnalyzer() {
        @Override
        TokenStream stem(TokenStream words) {
            return new FrenchLightStemFilter(words);
        }
    };
    static final WordAnalyzer ENGLISH_ANALYZER = new WordAnalyzer() {
        @Override
        TokenStream stem(TokenStream words) {
            return new KStemFilter(words);
        }
    };

    /** The analysis of each field; fields not named here are taken whole. */
    public static final Analyzer BY_FIELD = new PerFieldAnalyzerWrapper(
            new KeywordAnalyzer(), Map.of(PLAIN, PLAIN_ANALYZER, FRENCH, FRENCH_ANALYZER, ENGLISH, ENGLISH_ANALYZER));

    private TextAnalysis() {}

    /** The words of a text as {@link #PLAIN} sees them. */
    public static List<String> plainTokens(String text) {
        return tokens(PLAIN, text);
    }

    /** The terms of a text in one of the fields. */
    public static List<String> tokens(String field, String text) {
        var tokens = new ArrayList<String>();
        try (var stream = BY_FIELD.tokenStream(field, text)) {
            var term = stream.addAttribute(CharTermAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                tokens.add(term.toString());
            }
            stream.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return tokens;
    }

    abstract static class WordAnalyzer extends Analyzer {

        abstract TokenStream stem(TokenStream words);

        @Override
        protected TokenStreamComponents createComponents(String fieldName) {
            var tokenizer = new StandardTokenizer();
            return new TokenStreamComponents(tokenizer, terms(tokenizer));
        }

        /** What becomes of each token; nothing here looks at a token's neighbours, so tokens may also be taken one by one. */
        TokenStream terms(TokenStream tokens) {
            TokenStream words = new LowerCaseFilter(tokens);
            words = new ElisionFilter(words, FrenchAnalyzer.DEFAULT_ARTICLES);
            words = new EnglishPossessiveFilter(words);
            return new WithoutEmpty(new ASCIIFoldingFilter(stem(words)));
        }

        @Override
        protected TokenStream normalize(String fieldName, TokenStream in) {
            return new ASCIIFoldingFilter(new LowerCaseFilter(in));
        }
    }

    /** Elision can leave nothing of a token such as "l'". */
    private static final class WithoutEmpty extends TokenFilter {

        private final CharTermAttribute term = addAttribute(CharTermAttribute.class);

        WithoutEmpty(TokenStream input) {
            super(input);
        }

        @Override
        public boolean incrementToken() throws IOException {
            while (input.incrementToken()) {
                if (!term.isEmpty()) {
                    return true;
                }
            }
            return false;
        }
    }
}

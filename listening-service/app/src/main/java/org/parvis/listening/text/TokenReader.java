package org.parvis.listening.text;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.jspecify.annotations.Nullable;

/**
 * {@link TextAnalysis} in two halves, for whoever reads many texts: a text is cut into tokens, and the terms of a token are worked out
 * apart, so that they can be remembered. Tokens and terms are those of the analysis, in its order. Not thread-safe; made once and used
 * for many texts.
 */
public final class TokenReader {

    private final StandardTokenizer tokenizer = new StandardTokenizer();
    private final CharTermAttribute term = tokenizer.addAttribute(CharTermAttribute.class);
    private final OffsetAttribute offsets = tokenizer.addAttribute(OffsetAttribute.class);
    private final OneToken plain = new OneToken(TextAnalysis.PLAIN_ANALYZER);
    private final OneToken french = new OneToken(TextAnalysis.FRENCH_ANALYZER);
    private final OneToken english = new OneToken(TextAnalysis.ENGLISH_ANALYZER);

    /** Takes the tokens of a text. */
    @FunctionalInterface
    public interface Sink {

        /** @param chars only good during the call, from 0 to {@code length} */
        void token(char[] chars, int length, int start, int end);
    }

    /**
     * The terms of a token in each field.
     *
     * @param plain null where the analysis leaves nothing of the token; so are the others
     */
    public record Terms(
            @Nullable String plain,
            @Nullable String french,
            @Nullable String english) {}

    /** Cuts a text into tokens. */
    public void read(String text, Sink sink) {
        try {
            tokenizer.setReader(new StringReader(text));
            tokenizer.reset();
            while (tokenizer.incrementToken()) {
                sink.token(term.buffer(), term.length(), offsets.startOffset(), offsets.endOffset());
            }
            tokenizer.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            close();
        }
    }

    private void close() {
        try {
            tokenizer.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Works out the terms of one token. */
    public Terms terms(char[] chars, int length) {
        return new Terms(plain.term(chars, length), french.term(chars, length), english.term(chars, length));
    }

    private static final class OneToken {

        private final Given given = new Given();
        private final TokenStream terms;
        private final CharTermAttribute term;

        OneToken(TextAnalysis.WordAnalyzer analyzer) {
            terms = analyzer.terms(given);
            term = terms.addAttribute(CharTermAttribute.class);
        }

        @Nullable
        String term(char[] chars, int length) {
            given.give(chars, length);
            try {
                terms.reset();
                return terms.incrementToken() ? term.toString() : null;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final class Given extends TokenStream {

        private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
        private char[] chars = {};
        private int length;
        private boolean waiting;

        void give(char[] token, int tokenLength) {
            chars = token;
            length = tokenLength;
            waiting = true;
        }

        @Override
        public boolean incrementToken() {
            if (!waiting) {
                return false;
            }
            waiting = false;
            clearAttributes();
            term.copyBuffer(chars, 0, length);
            return true;
        }
    }
}

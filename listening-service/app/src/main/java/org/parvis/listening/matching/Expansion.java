package org.parvis.listening.matching;

import org.jspecify.annotations.Nullable;

/**
 * What a word answers of all that queries ask, worked out once for a state of the dictionary.
 *
 * @param edition of the dictionary
 * @param plain number of the term as it is, or -1 when nobody asks for it; so with the stems
 * @param spelled everything the word answers by its spelling: itself, beginnings, mistakes, and alternatives these are part of
 * @param frenchToo what it answers besides in a French text
 * @param englishToo what it answers besides in an English text
 * @param phrases to look for where the word stands
 */
record Expansion(
        Vocabulary.Word word,
        int edition,
        int plain,
        int french,
        int english,
        int[] spelled,
        int[] frenchToo,
        int[] englishToo,
        PhrasePattern @Nullable [] phrases) {}

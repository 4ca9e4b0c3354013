package org.parvis.listening.api;

/**
 * What a brand's people taught about one axis in one language.
 *
 * @param texts how many messages they said something of
 * @param before of how many the shipped reading says the same
 * @param after of how many the brand's own reading does, each asked of lessons that learned from the other four fifths
 * @param weights of hashed words, as the reader packs them; no words are in it
 */
public record TaughtLesson(String language, ReadingAxis axis, int texts, int before, int after, String weights) {}

package org.parvis.listening.classification;

/**
 * A word of a message.
 *
 * @param form as word lists have it: lower case, without plural
 * @param bare the same without accents, for writers who leave them out
 * @param surface as the author wrote it
 * @param clause number of the clause it is in; punctuation ends a clause
 * @param sentence number of the sentence it is in
 * @param stretched with letters repeated for force
 */
record Word(String form, String bare, String surface, int clause, int sentence, boolean stretched) {

    boolean isShouted() {
        return surface.length() >= 3
                && surface.chars().allMatch(c -> !Character.isLowerCase(c))
                && surface.chars().anyMatch(Character::isUpperCase);
    }
}

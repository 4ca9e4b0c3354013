package org.parvis.listening.classification;

/**
 * A text and what people said it is.
 *
 * @param group equal texts are in one group, so that none is learned from and asked for at once
 */
record Labelled(String text, int label, String group) {

    Labelled(String text, int label) {
        this(text, label, text);
    }
}

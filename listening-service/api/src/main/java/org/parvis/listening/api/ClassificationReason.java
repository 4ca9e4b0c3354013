package org.parvis.listening.api;

import java.util.List;

/** Why a mention was read as it was: a message key of the classifier and the words that decided. */
public record ClassificationReason(String code, List<String> terms) {

    public ClassificationReason {
        terms = List.copyOf(terms);
    }
}

package org.parvis.privacy;

import java.util.Map;

/** An entry that keeps words of a person apart from the lists they belong to, see {@link WordsApart}. */
public interface KeepsWordsApart {

    /** The lists with their words, by name: what to tell the person whose words they are. */
    Map<String, Object> whole();
}

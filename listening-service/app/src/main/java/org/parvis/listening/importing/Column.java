package org.parvis.listening.importing;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a file may say about a message, by the names people give to it in either language. */
enum Column {
    ID("id identifiant"),
    PERMALINK("permalink url link lien adresse"),
    AUTHOR_ID("authorid auteurid idauteur"),
    AUTHOR("author authorname auteur nomauteur"),
    HANDLE("authorhandle handle username pseudo"),
    TITLE("title titre"),
    TEXT("text texte message content"),
    PUBLISHED("publishedat published date createdat publiele publie"),
    ZONE("zone timezone fuseau"),
    LANGUAGE("language lang langue"),
    PARENT("parentid parent inreplyto"),
    THREAD("threadid thread fil"),
    DELETED("deleted supprime");

    /** Parted by spaces. */
    private final String names;

    Column(String names) {
        this.names = names;
    }

    static Optional<Column> named(String heading) {
        var name = Normalizer.normalize(heading, Normalizer.Form.NFD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]", "");
        return Arrays.stream(values())
                .filter(column -> List.of(column.names.split(" ")).contains(name))
                .findFirst();
    }
}

package org.parvis.benchmarks;

import java.time.Instant;
import java.util.random.RandomGenerator;

/** An event of the usual kind and size, some 600 bytes as JSON. */
record MentionCollected(
        String mention,
        String brand,
        String source,
        String author,
        String language,
        double tone,
        String text,
        Instant at) {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final String TEXT =
            "Bonjour, votre application refuse ma carte depuis ce matin alors que tout marchait hier soir encore. "
                    + "J'ai deja essaye de la reinstaller, sans effet. Est-ce que quelqu'un d'autre voit la meme chose, "
                    + "et surtout, quand est-ce que ce sera repare ? Merci d'avance pour une reponse qui ne soit pas un "
                    + "texte tout fait, parce que les trois premieres l'etaient. ";

    static MentionCollected random(RandomGenerator random, long number) {
        return new MentionCollected(
                "mention-" + number,
                "brand-" + random.nextInt(40),
                "source-" + random.nextInt(200),
                "person-" + random.nextInt(100_000),
                random.nextBoolean() ? "fr" : "en",
                random.nextInt(-100, 101) / 100.0,
                TEXT + number,
                START.plusSeconds(number / 4));
    }
}

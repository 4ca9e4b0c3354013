package org.parvis.listening.classification;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes the models that are shipped, each from sets whose licence allows it. */
enum ShippedModels {
    TONE_FR("tone", "fr", "UMSAB", LearnedTone.CLASSES) {
        @Override
        List<Labelled> texts(PublicSets sets) throws IOException {
            return both(sets, "sentiment/french_umsab/");
        }
    },
    TONE_EN("tone", "en", "UMSAB", LearnedTone.CLASSES) {
        @Override
        List<Labelled> texts(PublicSets sets) throws IOException {
            return both(sets, "sentiment/english_umsab/");
        }
    },
    ABUSE_EN("abuse", "en", "Davidson et al. 2017", LearnedAbuse.CLASSES) {
        @Override
        List<Labelled> texts(PublicSets sets) throws IOException {
            return sets.davidson();
        }
    };

    static final double COST = 3;
    static final int RAREST = 2;

    private final String axis;
    private final String language;
    private final String set;
    private final String file;
    private final int classes;

    ShippedModels(String axis, String language, String set, int classes) {
        this.axis = axis;
        this.language = language;
        this.set = set;
        this.file = axis + "_" + language + ".model";
        this.classes = classes;
    }

    abstract List<Labelled> texts(PublicSets sets) throws IOException;

    private static List<Labelled> both(PublicSets sets, String folder) throws IOException {
        var texts = new ArrayList<>(sets.lines(folder + "train"));
        texts.addAll(sets.lines(folder + "val"));
        return texts;
    }

    String file() {
        return file;
    }

    /** What a model of four fifths of the texts makes of the fifth, five times, beside the answers. */
    private String measured(PublicSets sets) throws IOException {
        var texts = texts(sets);
        var read = new Training(language, RAREST, COST)
                .<Integer>crossed(
                        texts,
                        5,
                        classes,
                        model -> seen ->
                                model.read(seen.features(), seen.signs()).likeliest());
        return "%s %s: %s, %d, %.3f%n"
                .formatted(
                        axis,
                        language,
                        set,
                        texts.size(),
                        Tally.of(classes, texts, read).macroF1());
    }

    LearnedModel make(PublicSets sets) throws IOException {
        return new Training(language, RAREST, COST).train(texts(sets), classes);
    }

    /** Writes them into the folder that is named. */
    public static void main(String[] folder) throws IOException {
        var sets = PublicSets.find().orElseThrow(() -> new IOException("No folder shared/data beside this checkout"));
        var measured = new StringBuilder(
                "# What each model reaches on texts it did not see: axis language: set, texts, macro-F1\n");
        for (var model : values()) {
            measured.append(model.measured(sets));
            var bytes = new ByteArrayOutputStream();
            model.make(sets).write(bytes);
            Files.write(Path.of(folder[0], model.file), bytes.toByteArray());
            System.out.println(model.file + " " + bytes.size());
        }
        Files.writeString(Path.of(folder[0], "measured.txt"), measured);
    }
}

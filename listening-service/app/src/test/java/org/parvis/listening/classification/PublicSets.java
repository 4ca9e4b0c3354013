package org.parvis.listening.classification;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.parvis.listening.PublicData;

/** The labelled sets in the folder of public test data. Which of them may be learned from for what is shipped: {@code adr/0023}. */
final class PublicSets {

    private final Path data;

    private PublicSets(Path data) {
        this.data = data;
    }

    /** Those beside the checkout; empty without that folder. */
    static Optional<PublicSets> find() {
        return PublicData.find().map(PublicSets::new);
    }

    boolean has(String folderAndPart) {
        return Files.exists(data.resolve(folderAndPart + "_text.txt"));
    }

    /** A part of a set that is one file of texts and one of numbers. */
    List<Labelled> lines(String folderAndPart) throws IOException {
        var texts = Files.readAllLines(data.resolve(folderAndPart + "_text.txt"));
        var labels = Files.readAllLines(data.resolve(folderAndPart + "_labels.txt"));
        var labelled = new ArrayList<Labelled>();
        for (int i = 0; i < texts.size(); i++) {
            labelled.add(
                    new Labelled(texts.get(i), Integer.parseInt(labels.get(i).strip())));
        }
        return labelled;
    }

    /** Tones of messages to airlines: 0 against, 1 neutral, 2 for. */
    List<Labelled> airline() throws IOException {
        return table("sentiment/airline/Tweets.csv", row -> {
            int tone = List.of("negative", "neutral", "positive").indexOf(row.get("airline_sentiment"));
            return tone < 0 ? null : new Labelled(row.get("text"), tone);
        });
    }

    /** The same for each airline, in the order of the file. */
    Map<String, List<Labelled>> airlines() throws IOException {
        var names = new ArrayList<String>();
        var texts = table("sentiment/airline/Tweets.csv", row -> {
            int tone = List.of("negative", "neutral", "positive").indexOf(row.get("airline_sentiment"));
            if (tone >= 0) {
                names.add(row.get("airline"));
            }
            return tone < 0 ? null : new Labelled(row.get("text"), tone);
        });
        Map<String, List<Labelled>> byName = new TreeMap<>();
        for (int i = 0; i < names.size(); i++) {
            byName.computeIfAbsent(names.get(i), name -> new ArrayList<>()).add(texts.get(i));
        }
        return byName;
    }

    /** Hate or offence 1, neither 0. */
    List<Labelled> davidson() throws IOException {
        return table(
                "toxic/davidson/labeled_data.csv",
                row -> new Labelled(row.get("tweet"), row.get("class").equals("2") ? 0 : 1));
    }

    /** Comments of Wikipedia's talk pages, toxic 1; fuzzed: who is spoken of was exchanged. */
    List<Labelled> wikipedia(boolean fuzzed) throws IOException {
        return table(
                "toxic/wiki_unintended_bias/toxicity_" + (fuzzed ? "fuzzed" : "nonfuzzed") + "_testset.csv",
                row -> new Labelled(
                        row.get("comment"), row.get("toxic").equalsIgnoreCase("true") ? 1 : 0, row.get("rev_id")));
    }

    /** Comments under videos, spam 1. */
    List<Labelled> youtube() throws IOException {
        var all = new ArrayList<Labelled>();
        try (var files = Files.list(data.resolve("spam/youtube"))) {
            for (var file : files.sorted().toList()) {
                all.addAll(table(
                        data.relativize(file).toString(),
                        row -> row.get("CLASS").isBlank()
                                ? null
                                : new Labelled(
                                        row.get("CONTENT"),
                                        Integer.parseInt(row.get("CLASS").strip()))));
            }
        }
        return all;
    }

    private List<Labelled> table(String file, Function<CSVRecord, @Nullable Labelled> read) throws IOException {
        var text = Files.readString(data.resolve(file));
        var format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setAllowMissingColumnNames(true)
                .setSkipHeaderRecord(true)
                .get();
        var labelled = new ArrayList<Labelled>();
        try (var rows = format.parse(new StringReader(text))) {
            for (var row : rows) {
                var one = row.isConsistent() ? read.apply(row) : null;
                if (one != null) {
                    labelled.add(one);
                }
            }
        }
        return labelled;
    }
}

package org.parvis.listening.importing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.EnumMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Rows that are a JSON object each. */
final class NdjsonRows implements Rows {

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(64).build())
                    .build())
            .build();

    private final BufferedReader reader;
    private final int longest;
    private long number;

    NdjsonRows(ImportFile file) throws IOException {
        this.reader = new BufferedReader(
                new InputStreamReader(file.open(), file.encoding().charset()));
        this.longest = file.limits().characters();
    }

    @Override
    public @Nullable Row next() throws IOException {
        while (true) {
            var line = new StringBuilder();
            var length = 0;
            var letter = reader.read();
            if (letter < 0) {
                return null;
            }
            number++;
            for (; letter >= 0 && letter != '\n'; letter = reader.read()) {
                length++;
                if (length <= longest) {
                    line.append((char) letter);
                }
            }
            if (length > longest) {
                return new Row.Unreadable(number, LineProblem.TOO_LONG);
            }
            if (!line.toString().isBlank()) {
                return row(line.toString());
            }
        }
    }

    private Row row(String line) {
        JsonNode object;
        try {
            object = JSON.readTree(line);
        } catch (JacksonException e) {
            return new Row.Unreadable(number, LineProblem.NOT_JSON);
        }
        if (!object.isObject()) {
            return new Row.Unreadable(number, LineProblem.NOT_JSON);
        }
        var values = new EnumMap<Column, String>(Column.class);
        object.propertyStream().forEach(property -> {
            var value = property.getValue();
            if (value.isValueNode() && !value.isNull()) {
                Column.named(property.getKey()).ifPresent(column -> values.putIfAbsent(column, value.asString()));
            }
        });
        return new Row.Cells(number, values);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}

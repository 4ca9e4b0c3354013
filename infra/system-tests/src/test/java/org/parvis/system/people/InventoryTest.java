package org.parvis.system.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.parvis.privacy.KeepsWordsApart;
import org.parvis.privacy.Protected;
import org.parvis.privacy.Subject;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Every place that could hold a word of or about somebody outside is known: each text in a stored event is encrypted under its person's key,
 * or stands on a list that somebody reviewed, with the reason; and so does each column of each table.
 */
class InventoryTest {

    /** Ids and hashes say nothing by themselves. */
    private static final Pattern ID_OF_EVENT = Pattern.compile(".*(Id|Ids|Hash)$");

    private static final Pattern ID_OF_TABLE = Pattern.compile(".*(_id|_ids|_hash|_by)$");
    /** No table that was given up comes back under its name. */
    private static final Pattern DROPPED = Pattern.compile("drop table (\\w+);");

    private static final Pattern TABLE =
            Pattern.compile("create table (?:if not exists )?([\\w.]+) \\((.*?)\\n\\);", Pattern.DOTALL);
    private static final Pattern ADDED =
            Pattern.compile("alter table ([\\w.]+) add column (\\w+) (text\\[]|text|jsonb|varchar|bytea)");
    private static final Pattern COLUMN = Pattern.compile("^\\s*\"?(\\w+)\"?\\s+(text\\[]|text|jsonb|varchar|bytea)");

    @Test
    void everyTextInAStoredEventIsProtectedOrReviewed() {
        var reviewed = list("people/reviewed-fields.txt");
        var open = new TreeSet<String>();
        var seen = new TreeSet<String>();
        for (var type : records()) {
            for (var component : type.getRecordComponents()) {
                var name = type.getSimpleName() + "." + component.getName();
                if (mayHoldWords(component)
                        && !ID_OF_EVENT.matcher(component.getName()).matches()) {
                    seen.add(name);
                    if (!component.isAnnotationPresent(Protected.class) && !reviewed.containsKey(name)) {
                        open.add(name);
                    }
                }
            }
        }
        assertThat(seen).hasSizeGreaterThan(80);
        assertThat(open).as("texts that are neither protected nor reviewed").isEmpty();
        assertThat(reviewed.keySet()).as("reviewed texts that exist no more").isSubsetOf(seen);
    }

    @Test
    void everyProtectedTextHasAPersonWhoseKeyItIsUnder() {
        var protectedTypes =
                records().stream().filter(type -> has(type, Protected.class)).toList();
        assertThat(protectedTypes).hasSizeGreaterThan(15).allSatisfy(type -> {
            assertThat(has(type, Subject.class)).as(type.getName()).isTrue();
            assertThat(Arrays.stream(type.getRecordComponents()).filter(c -> c.isAnnotationPresent(Protected.class)))
                    .allSatisfy(c -> assertThat(c.getType()).isEqualTo(String.class));
        });
    }

    /** What a record in a list quotes has no subject of its own. */
    @Test
    void everyEventAboutAPersonKeepsTheWordsOfItsListsApart() {
        assertThat(records().stream()
                        .filter(type -> has(type, Subject.class))
                        .filter(type ->
                                Arrays.stream(type.getRecordComponents()).anyMatch(InventoryTest::isListOfQuotes)))
                .hasSize(3)
                .allSatisfy(type -> assertThat(KeepsWordsApart.class).isAssignableFrom(type));
    }

    @Test
    void everyColumnIsReviewed() {
        var reviewed = list("people/reviewed-columns.txt");
        var columns = columns();
        assertThat(columns).hasSizeGreaterThan(150);
        var open = new TreeSet<>(columns);
        open.removeAll(reviewed.keySet());
        assertThat(open).as("columns nobody reviewed").isEmpty();
        assertThat(reviewed.keySet()).as("reviewed columns that exist no more").isSubsetOf(columns);
    }

    private static boolean mayHoldWords(RecordComponent component) {
        var type = component.getGenericType().getTypeName();
        return type.equals("java.lang.String") || (type.contains("<") && type.contains("java.lang.String"));
    }

    private static boolean isListOfQuotes(RecordComponent component) {
        return component.getGenericType() instanceof ParameterizedType list
                && list.getActualTypeArguments()[0] instanceof Class<?> item
                && item.isRecord()
                && Arrays.stream(item.getRecordComponents()).anyMatch(InventoryTest::mayHoldWords);
    }

    private static boolean has(Class<?> type, Class<? extends java.lang.annotation.Annotation> annotation) {
        return Arrays.stream(type.getRecordComponents()).anyMatch(c -> c.isAnnotationPresent(annotation));
    }

    private static Set<Class<?>> records() {
        return Stream.of("identity", "listening", "publishing", "moderation", "crm")
                .flatMap(service -> resources("classpath*:org/parvis/" + service + "/api/*.class"))
                .map(InventoryTest::load)
                .filter(Class::isRecord)
                .collect(Collectors.toSet());
    }

    private static Class<?> load(Resource resource) {
        try {
            var url = resource.getURL().toString();
            var name = url.substring(url.lastIndexOf("org/parvis/"))
                    .replace(".class", "")
                    .replace('/', '.');
            return Class.forName(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As {@code schema.table.column}; the tables that every service has are listed under the name of their folder. */
    private static Set<String> columns() {
        var columns = new TreeSet<String>();
        var dropped = new TreeSet<String>();
        Stream.concat(resources("classpath*:db/*/V*.sql"), resources("classpath*:org/parvis/ledger/schema/V*.sql"))
                .forEach(script -> {
                    var sql = text(script);
                    var schema = schema(script);
                    var tables = TABLE.matcher(sql);
                    while (tables.find()) {
                        var table = tables.group(1).startsWith("ledger.")
                                ? tables.group(1)
                                : schema + "." + tables.group(1);
                        tables.group(2).lines().forEach(line -> {
                            var column = COLUMN.matcher(line);
                            if (column.find()) {
                                columns.add(table + "." + column.group(1));
                            }
                        });
                    }
                    var dropping = DROPPED.matcher(sql);
                    while (dropping.find()) {
                        dropped.add(schema + "." + dropping.group(1));
                    }
                    var added = ADDED.matcher(sql);
                    while (added.find()) {
                        columns.add(schema + "." + added.group(1) + "." + added.group(2));
                    }
                });
        columns.removeIf(column -> dropped.contains(column.substring(0, column.lastIndexOf('.'))));
        columns.removeIf(column -> ID_OF_TABLE
                .matcher(column.substring(column.lastIndexOf('.') + 1))
                .matches());
        return columns;
    }

    private static String schema(Resource script) {
        try {
            var parts = script.getURL().toString().split("/");
            return parts[parts.length - 2];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lines of {@code name: reason}; the reason says why it is no word of a person, or how it is forgotten. */
    private static Map<String, String> list(String name) {
        var entries = new LinkedHashMap<String, String>();
        resources("classpath:" + name)
                .forEach(file -> text(file)
                        .lines()
                        .filter(line -> !line.isBlank() && !line.startsWith("#"))
                        .forEach(line -> {
                            var colon = line.indexOf(": ");
                            assertThat(colon).as(line).isPositive();
                            for (var one : line.substring(0, colon).split(" ")) {
                                entries.put(one, line.substring(colon + 2));
                            }
                        }));
        return entries;
    }

    private static Stream<Resource> resources(String pattern) {
        try {
            return Arrays.stream(new PathMatchingResourcePatternResolver().getResources(pattern));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Resource resource) {
        try {
            return resource.getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.parvis.system.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * No expression of the product takes longer than a text is long: one that tries each split of a run of signs at each of them takes the
 * square or the cube of a stranger's text, and hears nobody who has lost patience. Counted in signs looked at, over runs of one sign and of
 * two, with something behind them that does not fit.
 */
class PatternsTest {

    private static final Pattern OF_TESTS = Pattern.compile("/test-classes/|-tests\\.jar!");
    private static final String HERE = "org.parvis.";
    private static final int SHORT = 500;
    private static final int LONG = 4 * SHORT;
    private static final int DEEP = 2 * LONG;
    private static final int SMALL_STACK = 256 * 1024;

    /** A square would be sixteen. */
    private static final int MOST_GROWTH = 8;

    private static final int PER_SIGN = 40;
    private static final String SIGNS = " \t\na0=-.@'\"<>/\\[](){}#*:;,&?!_+~|\u00a0\u00e9";

    /** What a text is held against as a whole, from its beginning; everything else is looked for at each place. */
    private static final Set<String> WHOLE = Set.of(
            "gateway.guard.Gate.SIGNED_TOKEN",
            "gateway.guard.Pace.COSTLY",
            "gateway.relay.Lines.GOES_ON",
            "identity.federation.GroupRight.SHAPE",
            "identity.scim.ScimFilter.SHAPE",
            "listening.story.Pages.TRACKING",
            "publishing.network.wordpress.ParentName.COMMENT",
            "publishing.network.wordpress.ParentName.POST");

    @Test
    void noExpressionTakesTheSquareOfAText() throws IOException {
        var patterns = patterns();
        assertThat(patterns).hasSizeGreaterThan(100);
        var slow = new TreeMap<String, String>();
        patterns.forEach((name, pattern) -> slowRun(pattern, WHOLE.contains(name))
                .ifPresent(run -> slow.put(name, pattern + " on runs of " + run)));
        assertThat(slow).isEmpty();
        assertThat(patterns.keySet()).containsAll(WHOLE);
    }

    /**
     * No expression is as deep as a text is long either: one that keeps each repetition of a group on the stack, to come back to it, ends not
     * in an answer but in an error that no handler expects. With {@code ++}, or an end that is a number, it keeps none.
     */
    @Test
    void noExpressionIsAsDeepAsATextIsLong() throws Exception {
        var patterns = patterns();
        var deep = new TreeMap<String, String>();
        var looking = new Thread(
                null,
                () -> patterns.forEach((name, pattern) -> deepRun(pattern, WHOLE.contains(name))
                        .ifPresent(run -> deep.put(name, pattern + " on runs of " + run))),
                "small stack",
                SMALL_STACK);
        looking.start();
        looking.join();
        assertThat(deep).isEmpty();
    }

    private static Optional<String> deepRun(Pattern pattern, boolean whole) {
        return runs(pattern).stream()
                .filter(run -> Stream.of("", "x", "xx").anyMatch(beginning -> {
                    try {
                        looks(pattern, beginning + run.repeat(DEEP / run.length()), whole);
                        return false;
                    } catch (StackOverflowError e) {
                        return true;
                    }
                }))
                .findFirst();
    }

    private static Optional<String> slowRun(Pattern pattern, boolean whole) {
        return runs(pattern).stream()
                .filter(run -> Stream.of("", "x").anyMatch(end -> {
                    long few = looks(pattern, run.repeat(SHORT / run.length()) + end, whole);
                    if (few < SHORT * PER_SIGN / 2) {
                        return false;
                    }
                    long many = looks(pattern, run.repeat(LONG / run.length()) + end, whole);
                    return many > MOST_GROWTH * few && many > PER_SIGN * LONG;
                }))
                .findFirst();
    }

    /** Runs of the signs that the expression names, of one and of two of them. */
    private static List<String> runs(Pattern pattern) {
        var signs = SIGNS.chars()
                .filter(sign -> pattern.pattern().indexOf(sign) >= 0 || " a".indexOf(sign) >= 0)
                .mapToObj(Character::toString)
                .toList();
        var runs = new ArrayList<>(signs);
        for (var one : signs) {
            for (var other : signs) {
                if (!one.equals(other)) {
                    runs.add(one + other);
                }
            }
        }
        return runs;
    }

    private static long looks(Pattern pattern, String text, boolean whole) {
        var counted = new Counted(text);
        try {
            var matcher = pattern.matcher(counted);
            boolean found = whole ? matcher.matches() : matcher.find();
            while (found && !whole) {
                found = matcher.find();
            }
        } catch (TooMany e) {
            return Long.MAX_VALUE;
        }
        return counted.looks;
    }

    private static final class TooMany extends RuntimeException {}

    private static final class Counted implements CharSequence {

        private static final long MOST = 3_000_000;

        private final String text;
        private long looks;

        Counted(String text) {
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            if (++looks > MOST) {
                throw new TooMany();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private static Map<String, Pattern> patterns() throws IOException {
        var patterns = new TreeMap<String, Pattern>();
        for (var resource :
                new PathMatchingResourcePatternResolver().getResources("classpath*:org/parvis/**/*.class")) {
            if (!OF_TESTS.matcher(resource.getURL().getPath()).find()) {
                fields(resource)
                        .forEach(field -> patterns.put(
                                field.getDeclaringClass().getName().substring(HERE.length()) + "." + field.getName(),
                                pattern(field)));
            }
        }
        return patterns;
    }

    private static Stream<Field> fields(Resource resource) {
        try {
            var url = resource.getURL().toString();
            var name = url.substring(url.lastIndexOf("org/parvis/"))
                    .replace(".class", "")
                    .replace('/', '.');
            return Arrays.stream(Class.forName(name, false, PatternsTest.class.getClassLoader())
                            .getDeclaredFields())
                    .filter(field -> field.getType() == Pattern.class && Modifier.isStatic(field.getModifiers()));
        } catch (IOException | ClassNotFoundException | LinkageError e) {
            return Stream.empty();
        }
    }

    private static Pattern pattern(Field field) {
        try {
            field.setAccessible(true);
            return (Pattern) field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}

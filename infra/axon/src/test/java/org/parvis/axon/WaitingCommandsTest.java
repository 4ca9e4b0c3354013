package org.parvis.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WaitingCommandsTest {

    private final WaitingCommands commands = new WaitingCommands();
    private final Map<String, List<Integer>> sent = new ConcurrentHashMap<>();

    private void add(String subject, int number) {
        commands.add(
                subject,
                () -> sent.computeIfAbsent(subject, s -> new CopyOnWriteArrayList<>())
                        .add(number));
    }

    @Test
    void eachIsSentOnceAndThoseOfOneSubjectInTheirOrder() {
        for (var number = 0; number < 300; number++) {
            add("subject " + number % 60, number);
        }
        commands.write();
        commands.write();
        assertThat(sent).hasSize(60);
        sent.forEach((subject, numbers) -> assertThat(numbers)
                .containsExactlyElementsOf(IntStream.range(0, 300)
                        .filter(number -> subject.equals("subject " + number % 60))
                        .boxed()
                        .toList()));
    }

    @Test
    void aFailureIsToldAfterTheOthersHaveTheirAnswer() {
        add("well", 1);
        commands.add("ill", () -> {
            throw new IllegalStateException("not taken");
        });
        add("ill", 2);
        add("well too", 3);
        assertThatThrownBy(commands::write)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("not taken");
        assertThat(sent).containsOnlyKeys("well", "well too");
        sent.clear();
        commands.write();
        assertThat(sent).isEmpty();
    }

    @Test
    void whatIsForgottenIsNotSent() {
        add("subject", 1);
        commands.forget();
        commands.write();
        assertThat(sent).isEmpty();
    }
}

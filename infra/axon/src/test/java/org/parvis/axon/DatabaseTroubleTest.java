package org.parvis.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.deadletter.GenericDeadLetter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseTroubleTest {

    private static RuntimeException wrapped(String state) {
        return new IllegalStateException("outside", new RuntimeException(new SQLException("inside", state)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"08006", "08003", "53100", "53200", "57P01", "57P02", "57P03", "58030", "40001", "40P01"})
    void whatPassesIsNoPoison(String state) {
        assertThat(DatabaseTrouble.isCauseOf(wrapped(state))).isTrue();
        assertThatThrownBy(() -> decide(wrapped(state))).isInstanceOf(OnlyPoison.LaterAgain.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "22001", "42P01", "57014", "25P02"})
    void whatWasAskedWronglyIsPoison(String state) {
        assertThat(DatabaseTrouble.isCauseOf(wrapped(state))).isFalse();
        assertThat(decide(wrapped(state))).isTrue();
    }

    @Test
    void aPoolWithoutConnectionsIsTroubleToo() {
        assertThat(DatabaseTrouble.isCauseOf(
                        new IllegalStateException(new SQLTransientConnectionException("none within 10 s"))))
                .isTrue();
    }

    @Test
    void onlyAFullDiskIsNoRoom() {
        assertThat(DatabaseTrouble.isNoRoom(wrapped("53100"))).isTrue();
        assertThat(DatabaseTrouble.isNoRoom(wrapped("53200"))).isFalse();
    }

    @Test
    void anythingElseIsPoison() {
        assertThat(decide(new IllegalArgumentException("Cannot digest"))).isTrue();
    }

    private static boolean decide(Throwable cause) {
        EventMessage<?> event = GenericEventMessage.asEventMessage("event");
        return new OnlyPoison()
                .decide(new GenericDeadLetter<>("sequence", event), cause)
                .shouldEnqueue();
    }
}

package org.parvis.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.parvis.axon.Commands;
import org.parvis.axon.Rebuild;
import org.parvis.boot.sample.SampleApplication;
import org.parvis.boot.sample.SampleApplication.Count;
import org.parvis.boot.testing.RunningService;
import org.parvis.boot.testing.TestMembers;
import org.parvis.identity.api.Role;

class RebuildIT {

    @Test
    void rebuildsAReadModelUnderLoadAndMissesNothing() throws Exception {
        try (var service = RunningService.start(SampleApplication.class)) {
            var manager = TestMembers.member("ines", Role.COMMUNITY_MANAGER, "helianthe");
            var commands = service.bean(Commands.class);
            for (var i = 0; i < 50; i++) {
                commands.send(new Count("before-" + i, "helianthe"), manager, null);
            }
            service.caughtUp();
            service.jdbc().sql("update counter_value set value = 999").update();

            var running = new AtomicBoolean(true);
            var sent = new int[1];
            var load = Thread.ofVirtual().start(() -> {
                while (running.get() && sent[0] < 2_000) {
                    commands.send(new Count("during-" + sent[0]++, "helianthe"), manager, null);
                }
            });
            service.bean(Rebuild.class).run("sample.counter.values", (at, of) -> {});
            running.set(false);
            load.join();
            service.caughtUp();

            assertThat(service.jdbc()
                            .sql("select count(*) from counter_value where value = 1")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(50 + sent[0]);
            assertThatThrownBy(() -> service.bean(Rebuild.class).run("sample.counter.twice", (at, of) -> {}))
                    .hasMessageContaining("no read model")
                    .hasMessageContaining("sample.counter.values");
        }
    }
}

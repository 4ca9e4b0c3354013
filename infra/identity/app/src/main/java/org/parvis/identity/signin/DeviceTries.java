package org.parvis.identity.signin;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Counts wrong passwords per known device, as long as there is one: whoever has a copy of it guesses a few times in all, not a few times in
 * each quarter of an hour. A try is counted before its password is looked at; a right one takes its own count back.
 */
@Component
final class DeviceTries {

    static final int MOST = 5;

    private final JdbcClient jdbc;
    private final Clock clock;

    DeviceTries(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Counts one try; false when the device counts no more. */
    boolean tryOnce(KnownDevice device) {
        return jdbc.sql("""
                        insert into device_try as t (device, tries, ends_at) values (:device, 1, :ends)
                        on conflict (device) do update set tries = t.tries + 1 where t.tries < :most
                        """)
                        .param("device", device.id())
                        .param("ends", device.until().atOffset(ZoneOffset.UTC))
                        .param("most", MOST)
                        .update()
                == 1;
    }

    void takeBack(UUID device) {
        jdbc.sql("update device_try set tries = tries - 1 where device = ? and tries > 0")
                .param(device)
                .update();
    }

    /** Drops those of devices that count no more by themselves. */
    void sweep() {
        jdbc.sql("delete from device_try where ends_at <= ?")
                .param(clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }
}

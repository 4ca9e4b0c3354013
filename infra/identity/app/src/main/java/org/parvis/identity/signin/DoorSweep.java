package org.parvis.identity.signin;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.ZoneOffset;
import org.parvis.identity.password.SignInThrottle;
import org.parvis.identity.session.SessionDesk;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps the door's tables small and its signing keys young. */
@Configuration(proxyBeanMethods = false)
class DoorSweep {

    @Bean
    Task<?> sweepTheDoor(
            JdbcClient jdbc,
            SignInThrottle throttle,
            DeviceTries devices,
            SigningKeys keys,
            SessionDesk sessions,
            Clock clock) {
        return Tasks.recurring("identity.signin.sweep", FixedDelay.ofMinutes(30))
                .execute((instance, context) -> {
                    throttle.sweep();
                    devices.sweep();
                    sessions.sweep();
                    keys.renew();
                    jdbc.sql("""
                            delete from oauth2_authorization
                             where greatest(refresh_token_expires_at, access_token_expires_at,
                                            authorization_code_expires_at) < ?
                            """)
                            .param(clock.instant().atOffset(ZoneOffset.UTC))
                            .update();
                });
    }
}

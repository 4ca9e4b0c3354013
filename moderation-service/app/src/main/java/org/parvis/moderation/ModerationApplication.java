package org.parvis.moderation;

import org.parvis.boot.ParvisService;
import org.parvis.boot.ServiceLauncher;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts moderation. */
@ParvisService(name = "moderation")
@ConfigurationPropertiesScan
public class ModerationApplication {

    /** As a process of its own. */
    public static void main(String[] arguments) {
        ServiceLauncher.run(ModerationApplication.class, arguments);
    }
}

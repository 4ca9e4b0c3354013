package org.parvis.publishing;

import org.parvis.boot.ParvisService;
import org.parvis.boot.ServiceLauncher;

/** The publishing service. */
@ParvisService(name = "publishing")
public class PublishingApplication {

    public static void main(String[] arguments) {
        ServiceLauncher.run(PublishingApplication.class, arguments);
    }
}

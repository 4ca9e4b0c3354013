package org.parvis.identity;

import org.parvis.boot.ParvisService;
import org.parvis.boot.ServiceLauncher;

/** The identity service. */
@ParvisService(name = "identity")
public class IdentityApplication {

    public static void main(String[] arguments) {
        ServiceLauncher.run(IdentityApplication.class, arguments);
    }
}

package org.parvis.listening;

import org.parvis.boot.ParvisService;
import org.parvis.boot.ServiceLauncher;

/** The listening service. */
@ParvisService(name = "listening")
public class ListeningApplication {

    public static void main(String[] arguments) {
        ServiceLauncher.run(ListeningApplication.class, arguments);
    }
}

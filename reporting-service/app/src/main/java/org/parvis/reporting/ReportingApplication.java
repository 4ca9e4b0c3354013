package org.parvis.reporting;

import org.parvis.boot.ParvisService;
import org.parvis.boot.ServiceLauncher;

/** The reporting service. */
@ParvisService(name = "reporting")
public class ReportingApplication {

    public static void main(String[] arguments) {
        ServiceLauncher.run(ReportingApplication.class, arguments);
    }
}

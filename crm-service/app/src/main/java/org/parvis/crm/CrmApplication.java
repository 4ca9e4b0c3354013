package org.parvis.crm;

import org.parvis.boot.ParvisService;
import org.parvis.boot.ServiceLauncher;

/** The crm service. */
@ParvisService(name = "crm")
public class CrmApplication {

    public static void main(String[] arguments) {
        ServiceLauncher.run(CrmApplication.class, arguments);
    }
}

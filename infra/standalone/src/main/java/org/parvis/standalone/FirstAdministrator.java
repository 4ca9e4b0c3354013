package org.parvis.standalone;

import org.parvis.identity.start.IdentityBootstrap;

/** Tells the administrator's password once, on the first start. */
final class FirstAdministrator {

    private FirstAdministrator() {}

    static void announce(House house, Words words) {
        var identity = house.bean("identity", IdentityBootstrap.class);
        identity.firstPassword().ifPresent(password -> {
            System.out.println(words.say("password", password));
            identity.firstPasswordHandedOver();
        });
    }
}

package org.parvis.standalone;

import org.parvis.identity.bootstrap.IdentityBootstrap;

/** Tells the administrator's password once, on the first start. */
final class FirstAdministrator {

    private FirstAdministrator() {}

    static void announce(House house, DataDirectory home, Words words) {
        house.bean("identity", IdentityBootstrap.class)
                .takeGeneratedPassword()
                .ifPresent(password -> System.out.println(words.say("password", password)));
    }
}

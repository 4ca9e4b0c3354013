package org.parvis.identity.house;

import org.parvis.axon.Refused;

/** An administrator of some brands touched what concerns all of them. */
final class HouseRefused extends Refused {

    private static final long serialVersionUID = 1L;

    HouseRefused(HouseRefusal reason, String subject) {
        super(Category.FORBIDDEN, reason, subject);
    }
}

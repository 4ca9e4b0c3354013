package org.parvis.identity.brand;

import org.parvis.axon.Refused;

/** Why a brand refuses a command. */
enum BrandRefusal {
    ALREADY_EXISTS_DIFFERENT;

    Refused.Category category() {
        return Refused.Category.CONFLICT;
    }
}

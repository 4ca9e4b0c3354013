package org.parvis.identity.house;

/** Why the house refuses. */
enum HouseRefusal {
    WHOLE_HOUSE_NEEDED
}

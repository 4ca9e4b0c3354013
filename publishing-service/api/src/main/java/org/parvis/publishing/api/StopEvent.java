package org.parvis.publishing.api;

/** All that happens to an emergency stop. */
public sealed interface StopEvent permits StopDeclared, StopLifted {

    String stopId();

    String brandId();
}

package org.parvis.town.fault;

/** Which requests a fault concerns. */
public enum Target {
    READ,
    WRITE,
    ANY;

    boolean covers(Operation operation) {
        return this == ANY || name().equals(operation.name());
    }
}

package org.parvis.axon;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a projection: its tables hold nothing that the ledger does not know, so they can be rebuilt while the service runs. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface ReadModel {

    /** The tables this projection, and nobody else, writes. */
    String[] tables();
}

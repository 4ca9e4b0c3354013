package org.parvis.boot.forget;

/** Tells whoever keeps erasures that this service has forgotten a person; may be called again after a failure. */
@FunctionalInterface
public interface ForgottenReport {

    void forgotten(Forgotten forgotten);
}

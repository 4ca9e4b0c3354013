package org.parvis.web;

import java.util.Optional;

/** The shell's only question to the security set-up; each application declares one bean that answers it for the current request. */
@FunctionalInterface
public interface WhoIsThere {

    Optional<SignedIn> current();
}

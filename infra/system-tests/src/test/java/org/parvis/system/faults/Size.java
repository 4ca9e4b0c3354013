package org.parvis.system.faults;

/** How much of everything; the full size unless a property asks for less, such as {@code -Dfaults.restarts=3}. */
final class Size {

    private Size() {}

    static int of(String what, int full) {
        return Integer.getInteger("faults." + what, full);
    }
}

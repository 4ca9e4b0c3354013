package org.parvis.system.world;

/** Wherever the product runs, people reach it through its API in their own name. */
public interface House {

    /** The API in a member's name. */
    Api as(String member);
}

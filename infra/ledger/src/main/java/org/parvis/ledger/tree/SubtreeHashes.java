package org.parvis.ledger.tree;

/** Gives the hashes of a tree's complete subtrees. */
@FunctionalInterface
public interface SubtreeHashes {

    /** The hash over the leaves {@code index * 2^level} to {@code (index + 1) * 2^level}, all of which exist. */
    byte[] hash(int level, long index);
}

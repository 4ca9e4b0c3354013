package org.parvis.ledger.tree;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The right edge of the tree, to which leaves are added: for each tile level the hashes of the unfinished tile.
 *
 * <p>A level's tile that fills up is handed out and becomes one hash of the level above.
 */
final class GrowingTree {

    static final int WIDTH = 256;
    static final int LEVELS = 8;

    /** Takes tiles as they become full. */
    interface TileSink {
        void full(int level, long number, byte[] hashes);
    }

    private final List<List<byte[]>> edges = new ArrayList<>();
    private long size;

    GrowingTree() {
        for (int level = 0; level < LEVELS; level++) {
            edges.add(new ArrayList<>());
        }
    }

    /** The edge of a tree of {@code size} leaves, from the stored unfinished tile of each level. */
    static GrowingTree restore(long size, List<byte[]> unfinished) {
        var tree = new GrowingTree();
        tree.size = size;
        for (int level = 0; level < LEVELS; level++) {
            byte[] hashes = level < unfinished.size() ? unfinished.get(level) : new byte[0];
            if (hashes.length != width(size, level) * Merkle.HASH) {
                throw new LedgerTampered("The unfinished tile of level " + level + " has " + hashes.length
                        + " bytes, which does not fit a tree of " + size);
            }
            tree.edges.set(level, split(hashes));
        }
        return tree;
    }

    /** How many hashes the unfinished tile of a level has in a tree of this size. */
    static int width(long size, int level) {
        return (int) ((size >> (8 * level)) & (WIDTH - 1));
    }

    static List<byte[]> split(byte[] hashes) {
        var list = new ArrayList<byte[]>(hashes.length / Merkle.HASH);
        for (int i = 0; i < hashes.length; i += Merkle.HASH) {
            list.add(Arrays.copyOfRange(hashes, i, i + Merkle.HASH));
        }
        return list;
    }

    long size() {
        return size;
    }

    void add(byte[] leaf, TileSink sink) {
        size++;
        byte[] hash = leaf;
        for (int level = 0; level < LEVELS; level++) {
            List<byte[]> edge = edges.get(level);
            edge.add(hash);
            if (edge.size() < WIDTH) {
                return;
            }
            long number = (size >> (8 * (level + 1))) - 1;
            sink.full(level, number, join(edge));
            hash = Merkle.root(edge);
            edge.clear();
        }
        throw new IllegalStateException("The tree is full");
    }

    /** The root over all leaves so far: the complete subtrees on the edge, joined from right to left. */
    byte[] root() {
        byte @Nullable [] root = null;
        for (List<byte[]> edge : edges) {
            for (int rest = edge.size(); rest > 0; rest &= rest - 1) {
                int count = Integer.lowestOneBit(rest);
                byte[] subtree = Merkle.root(edge.subList(rest - count, rest));
                root = root == null ? subtree : Merkle.node(subtree, root);
            }
        }
        return root == null ? Merkle.emptyRoot() : root;
    }

    /** The unfinished tile of each level. */
    List<byte[]> unfinished() {
        return edges.stream().map(GrowingTree::join).toList();
    }

    private static byte[] join(List<byte[]> hashes) {
        var bytes = new ByteArrayOutputStream(hashes.size() * Merkle.HASH);
        hashes.forEach(bytes::writeBytes);
        return bytes.toByteArray();
    }
}

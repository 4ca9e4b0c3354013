package org.parvis.ledger.tree;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/** RFC 6962 (and 9162) Merkle trees: hashing, proofs, and checking proofs. */
public final class Merkle {

    /** Bytes of a hash. */
    public static final int HASH = 32;

    /** More hashes than this no valid proof can have. */
    public static final int LONGEST_PROOF = 63;

    private Merkle() {}

    /** The root of a tree without leaves. */
    public static byte[] emptyRoot() {
        return sha256().digest();
    }

    /** The hash of an inner node. */
    public static byte[] node(byte[] left, byte[] right) {
        MessageDigest digest = sha256();
        digest.update((byte) 1);
        digest.update(left);
        return digest.digest(right);
    }

    /** The root over leaf hashes. */
    public static byte[] root(List<byte[]> leaves) {
        return switch (leaves.size()) {
            case 0 -> emptyRoot();
            case 1 -> leaves.getFirst();
            default -> {
                int split = (int) split(leaves.size());
                yield node(root(leaves.subList(0, split)), root(leaves.subList(split, leaves.size())));
            }
        };
    }

    /** The root of the first {@code size} leaves. */
    public static byte[] root(SubtreeHashes tree, long size) {
        return size == 0 ? emptyRoot() : range(tree, 0, size);
    }

    /** The hashes that lead from leaf {@code index} to the root of the first {@code size} leaves, lowest first. */
    public static List<byte[]> inclusion(SubtreeHashes tree, long index, long size) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("There is no leaf " + index + " in a tree of " + size);
        }
        var proof = new ArrayList<byte[]>();
        long low = 0;
        long high = size;
        while (high - low > 1) {
            long middle = low + split(high - low);
            if (index < middle) {
                proof.addFirst(range(tree, middle, high));
                high = middle;
            } else {
                proof.addFirst(range(tree, low, middle));
                low = middle;
            }
        }
        return proof;
    }

    /** The hashes that show that the tree of {@code old} leaves is the beginning of the tree of {@code size}. */
    public static List<byte[]> consistency(SubtreeHashes tree, long old, long size) {
        if (old < 0 || old > size) {
            throw new IllegalArgumentException("A tree of " + old + " is not the beginning of a tree of " + size);
        }
        var proof = new ArrayList<byte[]>();
        if (old == 0 || old == size) {
            return proof;
        }
        long low = 0;
        long high = size;
        boolean whole = true;
        while (old != high) {
            long middle = low + split(high - low);
            if (old <= middle) {
                proof.addFirst(range(tree, middle, high));
                high = middle;
            } else {
                proof.addFirst(range(tree, low, middle));
                low = middle;
                whole = false;
            }
        }
        if (!whole) {
            proof.addFirst(range(tree, low, high));
        }
        return proof;
    }

    /** Whether the proof leads from this leaf at this index to this root. */
    public static boolean included(byte[] leaf, long index, long size, List<byte[]> proof, byte[] root) {
        if (index < 0 || index >= size) {
            return false;
        }
        long node = index;
        long last = size - 1;
        byte[] hash = leaf;
        for (byte[] sibling : proof) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                hash = node(sibling, hash);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                hash = node(hash, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && MessageDigest.isEqual(hash, root);
    }

    /** Whether the proof shows that the old tree is the beginning of the new one. */
    public static boolean consistent(long old, byte[] oldRoot, long size, byte[] root, List<byte[]> proof) {
        if (old < 0 || old > size) {
            return false;
        }
        if (old == size) {
            return proof.isEmpty() && MessageDigest.isEqual(oldRoot, root);
        }
        if (old == 0) {
            return proof.isEmpty() && MessageDigest.isEqual(oldRoot, emptyRoot());
        }
        var path = new ArrayList<byte[]>(proof);
        if (Long.bitCount(old) == 1) {
            path.addFirst(oldRoot);
        }
        if (path.isEmpty()) {
            return false;
        }
        long node = old - 1;
        long last = size - 1;
        while ((node & 1) == 1) {
            node >>= 1;
            last >>= 1;
        }
        byte[] oldHash = path.getFirst();
        byte[] newHash = path.getFirst();
        for (byte[] sibling : path.subList(1, path.size())) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                oldHash = node(sibling, oldHash);
                newHash = node(sibling, newHash);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                newHash = node(newHash, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && MessageDigest.isEqual(oldHash, oldRoot) && MessageDigest.isEqual(newHash, root);
    }

    private static byte[] range(SubtreeHashes tree, long low, long high) {
        long count = high - low;
        if (Long.bitCount(count) == 1) {
            int level = Long.numberOfTrailingZeros(count);
            return tree.hash(level, low >> level);
        }
        long middle = low + split(count);
        return node(range(tree, low, middle), range(tree, middle, high));
    }

    /** The largest power of two smaller than {@code count}. */
    private static long split(long count) {
        return Long.highestOneBit(count - 1);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256", e);
        }
    }
}

package org.parvis.ledger.tree;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/** RFC 6962, section 2.1, word for word and without any thought of speed: MTH, PATH, PROOF and SUBPROOF. */
final class NaiveTree {

    private NaiveTree() {}

    static byte[] mth(List<byte[]> data) {
        if (data.isEmpty()) {
            return sha256(new byte[0]);
        }
        if (data.size() == 1) {
            return sha256(concat(new byte[] {0}, data.getFirst()));
        }
        int k = k(data.size());
        return sha256(concat(new byte[] {1}, concat(mth(data.subList(0, k)), mth(data.subList(k, data.size())))));
    }

    static List<byte[]> path(int m, List<byte[]> data) {
        int n = data.size();
        if (n == 1) {
            return List.of();
        }
        int k = k(n);
        var path = new ArrayList<byte[]>();
        if (m < k) {
            path.addAll(path(m, data.subList(0, k)));
            path.add(mth(data.subList(k, n)));
        } else {
            path.addAll(path(m - k, data.subList(k, n)));
            path.add(mth(data.subList(0, k)));
        }
        return path;
    }

    static List<byte[]> proof(int m, List<byte[]> data) {
        return subproof(m, data, true);
    }

    private static List<byte[]> subproof(int m, List<byte[]> data, boolean complete) {
        int n = data.size();
        if (m == n) {
            return complete ? List.of() : List.of(mth(data));
        }
        int k = k(n);
        var proof = new ArrayList<byte[]>();
        if (m <= k) {
            proof.addAll(subproof(m, data.subList(0, k), complete));
            proof.add(mth(data.subList(k, n)));
        } else {
            proof.addAll(subproof(m - k, data.subList(k, n), false));
            proof.add(mth(data.subList(0, k)));
        }
        return proof;
    }

    private static int k(int n) {
        int k = 1;
        while (k * 2 < n) {
            k *= 2;
        }
        return k;
    }

    private static byte[] concat(byte[] a, byte[] b) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(a);
        out.writeBytes(b);
        return out.toByteArray();
    }

    private static byte[] sha256(byte[] data) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(data);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}

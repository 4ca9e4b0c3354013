package org.parvis.ledger.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class MerkleTest {

    private static final HexFormat HEX = HexFormat.of();

    /** The reference tree of Certificate Transparency. */
    private static final List<String> KNOWN_LEAVES =
            List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");

    private static final List<String> KNOWN_ROOTS = List.of(
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    @Test
    void givesThePublishedRoots() {
        for (int size = 0; size <= KNOWN_LEAVES.size(); size++) {
            var leaves = KNOWN_LEAVES.subList(0, size).stream()
                    .map(HEX::parseHex)
                    .map(MerkleTest::leaf)
                    .toList();
            assertThat(HEX.formatHex(Merkle.root(leaves))).isEqualTo(KNOWN_ROOTS.get(size));
        }
    }

    @Property(tries = 150)
    void growsToTheSameRootAsTheDefinition(@ForAll("sizes") int size) {
        List<byte[]> data = data(size);
        var growing = new GrowingTree();
        data.forEach(entry -> growing.add(leaf(entry), (level, number, hashes) -> {}));
        assertThat(growing.root()).isEqualTo(NaiveTree.mth(data));
        assertThat(GrowingTree.restore(size, growing.unfinished()).root()).isEqualTo(growing.root());
    }

    @Property(tries = 300)
    void makesTheInclusionProofsOfTheDefinition(@ForAll("sizes") int size, @ForAll Random random) {
        if (size == 0) {
            return;
        }
        List<byte[]> data = data(size);
        int index = random.nextInt(size);
        List<byte[]> proof = Merkle.inclusion(tree(data), index, size);
        assertThat(hex(proof)).isEqualTo(hex(NaiveTree.path(index, data)));
        byte[] root = NaiveTree.mth(data);
        assertThat(Merkle.included(leaf(data.get(index)), index, size, proof, root))
                .isTrue();
        assertRefusesDamagedInclusion(data, index, proof, root, random);
    }

    @Property(tries = 300)
    void makesTheConsistencyProofsOfTheDefinition(@ForAll("sizes") int size, @ForAll Random random) {
        List<byte[]> data = data(size);
        int old = random.nextInt(size + 1);
        List<byte[]> proof = Merkle.consistency(tree(data), old, size);
        byte[] root = NaiveTree.mth(data);
        byte[] oldRoot = NaiveTree.mth(data.subList(0, old));
        if (old > 0) {
            assertThat(hex(proof)).isEqualTo(hex(NaiveTree.proof(old, data)));
        }
        assertThat(Merkle.consistent(old, oldRoot, size, root, proof)).isTrue();
        byte[] otherRoot = flip(oldRoot, random);
        assertThat(Merkle.consistent(old, otherRoot, size, root, proof)).isFalse();
        if (old > 0) {
            // Every tree continues the empty one.
            assertThat(Merkle.consistent(old, oldRoot, size, flip(root, random), proof))
                    .isFalse();
        }
        var longer = new ArrayList<>(proof);
        longer.add(root);
        assertThat(Merkle.consistent(old, oldRoot, size, root, longer)).isFalse();
        if (!proof.isEmpty()) {
            int place = random.nextInt(proof.size());
            var damaged = new ArrayList<>(proof);
            damaged.set(place, flip(damaged.get(place), random));
            assertThat(Merkle.consistent(old, oldRoot, size, root, damaged)).isFalse();
            assertThat(Merkle.consistent(old, oldRoot, size, root, proof.subList(1, proof.size())))
                    .isFalse();
        }
    }

    @Property(tries = 20)
    void cutsTilesAsTheSpecificationSays(@ForAll("sizes") int size) {
        List<byte[]> leaves = data(size).stream().map(MerkleTest::leaf).toList();
        var tiles = new ArrayList<String>();
        var growing = new GrowingTree();
        leaves.forEach(leaf -> growing.add(
                leaf, (level, number, hashes) -> tiles.add(level + "/" + number + " " + HEX.formatHex(hashes))));
        var expected = new ArrayList<String>();
        for (int level = 0; level < 2; level++) {
            int span = level == 0 ? 1 : 256;
            for (int number = 0; (number + 1) * 256 * span <= size; number++) {
                var hashes = new ByteArrayOutputStream();
                for (int i = 0; i < 256; i++) {
                    int from = (number * 256 + i) * span;
                    hashes.writeBytes(Merkle.root(leaves.subList(from, from + span)));
                }
                expected.add(level + "/" + number + " " + HEX.formatHex(hashes.toByteArray()));
            }
        }
        assertThat(tiles).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(growing.unfinished().getFirst()).hasSize(size % 256 * 32);
    }

    private static void assertRefusesDamagedInclusion(
            List<byte[]> data, int index, List<byte[]> proof, byte[] root, Random random) {
        int size = data.size();
        byte[] leaf = leaf(data.get(index));
        assertThat(Merkle.included(flip(leaf, random), index, size, proof, root))
                .isFalse();
        assertThat(Merkle.included(leaf, index, size, proof, flip(root, random)))
                .isFalse();
        assertThat(Merkle.included(leaf, -1, size, proof, root)).isFalse();
        assertThat(Merkle.included(leaf, size, size, proof, root)).isFalse();
        int other = random.nextInt(size);
        if (other != index) {
            assertThat(Merkle.included(leaf, other, size, proof, root)).isFalse();
        }
        var longer = new ArrayList<>(proof);
        longer.add(root);
        assertThat(Merkle.included(leaf, index, size, longer, root)).isFalse();
        if (!proof.isEmpty()) {
            int place = random.nextInt(proof.size());
            var damaged = new ArrayList<>(proof);
            damaged.set(place, flip(damaged.get(place), random));
            assertThat(Merkle.included(leaf, index, size, damaged, root)).isFalse();
            assertThat(Merkle.included(leaf, index, size, proof.subList(0, proof.size() - 1), root))
                    .isFalse();
        }
    }

    /** Around powers of two, where trees change their shape, and anything between. */
    @Provide
    static Arbitrary<Integer> sizes() {
        var edges = IntStream.rangeClosed(0, 10)
                .flatMap(k -> IntStream.of((1 << k) - 1, 1 << k, (1 << k) + 1))
                .boxed()
                .toList();
        return Arbitraries.oneOf(Arbitraries.of(edges), Arbitraries.integers().between(0, 1_500));
    }

    private static SubtreeHashes tree(List<byte[]> data) {
        List<byte[]> leaves = data.stream().map(MerkleTest::leaf).toList();
        return (level, index) -> Merkle.root(leaves.subList((int) (index << level), (int) ((index + 1) << level)));
    }

    private static List<byte[]> data(int size) {
        return IntStream.range(0, size)
                .mapToObj(i -> ByteBuffer.allocate(4).putInt(i * 31 + 7).array())
                .toList();
    }

    private static byte[] leaf(byte[] entry) {
        return NaiveTree.mth(List.of(entry));
    }

    private static byte[] flip(byte[] hash, Random random) {
        byte[] other = hash.clone();
        other[random.nextInt(other.length)] ^= (byte) (1 << random.nextInt(8));
        return other;
    }

    private static List<String> hex(List<byte[]> hashes) {
        return hashes.stream().map(HEX::formatHex).toList();
    }
}

package org.parvis.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.BeforeTry;
import org.junit.jupiter.api.Test;

class FairSharesTest {

    private FairShares shares = new FairShares(32, 8);
    private final List<Place> taken = new ArrayList<>();

    /** One object of this class plays all the tries of a property. */
    @BeforeTry
    void nobodyHasAny() {
        shares = new FairShares(32, 8);
        taken.clear();
    }

    private record Place(String brand, String address) {}

    private boolean takes(String brand, String address) {
        var full = shares.full();
        var has = full.everybody()
                || full.brands().contains(brand)
                || full.addresses().contains(address);
        assertThat(shares.takeIfFair(brand, address)).isEqualTo(!has);
        if (has) {
            return false;
        }
        taken.add(new Place(brand, address));
        return true;
    }

    private int takesAllItMay(String brand, String address) {
        var count = 0;
        while (takes(brand, address)) {
            count++;
        }
        return count;
    }

    @Test
    void oneAddressAloneHasHalfOfWhatItsBrandMayHold() {
        assertThat(takesAllItMay("alize", "blog")).isEqualTo(4);
        assertThat(takesAllItMay("alize", "forum")).isEqualTo(2);
        assertThat(takesAllItMay("alize", "shop")).isEqualTo(1);
        assertThat(takesAllItMay("alize", "press")).isEqualTo(1);
        assertThat(takesAllItMay("alize", "jobs")).isZero();
    }

    @Test
    void howManyEachBrandHoldsIsTold() {
        takes("alize", "blog");
        takes("alize", "forum");
        takes("mistral", "shop");
        assertThat(shares.held()).containsOnly(entry("alize", 2), entry("mistral", 1));
        assertThat(shares.free()).isEqualTo(29);
    }

    @Test
    void theLessIsLeftTheLessOneBrandTakesOfIt() {
        var each = new ArrayList<Integer>();
        for (var brand = 0; brand < 8; brand++) {
            var held = 0;
            for (var address = 0; address < 8; address++) {
                held += takesAllItMay("b" + brand, "b" + brand + "-" + address);
            }
            each.add(held);
        }
        assertThat(each).containsExactly(8, 8, 8, 4, 2, 1, 1, 0);
        assertThat(shares.full().everybody()).isTrue();
    }

    @Test
    void whereThereIsNoPlaceNobodyTakesOne() {
        assertThat(new FairShares(0, 8).full().everybody()).isTrue();
    }

    @Test
    void whatIsGivenBackIsThereAgain() {
        takesAllItMay("alize", "blog");
        taken.forEach(place -> shares.giveBack(place.brand(), place.address()));
        assertThat(shares.full()).isEqualTo(new FairShares(32, 8).full());
        assertThat(takesAllItMay("alize", "blog")).isEqualTo(4);
    }

    @Property
    void sixBrandsNeverKeepASeventhOut(@ForAll @Size(max = 300) List<@IntRange(max = 59) Integer> moves) {
        play(moves, number -> new Place("b" + number / 10, "a" + number));
        assertThat(takes("seventh", "its")).isTrue();
    }

    @Property
    void threeAddressesNeverKeepAFourthOut(@ForAll @Size(max = 100) List<@IntRange(max = 2) Integer> moves) {
        play(moves, number -> new Place("alize", "a" + number));
        assertThat(takes("alize", "fourth")).isTrue();
    }

    /** Every third move gives the place back that was taken longest ago. */
    private void play(List<Integer> moves, IntFunction<Place> places) {
        for (var turn = 0; turn < moves.size(); turn++) {
            if (turn % 3 == 2 && !taken.isEmpty() && moves.get(turn) % 2 == 0) {
                var first = taken.removeFirst();
                shares.giveBack(first.brand(), first.address());
            } else {
                var place = places.apply(moves.get(turn));
                takes(place.brand(), place.address());
            }
        }
        assertThat(taken).hasSizeLessThanOrEqualTo(32);
    }
}

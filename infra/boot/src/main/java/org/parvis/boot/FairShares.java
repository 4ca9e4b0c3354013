package org.parvis.boot;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * How many of our places, in which one waits for servers that members choose, each brand and each of its addresses holds. Nobody takes one
 * more unless more are left than they hold: a brand of all, an address of what its brand may still take. So whoever waits alone has many,
 * and whoever has none finds one, however slow the servers of the others are. Each process counts its own places.
 */
public final class FairShares {

    private final int ofBrand;
    private final Map<String, Map<String, Integer>> held = new HashMap<>();
    private int free;

    /**
     * @param places how many there are
     * @param ofBrand the most that one brand holds, even alone
     */
    public FairShares(int places, int ofBrand) {
        this.free = places;
        this.ofBrand = ofBrand;
    }

    /**
     * Who has their share.
     *
     * @param everybody whether no place is left for anybody
     * @param brands whose share is used up
     * @param addresses of which the same is true, whatever their brand may still take
     */
    public record Full(boolean everybody, Set<String> brands, Set<String> addresses) {}

    public synchronized int free() {
        return free;
    }

    /** How many places each brand holds that holds any. */
    public synchronized Map<String, Integer> held() {
        var ofBrands = new HashMap<String, Integer>();
        held.forEach((brand, ofIts) -> ofBrands.put(brand, sum(ofIts)));
        return ofBrands;
    }

    /** Until somebody takes a place, whoever is not named here may. */
    public synchronized Full full() {
        var brands = new HashSet<String>();
        var addresses = new HashSet<String>();
        held.forEach((brand, ofIts) -> {
            var left = left(ofIts);
            if (left <= 0) {
                brands.add(brand);
            }
            ofIts.forEach((address, count) -> {
                if (count >= left) {
                    addresses.add(address);
                }
            });
        });
        return new Full(free <= 0, brands, addresses);
    }

    /** How many more a brand may take: each one is one more that it holds, and one less that is left. */
    private int left(Map<String, Integer> ofIts) {
        var holds = sum(ofIts);
        return Math.min(ofBrand - holds, (free - holds + 1) / 2);
    }

    private static int sum(Map<String, Integer> ofIts) {
        return ofIts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /**
     * Takes a place unless the brand or the address has its share; false when it has.
     *
     * @param address whose id no other brand has
     */
    public synchronized boolean takeIfFair(String brandId, String address) {
        var ofIts = held.getOrDefault(brandId, Map.of());
        if (ofIts.getOrDefault(address, 0) >= left(ofIts)) {
            return false;
        }
        take(brandId, address);
        return true;
    }

    /** @param address whose id no other brand has */
    public synchronized void take(String brandId, String address) {
        free--;
        held.computeIfAbsent(brandId, id -> new HashMap<>()).merge(address, 1, Integer::sum);
    }

    public synchronized void giveBack(String brandId, String address) {
        free++;
        held.computeIfPresent(brandId, (id, ofIts) -> {
            ofIts.computeIfPresent(address, (of, count) -> count == 1 ? null : count - 1);
            return ofIts.isEmpty() ? null : ofIts;
        });
    }
}

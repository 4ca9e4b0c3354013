package org.parvis.listening.source;

import java.util.HashMap;
import java.util.Map;

/**
 * How many sources this process is asking, of all brands and of each. A brand begins no more than it leaves to the others at that moment: it has
 * never more than half of the places, and the less the more brands there are; whoever has none begins wherever there is a place.
 */
final class UnderWay {

    private final int most;
    private final Map<String, Integer> byBrand = new HashMap<>();
    private int all;

    UnderWay(int most) {
        this.most = most;
    }

    synchronized int free() {
        return most - all;
    }

    synchronized Map<String, Integer> byBrand() {
        return Map.copyOf(byBrand);
    }

    /** False when the brand has its share. */
    synchronized boolean begin(String brandId) {
        if (byBrand.getOrDefault(brandId, 0) >= free()) {
            return false;
        }
        byBrand.merge(brandId, 1, Integer::sum);
        all++;
        return true;
    }

    synchronized void end(String brandId) {
        byBrand.computeIfPresent(brandId, (brand, begun) -> begun == 1 ? null : begun - 1);
        all--;
    }
}
